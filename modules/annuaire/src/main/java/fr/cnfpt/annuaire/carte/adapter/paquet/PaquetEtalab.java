package fr.cnfpt.annuaire.carte.adapter.paquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.cnfpt.annuaire.api.Siren;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.port.Paquets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Le paquet {@code @etalab/decoupage-administratif} : un fichier JSON par échelon, lu un objet à la fois et remis en
 * tables. Le millésime se tire de la version, comme le dit sa notice : 5.x vaut 2025, 6.x vaut 2026.
 */
@ApplicationScoped
public class PaquetEtalab implements Paquets {

    private static final String NOM = "@etalab/decoupage-administratif";
    private static final String DONNEES = "package/data/";
    private static final Set<String> FICHIERS = Set.of(
            "package/package.json",
            DONNEES + "regions.json",
            DONNEES + "departements.json",
            DONNEES + "epci.json",
            DONNEES + "communes.json");
    private static final String LIVREE = "/carte/2026/";
    private static final ObjectMapper JSON =
            new ObjectMapper(new JsonFactory()).configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, false);

    @Override
    public Decoupage lire(byte[] archive) {
        Map<String, byte[]> fichiers = ArchiveNpm.lire(archive, FICHIERS);
        for (String attendu : FICHIERS) {
            if (!fichiers.containsKey(attendu)) {
                throw ArchiveNpm.refus("Il manque « " + attendu + " » : ce n'est pas le paquet « " + NOM + " ».");
            }
        }
        try {
            return decouper(fichiers);
        } catch (IOException e) {
            throw ArchiveNpm.refus(
                    "Un fichier du paquet n'est pas du JSON lisible : l'archive est abîmée. Téléchargez-la de nouveau.");
        }
    }

    private static Decoupage decouper(Map<String, byte[]> fichiers) throws IOException {
        JsonNode notice = JSON.readTree(fichiers.get("package/package.json"));
        String version = notice.path("version").asText();
        if (!NOM.equals(notice.path("name").asText()) || !version.matches("[0-9]{1,2}\\.[0-9]{1,3}\\.[0-9]{1,3}")) {
            throw ArchiveNpm.refus("Ce paquet se nomme « " + notice.path("name").asText() + " », version « " + version
                    + " » : on attend « " + NOM + " ».");
        }
        StringBuilder regions = new StringBuilder("code,nom,chef_lieu,zone\n");
        parcourir(fichiers, "regions.json", r -> ligne(regions, r, "code", "nom", "chefLieu", "zone"));
        StringBuilder departements = new StringBuilder("code,nom,region,chef_lieu,zone\n");
        parcourir(
                fichiers,
                "departements.json",
                d -> ligne(departements, d, "code", "nom", "region", "chefLieu", "zone"));
        Map<String, String> epciDe = new HashMap<>();
        StringBuilder epci = new StringBuilder(
                "siren,nom,type,mode_financement,population_totale,population_municipale,nombre_communes\n");
        parcourir(fichiers, "epci.json", e -> {
            siren(e.path("code").asText(), e);
            e.path("membres")
                    .forEach(m ->
                            epciDe.put(m.path("code").asText(), e.path("code").asText()));
            ligne(
                    epci,
                    e,
                    "code",
                    "nom",
                    "type",
                    "modeFinancement",
                    "populationTotale",
                    "populationMunicipale",
                    "membres");
        });
        StringBuilder communes =
                new StringBuilder("code_insee,nom,siren,departement,region,population,epci_siren,codes_postaux\n");
        StringBuilder heritages = new StringBuilder("code,successeur,lien\n");
        parcourir(fichiers, "communes.json", c -> {
            if (!"commune-actuelle".equals(c.path("type").asText())) {
                if (c.hasNonNull("chefLieu")) {
                    heritage(
                            heritages,
                            c.path("code").asText(),
                            c.path("chefLieu").asText(),
                            "deleguee");
                }
                return;
            }
            siren(c.path("siren").asText(null), c);
            String code = c.path("code").asText();
            champ(communes, code).append(',');
            champ(communes, c.path("nom").asText()).append(',');
            champ(communes, c.path("siren").asText("")).append(',');
            champ(communes, c.path("departement").asText()).append(',');
            champ(communes, c.path("region").asText()).append(',');
            champ(communes, c.path("population").asText("")).append(',');
            champ(communes, epciDe.getOrDefault(code, "")).append(',');
            champ(communes, liste(c.path("codesPostaux"))).append('\n');
            c.path("anciensCodes").forEach(ancien -> heritage(heritages, ancien.asText(), code, "ancien"));
        });
        return new Decoupage(
                2020 + Integer.parseInt(version.substring(0, version.indexOf('.'))),
                version,
                NOM + " " + version,
                octets(regions),
                octets(departements),
                octets(epci),
                octets(communes),
                octets(heritages));
    }

    /** Lit un tableau JSON objet par objet : le fichier ne tient jamais tout entier en arbre. */
    private static void parcourir(Map<String, byte[]> fichiers, String nom, Consumer<JsonNode> chacun)
            throws IOException {
        try (JsonParser lecteur = JSON.getFactory().createParser(fichiers.get(DONNEES + nom))) {
            if (lecteur.nextToken() != JsonToken.START_ARRAY) {
                throw ArchiveNpm.refus("« " + nom + " » n'est pas une liste : ce n'est pas le paquet attendu.");
            }
            while (lecteur.nextToken() == JsonToken.START_OBJECT) {
                chacun.accept(JSON.readTree(lecteur));
            }
        }
    }

    private static void siren(String siren, JsonNode de) {
        if (siren != null && !siren.isEmpty() && !Siren.valide(siren)) {
            throw ArchiveNpm.refus("Le SIREN « " + siren + " » de "
                    + de.path("nom").asText() + " n'a pas la bonne clé : le paquet est refusé.");
        }
    }

    private static void ligne(StringBuilder csv, JsonNode objet, String... champs) {
        for (int i = 0; i < champs.length; i++) {
            JsonNode v = objet.path(champs[i]);
            champ(i == 0 ? csv : csv.append(','), v.isArray() ? String.valueOf(v.size()) : v.asText(""));
        }
        csv.append('\n');
    }

    private static void heritage(StringBuilder csv, String code, String successeur, String lien) {
        champ(csv, code).append(',');
        champ(csv, successeur).append(',').append(lien).append('\n');
    }

    private static String liste(JsonNode codes) {
        StringBuilder b = new StringBuilder();
        codes.forEach(c -> b.append(b.isEmpty() ? "" : "|").append(c.asText()));
        return b.toString();
    }

    /** Vide : nul. Le texte est toujours entre guillemets. */
    private static StringBuilder champ(StringBuilder csv, String valeur) {
        return valeur.isEmpty()
                ? csv
                : csv.append('"')
                        .append(valeur.replace("\u0000", "").replace("\"", "\"\""))
                        .append('"');
    }

    private static byte[] octets(StringBuilder b) {
        return b.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Decoupage livre() {
        return new Decoupage(
                2026,
                "6.0.0",
                "Carte livrée avec l'application (" + NOM + " 6.0.0)",
                ressource("regions.csv"),
                ressource("departements.csv"),
                ressource("epci.csv"),
                ressource("communes.csv"),
                "code,successeur,lien\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ressource(String fichier) {
        try (InputStream flux = PaquetEtalab.class.getResourceAsStream(LIVREE + fichier)) {
            return flux.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Fichier " + fichier + " illisible", e);
        }
    }
}
