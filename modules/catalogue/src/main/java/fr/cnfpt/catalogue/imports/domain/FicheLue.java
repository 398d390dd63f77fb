package fr.cnfpt.catalogue.imports.domain;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.outils.tableaux.Cellules;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * La fiche qu'une ligne donne, posée sur celle en vigueur : une colonne absente garde ce qu'elle disait, une case vide
 * l'efface.
 *
 * @param specialites et {@code natures} : code et libellé, l'un ou l'autre se lit
 */
public record FicheLue(LigneDOffre ligne, Map<String, String> specialites, Map<String, String> natures) {

    private static final List<String> OUI = List.of("oui", "o", "x", "1", "vrai", "true");
    private static final List<String> NON = List.of("non", "n", "", "0", "faux", "false");

    /**
     * @param base {@code null} pour un stage neuf
     * @throws LigneRefusee si une case ne se lit pas
     */
    public FicheDeStage sur(String code, FicheDeStage base) {
        Map<String, String> modalites = new LinkedHashMap<>();
        Arrays.stream(Modalite.values()).forEach(m -> modalites.put(m.name(), m.libelle()));
        Map<String, String> types = new LinkedHashMap<>();
        FicheDeStage.TYPES.forEach(t -> types.put(t, t));
        types.put("CONCOURS", "Préparation concours");
        String modalite = parmi(
                ColonneDOffre.MODALITE,
                modalites,
                base == null || base.modalite() == null ? null : base.modalite().name());
        BigDecimal tarif = nombre(ColonneDOffre.TARIF, base == null ? null : base.tarif());
        Map<Mention, String> textes = new EnumMap<>(Mention.class);
        if (base != null) {
            textes.putAll(base.textes());
        }
        for (ColonneDOffre c : ligne.cellules().keySet()) {
            c.mention().ifPresent(m -> {
                if (ligne.parle(c)) {
                    String dit = ligne.dit(c).replaceAll("\\s*\\R+\\s*", m == Mention.CONTENU ? " ; " : "\n");
                    if (!estUneCoupeDe(dit, textes.get(m))) {
                        textes.put(m, dit);
                    }
                } else {
                    textes.remove(m);
                }
            });
        }
        BigDecimal rang = nombre(
                ColonneDOffre.ITINERAIRE_RANG,
                base == null || base.itineraireRang() == null ? null : BigDecimal.valueOf(base.itineraireRang()));
        return new FicheDeStage(
                code,
                texte(ColonneDOffre.INTITULE, base == null ? null : base.intitule()),
                parmi(ColonneDOffre.SPECIALITE, specialites, base == null ? null : base.specialite()),
                modalite == null ? null : Modalite.valueOf(modalite),
                parmi(ColonneDOffre.NATURE, natures, base == null ? null : base.nature()),
                // Une session a son type à elle : il n'est celui de la fiche que si elle n'en a pas.
                base != null && ligne.estUneSession()
                        ? base.type()
                        : parmi(ColonneDOffre.TYPE, types, base == null ? "INTER" : base.type()),
                zeroSiRien(nombre(ColonneDOffre.PRESENTIEL, base == null ? null : base.presentielJours())),
                zeroSiRien(nombre(ColonneDOffre.DISTANCE, base == null ? null : base.distanceHeures())),
                oui(ColonneDOffre.WEBINAIRE_ISOLE, base != null && base.webinaireIsole()),
                oui(ColonneDOffre.MARQUE_BLANCHE, base != null && base.marqueBlanche()),
                oui(ColonneDOffre.PAYANT, base == null ? tarif != null : base.payant()),
                tarif,
                texte(ColonneDOffre.ITINERAIRE, base == null ? null : base.itineraire()),
                rang == null ? null : rang.intValue(),
                textes);
    }

    /** La colonne d'un champ que la fiche refuse. */
    public static ColonneDOffre colonne(String champ) {
        return switch (champ == null ? "" : champ) {
            case "presentielJours" -> ColonneDOffre.PRESENTIEL;
            case "distanceHeures" -> ColonneDOffre.DISTANCE;
            default ->
                Arrays.stream(ColonneDOffre.values())
                        .filter(c -> c.name().equalsIgnoreCase(champ))
                        .findFirst()
                        .orElse(ColonneDOffre.INTITULE);
        };
    }

    /** LHEO borne ses textes : un export les coupe, et le relire ne les raccourcit pas. */
    private static boolean estUneCoupeDe(String dit, String entier) {
        return entier != null
                && dit.endsWith("…")
                && entier.length() >= dit.length()
                && entier.startsWith(dit.substring(0, dit.length() - 1));
    }

    private String texte(ColonneDOffre c, String sinon) {
        return ligne.dit(c) == null ? sinon : ligne.parle(c) ? ligne.dit(c) : null;
    }

    private String parmi(ColonneDOffre c, Map<String, String> choix, String sinon) {
        return ligne.dit(c) == null ? sinon : parmi(ligne, c, choix);
    }

    /** @return le code de ce choix, écrit par son code ou son libellé ; {@code null} si la case est vide */
    static String parmi(LigneDOffre ligne, ColonneDOffre c, Map<String, String> choix) {
        if (!ligne.parle(c)) {
            return null;
        }
        String net = Cellules.net(ligne.dit(c));
        return choix.entrySet().stream()
                .filter(e -> Cellules.net(e.getKey()).equals(net)
                        || Cellules.net(e.getValue()).equals(net))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new LigneRefusee(
                        c,
                        ligne,
                        "Ce n'est aucun des choix possibles : "
                                + choix.values().stream().distinct().collect(Collectors.joining(", ")) + "."));
    }

    private BigDecimal nombre(ColonneDOffre c, BigDecimal sinon) {
        return ligne.dit(c) == null ? sinon : nombre(ligne, c);
    }

    /** « 1,5 », « 2 j », « 1 200 € » ; {@code null} si la case est vide. */
    static BigDecimal nombre(LigneDOffre ligne, ColonneDOffre c) {
        if (!ligne.parle(c)) {
            return null;
        }
        String dit = ligne.dit(c)
                .replaceAll("[\\s\\u00a0\\u202f]", "")
                .replaceAll("(?i)(jours?|j|heures?|h|€|euros?)$", "")
                .replace(',', '.');
        if (!dit.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            throw new LigneRefusee(c, ligne, "Donnez un nombre, par exemple 1,5.");
        }
        return new BigDecimal(dit);
    }

    private boolean oui(ColonneDOffre c, boolean sinon) {
        if (ligne.dit(c) == null) {
            return sinon;
        }
        String net = Cellules.net(ligne.dit(c));
        if (!OUI.contains(net) && !NON.contains(net)) {
            throw new LigneRefusee(c, ligne, "Dites oui ou non.");
        }
        return OUI.contains(net);
    }

    private static BigDecimal zeroSiRien(BigDecimal n) {
        return n == null ? BigDecimal.ZERO : n;
    }
}
