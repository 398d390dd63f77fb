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
import fr.cnfpt.inscription.circuit.port.Orientations;
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
    Orientations orientations;

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
        exigerLesTests(lus, sessions);
        lus.forEach(b -> b.accepter(moment(sessions.get(b.sessionId())), courant.get(), horloge.maintenant()));
        return ids.size();
    }

    /** Dans une préparation aux concours, nul n'est accepté sans son test d'orientation. */
    private void exigerLesTests(List<Bulletin> lus, Map<Long, SessionInfo> sessions) {
        List<Long> deConcours = lus.stream()
                .filter(b -> sessions.get(b.sessionId()).prepareUnConcours())
                .map(Bulletin::id)
                .toList();
        if (!deConcours.isEmpty()) {
            int sans = orientations.sansResultat(deConcours).size();
            if (sans > 0) {
                throw testAttendu(
                        sans == 1
                                ? "Le test d'orientation de cette personne n'a pas de résultat"
                                : "Le test d'orientation de " + sans + " de ces personnes n'a pas de résultat");
            }
        }
    }

    private Refus testAttendu(String pourquoi) {
        return Refus.conflit(
                "orientation-attendue",
                pourquoi + " : notez-le depuis la demande, puis acceptez.",
                orientations.testDOrientation(horloge.aujourdhui()));
    }

    /**
     * Accepte tous ceux de la session qui tiennent une place ; d'une préparation aux concours, ceux que leur test
     * admet. @return combien
     */
    public int accepterTous(long sessionId) {
        if (offre.session(sessionId).filter(SessionInfo::prepareUnConcours).isPresent()) {
            List<Long> admis = orientations.admis(sessionId);
            if (admis.isEmpty()) {
                throw testAttendu("Aucune personne n'a de test d'orientation qui l'admette");
            }
            return accepter(admis);
        }
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
