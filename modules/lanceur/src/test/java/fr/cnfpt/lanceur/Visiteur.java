package fr.cnfpt.lanceur;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Quelqu'un qui demande des adresses sans navigateur : ses cookies à lui, aucune redirection suivie, des envois faits à
 * la main.
 */
final class Visiteur {

    static final String ETAT = "jakarta.faces.ViewState";
    private static final Pattern VALEUR = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Application application;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String jeton;
    private String pour;
    private String origine;

    Visiteur(Application application) {
        this.application = application;
    }

    Visiteur avecJeton(String j) {
        jeton = j;
        return this;
    }

    /** Agit, par l'API, pour la collectivité rattachée de ce SIREN ; {@code null} : pour la sienne. */
    Visiteur pour(String siren) {
        pour = siren;
        return this;
    }

    /** Choisit, par la page, d'agir pour cette collectivité. */
    void agirPour(String nom) {
        choisir("Agir pour " + nom);
    }

    /** Choisit, par la page, d'agir dans cette qualité. */
    void agirComme(String role, String pour) {
        choisir("Agir comme " + role + ", " + pour);
    }

    private void choisir(String nom) {
        String page = demander("/agir-pour.xhtml").body();
        Matcher m = Pattern.compile("<input[^>]*aria-label=\"" + Pattern.quote(nom) + "\"[^>]*>")
                .matcher(page);
        if (!m.find()) {
            throw new AssertionError(nom + " n'est pas proposée dans : " + page);
        }
        HttpResponse<String> r = presser("/agir-pour.xhtml", m.group().replaceAll(".*name=\"([^\"]*)\".*", "$1"), page);
        redirige(r, "");
    }

    /**
     * Presse ce bouton de cette page, rien d'autre n'étant rempli. @param identifiant formulaire compris ; « * » y
     * tient lieu d'une ligne
     */
    HttpResponse<String> presser(String adresse, String identifiant, String page) {
        String bouton = identifiant;
        if (identifiant.contains("*")) {
            Matcher m = Pattern.compile("(?:id|name)=\"(" + identifiant.replace("*", "[^\"]+") + ")\"")
                    .matcher(page);
            if (!m.find()) {
                throw new AssertionError("Pas de " + identifiant + " dans : " + page);
            }
            bouton = m.group(1);
        }
        return envoyer(page, bouton.substring(0, bouton.indexOf(':')), Map.of(bouton, bouton));
    }

    /** Envoie ce formulaire de cette page à l'adresse qu'il dit, avec ce que la page y a mis de caché. */
    HttpResponse<String> envoyer(String page, String formulaire, Map<String, String> champs) {
        Formulaire f = Formulaire.de(page, formulaire);
        f.caches().putAll(champs);
        return poster(f.adresse(), f.caches());
    }

    /** Presse ce bouton de cette page, un fichier choisi dans ce champ. */
    HttpResponse<String> televerser(String page, String bouton, String champ, String contenu) {
        Formulaire f = Formulaire.de(page, bouton.substring(0, bouton.indexOf(':')));
        f.caches().put(bouton, bouton);
        String limite = "--limite-d-epreuve";
        StringBuilder corps = new StringBuilder();
        f.caches()
                .forEach((nom, valeur) -> corps.append("--" + limite + "\r\nContent-Disposition: form-data; name=\""
                        + nom + "\"\r\n\r\n" + valeur + "\r\n"));
        corps.append("--" + limite + "\r\nContent-Disposition: form-data; name=\"" + champ
                + "\"; filename=\"envoi.csv\"\r\nContent-Type: text/csv\r\n\r\n");
        corps.append(contenu).append("\r\n--" + limite + "--\r\n");
        return envoyer(requete(f.adresse())
                .header("Origin", application.url())
                .header("Content-Type", "multipart/form-data; boundary=" + limite)
                .POST(BodyPublishers.ofString(corps.toString())));
    }

    /** Où un formulaire s'envoie, et ce que sa page y a mis de caché. */
    private record Formulaire(String adresse, Map<String, String> caches) {

