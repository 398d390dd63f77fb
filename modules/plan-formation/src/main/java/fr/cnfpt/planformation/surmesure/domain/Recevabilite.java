package fr.cnfpt.planformation.surmesure.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Ce que les règles disent d'une demande avant qu'elle ne parte : les mêmes phrases à l'écran, qui prévient, et au
 * refus, qui les oppose. Un employeur seul doit être à jour de sa cotisation et avoir un plan ; une union, des
 * employeurs qui ont répondu ; toutes, l'effectif d'un groupe.
 */
public record Recevabilite(List<Constat> constats) {

    /**
     * @param code celui du refus
     * @param quoiFaire ce qui le lève, si ce n'est pas bon ; sinon vide
     */
    public record Constat(boolean bon, String code, String texte, String quoiFaire, Regle regle) {}

    /** Les règles du jour. */
    public record Regles(
            int effectifMinimum, Regle minimum, int groupeMaximum, Regle maximum, Regle cotisation, Regle plan) {}

    /**
     * @param cotisationAu jusqu'à quel jour sa cotisation est à jour, ou {@code null} si personne ne l'a constaté
     * @param planEnCours vrai si son plan de cette année ou de la prochaine est fait ou commencé
     */
    public static Recevabilite de(
            DemandeSurMesure d, LocalDate cotisationAu, boolean planEnCours, Regles r, LocalDate jour) {
        List<Constat> c = new ArrayList<>();
        int effectif = d.effectifTotal();
        String combien = Texte.pluriel(effectif, "agent", "agents");
        c.add(constat(
                effectif >= r.effectifMinimum(),
                "effectif-insuffisant",
                effectif >= r.effectifMinimum()
                        ? "Effectif suffisant : " + combien
                        : "Effectif insuffisant : " + combien + ", il en faut " + r.effectifMinimum(),
                d.union()
                        ? "Invitez d'autres employeurs, ou augmentez votre effectif."
                        : "Faites plutôt une union avec d'autres employeurs, ou inscrivez vos agents à une session inter.",
                r.minimum()));
        if (effectif > r.groupeMaximum()) {
            c.add(constat(
                    false,
                    "effectif-trop-grand",
                    "Trop d'agents pour un groupe : " + combien + ", " + r.groupeMaximum() + " au plus",
                    "Faites une demande par groupe.",
                    r.maximum()));
        }
        if (d.union()) {
            long attendues = d.invitations().stream()
                    .filter(InvitationAUneUnion::attendue)
                    .count();
            long viennent =
                    d.invitations().stream().filter(InvitationAUneUnion::vient).count();
            Regle pourquoi =
                    new Regle("Une union réunit plusieurs employeurs qui l'ont dit.", "Définition du CNFPT", null);
            c.add(constat(
                    viennent > 0,
                    "union-seule",
                    viennent > 0
                            ? "Union de " + (viennent + 1) + " employeurs"
                            : "Aucun autre employeur n'a dit qu'il venait",
                    "Invitez au moins un employeur, et attendez son oui.",
                    pourquoi));
            if (attendues > 0) {
                c.add(constat(
                        false,
                        "reponse-attendue",
                        Texte.pluriel(attendues, "réponse attendue", "réponses attendues"),
                        "Attendez-la, ou n'invitez plus cet employeur.",
                        pourquoi));
            }
        } else {
            boolean aJour = cotisationAu != null && !cotisationAu.isBefore(jour);
            c.add(constat(
                    aJour,
                    "cotisation",
                    cotisationAu == null
                            ? "Cotisation jamais constatée ici"
                            : aJour
                                    ? "Cotisation à jour jusqu'au " + Texte.date(cotisationAu)
                                    : "Cotisation à jour jusqu'au " + Texte.date(cotisationAu) + " seulement",
                    "Demandez à votre délégation de constater votre cotisation, pièce à l'appui ; elle le fait en une minute.",
                    r.cotisation()));
            c.add(constat(
                    planEnCours,
                    "plan-absent",
                    planEnCours ? "Plan de formation fait ou en cours" : "Plan de formation pas commencé",
                    "Ouvrez votre plan et ajoutez-y un premier besoin.",
                    r.plan()));
        }
        return new Recevabilite(List.copyOf(c));
    }

    private static Constat constat(boolean bon, String code, String texte, String quoiFaire, Regle regle) {
        return new Constat(bon, code, texte, bon ? "" : quoiFaire, regle);
    }

    /** @throws Refus conflit, le premier que les règles opposent */
    void exiger() {
        constats.stream().filter(c -> !c.bon()).findFirst().ifPresent(c -> {
            throw Refus.conflit(c.code(), c.texte() + ". " + c.quoiFaire(), c.regle());
        });
    }

    public boolean recevable() {
        return constats.stream().allMatch(Constat::bon);
    }
}
