package fr.cnfpt.inscription.places.domain;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;

/**
 * Peut-on encore s'inscrire à cette session ? Les conditions que la session pose à tous, avant de regarder les places.
 */
public final class Ouverture {

    static final Regle MODALITES = new Regle(
            "on ne s'inscrit ici ni à une e-communauté, ni à un MOOC hors marque blanche",
            "CNFPT, Les dispositifs de formation 2018-2019",
            LocalDate.of(2018, 1, 1));

    private Ouverture() {}

    /** @throws Refus conflit, avec la date ou la règle qui ferme l'inscription */
    public static void exiger(SessionInfo session, LocalDate aujourdhui) {
        if (!session.surInscription()) {
            throw Refus.conflit("sans-inscription", "Cette formation se suit sans inscription.", MODALITES);
        }
        if (!"PUBLIEE".equals(session.etat())) {
            throw Refus.conflit("session-annulee", "Cette session est annulée.");
        }
        if (aujourdhui.isBefore(session.ouverture())) {
            throw Refus.conflit(
                    "session-pas-ouverte",
                    "Les inscriptions à cette session ouvrent le " + Texte.jour(session.ouverture()) + ".");
        }
        if (aujourdhui.isAfter(session.cloture())) {
            throw Refus.conflit(
                    "session-close",
                    "Les inscriptions à cette session sont closes depuis le " + Texte.jour(session.cloture()) + ".");
        }
    }

    /**
     * Qui vient d'une autre session du même stage n'attend pas l'ouverture, et vient encore après la clôture.
     *
     * @throws Refus conflit, si elle a commencé ou n'aura pas lieu
     */
    public static void exigerAVenir(SessionInfo session, LocalDate aujourdhui) {
        if (!estAVenir(session, aujourdhui)) {
            throw Refus.conflit(
                    "moment-de-la-session",
                    "Ce n'est pas le moment. La session est "
                            + Moment.de(session, aujourdhui).libelle() + ".");
        }
    }

    public static boolean estAVenir(SessionInfo session, LocalDate aujourdhui) {
        return switch (Moment.de(session, aujourdhui)) {
            case AVANT_OUVERTURE, OUVERTE, CLOSE -> true;
            case COMMENCEE, FINIE, ANNULEE -> false;
        };
    }

    /**
     * Une place rendue va-t-elle encore au premier de la file ? Tant qu'on peut s'inscrire, oui ; après la clôture,
     * jusqu'à tant de jours du début ; commencée, jamais.
     */
    public static boolean promeut(SessionInfo session, LocalDate aujourdhui, int joursAvantLeDebut) {
        return switch (Moment.de(session, aujourdhui)) {
            case AVANT_OUVERTURE, OUVERTE -> true;
            case CLOSE -> !aujourdhui.plusDays(joursAvantLeDebut).isAfter(session.debut());
            case COMMENCEE, FINIE, ANNULEE -> false;
        };
    }

    public static boolean estOuverte(SessionInfo session, LocalDate aujourdhui) {
        return session.surInscription()
                && "PUBLIEE".equals(session.etat())
                && !aujourdhui.isBefore(session.ouverture())
                && !aujourdhui.isAfter(session.cloture());
    }
}
