package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Chaque champ de chaque porte reçoit ce qui est vide, trop long, hors de ses bornes ou d'une autre nature : la réponse
 * est un refus qui se lit, jamais une erreur de notre côté. Rien n'est tenu à la main : les champs de l'API viennent du
 * contrat publié, ceux des pages de ce qu'elles montrent. L'application se jette ensuite : ces envois y laissent
 * n'importe quoi.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ApplicationJetable.class)
class BornesIT {

    private static final List<String> TEXTES = List.of(
            "",
            "a\u0000b",
            "é".repeat(10_001),
            "+10000-01-01",
            "9999-12-31",
            "-1",
            "999999.99",
            "9223372036854775808",
            "1E999999999");

    /** Un champ se juge par le premier bouton de son formulaire ; par les autres, ce qui casse le plus. */
    private static final List<String> PAR_LES_AUTRES = TEXTES.subList(1, 3);

    /** Un même champ par un même bouton, sur plusieurs pages, est celui d'un même composant. */
    private static final int PAGES_D_UN_MEME_CHAMP = 3;

    /** Ce que le JSON dit de plus, et ce qu'une page dirait aussi. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "\"   \"",
            "\"\\u202e\"",
            "\"0001-01-01\"",
            "\"2027-02-29\"",
            "\"NaN\"",
            "[]",
            "{}",
            "[null]",
            "-1",
            "0",
            "0.001",
            "1e308",
            "1E999999999",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "NaN");

    private static final String ICI = "@@borne@@";

    private Application application;
    private Donnees d;
    private final List<String> fautes = new ArrayList<>();
    private final Map<String, Integer> pagesDuChamp = new HashMap<>();
    private int envois;

    @BeforeAll
    void ouvrir(Application jetable) throws Exception {
        application = jetable;
        d = new Donnees(application);
    }

    @AfterAll
    void fermer() throws Exception {
        d.close();
    }

    private void essayer(String quoi, Runnable envoi) {
        envois++;
        try {
            envoi.run();
        } catch (AssertionError e) {
            fautes.add(quoi + " : " + court(String.valueOf(e.getMessage())));
        }
    }

    private static String court(String s) {
        return s.length() > 300 ? s.substring(0, 300) + "…" : s;
    }

    private void rien(int auMoins) {
        System.out.printf("%,d envois hors des bornes%n", envois);
        assertEquals("", String.join("\n", fautes));
        assertTrue(envois >= auMoins, "trop peu d'envois pour y croire : " + envois);
    }

    // --- l'API, par son contrat

    @Test
    void aucun_champ_ni_parametre_de_l_api_ne_fait_d_erreur() throws Exception {
        Api api = new Api(application, Application.JETON);
        JsonNode contrat = Contrat.publie(application.url()).document();
        long session = d.session(500, d.denain());
        long agent = d.agents(1, d.denain()).get(0);
        contrat.path("paths")
                .fields()
                .forEachRemaining(chemin -> chemin.getValue().fields().forEachRemaining(operation -> {
                    String methode = operation.getKey().toUpperCase();
                    String adresse = chemin.getKey().replace("/api/v1", "");
                    JsonNode parametres = operation.getValue().path("parameters");
                    JsonNode contenu = operation.getValue().at("/requestBody/content/application~1json");
                    List<String> corps = new ArrayList<>();
                    contenu.path("examples").forEach(e -> {
                        JsonNode valeur = e.path("value");
                        corps.add((valeur.isTextual() ? valeur.asText() : valeur.toString())
                                .replace("812", String.valueOf(session)));
                    });
                    String juste = adresse.replace("{matricule}", Donnees.matricule(agent))
                            .replaceAll("\\{[^}]+}", "1");
                    for (JsonNode p : parametres) {
                        // Plus long, ou coupé d'un zéro, le serveur refuse l'adresse avant que l'application la voie.
                        for (String borne : TEXTES.stream()
                                .map(t -> t.substring(0, Math.min(t.length(), 1_000))
                                        .replace('\u0000', '\u0007'))
                                .toList()) {
                            parametre(api, methode, adresse, juste, p, borne, corps.isEmpty() ? "" : corps.get(0));
                        }
                    }
                    for (String exemple : corps) {
                        champs(contrat, contenu.path("schema"), lire(exemple), c -> {
                            Stream.concat(
                                            JSON.stream(),
                                            TEXTES.stream()
                                                    .map(t ->
                                                            TextNode.valueOf(t).toString()))
                                    .forEach(borne -> essayer(
                                            methode + " " + juste + " " + court(c) + " <- " + court(borne),
                                            () -> api.envoyer(
                                                    methode,
                                                    juste,
                                                    BodyPublishers.ofString(c.replace("\"" + ICI + "\"", borne)),
                                                    Map.of("If-Match", "\"1\""))));
                        });
                    }
                }));
        rien(500);
    }

    private void parametre(
            Api api, String methode, String adresse, String juste, JsonNode p, String borne, String exemple) {
        String nom = p.path("name").asText();
        String quoi = methode + " " + adresse + " " + nom + " <- " + court(borne);
        BodyPublisher corps = exemple.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(exemple);
        String code = URLEncoder.encode(borne, StandardCharsets.UTF_8).replace("+", "%20");
        switch (p.path("in").asText()) {
            case "query" -> essayer(quoi, () -> api.envoyer(methode, juste + "?" + nom + "=" + code, corps, Map.of()));
            case "path" -> {
                if (!borne.isBlank()) {
                    essayer(
                            quoi,
                            () -> api.envoyer(
                                    methode,
                                    adresse.replace("{" + nom + "}", code.substring(0, Math.min(code.length(), 3_000)))
                                            .replaceAll("\\{[^}]+}", "1"),
                                    corps,
                                    Map.of("If-Match", "\"1\"")));
                }
            }
            case "header" -> {
                if (borne.matches("[ -~]*") && borne.length() < 5_000) {
                    essayer(quoi, () -> api.envoyer(methode, juste, corps, Map.of(nom, borne)));
                }
            }
            default -> throw new AssertionError("Un paramètre d'une autre nature : " + p);
        }
    }

    private static JsonNode lire(String json) {
        try {
            return Api.JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Donne le corps autant de fois qu'il a de champs, que l'exemple les montre ou non, chacun marqué à son tour. */
    private static void champs(JsonNode contrat, JsonNode schema, JsonNode exemple, Consumer<String> corps) {
        for (String chemin : chemins(contrat, schema, exemple, "")) {
            JsonNode marque = exemple.deepCopy();
            JsonNode parent = marque;
            String[] noms = chemin.substring(1).split("/");
            for (int i = 0; i < noms.length - 1; i++) {
                parent = parent instanceof ObjectNode o && !o.has(noms[i])
                        ? o.putObject(noms[i])
                        : parent.at("/" + noms[i]);
            }
            String dernier = noms[noms.length - 1];
            if (parent instanceof ObjectNode o) {
                o.put(dernier, ICI);
            } else {
                ((ArrayNode) parent).set(Integer.parseInt(dernier), TextNode.valueOf(ICI));
            }
            corps.accept(marque.toString());
        }
    }

