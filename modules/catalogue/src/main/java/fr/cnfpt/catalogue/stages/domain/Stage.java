package fr.cnfpt.catalogue.stages.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Refus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.List;

/**
 * Un stage du catalogue : la fiche, dont chaque session est une édition datée. Les durées suivent la modalité (Les
 * dispositifs de formation 2018-2019) ; la base tient la même règle.
 */
@Entity
@Table(name = "stage", schema = "catalogue")
public class Stage {

    private static final BigDecimal DUREE_MAXIMALE = BigDecimal.valueOf(1000);
    public static final List<String> TYPES = List.of("INTEGRATION", "INTER", "INTRA", "UNION", "CONCOURS");

    private static final List<String> NATURES = List.of(
            "INTEGRATION",
            "PROFESSIONNALISATION",
            "PERFECTIONNEMENT",
            "PREPARATION_CONCOURS",
            "FORMATION_PERSONNELLE",
            "ILLETTRISME");

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String code;
    private String intitule;
    private String specialite;

    @Enumerated(EnumType.STRING)
    private Modalite modalite;

    private String nature;
    private String type;

    @Column(name = "presentiel_jours")
    private BigDecimal presentielJours;

    @Column(name = "distance_heures")
    private BigDecimal distanceHeures;

    @Column(name = "webinaire_isole")
    private boolean webinaireIsole;

    @Column(name = "marque_blanche")
    private boolean marqueBlanche;

    private boolean payant;
    private String objectifs;

    @Column(name = "public_vise")
    private String publicVise;

    private String contenu;
    private String prerequis;

    protected Stage() {}

    /** @throws Refus invalide, nommant le champ */
    public static Stage creer(Fiche f) {
        exiger(
                f.code() != null && f.code().matches("[A-Z0-9-]{3,12}"),
                "code",
                "Le code compte 3 à 12 majuscules, chiffres ou tirets.");
        exiger(
                f.intitule() != null
                        && f.intitule().strip().length() >= 3
                        && f.intitule().length() <= 255,
                "intitule",
                "L'intitulé compte 3 à 255 caractères.");
        exiger(f.specialite() != null, "specialite", "Choisissez la spécialité.");
        exiger(f.modalite() != null, "modalite", "Choisissez la modalité.");
        exiger(f.nature() != null && NATURES.contains(f.nature()), "nature", "Choisissez la nature.");
        exiger(f.type() != null && TYPES.contains(f.type()), "type", "Choisissez le type.");
        exiger(
                f.objectifs() != null && f.publicVise() != null && f.contenu() != null,
                "objectifs",
                "Dites les objectifs, le public visé et le contenu.");
        exigerDuree(f.presentielJours(), "presentielJours", "La durée en présence");
        exigerDuree(f.distanceHeures(), "distanceHeures", "La durée à distance");
        boolean enPresence = f.presentielJours().signum() > 0;
        boolean aDistance = f.distanceHeures().signum() > 0;
        switch (f.modalite()) {
            case PRESENTIEL ->
                exiger(
                        enPresence && !aDistance,
                        "presentielJours",
                        "Un présentiel a une durée en présence, et aucune à distance.");
            case PRESENTIEL_ENRICHI, MIXTE_APPORT, MIXTE_COMMUNAUTE ->
                exiger(enPresence, "presentielJours", "Cette modalité a une durée en présence.");
            case MIXTE_MODULES ->
                exiger(
                        enPresence && aDistance,
                        "distanceHeures",
                        "Cette modalité a une durée en présence et une durée à distance.");
            case WEBINAIRE ->
                exiger(
                        !enPresence
                                && f.distanceHeures().compareTo(new BigDecimal("0.25")) >= 0
                                && f.distanceHeures().compareTo(BigDecimal.valueOf(2)) <= 0,
                        "distanceHeures",
                        "Un webinaire est à distance et dure d'un quart d'heure à deux heures.");
            case E_FORMATION, MOOC ->
                exiger(
                        !enPresence && aDistance,
                        "distanceHeures",
                        "Cette modalité est entièrement à distance : donnez sa durée.");
            case E_COMMUNAUTE -> exiger(!enPresence, "presentielJours", "Une e-communauté n'a pas de présence.");
        }
        exiger(
                f.presentielJours()
                                .multiply(BigDecimal.valueOf(2))
                                .stripTrailingZeros()
                                .scale()
                        <= 0,
                "presentielJours",
                "La durée en présence se compte par demi-journées.");
        Stage s = new Stage();
        s.code = f.code();
        s.intitule = f.intitule().strip();
        s.specialite = f.specialite();
        s.modalite = f.modalite();
        s.nature = f.nature();
        s.type = f.type();
        s.presentielJours = f.presentielJours();
        s.distanceHeures = f.distanceHeures();
        s.webinaireIsole = f.webinaireIsole();
        s.marqueBlanche = f.marqueBlanche();
        s.payant = f.payant();
        s.objectifs = f.objectifs();
        s.publicVise = f.publicVise();
        s.contenu = f.contenu();
        s.prerequis = f.prerequis();
        return s;
    }

    /** Ce que sa colonne tient : au-delà elle déborderait, plus fine elle serait arrondie sans le dire. */
    private static void exigerDuree(BigDecimal duree, String champ, String quoi) {
        exiger(
                duree != null
                        && duree.signum() >= 0
                        && duree.compareTo(DUREE_MAXIMALE) < 0
                        && duree.stripTrailingZeros().scale() <= 2,
                champ,
                quoi + " va de 0 à moins de " + DUREE_MAXIMALE + ", deux chiffres après la virgule au plus.");
    }

    private static void exiger(boolean vrai, String champ, String message) {
        if (!vrai) {
            throw Refus.invalide("stage-invalide", champ, message);
        }
    }

    /** La fiche telle qu'on la saisit ; durées en jours de 6 heures et en heures. */
    public record Fiche(
            String code,
            String intitule,
            String specialite,
            Modalite modalite,
            String nature,
            String type,
            BigDecimal presentielJours,
            BigDecimal distanceHeures,
            boolean webinaireIsole,
            boolean marqueBlanche,
            boolean payant,
            String objectifs,
            String publicVise,
            String contenu,
            String prerequis) {}

    public Long id() {
        return id;
    }
}
