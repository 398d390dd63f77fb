package fr.cnfpt.outils.ecran.dessin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/**
 * Des barres, et une courbe en pour cent s'il y en a une, pour {@code p:chart}. La table que montre la page à côté dit
 * la même chose : le dessin seul ne suffit à personne.
 */
public final class Graphique {

    private static final String BARRE = "#17528f";
    private static final String COURBE = "#c28a1e";
    private static final String ENCRE = "#7d8a9b";

    private Graphique() {}

    public static <T> String json(
            List<T> lignes,
            Function<T, String> nom,
            String titreDesBarres,
            Function<T, ? extends Number> barres,
            String titreDeLaCourbe,
            Function<T, ? extends Number> courbe) {
        JsonArrayBuilder noms = Json.createArrayBuilder();
        lignes.forEach(l -> noms.add(nom.apply(l)));
        JsonArrayBuilder series = Json.createArrayBuilder();
        // La courbe d'abord : Chart.js dessine les premières par-dessus.
        if (courbe != null) {
            series.add(serie("line", titreDeLaCourbe, lignes, courbe, COURBE).add("yAxisID", "pourcent"));
        }
        series.add(serie("bar", titreDesBarres, lignes, barres, BARRE).add("yAxisID", "nombre"));
        JsonObjectBuilder axes = Json.createObjectBuilder()
                .add("nombre", axe("left", titreDesBarres))
                .add(
                        "x",
                        Json.createObjectBuilder()
                                .add("ticks", Json.createObjectBuilder().add("color", ENCRE)));
        if (courbe != null) {
            axes.add(
                    "pourcent",
                    axe("right", titreDeLaCourbe)
                            .add("grid", Json.createObjectBuilder().add("drawOnChartArea", false)));
        }
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add("data", Json.createObjectBuilder().add("labels", noms).add("datasets", series))
                .add(
                        "options",
                        Json.createObjectBuilder()
                                .add("animation", false)
                                .add("maintainAspectRatio", false)
                                .add("locale", "fr")
                                .add("font", Json.createObjectBuilder().add("family", "Inter, sans-serif"))
                                .add("scales", axes))
                .build()
                .toString();
    }

    private static <T> JsonObjectBuilder serie(
            String type, String titre, List<T> lignes, Function<T, ? extends Number> valeur, String couleur) {
        JsonArrayBuilder valeurs = Json.createArrayBuilder();
        lignes.forEach(l -> {
            Number v = valeur.apply(l);
            if (v == null) {
                valeurs.addNull();
            } else {
                valeurs.add(v.longValue());
            }
        });
        return Json.createObjectBuilder()
                .add("type", type)
                .add("label", titre)
                .add("data", valeurs)
                .add("backgroundColor", couleur)
                .add("borderColor", couleur);
    }

    private static JsonObjectBuilder axe(String cote, String titre) {
        return Json.createObjectBuilder()
                .add("position", cote)
                .add("beginAtZero", true)
                .add("ticks", Json.createObjectBuilder().add("color", ENCRE))
                .add(
                        "title",
                        Json.createObjectBuilder()
                                .add("display", true)
                                .add("text", titre)
                                .add("color", ENCRE));
    }
}