    private static List<String> chemins(JsonNode contrat, JsonNode dit, JsonNode exemple, String ici) {
        JsonNode schema = dit.has("$ref") ? contrat.at(dit.path("$ref").asText().substring(1)) : dit;
        List<String> tous = new ArrayList<>();
        if (!ici.isEmpty()) {
            tous.add(ici);
        }
        schema.path("properties")
                .fields()
                .forEachRemaining(e ->
                        tous.addAll(chemins(contrat, e.getValue(), exemple.path(e.getKey()), ici + "/" + e.getKey())));
        if (schema.has("items") && !exemple.isEmpty()) {
            tous.addAll(chemins(contrat, schema.path("items"), exemple.get(0), ici + "/0"));
        }
        return tous;
    }

    // --- les pages, par ce qu'elles montrent

    private static final Pattern FORMULAIRE = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern CONTROLE = Pattern.compile(
            "<(input|button)\\b[^>]*>|<(textarea)\\b[^>]*>[^<]*|<(select)\\b[^>]*>.*?</select>", Pattern.DOTALL);

    @Test
    void aucun_champ_d_aucune_page_ne_fait_d_erreur() throws Exception {
        Reperes reperes = new Reperes(application);
        Set<String> vus = new HashSet<>();
        List<PagesDeclarees.PageDeclaree> pages = new PagesDeclarees().toutes();
        for (Map.Entry<String, String> role : new TreeMap<>(Reperes.COMPTES).entrySet()) {
            Visiteur v = new Visiteur(application);
            v.entrer(role.getValue());
            for (PagesDeclarees.PageDeclaree p : pages) {
                if (!p.publique() && p.admet(role.getKey())) {
                    page(v, role.getValue(), reperes.adresse(p.chemin(), role.getKey()), vus);
                }
            }
        }
        for (PagesDeclarees.PageDeclaree p : pages) {
            if (p.publique()) {
                page(new Visiteur(application), null, reperes.adresse(p.chemin(), ""), vus);
            }
        }
        rien(500);
    }

