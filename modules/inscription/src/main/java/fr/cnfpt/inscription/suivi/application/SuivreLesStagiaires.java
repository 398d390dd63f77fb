package fr.cnfpt.inscription.suivi.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Ce que l'inscription fait pour les modules au-dessus, dans leur transaction ; la portée est vérifiée par eux. */
@ApplicationScoped
@Transactional
public class SuivreLesStagiaires implements Inscriptions {

    @Inject
    Bulletins bulletins;

    @Inject
    Amenagements amenagements;

    @Inject
    OffreDeFormation offre;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Override
    public List<Stagiaire> stagiaires(long sessionId) {
        return bulletins.stagiaires(sessionId);
    }

    @Override
    public Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions) {
        return bulletins.combien(sessions);
    }

    @Override
    public List<Long> sessionsDe(long agentId) {
        return bulletins.sessionsDe(agentId);
    }

    @Override
    public Map<Long, String> amenagementsConvenus(long sessionId) {
        return courant.get().est(Role.FORMATEUR) ? amenagements.convenus(sessionId) : Map.of();
    }

    @Override
    @Autorise({Role.FORMATEUR, Role.DELEGATION, Role.SIEGE})
    public void noterPresence(long bulletinId, boolean present) {
        Bulletin b = bulletins.parId(bulletinId).orElseThrow(ConsulterBulletins::bulletinInconnu);
        b.noterPresence(present, moment(b), courant.get(), horloge.maintenant());
    }

    @Override
    @Autorise({Role.DELEGATION, Role.SIEGE})
    public void noterAttestation(long bulletinId, String numero) {
        Bulletin b = bulletins.parId(bulletinId).orElseThrow(ConsulterBulletins::bulletinInconnu);
        b.noterAttestation(numero, moment(b), courant.get(), horloge.maintenant());
    }

    private Moment moment(Bulletin b) {
        SessionInfo s = offre.session(b.sessionId()).orElseThrow();
        return Moment.de(s, horloge.aujourdhui(s.fuseau()));
    }
}
