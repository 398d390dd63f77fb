package fr.cnfpt.inscription.concours.domain;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.time.LocalDate;
import java.util.List;

/**
 * Les absences d'une personne dans une préparation, et ce qu'elles permettent : seules comptent celles sans
 * justification, par demi-journée.
 *
 * @param avertie vrai si elle l'a été
 */
public record Assiduite(List<Absence> absences, boolean avertie) {

    /** @param justification {@code null} : elle compte */
    public record Absence(LocalDate jour, int demiJournees, String justification) {

        /** @throws Refus invalide, nommant le champ */
        public static Absence de(
                LocalDate jour, int demiJournees, String justification, SessionInfo session, LocalDate aujourdhui) {
            if (jour == null
                    || jour.isAfter(aujourdhui)
                    || jour.isBefore(session.debut())
                    || jour.isAfter(session.fin())) {
                throw Refus.invalide(
                        "jour-impossible",
                        "jour",
                        "Donnez un jour de la session, " + session.periode() + ", aujourd'hui ou avant.");
            }
            if (demiJournees != 1 && demiJournees != 2) {
                throw Refus.invalide("duree-impossible", "demiJournees", "Une demi-journée, ou deux.");
            }
            return new Absence(jour, demiJournees, Orientation.Textes.facultatif("justification", justification));
        }

        public boolean compte() {
            return justification == null;
        }
    }

    /** Combien de demi-journées comptent. */
    public int demiJournees() {
        return absences.stream()
                .filter(Absence::compte)
                .mapToInt(Absence::demiJournees)
                .sum();
    }

    /** @throws Refus conflit, avec la règle */
    public void exigerDePouvoirAvertir(int seuil, Regle regle) {
        if (avertie) {
            throw Refus.conflit("deja-avertie", "Cette personne a déjà été avertie.");
        }
        exiger(seuil, "avertir", regle);
    }

    /** @throws Refus conflit, avec la règle */
    public void exigerDePouvoirRadier(int seuil, Regle regle) {
        if (!avertie) {
            throw Refus.conflit(
                    "avertissement-absent", "On avertit avant de radier : avertissez d'abord cette personne.", regle);
        }
        exiger(seuil, "radier", regle);
    }

    private void exiger(int seuil, String geste, Regle regle) {
        if (demiJournees() < seuil) {
            throw Refus.conflit(
                    "absences-insuffisantes",
                    Texte.compte(demiJournees(), "Aucune demi-journée", "demi-journée", "demi-journées")
                            + " d'absence sans justification : il en faut " + seuil + " pour " + geste + ".",
                    regle);
        }
    }
}