        static Formulaire de(String page, String nom) {
            Matcher f = Pattern.compile(
                            "<form id=\"" + nom + "\"[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                    .matcher(page);
            if (!f.find()) {
                throw new AssertionError("Pas de formulaire " + nom + " dans : " + page);
            }
            Map<String, String> corps = new LinkedHashMap<>();
            Matcher cache = Pattern.compile("<input type=\"hidden\"[^>]*>")
                    .matcher(f.group(2) + page.substring(page.lastIndexOf("</form>")));
            while (cache.find()) {
                String balise = cache.group();
                if (!balise.contains(" form=") || balise.contains(" form=\"" + nom + "\"")) {
                    corps.put(attribut(balise, "name"), attribut(balise, "value"));
                }
            }
            corps.put(nom, nom);
            return new Formulaire(f.group(1).replace("&amp;", "&"), corps);
        }
    }

    private static String attribut(String balise, String nom) {
        Matcher m = Pattern.compile(" " + nom + "=\"([^\"]*)\"").matcher(balise);
        return m.find() ? m.group(1).replace("&amp;", "&").replace("&quot;", "\"") : "";
    }

    /**
     * @param corps du JSON, ou vide ; un PUT, une publication, une décision disent changer la première version, un
     *     abandon celle que rien n'a : ce qu'il désigne doit rester aux acteurs suivants
     */
    HttpResponse<String> envoyer(String verbe, String chemin, String corps) {
        HttpRequest.Builder b = requete(chemin).header("Accept", "*/*");
        if (verbe.equals("PUT") || chemin.matches(".*/(publication|decision)")) {
            b.header("If-Match", "\"1\"");
        } else if (chemin.endsWith("/abandon")) {
            b.header("If-Match", "\"99\"");
        }
        if (verbe.equals("POST")) {
            b.header("Idempotency-Key", java.util.UUID.randomUUID().toString());
        }
        return envoyer(
                corps.isEmpty() && !verbe.equals("POST") && !verbe.equals("PUT")
                        ? b.method(verbe, BodyPublishers.noBody())
                        : b.header("Content-Type", "application/json").method(verbe, BodyPublishers.ofString(corps)));
    }

    Visiteur avecSession(String session) {
        if (session != null) {
            cookies.put("IEL", session);
        }
        return this;
    }

    String session() {
        return cookies.get("IEL");
    }

    /** Ses envois se disent venus de ce site. */
    Visiteur venantDe(String site) {
        origine = site;
        return this;
    }

    void entrer(String identifiant) {
        entrer(identifiant, "");
    }

    /** Se connecte par la page. @return où l'on est mené */
    String entrer(String identifiant, String retour) {
        String page = demander("/connexion.xhtml").body();
        HttpResponse<String> r = poster(
                "/connexion.xhtml?retour=" + URLEncoder.encode(retour, StandardCharsets.UTF_8),
                Map.of(
                        "connexion",
                        "connexion",
                        "connexion:identifiant",
                        identifiant,
                        "connexion:motDePasse",
                        Application.MOT_DE_PASSE,
                        "connexion:entrer",
                        "Se connecter",
                        ETAT,
                        etat(page)));
        redirige(r, identifiant + " n'entre pas : ");
        return r.headers().firstValue("Location").orElse("");
    }

    /** Sans JUnit : les mesures s'en passent. */
    private static void redirige(HttpResponse<String> r, String sinon) {
        if (r.statusCode() != 302) {
            throw new AssertionError(sinon + r.statusCode() + " " + r.body());
        }
    }

    static String etat(String page) {
        Matcher m = VALEUR.matcher(page);
        if (!m.find()) {
            throw new AssertionError("Pas d'état de vue dans : " + page);
        }
        return m.group(1);
    }

    HttpResponse<String> demander(String chemin) {
        return envoyer(requete(chemin).GET());
    }

    HttpResponse<String> poster(String chemin, Map<String, String> champs) {
        String corps = champs.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return envoyer(requete(chemin)
                .header("Origin", origine == null ? application.url() : origine)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(corps)));
    }

    private HttpRequest.Builder requete(String chemin) {
        HttpRequest.Builder b =
                HttpRequest.newBuilder(URI.create(application.url() + chemin)).timeout(Duration.ofSeconds(60));
        if (!cookies.isEmpty()) {
            b.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (jeton != null) {
            b.header("Authorization", "Bearer " + jeton);
        }
        if (pour != null) {
            b.header("IEL-Pour", pour);
        }
        return b;
    }

    private HttpResponse<String> envoyer(HttpRequest.Builder requete) {
        try {
            HttpResponse<String> r = client.send(requete.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            r.headers()
                    .allValues("Set-Cookie")
                    .forEach(c -> cookies.put(
                            c.substring(0, c.indexOf('=')),
                            c.substring(c.indexOf('=') + 1).replaceAll(";.*", "")));
            return r;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
