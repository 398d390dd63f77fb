package fr.cnfpt.inscription.places.domain;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Peut-on encore s'inscrire à cette session ? Les conditions que la session pose à tous, avant de regarder les places.
 */
public final class Ouverture {

    static final Regle MODALITES = new Regle(
            "on ne s'inscrit ici ni à une e-communauté, ni à un MOOC hors marque blanche",
            "CNFPT, Les dispositifs de formation 2018-2019",
            LocalDate.of(2018, 1, 1));

    private static final Duration UNE_MINUTE = Duration.ofMinutes(1);
    private static final Duration UNE_HEURE = Duration.ofHours(1);

    private Ouverture() {}

    /** Le refus de qui demande une session qui n'est pas publiée pour lui. */
    public static Refus sessionInconnue() {
        return Refus.introuvable(
                "session-inconnue", "Cette session n'existe pas, ou n'est pas publiée pour votre collectivité.");
    }

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

    /**
     * Vrai si la file prend ce qui est libre quand la session change : la délégation y ajoute des places ; sinon, une
     * place rendue après son temps le reste.
     */
    public static boolean avance(SessionInfo avant, SessionInfo apres, LocalDate aujourdhui, int joursAvantLeDebut) {
        boolean grandit = avant.capacite() != null && (apres.capacite() == null || apres.capacite() > avant.capacite());
        return grandit || promeut(apres, aujourdhui, joursAvantLeDebut);
    }

    /**
     * Jusqu'à quand répondre à une place offerte : au plus tard une heure avant que la file ne puisse plus la recevoir.
     *
     * @return vide s'il ne reste pas une heure : la place se donne d'office
     */
    public static Optional<Instant> echeanceDOffre(
            SessionInfo session, Instant maintenant, int heures, int joursAvantLeDebut) {
        LocalDate veille = session.debut().minusDays(1);
        LocalDate dernier = session.cloture().isBefore(veille) ? session.cloture() : veille;
        if (session.debut().minusDays(joursAvantLeDebut).isAfter(dernier)) {
            dernier = session.debut().minusDays(joursAvantLeDebut);
        }
        Instant fin =
                dernier.plusDays(1).atStartOfDay(session.fuseau()).toInstant().minus(UNE_HEURE);
        Instant voulue = maintenant.plus(Duration.ofHours(heures));
        Instant echeance = voulue.isBefore(fin) ? voulue : fin;
        return echeance.isBefore(maintenant.plus(UNE_HEURE)) ? Optional.empty() : Optional.of(echeance);
    }

    /**
     * Jusqu'à quand refuser que la session ait changé : tant de jours, au plus tard la veille du premier.
     *
     * @return vide si elle commence aujourd'hui
     */
    public static Optional<Instant> echeanceDeRefus(SessionInfo session, Instant maintenant, int jours) {
        Instant veille =
                session.debut().atStartOfDay(session.fuseau()).toInstant().minus(UNE_MINUTE);
        Instant voulue = maintenant.plus(Duration.ofDays(jours));
        return veille.isAfter(maintenant) ? Optional.of(voulue.isBefore(veille) ? voulue : veille) : Optional.empty();
    }

    /**
     * Une sélection se décide la clôture passée, et jusqu'au dernier jour.
     *
     * @throws Refus conflit, avec le jour où elle se décidera
     */
    public static void exigerLaCloture(SessionInfo session, LocalDate aujourdhui) {
        Moment moment = Moment.de(session, aujourdhui);
        if (!estClose(session, aujourdhui)) {
            throw Refus.conflit(
                    "selection-pas-close",
                    moment == Moment.ANNULEE || moment == Moment.FINIE
                            ? "Ce n'est plus le moment. La session est " + moment.libelle() + "."
                            : "On s'inscrit jusqu'au " + Texte.jour(session.cloture())
                                    + " : la sélection se décide ensuite.");
        }
    }

    /** Vrai quand plus personne ne peut s'inscrire, et que la session n'est pas finie. */
    public static boolean estClose(SessionInfo session, LocalDate aujourdhui) {
        return switch (Moment.de(session, aujourdhui)) {
            case CLOSE -> true;
            case COMMENCEE -> aujourdhui.isAfter(session.cloture());
            case AVANT_OUVERTURE, OUVERTE, FINIE, ANNULEE -> false;
        };
    }

    public static boolean estOuverte(SessionInfo session, LocalDate aujourdhui) {
        return session.surInscription()
                && "PUBLIEE".equals(session.etat())
                && !aujourdhui.isBefore(session.ouverture())
                && !aujourdhui.isAfter(session.cloture());
    }
}
