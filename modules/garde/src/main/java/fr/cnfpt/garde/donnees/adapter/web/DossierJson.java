package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.garde.donnees.application.DossierPersonnel;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Le dossier d'un agent en JSON, UTF-8, indenté : lisible par lui comme par un autre logiciel (RGPD, art. 20). */
final class DossierJson {

    private DossierJson() {}

    static byte[] ecrire(DossierPersonnel d) {
        JsonArrayBuilder rubriques = Json.createArrayBuilder();
        d.rubriques().forEach(t -> {
            JsonArrayBuilder lignes = Json.createArrayBuilder();
            t.rubrique().lignes().forEach(l -> lignes.add(objet(l)));
            rubriques.add(Json.createObjectBuilder()
                    .add("rubrique", t.rubrique().titre())
                    .add("finalité", t.rubrique().finalite())
                    .add("conservation", t.duree().texte())
                    .add("source", t.duree().source())
                    .add("visible par", t.rubrique().visiblePar())
                    .add("données", lignes));
        });
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JsonWriter w = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(octets)) {
            w.write(Json.createObjectBuilder()
                    .add("titulaire", d.nom())
                    .add("le", d.le().toString())
                    .add("rubriques", rubriques)
                    .build());
        }
        return octets.toByteArray();
    }

    private static JsonObjectBuilder objet(Map<String, Object> ligne) {
        JsonObjectBuilder o = Json.createObjectBuilder();
        ligne.forEach((nom, v) -> {
            if (v instanceof Boolean b) {
                o.add(nom, b);
            } else if (v instanceof Number n) {
                o.add(nom, new BigDecimal(n.toString()));
            } else if (v instanceof List<?> plusieurs) {
                JsonArrayBuilder liste = Json.createArrayBuilder();
                plusieurs.forEach(x -> liste.add(String.valueOf(x)));
                o.add(nom, liste);
            } else {
                o.add(nom, v.toString());
            }
        });
        return o;
    }
}
