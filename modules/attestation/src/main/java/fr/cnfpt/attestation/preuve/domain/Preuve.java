package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.util.List;

/** Ce que la règle conclut : des heures et d'où elles viennent, ou un refus motivé. */
public sealed interface Preuve {

    /** Une ligne du détail ; 0 heure quand une part est perdue, pour qu'on voie pourquoi. */
    record Ligne(String libelle, BigDecimal heures, Regle regle) {
        public String heuresEnClair() {
            return Texte.nombre(heures) + " h";
        }
    }

    /** Les heures créditées, toujours plus de zéro. */
    record Credit(BigDecimal heures, List<Ligne> lignes) implements Preuve {}

    /** Pas d'attestation, et la règle qui le dit. */
    record Manque(String motif, Regle regle) implements Preuve {}
}
