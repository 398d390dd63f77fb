package fr.cnfpt.attestation.preuve.domain;

import fr.cnfpt.attestation.preuve.domain.Preuve.Credit;
import fr.cnfpt.attestation.preuve.domain.Preuve.Ligne;
import fr.cnfpt.attestation.preuve.domain.Preuve.Manque;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Ce que prouve chacune des neuf modalités : le tableau des dispositifs de formation 2018-2019, ligne à ligne. Sans
 * base, sans horloge, sans réseau : mêmes faits et même barème, même conclusion. Les lectures d'un texte muet sont des
 * règles du barème, datées comme les autres, que l'attestation imprime. La présence se compte en jours, ou en
 * demi-journées si l'on a émargé ainsi : alors toutes doivent l'être. Une formation en situation de travail (AFEST)
 * n'est attestée que si une règle datée le dit.
 */
public final class RegleDePreuve {

    private final Bareme bareme;

    public RegleDePreuve(Bareme bareme) {
        this.bareme = bareme;
    }

    public Preuve examiner(Formation f, Faits faits) {
        if (f.afest() && bareme.valeur("afest_attestee").signum() == 0) {
            return new Manque(
                    "Une formation en situation de travail ne donne pas d'attestation ici.",
                    bareme.regle("afest_attestee"));
        }
        return switch (f.modalite()) {
            case E_COMMUNAUTE ->
                new Manque("Une e-communauté ne donne pas d'attestation.", bareme.regle("modalite_sans_attestation"));
            case WEBINAIRE -> webinaire(f, faits);
            case MOOC ->
                f.marqueBlanche()
                        ? aDistance(f, faits)
                        : new Manque(
                                "FUN délivre la sienne : ce MOOC n'est pas en marque blanche.",
                                bareme.regle("modalite_sans_attestation"));
            case E_FORMATION -> aDistance(f, faits);
            case MIXTE_MODULES -> modules(f, faits);
            case MIXTE_COMMUNAUTE -> communaute(f, faits);
            case PRESENTIEL, PRESENTIEL_ENRICHI, MIXTE_APPORT -> presentiel(f, faits);
        };
    }

    private Preuve presentiel(Formation f, Faits faits) {
        if (resteAEmarger(faits)) {
            return aEmarger(faits.demiJournees());
        }
        return aSuiviEnPresence(faits) ? conclure(List.of(jours(faits))) : absent("heures_par_jour");
    }

    private Preuve communaute(Formation f, Faits faits) {
        if (resteAEmarger(faits)) {
            return aEmarger(faits.demiJournees());
        }
        if (!aSuiviEnPresence(faits)) {
            return absent("heures_par_jour");
        }
        if (faits.connexion() == null) {
            return conclure(List.of(
                    jours(faits),
                    new Ligne(
                            "Communauté de stage : aucune connexion",
                            BigDecimal.ZERO,
                            bareme.regle("connexion_communaute"))));
        }
        BigDecimal demiJournee = bareme.valeur("demi_journee_communaute");
        return conclure(List.of(
                jours(faits),
                new Ligne(
                        "Communauté de stage, connexion du " + Texte.moment(faits.connexion()),
                        demiJournee.multiply(bareme.valeur("heures_par_jour")),
                        bareme.regle("demi_journee_communaute"))));
    }

    private Preuve modules(Formation f, Faits faits) {
        if (!f.pointeDesJours()) {
            return aDistance(f, faits);
        }
        if (resteAEmarger(faits)) {
            return aEmarger(faits.demiJournees());
        }
        if (!aSuiviEnPresence(faits)) {
            return absent("heures_par_jour");
        }
        if (faits.partDistance() == null) {
            return nonRenseigne();
        }
        return conclure(List.of(
                jours(faits),
                suffit(faits)
                        ? distance(f, faits)
                        : new Ligne(
                                "Modules à distance suivis à " + pourcent(faits) + " : part perdue",
                                BigDecimal.ZERO,
                                bareme.regle("distance_seule_perdue"))));
    }

