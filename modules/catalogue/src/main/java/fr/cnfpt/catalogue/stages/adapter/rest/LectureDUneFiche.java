package fr.cnfpt.catalogue.stages.adapter.rest;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.stages.adapter.rest.FichesTenuesResource.FicheEcriteJson;
import fr.cnfpt.catalogue.stages.adapter.rest.FichesTenuesResource.MentionJson;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.rest.Codes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Une fiche de l'API et celle du catalogue, l'une pour l'autre. */
final class LectureDUneFiche {

    private LectureDUneFiche() {}

    /** @param specialites celles du catalogue, par code. @throws Refus invalide, nommant le champ */
    static FicheDeStage fiche(FicheEcriteJson f, Map<String, String> specialites) {
        if (f.specialite() != null && !specialites.containsKey(f.specialite())) {
            throw Refus.invalide(
                    "specialite-inconnue",
                    "specialite",
                    "« " + f.specialite() + " » n'est pas une spécialité. Attendues : "
                            + specialites.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        return new FicheDeStage(
                f.code(),
                f.intitule() == null ? null : f.intitule().strip(),
                f.specialite(),
                f.modalite() == null
                        ? null
                        : Codes.parmi(
                                List.of(Modalite.values()),
                                f.modalite(),
                                "modalite-inconnue",
                                "modalite",
                                "une modalité"),
                f.nature(),
                f.type() == null ? FicheDeStage.typeDe(f.nature(), "INTER") : f.type(),
                f.presentielJours() == null ? BigDecimal.ZERO : f.presentielJours(),
                f.distanceHeures() == null ? BigDecimal.ZERO : f.distanceHeures(),
                Boolean.TRUE.equals(f.webinaireIsole()),
                Boolean.TRUE.equals(f.marqueBlanche()),
                Boolean.TRUE.equals(f.payant()),
                f.tarif(),
                f.itineraire() == null || f.itineraire().isBlank()
                        ? null
                        : f.itineraire().strip(),
                f.etape(),
                textes(f.mentions()));
    }

    private static Map<Mention, String> textes(List<MentionJson> mentions) {
        Map<Mention, String> textes = new EnumMap<>(Mention.class);
        for (int i = 0; mentions != null && i < mentions.size(); i++) {
            String champ = "mentions[" + i + "].mention";
            MentionJson dite = mentions.get(i);
            Mention m = Codes.parmi(
                    List.of(Mention.values()),
                    dite == null ? null : dite.mention(),
                    "mention-inconnue",
                    champ,
                    "une mention");
            if (textes.containsKey(m)) {
                throw Refus.invalide("champ-en-double", champ, "La mention " + m + " est donnée deux fois.");
            }
            m.garder(dite.texte()).ifPresent(t -> textes.put(m, t));
        }
        return textes;
    }

    static FicheEcriteJson json(FicheDeStage f) {
        return new FicheEcriteJson(
                f.code(),
                f.intitule(),
                f.specialite(),
                f.modalite() == null ? null : f.modalite().name(),
                f.nature(),
                f.type(),
                entier(f.presentielJours()),
                entier(f.distanceHeures()),
                f.webinaireIsole(),
                f.marqueBlanche(),
                f.payant(),
                entier(f.tarif()),
                f.itineraire(),
                f.itineraireRang(),
                Arrays.stream(Mention.values())
                        .filter(m -> f.texte(m) != null)
                        .map(m -> new MentionJson(
                                m.name(), m == Mention.CONTENU ? f.texte(m).replace(" ; ", "\n") : f.texte(m)))
                        .toList());
    }

    /** 20, et non 2E+1. */
    private static BigDecimal entier(BigDecimal n) {
        return n == null || n.scale() >= 0 ? n : n.setScale(0);
    }
}
