package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** La délégation instruit : elle accepte, refuse avec motif, convoque ceux qu'elle a acceptés. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class InstruireBulletins {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    RendreLaPlace rendu;

    @Inject
    OffreDeFormation offre;

    @Inject
    Horloge horloge;

    /** @return combien ont été acceptés */
    public int accepter(Collection<Long> ids) {
        if (ids.isEmpty()) {
            throw Refus.invalide("liste-vide", "bulletins", "Choisissez au moins un bulletin.");
        }
        List<Bulletin> lus = ids.stream().sorted().map(this::lire).toList();
        Map<Long, SessionInfo> sessions =
                offre.sessions(lus.stream().map(Bulletin::sessionId).distinct().toList());
        lus.forEach(b -> b.accepter(moment(sessions.get(b.sessionId())), courant.get(), horloge.maintenant()));
        return ids.size();
    }

    /** Accepte tous ceux de la session qui tiennent une place. @return combien */
    public int accepterTous(long sessionId) {
        return aTous(sessionId, Etat.TRANSMISE, (b, m) -> b.accepter(m, courant.get(), horloge.maintenant()));
    }

    public void refuser(long id, String motif) {
        // Le verrou avant la lecture : le bulletin a pu être promu entre-temps.
        long session = bulletins
                .ligne(id, portees.courante())
                .orElseThrow(ConsulterBulletins::bulletinInconnu)
                .sessionId();
        places.verrouiller(session);
        Bulletin bulletin = lire(id);
        boolean placee = bulletin.etat().tientUnePlace();
        boolean enSelection = bulletin.etat() == Etat.EN_SELECTION;
        bulletin.refuser(motif, courant.get(), horloge.maintenant());
        if (enSelection) {
            places.quitterLaSelection(session);
        } else {
            rendu.executer(offre.session(session).orElseThrow(), placee);
        }
    }

    /** Convoque tous les acceptés de la session. @return combien ont été convoqués */
    public int convoquer(long sessionId) {
        return aTous(sessionId, Etat.ACCEPTEE, (b, m) -> b.convoquer(m, courant.get(), horloge.maintenant()));
    }

    /** Le premier reçoit le geste, qui dit s'il est permis ; les autres de la session, dans le même état, suivent. */
    private int aTous(long sessionId, Etat etat, BiConsumer<Bulletin, Moment> geste) {
        Optional<Bulletin> premier = bulletins.premier(sessionId, etat);
        if (premier.isEmpty()) {
            return 0;
        }
        Bulletin exemple =
                premier.filter(b -> b.estVuPar(portees.courante())).orElseThrow(ConsulterBulletins::bulletinInconnu);
        geste.accept(exemple, moment(offre.session(sessionId).orElseThrow()));
        return 1 + bulletins.suivre(exemple, etat);
    }

    /** Une personne convoquée n'est pas venue, ou est partie. Sa place reste prise : la session a commencé. */
    public void noterUnDepart(long id, String motif) {
        Bulletin b = lire(id);
        b.noterUnDepart(motif, moment(offre.session(b.sessionId()).orElseThrow()), courant.get(), horloge.maintenant());
    }

    private Moment moment(SessionInfo s) {
        return Moment.de(s, horloge.aujourdhui(s.fuseau()));
    }

    private Bulletin lire(long id) {
        return bulletins
                .parId(id)
                .filter(b -> b.estVuPar(portees.courante()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
    }
}
