package fr.cnfpt.planformation.surmesure.domain;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.util.List;

/**
 * Ce que coûte une formation sur mesure, ligne à ligne, chacune avec sa règle. Une famille payante se paie par
 * stagiaire, quel que soit le mode ; sinon une union et une formation nouvelle sont comprises dans la cotisation, et un
 * intra se paie par jour et par groupe.
 */
public record Devis(List<Ligne> lignes) {

    /** @param montant zéro si la cotisation le paie */
    public record Ligne(String libelle, BigDecimal montant, Regle regle) {}

    /**
     * Les règles du jour de la proposition.
     *
     * @param tarifIntra par jour et par groupe
     */
    public record Tarifs(BigDecimal tarifIntra, Regle intra, Regle payante, Regle nouvelle, Regle union) {}

    /**
     * @param jours la durée de la fiche, en jours de six heures
     * @param tarif celui de la fiche, par stagiaire et par jour, si elle est payante ; sinon {@code null}
     * @param nouvelle montée pour cette demande
     */
    public static Devis calculer(
            DemandeSurMesure.Type type,
            int effectif,
            BigDecimal jours,
            BigDecimal tarif,
            boolean nouvelle,
            Tarifs tarifs) {
        String duree = Texte.nombre(jours) + (jours.compareTo(BigDecimal.valueOf(2)) >= 0 ? " jours" : " jour");
        if (tarif != null) {
            return seule(
                    Texte.pluriel(effectif, "stagiaire", "stagiaires") + " × " + duree + " × " + Texte.nombre(tarif)
                            + " € par stagiaire et par jour",
                    tarif.multiply(jours).multiply(BigDecimal.valueOf(effectif)),
                    tarifs.payante());
        }
        if (type == DemandeSurMesure.Type.UNION) {
            return seule("Union de plusieurs employeurs, comprise dans la cotisation", BigDecimal.ZERO, tarifs.union());
        }
        if (nouvelle) {
            return seule(
                    "Formation nouvelle, montée pour cette demande, comprise dans la cotisation",
                    BigDecimal.ZERO,
                    tarifs.nouvelle());
        }
        return seule(
                "1 groupe × " + duree + " × " + Texte.nombre(tarifs.tarifIntra()) + " € par jour et par groupe",
                tarifs.tarifIntra().multiply(jours),
                tarifs.intra());
    }

    private static Devis seule(String libelle, BigDecimal montant, Regle regle) {
        return new Devis(List.of(new Ligne(libelle, montant.setScale(2, java.math.RoundingMode.HALF_UP), regle)));
    }

    public BigDecimal total() {
        return lignes.stream().map(Ligne::montant).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
