package fr.cnfpt.inscription.offre.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.outils.liste.DemandeDeListe;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Ce que l'adresse du catalogue cherche : des mots (q), des choix par critère (modalite, departement…), une place libre
 * (places). La page, le flux et l'alerte la lisent ici, et la lisent donc pareil.
 */
public record Criteres(String mots, Map<Critere, List<String>> choix, boolean avecPlaces) {

    public static Criteres lire(DemandeDeListe d) {
        Map<Critere, List<String>> choix = new EnumMap<>(Critere.class);
        Arrays.stream(Critere.values())
                .filter(c -> !d.textes(nom(c)).isEmpty())
                .forEach(c -> choix.put(c, d.textes(nom(c))));
        return new Criteres(d.texte("q"), choix, d.coche("places"));
    }

    /** Son nom dans l'adresse. */
    public static String nom(Critere critere) {
        return critere.name().toLowerCase(Locale.ROOT);
    }

    /** L'adresse qui ne redit que cela : ni la page, ni la vue, ni l'ordre. */
    public String question() {
        StringBuilder question = new StringBuilder();
        if (!mots.isEmpty()) {
            question.append("&q=").append(coder(mots));
        }
        choix.forEach((c, codes) -> codes.forEach(
                code -> question.append('&').append(nom(c)).append('=').append(coder(code))));
        if (avecPlaces) {
            question.append("&places=1");
        }
        return question.isEmpty() ? "" : question.substring(1);
    }

    private static String coder(String s) {
        return java.net.URLEncoder.encode(s, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Par date, la première page. */
    public OffreDeFormation.Filtre filtre(int combien) {
        return new OffreDeFormation.Filtre(
                mots,
                choix,
                avecPlaces ? Set.of(PlacesPrises.Critere.LIBRE) : Set.of(),
                false,
                0,
                combien,
                OffreDeFormation.Tri.DATE,
                null);
    }
}