    private Preuve aDistance(Formation f, Faits faits) {
        if (!faits.present()) {
            return absent("part_suivie_minimale");
        }
        if (faits.partDistance() == null) {
            return nonRenseigne();
        }
        return suffit(faits)
                ? conclure(List.of(distance(f, faits)))
                : new Manque(
                        "Formation suivie à " + pourcent(faits) + ", sous le minimum.",
                        bareme.regle("part_suivie_minimale"));
    }

    private Preuve webinaire(Formation f, Faits faits) {
        if (f.webinaireIsole()) {
            return new Manque(
                    "Un webinaire isolé ne donne pas d'attestation.", bareme.regle("modalite_sans_attestation"));
        }
        if (!faits.present()) {
            return absent("webinaire_synchrone");
        }
        if (faits.webinaire() == null) {
            return new Manque(
                    "Dites s'il a été suivi en direct ou en différé : l'un et l'autre ne valent pas pareil.",
                    bareme.regle("webinaire_synchrone"));
        }
        String code = faits.webinaire() == ModeWebinaire.SYNCHRONE ? "webinaire_synchrone" : "webinaire_asynchrone";
        return conclure(List.of(new Ligne(
                "Webinaire de " + Texte.nombre(f.distanceHeures()) + " h suivi "
                        + faits.webinaire().libelle(),
                f.distanceHeures().multiply(bareme.valeur(code)),
                bareme.regle(code))));
    }

    private boolean aSuiviEnPresence(Faits faits) {
        return faits.present() && faits.joursSuivis().signum() > 0;
    }

    private boolean suffit(Faits faits) {
        return faits.partDistance().compareTo(bareme.valeur("part_suivie_minimale")) >= 0;
    }

    private static boolean resteAEmarger(Faits faits) {
        return faits.demiJournees() != null
                && faits.demiJournees().emargees() < faits.demiJournees().posees();
    }

    private Manque aEmarger(DemiJournees d) {
        return new Manque(
                "L'émargement n'est pas fini : " + d.emargees() + " sur " + d.posees() + " demi-journées.",
                bareme.regle("demi_journee_presence"));
    }

    private Ligne jours(Faits faits) {
        DemiJournees d = faits.demiJournees();
        if (d != null) {
            return new Ligne(
                    Texte.pluriel(d.suivies(), "demi-journée suivie", "demi-journées suivies") + " sur " + d.posees()
                            + " en présence",
                    BigDecimal.valueOf(d.suivies())
                            .multiply(bareme.valeur("demi_journee_presence"))
                            .multiply(bareme.valeur("heures_par_jour")),
                    bareme.regle("demi_journee_presence"));
        }
        BigDecimal j = faits.joursSuivis();
        return new Ligne(
                Texte.nombre(j) + (j.compareTo(BigDecimal.valueOf(2)) >= 0 ? " jours suivis" : " jour suivi")
                        + " en présence",
                j.multiply(bareme.valeur("heures_par_jour")),
                bareme.regle("heures_par_jour"));
    }

    private Ligne distance(Formation f, Faits faits) {
        return new Ligne(
                "Partie à distance suivie à " + pourcent(faits),
                f.distanceHeures(),
                bareme.regle("part_suivie_minimale"));
    }

    private Manque absent(String code) {
        return new Manque("Aucune présence n'est enregistrée.", bareme.regle(code));
    }

    private Manque nonRenseigne() {
        return new Manque(
                "Le suivi à distance n'est pas renseigné : ce n'est pas 0 %, saisissez-le.",
                bareme.regle("part_suivie_minimale"));
    }

    private static String pourcent(Faits faits) {
        return Texte.nombre(faits.partDistance()) + " %";
    }

    private Preuve conclure(List<Ligne> lignes) {
        BigDecimal total = lignes.stream().map(Ligne::heures).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.signum() > 0
                ? new Credit(total, new ArrayList<>(lignes))
                : new Manque(
                        "Aucune heure n'est à créditer : la durée fixée de la session est nulle.",
                        bareme.regle("heures_par_jour"));
    }
}
