package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

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
    Horloge horloge;

    /** @return combien ont été acceptés */
    public int accepter(Collection<Long> ids) {
        if (ids.isEmpty()) {
            throw Refus.invalide("liste-vide", "bulletins", "Choisissez au moins un bulletin.");
        }
        ids.stream().sorted().map(this::lire).forEach(b -> b.accepter(courant.get(), horloge.maintenant()));
        return ids.size();
    }

    /** Accepte tous ceux de la session qui tiennent une place. @return combien */
    public int accepterTous(long sessionId) {
        return aTous(sessionId, Etat.TRANSMISE, b -> b.accepter(courant.get(), horloge.maintenant()));
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
        bulletin.refuser(motif, courant.get(), horloge.maintenant());
        places.rendre(session, placee, horloge.maintenant());
    }

    /** Convoque tous les acceptés de la session. @return combien ont été convoqués */
    public int convoquer(long sessionId) {
        return aTous(sessionId, Etat.ACCEPTEE, b -> b.convoquer(courant.get(), horloge.maintenant()));
    }

    /** Le premier reçoit le geste, qui dit s'il est permis ; les autres de la session, dans le même état, suivent. */
    private int aTous(long sessionId, Etat etat, Consumer<Bulletin> geste) {
        Optional<Bulletin> premier = bulletins.premier(sessionId, etat);
        if (premier.isEmpty()) {
            return 0;
        }
        Bulletin exemple =
                premier.filter(b -> b.estVuPar(portees.courante())).orElseThrow(ConsulterBulletins::bulletinInconnu);
        geste.accept(exemple);
        return 1 + bulletins.suivre(exemple, etat);
    }

    private Bulletin lire(long id) {
        return bulletins
                .parId(id)
                .filter(b -> b.estVuPar(portees.courante()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
    }
}
