package fr.cnfpt.catalogue.stages.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Texte;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * La fiche d'un stage : ce que chaque session édite, daté. Ses durées suivent la modalité (Les dispositifs de formation
 * 2018-2019) ; la base tient la même règle. Elle se publie entière ou pas du tout, et ne change plus : une autre
 * version la suit.
 *
 * @param presentielJours en jours de 6 heures
 * @param distanceHeures en heures
 * @param tarif par stagiaire et par jour, en euros, pour un stage payant
 * @param itineraire la suite de stages où il a sa place, la {@code itineraireRang}-ième ; ou {@code null}
 * @param textes les mentions qu'elle porte, aucune vide
 */
public record FicheDeStage(
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
        BigDecimal tarif,
        String itineraire,
        Integer itineraireRang,
        Map<Mention, String> textes) {

    public static final List<String> TYPES = List.of("INTEGRATION", "INTER", "INTRA", "UNION", "CONCOURS");

    private static final String EN_SITUATION = "formation en situation de travail (AFEST)";
    private static final BigDecimal DUREE_MAXIMALE = BigDecimal.valueOf(1000);
    private static final BigDecimal TARIF_MAXIMAL = BigDecimal.valueOf(100_000);
    private static final int RANG_MAXIMAL = 99;
    private static final int TEXTE_MAXIMAL = 8_000;

    private static final List<String> NATURES = List.of(
            "INTEGRATION",
            "PROFESSIONNALISATION",
            "FPPE",
            "FPTLC",
            "FPPR",
            "PERFECTIONNEMENT",
            "PREPARATION_CONCOURS",
            "FORMATION_PERSONNELLE",
            "ILLETTRISME");

    /** Deux fiches qui disent la même chose sont égales : 2 jours et 2,00 jours aussi. */
    public FicheDeStage {
        presentielJours = presentielJours == null ? null : presentielJours.stripTrailingZeros();
        distanceHeures = distanceHeures == null ? null : distanceHeures.stripTrailingZeros();
        tarif = tarif == null ? null : tarif.stripTrailingZeros();
        textes = Map.copyOf(textes);
    }

    /** Ce qui manque à une fiche, et la règle qui le veut. */
    public record Manque(Mention mention, Regle regle) {
        /** « Repas (Arrêté du 1er août 2023, …) » */
        public String enClair() {
            return mention.libelle() + " (" + regle.source() + ")";
        }
    }

    /** Ce qui distingue deux versions ; {@code null} d'un côté : elle n'en dit rien. */
    public record Ecart(String libelle, String avant, String apres) {}

    /** Le programme garde ses points sur une ligne, séparés par « ; » ; les autres mentions, leurs lignes. */
    private String texteEnLignes(Mention m) {
        return m == Mention.CONTENU && texte(m) != null ? texte(m).replace(" ; ", "\n") : texte(m);
    }

    public String texte(Mention m) {
        return textes.get(m);
    }

    public boolean enPresence() {
        return presentielJours.signum() > 0;
    }

    /** Une AFEST : l'une de ses mentions suffit à le dire, et oblige aux autres. */
    public boolean enSituationDeTravail() {
        return textes.keySet().stream().anyMatch(Mention::enSituation);
    }

    public boolean aDistance() {
        return distanceHeures.signum() > 0;
    }

    /** Ce qu'un brouillon tient déjà : de quoi le nommer, et des nombres qui ne déborderont pas. */
    public FicheDeStage enBrouillon() {
        exiger(
                code != null && code.matches("[A-Z0-9-]{3,12}"),
                "code",
                "Le code compte 3 à 12 majuscules, chiffres ou tirets.");
        exiger(
                intitule != null && intitule.strip().length() >= 3 && intitule.length() <= 255,
                "intitule",
                "L'intitulé compte 3 à 255 caractères.");
        exigerDuree(presentielJours, "presentielJours", "La durée en présence");
        exigerDuree(distanceHeures, "distanceHeures", "La durée à distance");
        exiger(
                tarif == null
                        || tarif.signum() > 0
                                && tarif.compareTo(TARIF_MAXIMAL) < 0
                                && tarif.stripTrailingZeros().scale() <= 2,
                "tarif",
                "Le tarif est un montant en euros, deux chiffres après la virgule au plus.");
        exiger(
                (itineraire == null) == (itineraireRang == null)
                        && (itineraireRang == null || itineraireRang >= 1 && itineraireRang <= RANG_MAXIMAL),
                "itineraire",
                "Un itinéraire a un nom et, pour chaque stage, un rang de 1 à " + RANG_MAXIMAL + ".");
        textes.forEach((m, t) -> exiger(
                t.length() <= TEXTE_MAXIMAL,
                m.code(),
                m.libelle() + " : " + Texte.nombre(TEXTE_MAXIMAL) + " caractères au plus."));
        return this;
    }

    /**
     * Prête à valoir.
     *
     * @param exigees les mentions que les règles du jour exigent
     * @throws Refus invalide, nommant le champ, ou toutes les mentions qui manquent
     */
    public FicheDeStage publiable(Map<Mention, Regle> exigees) {
        enBrouillon();
        exiger(specialite != null, "specialite", "Choisissez la spécialité.");
        exiger(modalite != null, "modalite", "Choisissez la modalité.");
        exiger(nature != null && NATURES.contains(nature), "nature", "Choisissez la nature.");
        exiger(type != null && TYPES.contains(type), "type", "Choisissez le type.");
        exigerLesDureesDeLaModalite();
        exiger(!payant || tarif != null, "tarif", "Un stage payant dit son tarif, par stagiaire et par jour.");
        exiger(payant || tarif == null, "tarif", "La cotisation paie ce stage : il n'a pas de tarif.");
        exiger(
                !enSituationDeTravail() || enPresence(),
                "presentielJours",
                "Une formation en situation de travail se fait au poste : donnez sa durée en présence, ou retirez ce que la fiche en dit.");
        List<Manque> manques = manques(exigees);
        exiger(
                manques.isEmpty(),
                null,
                "Cette fiche ne se publie pas encore. Il y manque : "
                        + String.join(
                                " ; ", manques.stream().map(Manque::enClair).toList())
                        + ". Le brouillon est gardé : complétez-le, puis publiez.");
        for (Mention m : List.of(Mention.OBJECTIFS, Mention.PUBLIC_VISE, Mention.CONTENU)) {
            exiger(texte(m) != null, m.code(), "Une fiche dit toujours ceci : complétez.");
        }
        return this;
    }

    /** Les mentions exigées qu'elle ne porte pas ; ce à quoi l'on ne s'inscrit pas ici n'en doit aucune. */
    public List<Manque> manques(Map<Mention, Regle> exigees) {
        List<Manque> manques = new ArrayList<>();
        if (modalite != null && modalite.surInscription(marqueBlanche)) {
            exigees.forEach((m, regle) -> {
                if (m.concerne(enPresence(), aDistance(), enSituationDeTravail()) && texte(m) == null) {
                    manques.add(new Manque(m, regle));
                }
            });
        }
        return manques;
    }

    /** Ce qui change d'une autre version à celle-ci, dans l'ordre de la fiche. */
    public List<Ecart> depuis(FicheDeStage avant, Map<String, String> specialites, Map<String, String> natures) {
        Map<String, String> siennes = enClair(specialites, natures);
        List<Ecart> ecarts = new ArrayList<>();
        avant.enClair(specialites, natures).forEach((libelle, valeur) -> {
            if (!Objects.equals(valeur, siennes.get(libelle))) {
                ecarts.add(new Ecart(libelle, valeur, siennes.get(libelle)));
            }
        });
        return ecarts;
    }

    /** Chaque ligne de la fiche et ce qu'elle dit, {@code null} quand elle se tait. */
    public Map<String, String> enClair(Map<String, String> specialites, Map<String, String> natures) {
        Map<String, String> lignes = new LinkedHashMap<>();
        lignes.put("Intitulé", intitule);
        lignes.put("Spécialité", specialites.get(specialite));
        lignes.put("Modalité", modalite == null ? null : modalite.libelle());
        lignes.put("Nature", natures.get(nature));
        lignes.put("Forme", enSituationDeTravail() ? EN_SITUATION : null);
        lignes.put("En présence", enPresence() ? Texte.nombre(presentielJours) + " j de 6 heures" : null);
        lignes.put("À distance", aDistance() ? Texte.nombre(distanceHeures) + " h" : null);
        lignes.put("Financement", financement());
        lignes.put("Itinéraire", itineraire == null ? null : itineraire + ", étape " + itineraireRang);
        lignes.put("Webinaire isolé", webinaireIsole ? "oui, sans attestation" : null);
        lignes.put("Marque blanche", marqueBlanche ? "oui, on s'y inscrit ici" : null);
        for (Mention m : Mention.values()) {
            lignes.put(m.libelle(), texteEnLignes(m));
        }
        return lignes;
    }

    /** Ce qu'il faut savoir pour venir : une convocation le redit. */
    public Map<String, List<String>> pourVenir() {
        return mentions(EnumSet.range(Mention.ACCES, Mention.ASSISTANCE_PEDAGOGIQUE));
    }

    private Map<String, List<String>> mentions(Set<Mention> voulues) {
        Map<String, List<String>> lignes = new LinkedHashMap<>();
        for (Mention m : voulues) {
            if (texte(m) != null) {
                lignes.put(m.libelle(), texteEnLignes(m).lines().toList());
            }
        }
        return lignes;
    }

    /** Les mentions qu'elle porte, son financement et son itinéraire, ligne à ligne, pour qui hésite à s'inscrire. */
    public Map<String, List<String>> aLire() {
        Map<String, List<String>> lignes = new LinkedHashMap<>();
        if (enSituationDeTravail()) {
            lignes.put("Forme", List.of(EN_SITUATION));
        }
        lignes.putAll(mentions(EnumSet.allOf(Mention.class)));
        lignes.put("Financement", List.of(financement()));
        if (itineraire != null) {
            lignes.put("Itinéraire", List.of(itineraire + ", étape " + itineraireRang));
        }
        return lignes;
    }

    /** « compris dans la cotisation », « payant, 120 € par stagiaire et par jour » */
    public String financement() {
        if (!payant) {
            return "compris dans la cotisation";
        }
        return tarif == null ? "payant" : "payant, " + Texte.nombre(tarif) + " € par stagiaire et par jour";
    }

    private void exigerLesDureesDeLaModalite() {
        switch (modalite) {
            case PRESENTIEL ->
                exiger(
                        enPresence() && !aDistance(),
                        "presentielJours",
                        "Un présentiel a une durée en présence, et aucune à distance.");
            case PRESENTIEL_ENRICHI, MIXTE_APPORT, MIXTE_COMMUNAUTE ->
                exiger(enPresence(), "presentielJours", "Cette modalité a une durée en présence.");
            case MIXTE_MODULES ->
                exiger(
                        enPresence() && aDistance(),
                        "distanceHeures",
                        "Cette modalité a une durée en présence et une durée à distance.");
            case WEBINAIRE ->
                exiger(
                        !enPresence()
                                && distanceHeures.compareTo(new BigDecimal("0.25")) >= 0
                                && distanceHeures.compareTo(BigDecimal.valueOf(2)) <= 0,
                        "distanceHeures",
                        "Un webinaire est à distance et dure d'un quart d'heure à deux heures.");
            case E_FORMATION, MOOC ->
                exiger(
                        !enPresence() && aDistance(),
                        "distanceHeures",
                        "Cette modalité est entièrement à distance : donnez sa durée.");
            case E_COMMUNAUTE -> exiger(!enPresence(), "presentielJours", "Une e-communauté n'a pas de présence.");
        }
        exiger(
                presentielJours
                                .multiply(BigDecimal.valueOf(2))
                                .stripTrailingZeros()
                                .scale()
                        <= 0,
                "presentielJours",
                "La durée en présence se compte par demi-journées.");
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
}