    private void page(Visiteur v, String compte, String adresse, Set<String> vus) throws Exception {
        String page = v.demander(adresse).body();
        Matcher f = FORMULAIRE.matcher(page);
        while (f.find()) {
            Formulaire formulaire = new Formulaire(page, f.group(1), f.group(2));
            for (String bouton : formulaire.boutons) {
                for (String champ : formulaire.textes.keySet()) {
                    String quoi =
                            (adresse.replaceAll("\\?.*", "") + " " + champ + " par " + bouton).replaceAll("\\d+", "*");
                    if (vus.add(quoi)
                            && pagesDuChamp.merge((champ + " par " + bouton).replaceAll("\\d+", "*"), 1, Integer::sum)
                                    <= PAGES_D_UN_MEME_CHAMP) {
                        for (String borne : bouton.equals(formulaire.boutons.get(0)) ? TEXTES : PAR_LES_AUTRES) {
                            d.ecrire("delete from acces.frein");
                            essayer(quoi + " <- " + court(borne), () -> {
                                HttpResponse<String> r = formulaire.envoyer(v, adresse, champ, borne, bouton);
                                assertTrue(r.statusCode() < 500, () -> r.statusCode() + " " + titre(r.body()));
                                if (compte != null
                                        && r.headers()
                                                .firstValue("Location")
                                                .orElse("")
                                                .contains("connexion")) {
                                    v.entrer(compte);
                                }
                            });
                        }
                    }
                }
            }
        }
    }

    private static String titre(String page) {
        Matcher m = Pattern.compile("<title>(.*?)</title>").matcher(page);
        return m.find() ? m.group(1) : page;
    }

    /**
     * Un formulaire tel qu'une page le montre : ce qu'il cache, ce qu'il propose, ce qu'on y écrit, ce qu'on presse.
     */
    private static final class Formulaire {
        final Map<String, String> textes = new LinkedHashMap<>();
        final List<String> boutons = new ArrayList<>();
        private final Map<String, String> reste = new LinkedHashMap<>();
        private final String action;
        private final boolean get;

        Formulaire(String page, String balise, String contenu) {
            String id = attribut(balise, "id");
            action = attribut(balise, "action");
            get = !"post".equalsIgnoreCase(attribut(balise, "method"));
            Matcher dehors = CONTROLE.matcher(FORMULAIRE.matcher(page).replaceAll(""));
            List<String> controles =
                    CONTROLE.matcher(contenu).results().map(r -> r.group()).collect(Collectors.toList());
            while (dehors.find()) {
                if (!id.isEmpty() && id.equals(attribut(dehors.group(), "form"))) {
                    controles.add(dehors.group());
                }
            }
            controles.forEach(this::lire);
            if (!get) {
                reste.put(id, id);
            } else if (!textes.isEmpty()) {
                boutons.add("");
            }
        }

        private void lire(String c) {
            String nom = attribut(c, "name");
            String type = attribut(c, "type");
            if (nom.isEmpty() || c.contains(" disabled")) {
                return;
            }
            if (c.startsWith("<select")) {
                List<String> options = Pattern.compile("<option\\b[^>]*>")
                        .matcher(c)
                        .results()
                        .map(r -> r.group())
                        .toList();
                reste.put(
                        nom,
                        options.stream()
                                .filter(o -> o.contains(" selected"))
                                .findFirst()
                                .or(() -> options.stream()
                                        .filter(o -> !attribut(o, "value").isEmpty())
                                        .findFirst())
                                .map(o -> attribut(o, "value"))
                                .orElse(""));
            } else if (type.equals("submit") || c.startsWith("<button")) {
                boutons.add(nom);
            } else if (type.equals("radio") || type.equals("checkbox")) {
                if (c.contains(" checked") || type.equals("radio")) {
                    reste.putIfAbsent(nom, attribut(c, "value"));
                }
            } else if (type.equals("hidden")) {
                reste.put(nom, attribut(c, "value"));
            } else if (!type.equals("file")) {
                textes.put(nom, c.startsWith("<textarea") ? c.replaceAll("(?s)^[^>]*>", "") : plausible(c, nom, type));
            }
        }

        private static String plausible(String c, String nom, String type) {
            String deja = attribut(c, "value");
            if (!deja.isEmpty()) {
                return deja;
            }
            String n = nom.toLowerCase();
            return type.equals("date")
                    ? LocalDate.now().plusDays(20).toString()
                    : type.equals("number")
                            ? "1"
                            : n.contains("siren")
                                    ? "215901729"
                                    : n.contains("courriel") || n.contains("adresse")
                                            ? "essai@exemple.fr"
                                            : type.equals("password") ? "Essai de mot de passe 1" : "essai";
        }

        HttpResponse<String> envoyer(Visiteur v, String adresse, String champ, String borne, String bouton) {
            Map<String, String> corps = new LinkedHashMap<>(reste);
            corps.putAll(textes);
            corps.put(champ, borne);
            if (get) {
                String chemin = action.isEmpty() ? adresse.replaceAll("\\?.*", "") : action.replaceAll("\\?.*", "");
                return v.demander(chemin + "?"
                        + corps.entrySet().stream()
                                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")));
            }
            corps.put(bouton, bouton);
            return v.poster(action, corps);
        }

        private static String attribut(String balise, String nom) {
            Matcher m = Pattern.compile("[ \\n]" + nom + "=\"([^\"]*)\"").matcher(balise);
            return m.find()
                    ? m.group(1)
                            .replace("&amp;", "&")
                            .replace("&quot;", "\"")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                    : "";
        }
    }
}
