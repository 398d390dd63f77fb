package fr.cnfpt.lanceur.banc;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Les contrôles d'une instance, d'après le contrat publié et {@code docs/api.md} seuls, dans un bac à sable qu'ils
 * remettent à zéro avant et après. Une seule source, sans autre bibliothèque que la machine virtuelle : un éditeur la
 * joue contre n'importe quelle adresse.
 */
public final class Conformance {

    static final int CONTROLES = 107;

    private static final String PROBLEME = "application/problem+json";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String site;
    private final String jeton;
    private final PrintStream sortie;
    private final String marque = Long.toString(System.currentTimeMillis(), 36);
    private int joues;
    private int tenus;

    private Object contrat;
    private long grande;
    private long petite;
    private int libres;

    private Conformance(String adresse, String jeton, PrintStream sortie) {
        this.site = adresse.replaceAll("/+$", "").replaceAll("/api/v1$", "");
        this.jeton = jeton;
        this.sortie = sortie;
    }

    /** Ce qu'on attendait, et ce qu'on a reçu. */
    private static final class Ecart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ecart(Object attendu, Object recu) {
            super("attendu " + attendu + ", reçu " + recu);
        }
    }

    private interface Controle {
        void jouer() throws Exception;
    }

    private record Reponse(int statut, String type, String corps, HttpResponse<String> brute) {

        Object json() {
            return Lecteur.lire(corps);
        }

        Object champ(String chemin) {
            return Conformance.champ(json(), chemin);
        }

        String entete(String nom) {
            return brute.headers().firstValue(nom).orElse("");
        }

        Reponse admise(int attendu) {
            if (statut != attendu) {
                throw new Ecart(attendu, this);
            }
            return this;
        }

        Reponse refusee(int attendu, String code) {
            if (statut != attendu || !type.equals(PROBLEME) || !("urn:iel:probleme:" + code).equals(champ("type"))) {
                throw new Ecart(attendu + " " + code, this);
            }
            return this;
        }

        @Override
        public String toString() {
            String c = corps.strip();
            return statut + " " + (c.length() > 200 ? c.substring(0, 200) + "…" : c);
        }
    }

    private final class Envoi {
        private final String methode;
        private final String chemin;
        private final Map<String, String> entetes = new LinkedHashMap<>();
        private byte[] corps = new byte[0];

        Envoi(String methode, String chemin) {
            this.methode = methode;
            this.chemin = chemin;
            entetes.put("Authorization", "Bearer " + jeton);
            if (!methode.equals("GET")) {
                entetes.put("Content-Type", "application/json");
            }
            if (methode.equals("POST")) {
                entetes.put("Idempotency-Key", UUID.randomUUID().toString());
            }
        }

        Envoi entete(String nom, String valeur) {
            if (valeur == null) {
                entetes.remove(nom);
            } else {
                entetes.put(nom, valeur);
            }
            return this;
        }

        Envoi corps(String texte) {
            return corps(texte, StandardCharsets.UTF_8);
        }

        Envoi corps(String texte, Charset encodage) {
            corps = texte.getBytes(encodage);
            return this;
        }

        Reponse partir() {
            String ici = chemin.startsWith("/openapi") ? site + chemin : site + "/api/v1" + chemin;
            HttpRequest.Builder b = HttpRequest.newBuilder(URI.create(ici))
                    .timeout(Duration.ofSeconds(60))
                    .method(methode, corps.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(corps));
            entetes.forEach(b::header);
            try {
                HttpResponse<String> r = client.send(b.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
                return new Reponse(
                        r.statusCode(),
                        r.headers().firstValue("Content-Type").orElse("").replaceAll("\\s*;.*", ""),
                        r.body(),
                        r);
            } catch (IOException e) {
                throw new Ecart("une réponse de " + ici, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private Reponse lire(String chemin) {
        return new Envoi("GET", chemin).partir();
    }

    private Reponse poster(String chemin, String corps) {
        return new Envoi("POST", chemin).corps(corps).partir();
    }

    private Reponse mettre(String chemin, String corps) {
        return new Envoi("PUT", chemin).corps(corps).partir();
    }

    private static Object champ(Object o, String chemin) {
        Object ici = o;
        for (String nom : chemin.split("/")) {
            if (ici instanceof Map<?, ?> m) {
                ici = m.get(nom.replace("~1", "/"));
            } else if (ici instanceof List<?> l && nom.matches("[0-9]+") && Integer.parseInt(nom) < l.size()) {
                ici = l.get(Integer.parseInt(nom));
            } else {
                return null;
            }
        }
        return ici;
    }

    private static List<?> liste(Object o) {
        if (o instanceof List<?> l) {
            return l;
        }
        throw new Ecart("une liste", o);
    }

    private static void egal(Object attendu, Object recu) {
        if (!Objects.equals(attendu, recu)) {
            throw new Ecart(attendu, recu);
        }
    }

    private static void vrai(boolean tenu, String attendu, Object recu) {
        if (!tenu) {
            throw new Ecart(attendu, recu);
        }
    }

    private void controle(String phrase, Controle c) {
        joues++;
        String verdict;
        try {
            c.jouer();
            tenus++;
            verdict = "OK";
        } catch (Ecart e) {
            verdict = "ÉCHEC : " + e.getMessage();
        } catch (Exception e) {
            verdict = "ÉCHEC : " + e;
        }
        sortie.printf("%3d. %s : %s%n", joues, phrase, verdict);
    }

    private String matricule(int n) {
        return "CONF-" + n;
    }

    private static String agent(String matricule, String nom) {
        return "{\"matricule\": \"" + matricule + "\", \"nom\": \"" + nom
                + "\", \"prenom\": \"Camille\", \"categorie\": \"C\"}";
    }

    private String inscription(long session, String... matricules) {
        return "{\"session\": " + session + ", \"matricules\": ["
                + Arrays.stream(matricules).map(m -> "\"" + m + "\"").collect(Collectors.joining(", ")) + "]}";
    }

    private String[] matricules(int premier, int combien) {
        return IntStream.range(premier, premier + combien)
                .mapToObj(this::matricule)
                .toArray(String[]::new);
    }

    private Reponse remettreAZero() {
        return new Envoi("POST", "/bac-a-sable/remise-a-zero").partir();
    }

    /** @return combien de contrôles sont tenus ; -1 si rien n'a pu être joué */
    static int jouer(String adresse, String jeton, PrintStream sortie) {
        return new Conformance(adresse, jeton, sortie).jouer();
    }

    private int jouer() {
        if (!preparer()) {
            return -1;
        }
        contrat();
        jeton();
        entetes();
        adresses();
        corps();
        agents();
        offre();
        inscrire();
        rejouer();
        suivre();
        annuler();
        prevenir();
        transmettre();
        lots();
        remettreAZero();
        sortie.println("conformance " + tenus + "/" + joues);
        return tenus;
    }

    /** Un bac à sable vide, cinquante agents, et deux sessions ouvertes dont l'une a peu de places. */
    private boolean preparer() {
        try {
            Reponse remise = remettreAZero();
            if (remise.statut() != 200) {
                sortie.println("Rien n'est joué : ce jeton n'est pas celui d'un bac à sable. Reçu " + remise);
                return false;
            }
            mettre(
                            "/agents",
                            "{\"agents\": ["
                                    + IntStream.range(1, 51)
                                            .mapToObj(i -> agent(matricule(i), "Conforme"))
                                            .collect(Collectors.joining(", "))
                                    + "]}")
                    .admise(200);
            for (Object s : liste(lire("/sessions?limite=200").admise(200).champ("sessions"))) {
                Number disponibles = (Number) champ(s, "places/disponibles");
                if (!Boolean.TRUE.equals(champ(s, "ouverte")) || disponibles == null) {
                    continue;
                }
                long id = ((Number) champ(s, "id")).longValue();
                int n = disponibles.intValue();
                if (n >= 12 && grande == 0) {
                    grande = id;
                } else if (n >= 1 && n <= 10 && petite == 0) {
                    petite = id;
                    libres = n;
                }
            }
        } catch (Ecart e) {
            sortie.println("Rien n'est joué : " + e.getMessage());
            return false;
        }
        if (grande == 0 || petite == 0) {
            sortie.println(
                    "Rien n'est joué : il faut au bac à sable une session ouverte de douze places libres ou plus, et une de dix ou moins.");
            return false;
        }
        return true;
    }

    private void contrat() {
        controle("Le contrat se lit sans jeton, en JSON", () -> {
            Reponse r = new Envoi("GET", "/openapi?format=JSON")
                    .entete("Authorization", null)
                    .partir()
                    .admise(200);
            contrat = r.json();
            vrai(String.valueOf(champ(contrat, "openapi")).startsWith("3."), "OpenAPI 3", champ(contrat, "openapi"));
        });
        controle("Le contrat nomme les adresses de la documentation", () -> {
            Set<String> manquent = new TreeSet<>(List.of(
                    "/api/v1/agents",
                    "/api/v1/agents/{matricule}",
                    "/api/v1/sessions",
                    "/api/v1/sessions/{id}",
                    "/api/v1/stages",
                    "/api/v1/moocs",
                    "/api/v1/bulletins",
                    "/api/v1/bulletins/{id}",
                    "/api/v1/bulletins/essai",
                    "/api/v1/bulletins/changements",
                    "/api/v1/bulletins/{id}/annulation",
                    "/api/v1/abonnements",
                    "/api/v1/attestations",
                    "/api/v1/demandes-sur-mesure",
                    "/api/v1/bac-a-sable/remise-a-zero"));
            manquent.removeAll(chemins().keySet());
            egal(Set.of(), manquent);
        });
        controle("Chaque opération porte un nom, une fois", () -> {
            Set<Object> vus = new HashSet<>();
            operations()
                    .forEach((quoi, o) -> vrai(
                            champ(o, "operationId") != null && vus.add(champ(o, "operationId")),
                            "un nom à elle",
                            quoi));
        });
        controle(
                "Chaque opération annonce le refus d'un jeton",
                () -> operations().forEach((quoi, o) -> vrai(champ(o, "responses/401") != null, "401 annoncé", quoi)));
        controle(
                "Chaque refus annoncé est un problème",
                () -> operations()
                        .forEach((quoi, o) -> ((Map<?, ?>) champ(o, "responses"))
                                .forEach((statut, r) -> vrai(
                                        !String.valueOf(statut).startsWith("4")
                                                || champ(r, "content/application~1problem+json") != null,
                                        PROBLEME,
                                        quoi + " " + statut))));
        controle(
                "Chaque POST qui écrit demande une clé",
                () -> operations()
                        .forEach((quoi, o) -> vrai(
                                !quoi.startsWith("post ")
                                        || quoi.endsWith("/essai") && !quoi.contains("{")
                                        || enTete(o, "Idempotency-Key"),
                                "Idempotency-Key",
                                quoi)));
        controle(
                "Chaque PUT d'un objet demande une version",
                () -> operations()
                        .forEach((quoi, o) -> vrai(
                                !quoi.startsWith("put ") || !quoi.contains("{") || enTete(o, "If-Match"),
                                "If-Match",
                                quoi)));
        controle(
                "Le contrat dit le jeton : bearer",
                () -> egal("bearer", champ(contrat, "components/securitySchemes/jeton/scheme")));
    }

    private Map<String, Object> chemins() {
        Map<String, Object> c = new LinkedHashMap<>();
        if (champ(contrat, "paths") instanceof Map<?, ?> m) {
            m.forEach((k, v) -> c.put(String.valueOf(k), v));
        }
        return c;
    }

    private Map<String, Object> operations() {
        Map<String, Object> toutes = new LinkedHashMap<>();
        chemins().forEach((chemin, p) -> {
            for (String m : List.of("get", "put", "post", "delete")) {
                if (champ(p, m) != null) {
                    toutes.put(m + " " + chemin, champ(p, m));
                }
            }
        });
        vrai(!toutes.isEmpty(), "des opérations", "aucune");
        return toutes;
    }

    private static boolean enTete(Object operation, String nom) {
        return champ(operation, "parameters") instanceof List<?> l
                && l.stream().anyMatch(p -> nom.equals(champ(p, "name")) && "header".equals(champ(p, "in")));
    }

    private void jeton() {
        controle(
                "Sans jeton, rien ne se lit",
                () -> new Envoi("GET", "/sessions")
                        .entete("Authorization", null)
                        .partir()
                        .refusee(401, "jeton-refuse"));
        controle("Le refus d'un jeton dit comment se présenter", () -> {
            String w = new Envoi("GET", "/agents")
                    .entete("Authorization", null)
                    .partir()
                    .entete("WWW-Authenticate");
            vrai(w.startsWith("Bearer"), "WWW-Authenticate: Bearer", w);
        });
        controle(
                "Un jeton inconnu est refusé",
                () -> new Envoi("GET", "/sessions")
                        .entete("Authorization", "Bearer iel_inconnu_" + marque)
                        .partir()
                        .refusee(401, "jeton-refuse"));
        controle(
                "Un jeton présenté autrement qu'en Bearer est refusé",
                () -> new Envoi("GET", "/sessions")
                        .entete("Authorization", "Basic " + jeton)
                        .partir()
                        .refusee(401, "jeton-refuse"));
        controle("Sans jeton, rien ne s'écrit", () -> {
            new Envoi("POST", "/bulletins")
                    .entete("Authorization", null)
                    .corps(inscription(grande, matricule(1)))
                    .partir()
                    .refusee(401, "jeton-refuse");
            egal(0, liste(lire("/bulletins").champ("bulletins")).size());
        });
        controle(
                "Le jeton d'une collectivité n'ouvre pas l'offre",
                () -> lire("/offre/sessions").refusee(403, "acces-interdit"));
        controle("Une collectivité qui ne vous est pas rattachée est introuvable", () -> {
            Reponse r =
                    new Envoi("GET", "/agents").entete("IEL-Pour", "000000000").partir();
            vrai(r.statut() == 404 && r.type().equals(PROBLEME), "404", r);
        });
    }

    private void entetes() {
        controle("Une réponse est du JSON en UTF-8", () -> {
            Reponse r = lire("/sessions?limite=1").admise(200);
            egal("application/json", r.type());
        });
        controle(
                "Le type d'une réponse ne se devine pas",
                () -> egal("nosniff", lire("/sessions?limite=1").entete("X-Content-Type-Options")));
        controle(
                "Nul intermédiaire ne garde une réponse",
                () -> egal("no-store", lire("/agents?limite=1").entete("Cache-Control")));
        controle(
                "L'adresse lue ne fuit pas ailleurs",
                () -> egal("same-origin", lire("/sessions?limite=1").entete("Referrer-Policy")));
        controle(
                "L'API ne pose pas de témoin",
                () -> egal("", lire("/sessions?limite=1").entete("Set-Cookie")));
        controle(
                "Le serveur ne dit pas ce qu'il est",
                () -> egal("", lire("/sessions?limite=1").entete("X-Powered-By")));
        controle(
                "Une autre origine n'est pas invitée",
                () -> egal(
                        "",
                        new Envoi("GET", "/sessions?limite=1")
                                .entete("Origin", "https://ailleurs.example")
                                .partir()
                                .entete("Access-Control-Allow-Origin")));
        controle("Un refus dit son statut, sa famille et une phrase", () -> {
            Reponse r = lire("/sessions/0").refusee(404, "session-inconnue");
            egal(404L, r.champ("status"));
            vrai(r.champ("title") != null && String.valueOf(r.champ("detail")).length() > 10, "title et detail", r);
        });
    }

    private void adresses() {
        controle(
                "Une adresse qui n'existe pas est un problème",
                () -> lire("/rien-" + marque).refusee(404, "adresse-inconnue"));
        controle("Une méthode qui n'est pas admise dit lesquelles le sont", () -> {
            Reponse r = new Envoi("DELETE", "/agents").partir().refusee(405, "methode");
            vrai(
                    r.entete("Allow").contains("GET") && r.entete("Allow").contains("PUT"),
                    "Allow: GET, PUT",
                    r.entete("Allow"));
        });
        controle(
                "Écrire une session n'est pas admis",
                () -> mettre("/sessions/" + grande, "{}").refusee(405, "methode"));
        controle(
                "Un format de réponse qu'on ne parle pas est refusé",
                () -> new Envoi("GET", "/sessions")
                        .entete("Accept", "text/csv")
                        .partir()
                        .refusee(406, "format"));
        controle(
                "Un paramètre inconnu est refusé par son nom",
                () -> egal(
                        "couleur",
                        lire("/sessions?couleur=bleu")
                                .refusee(400, "parametre-inconnu")
                                .champ("champ")));
        controle(
                "Un paramètre donné deux fois est refusé",
                () -> lire("/agents?q=a&q=b").refusee(400, "parametre-repete"));
        controle("Un identifiant qui n'est pas un nombre n'est pas une erreur de chez nous", () -> {
            Reponse r = lire("/bulletins/douze");
            vrai(r.statut() >= 400 && r.statut() < 500 && r.type().equals(PROBLEME), "un refus 4xx", r);
        });
        controle(
                "Une limite nulle est refusée", () -> lire("/sessions?limite=0").refusee(422, "pagination"));
        controle(
                "Une limite trop grande est refusée, non ramenée",
                () -> lire("/bulletins?limite=501").refusee(422, "pagination"));
        controle(
                "Un curseur inventé est refusé",
                () -> lire("/agents?apres=inventé".replace("é", "%C3%A9")).refusee(422, "pagination"));
        controle(
                "Un état inconnu est refusé",
                () -> lire("/bulletins?etat=PERDU").refusee(422, "etat-inconnu"));
        controle(
                "Une modalité inconnue est refusée",
                () -> lire("/sessions?modalite=TELEPATHIE").refusee(422, "modalite-inconnue"));
        controle("Un jour qui n'existe pas est refusé", () -> {
            Reponse r = lire("/attestations?depuis=2026-02-30");
            vrai(r.statut() >= 400 && r.statut() < 500 && r.type().equals(PROBLEME), "un refus 4xx", r);
        });
        controle(
                "Un caractère de commande dans l'adresse est refusé",
                () -> lire("/agents?q=a%07b").refusee(400, "caractere-refuse"));
        controle(
                "Une recherche de signes bizarres se lit",
                () -> lire("/agents?q=" + URLEncoder.encode("%_\\'\";--é€", StandardCharsets.UTF_8))
                        .admise(200));
    }

    private void corps() {
        controle("Un JSON mal formé est refusé avec sa ligne", () -> {
            Reponse r = poster("/bulletins", "{\"session\": 1,\n \"matricules\": [\"1\",, \"2\"]}")
                    .refusee(400, "json-mal-forme");
            vrai(String.valueOf(r.champ("detail")).contains("ligne 2"), "ligne 2", r.champ("detail"));
        });
        controle(
                "Un corps absent est refusé",
                () -> new Envoi("PUT", "/agents").partir().refusee(422, "corps-absent"));
        controle(
                "Un champ inconnu est refusé par son nom",
                () -> egal(
                        "couleur",
                        poster("/bulletins", "{\"session\": 1, \"matricules\": [\"1\"], \"couleur\": 2}")
                                .refusee(422, "champ-inconnu")
                                .champ("champ")));
        controle(
                "Un champ donné deux fois est refusé",
                () -> poster("/bulletins", "{\"session\": 1, \"session\": 2, \"matricules\": [\"1\"]}")
                        .refusee(422, "champ-en-double"));
        controle(
                "Un nombre entre guillemets n'est pas un nombre",
                () -> poster("/bulletins", "{\"session\": \"1\", \"matricules\": [\"1\"]}")
                        .refusee(422, "valeur-invalide"));
        controle(
                "Un nombre à virgule n'est pas un entier",
                () -> poster("/bulletins", "{\"session\": 1.5, \"matricules\": [\"1\"]}")
                        .refusee(422, "valeur-invalide"));
        controle(
                "Un nombre n'est pas un texte",
                () -> poster("/bulletins", "{\"session\": 1, \"matricules\": [1]}")
                        .refusee(422, "valeur-invalide"));
        controle(
                "Un envoi sans type est refusé",
                () -> new Envoi("PUT", "/agents")
                        .entete("Content-Type", null)
                        .corps("{\"agents\": []}")
                        .partir()
                        .refusee(415, "format"));
        controle(
                "Un envoi qui n'est pas du JSON est refusé",
                () -> new Envoi("PUT", "/agents")
                        .entete("Content-Type", "text/plain")
                        .corps("bonjour")
                        .partir()
                        .refusee(415, "format"));
        controle(
                "Un autre jeu de caractères est refusé",
                () -> new Envoi("PUT", "/agents")
                        .entete("Content-Type", "application/json; charset=ISO-8859-1")
                        .corps("{\"agents\": []}", StandardCharsets.ISO_8859_1)
                        .partir()
                        .refusee(415, "format"));
        controle("Des octets qui ne sont pas de l'UTF-8 sont refusés", () -> {
            Reponse r = new Envoi("PUT", "/agents")
                    .corps("{\"agents\": [" + agent("CONF-L1", "Lefèvre") + "]}", StandardCharsets.ISO_8859_1)
                    .partir();
            vrai(r.statut() >= 400 && r.statut() < 500 && r.type().equals(PROBLEME), "un refus 4xx", r);
        });
        controle(
                "Un envoi compressé est refusé",
                () -> new Envoi("PUT", "/agents")
                        .entete("Content-Encoding", "gzip")
                        .corps("{\"agents\": []}")
                        .partir()
                        .refusee(415, "format"));
        controle(
                "Plus d'un mégaoctet est refusé",
                () -> new Envoi("PUT", "/agents")
                        .corps("{\"agents\": [" + agent("CONF-G", "x".repeat(1_100_000)) + "]}")
                        .partir()
                        .refusee(413, "corps-trop-grand"));
        controle(
                "Un caractère invisible dans un texte est refusé",
                () -> mettre("/agents", "{\"agents\": [" + agent("CONF-I", "Du\\u202Ebois") + "]}")
                        .refusee(422, "caractere-refuse"));
        controle(
                "Ce qui suit l'objet est refusé",
                () -> mettre("/agents", "{\"agents\": []} suite").refusee(400, "json-mal-forme"));
    }

    private void agents() {
        controle("Un agent se crée, puis le même envoi ne change rien", () -> {
            String m = "CONF-R";
            String envoi = "{\"agents\": [" + agent(m, "Dubois") + "]}";
            mettre("/agents", envoi).admise(200);
            egal(false, mettre("/agents", envoi).admise(200).champ("agents/0/cree"));
        });
        controle("Les accents d'un nom reviennent tels quels", () -> {
            mettre("/agents", "{\"agents\": [" + agent("CONF-E", "Çéñœ-Ÿvès l’Éluard") + "]}")
                    .admise(200);
            egal("Çéñœ-Ÿvès l’Éluard", lire("/agents/CONF-E").admise(200).champ("nom"));
        });
        controle("Un refus nomme l'agent et le champ, et rien n'est écrit", () -> {
            Reponse r = mettre(
                            "/agents",
                            "{\"agents\": [" + agent("CONF-N1" + marque, "Un")
                                    + ", {\"matricule\": \"CONF-N2\", \"nom\": \"Deux\", \"prenom\": \"Camille\", \"categorie\": \"Z\"}]}")
                    .refusee(422, "agent-invalide");
            egal("agents[1].categorie", r.champ("champ"));
            lire("/agents/CONF-N1" + marque).refusee(404, "agent-inconnu");
        });
        controle(
                "Une formule de tableur est refusée",
                () -> mettre("/agents", "{\"agents\": [" + agent("CONF-F", "=1+1") + "]}")
                        .refusee(422, "formule"));
        controle(
                "Un N+1 inconnu est refusé",
                () -> mettre(
                                "/agents",
                                "{\"agents\": [{\"matricule\": \"CONF-S\", \"nom\": \"Sans\", \"prenom\": \"Chef\", \"categorie\": \"C\", \"responsable\": \"PERSONNE-"
                                        + marque + "\"}]}")
                        .refusee(422, "responsable-inconnu"));
        controle("Un agent lu porte sa version", () -> {
            String e = lire("/agents/CONF-1").admise(200).entete("ETag");
            vrai(e.matches("\"[0-9]+\""), "un ETag fort", e);
        });
        controle(
                "Changer un agent sans dire sa version est refusé",
                () -> mettre("/agents/CONF-1", agent("CONF-1", "Conforme")).refusee(428, "version-absente"));
        controle("Changer un agent sur une version périmée est refusé", () -> {
            String e = lire("/agents/CONF-1").entete("ETag");
            new Envoi("PUT", "/agents/CONF-1")
                    .entete("If-Match", e)
                    .corps(agent("CONF-1", "Conforme " + marque))
                    .partir()
                    .admise(200);
            new Envoi("PUT", "/agents/CONF-1")
                    .entete("If-Match", e)
                    .corps(agent("CONF-1", "Perdu"))
                    .partir()
                    .refusee(412, "version-perimee");
            egal("Conforme " + marque, lire("/agents/CONF-1").champ("nom"));
        });
        controle("Une version faible, une étoile ne conviennent pas", () -> {
            String e = lire("/agents/CONF-2").entete("ETag");
            for (String autre : List.of("W/" + e, "*")) {
                new Envoi("PUT", "/agents/CONF-2")
                        .entete("If-Match", autre)
                        .corps(agent("CONF-2", "Perdu"))
                        .partir()
                        .refusee(412, "version-perimee");
            }
        });
        controle(
                "Une recherche ne regarde ni les accents ni la casse",
                () -> vrai(
                        liste(lire("/agents?q=" + "eluard").admise(200).champ("agents"))
                                        .size()
                                >= 1,
                        "CONF-E",
                        "rien"));
    }

    private void offre() {
        controle("Une session lue seule est celle de la liste", () -> {
            Object seule = lire("/sessions/" + grande).admise(200).json();
            Object listee = liste(lire("/sessions?limite=200").champ("sessions")).stream()
                    .filter(s -> Objects.equals(champ(s, "id"), grande))
                    .findFirst()
                    .orElse(null);
            egal(listee, seule);
        });
        controle("Une session dit ses places", () -> {
            Reponse r = lire("/sessions/" + petite).admise(200);
            egal((long) libres, r.champ("places/disponibles"));
        });
        controle("Une session se prend en agenda", () -> {
            Reponse r = new Envoi("GET", "/sessions/" + grande + "/agenda")
                    .entete("Accept", "text/calendar")
                    .partir()
                    .admise(200);
            egal("text/calendar", r.type());
            vrai(r.corps().startsWith("BEGIN:VCALENDAR"), "BEGIN:VCALENDAR", r);
        });
        controle(
                "Une session inconnue est introuvable",
                () -> lire("/sessions/9223372036854775807").refusee(404, "session-inconnue"));
        controle("Une fiche qui n'a pas changé ne se renvoie pas", () -> {
            String code = String.valueOf(lire("/stages?limite=1").admise(200).champ("stages/0/code"));
            String e = lire("/stages/" + code).admise(200).entete("ETag");
            egal(
                    304,
                    new Envoi("GET", "/stages/" + code)
                            .entete("If-None-Match", e)
                            .partir()
                            .statut());
        });
        controle(
                "Une fiche inconnue est introuvable",
                () -> lire("/stages/RIEN-" + marque).refusee(404, "stage-inconnu"));
    }

    private void inscrire() {
        controle("Inscrire rend une place par agent, nommé par son matricule", () -> {
            Reponse r =
                    poster("/bulletins", inscription(grande, matricules(1, 2))).admise(201);
            egal("CONF-1", r.champ("bulletins/0/matricule"));
            egal("TRANSMISE", r.champ("bulletins/0/etat"));
            egal(2, liste(r.champ("bulletins")).size());
        });
        controle("Un agent déjà inscrit est refusé, et l'autre n'est pas inscrit", () -> {
            poster("/bulletins", inscription(grande, matricules(2, 2))).refusee(409, "deja-inscrit");
            egal(
                    2,
                    liste(lire("/bulletins?session=" + grande).champ("bulletins"))
                            .size());
        });
        controle(
                "Un même agent deux fois dans l'envoi est refusé",
                () -> poster("/bulletins", inscription(grande, matricule(4), matricule(4)))
                        .refusee(422, "agent-en-double"));
        controle("Un matricule inconnu refuse tout l'envoi", () -> {
            poster("/bulletins", inscription(grande, matricule(4), "PERSONNE-" + marque))
                    .refusee(404, "agent-inconnu");
            egal(
                    2,
                    liste(lire("/bulletins?session=" + grande).champ("bulletins"))
                            .size());
        });
        controle(
                "Inscrire à une session inconnue est introuvable",
                () -> poster("/bulletins", inscription(9_000_000_000L, matricule(4)))
                        .refusee(404, "session-inconnue"));
        controle(
                "Un envoi sans session nomme le champ",
                () -> egal(
                        "session",
                        poster("/bulletins", "{\"matricules\": [\"CONF-4\"]}")
                                .refusee(422, "champ-absent")
                                .champ("champ")));
        controle(
                "Une liste vide est refusée",
                () -> poster("/bulletins", inscription(grande)).refusee(422, "liste-vide"));
        controle("L'essai à blanc juge ligne par ligne et n'écrit rien", () -> {
            Reponse r = new Envoi("POST", "/bulletins/essai")
                    .entete("Idempotency-Key", null)
                    .corps(inscription(grande, matricule(1), matricule(5), "PERSONNE-" + marque))
                    .partir()
                    .admise(200);
            egal("REFUSEE", r.champ("lignes/0/sort"));
            vrai(!"REFUSEE".equals(r.champ("lignes/1/sort")), "CONF-5 admis", r);
            egal("REFUSEE", r.champ("lignes/2/sort"));
            egal(
                    2,
                    liste(lire("/bulletins?session=" + grande).champ("bulletins"))
                            .size());
        });
        controle("La session complète donne un rang, dans l'ordre de l'envoi", () -> {
            Reponse r = poster("/bulletins", inscription(petite, matricules(10, libres + 2)))
                    .admise(201);
            egal("TRANSMISE", r.champ("bulletins/" + (libres - 1) + "/etat"));
            egal("LISTE_ATTENTE", r.champ("bulletins/" + libres + "/etat"));
            egal(1L, r.champ("bulletins/" + libres + "/position"));
            egal(2L, r.champ("bulletins/" + (libres + 1) + "/position"));
        });
        controle("Jamais plus de places prises que d'effectif", () -> {
            Reponse r = lire("/sessions/" + petite);
            egal(0L, r.champ("places/disponibles"));
            egal(2L, r.champ("places/enAttente"));
        });
    }

    private void rejouer() {
        controle(
                "Un POST sans clé est refusé",
                () -> new Envoi("POST", "/bulletins")
                        .entete("Idempotency-Key", null)
                        .corps(inscription(grande, matricule(4)))
                        .partir()
                        .refusee(400, "cle-absente"));
        controle(
                "Une clé sans forme est refusée",
                () -> new Envoi("POST", "/bulletins")
                        .entete("Idempotency-Key", "deux mots")
                        .corps(inscription(grande, matricule(4)))
                        .partir()
                        .refusee(400, "cle-invalide"));
        controle("Le même envoi sous la même clé rend la première réponse", () -> {
            String cle = "conformance-" + marque;
            Envoi e = new Envoi("POST", "/bulletins")
                    .entete("Idempotency-Key", cle)
                    .corps(inscription(grande, matricule(4)));
            Reponse premiere = e.partir().admise(201);
            egal(premiere.json(), e.partir().admise(201).json());
        });
        controle(
                "Autre chose sous la même clé est refusé",
                () -> new Envoi("POST", "/bulletins")
                        .entete("Idempotency-Key", "conformance-" + marque)
                        .corps(inscription(grande, matricule(5)))
                        .partir()
                        .refusee(422, "cle-deja-prise"));
        controle("Un refus ne consomme pas sa clé", () -> {
            String cle = "refus-" + marque;
            Envoi e = new Envoi("POST", "/bulletins").entete("Idempotency-Key", cle);
            e.corps(inscription(grande, matricule(4))).partir().refusee(409, "deja-inscrit");
            e.corps(inscription(grande, matricule(5))).partir().admise(201);
        });
        controle("Dix fois le même envoi à la fois n'inscrit qu'une fois", () -> {
            ExecutorService fils = Executors.newFixedThreadPool(10);
            try {
                String cle = "ensemble-" + marque;
                List<Callable<Object>> envois = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    envois.add(() -> new Envoi("POST", "/bulletins")
                            .entete("Idempotency-Key", cle)
                            .corps(inscription(grande, matricule(6)))
                            .partir()
                            .admise(201)
                            .champ("bulletins/0/bulletin"));
                }
                Set<Object> numeros = new HashSet<>();
                for (Future<Object> f : fils.invokeAll(envois)) {
                    numeros.add(f.get());
                }
                egal(1, numeros.size());
            } finally {
                fils.shutdown();
            }
        });
    }

    private void suivre() {
        controle("Une liste se suit de lien en lien, sans trou ni doublon", () -> {
            List<Object> dUnCoup = ids(lire("/bulletins?limite=500"));
            List<Object> parTrois = new ArrayList<>();
            for (String ici = "/bulletins?limite=3"; ici != null; ) {
                Reponse r = lire(ici).admise(200);
                parTrois.addAll(ids(r));
                ici = r.entete("Link").isEmpty()
                        ? null
                        : r.entete("Link").replaceAll("^<[^>]*/api/v1(/[^>]+)>; rel=\"next\"$", "$1");
            }
            egal(dUnCoup, parTrois);
        });
        controle("Un filtre d'état ne rend que lui", () -> {
            List<?> attendent = liste(lire("/bulletins?etat=LISTE_ATTENTE").champ("bulletins"));
            egal(2, attendent.size());
            attendent.forEach(b -> egal("LISTE_ATTENTE", champ(b, "etat")));
        });
        controle("Une demande lue dit sa situation et son histoire", () -> {
            Object id = ids(lire("/bulletins?etat=LISTE_ATTENTE")).get(0);
            Reponse r = lire("/bulletins/" + id).admise(200);
            vrai(r.champ("situation") != null && !liste(r.champ("histoire")).isEmpty(), "situation et histoire", r);
            vrai(r.entete("ETag").matches("\"[0-9]+\""), "un ETag fort", r.entete("ETag"));
        });
        controle("Le curseur des changements ne rend rien deux fois", () -> {
            Reponse r = lire("/bulletins/changements?limite=500").admise(200);
            while (!liste(r.champ("changements")).isEmpty()) {
                r = lire("/bulletins/changements?limite=500&apres=" + r.champ("curseur"))
                        .admise(200);
            }
            Object curseur = r.champ("curseur");
            Reponse encore = lire("/bulletins/changements?apres=" + curseur).admise(200);
            egal(0, liste(encore.champ("changements")).size());
            egal(curseur, encore.champ("curseur"));
            poster("/bulletins", inscription(grande, matricule(7))).admise(201);
            Reponse neuf = lire("/bulletins/changements?apres=" + curseur).admise(200);
            vrai(!liste(neuf.champ("changements")).isEmpty(), "l'inscription de CONF-7", neuf);
            liste(neuf.champ("changements")).forEach(c -> egal("CONF-7", champ(c, "matricule")));
        });
        controle(
                "Un curseur de changements inventé est refusé",
                () -> lire("/bulletins/changements?apres=!!!").refusee(422, "pagination"));
    }

    private static List<Object> ids(Reponse r) {
        List<Object> ids = new ArrayList<>();
        liste(r.admise(200).champ("bulletins")).forEach(b -> ids.add(champ(b, "id")));
        return ids;
    }

    private Object demande(String matricule, long session) {
        return liste(lire("/bulletins?limite=500&session=" + session).champ("bulletins")).stream()
                .filter(b -> matricule.equals(champ(b, "matricule")))
                .map(b -> champ(b, "id"))
                .findFirst()
                .orElseThrow(() -> new Ecart("une demande de " + matricule, "aucune"));
    }

    private void annuler() {
        controle(
                "Une annulation se motive",
                () -> poster("/bulletins/" + demande("CONF-7", grande) + "/annulation", "{}")
                        .refusee(422, "motif-absent"));
        controle("Une annulation sur une version périmée est refusée, et rien ne change", () -> {
            Object id = demande("CONF-7", grande);
            new Envoi("POST", "/bulletins/" + id + "/annulation")
                    .entete("If-Match", "\"999999\"")
                    .corps("{\"motif\": \"Conformance\"}")
                    .partir()
                    .refusee(412, "version-perimee");
            egal("TRANSMISE", lire("/bulletins/" + id).champ("bulletin/etat"));
        });
        controle("Une annulation sur la version lue passe, et se rejoue sous sa clé", () -> {
            Object id = demande("CONF-7", grande);
            Envoi e = new Envoi("POST", "/bulletins/" + id + "/annulation")
                    .entete("If-Match", lire("/bulletins/" + id).entete("ETag"))
                    .corps("{\"motif\": \"Conformance\"}");
            Reponse premiere = e.partir().admise(200);
            egal("ANNULEE", premiere.champ("bulletin/etat"));
            egal(premiere.json(), e.partir().admise(200).json());
        });
        controle(
                "Une demande annulée ne s'annule plus",
                () -> poster("/bulletins/" + demande("CONF-7", grande) + "/annulation", "{\"motif\": \"Encore\"}")
                        .refusee(409, "etat-du-bulletin"));
        controle("La place rendue va au premier de la file", () -> {
            Object premier = demande(matricule(10 + libres), petite);
            Object second = demande(matricule(11 + libres), petite);
            poster("/bulletins/" + demande("CONF-10", petite) + "/annulation", "{\"motif\": \"Conformance\"}")
                    .admise(200);
            egal("TRANSMISE", lire("/bulletins/" + premier).champ("bulletin/etat"));
            egal(1L, lire("/bulletins/" + second).champ("bulletin/position"));
        });
        controle("La demande d'un autre est introuvable", () -> {
            lire("/bulletins/9223372036854775807").refusee(404, "bulletin-inconnu");
            poster("/bulletins/9223372036854775807/annulation", "{\"motif\": \"Pas le mien\"}")
                    .refusee(404, "bulletin-inconnu");
        });
    }

    private void prevenir() {
        controle("Une adresse se déclare et son secret se lit une fois", () -> {
            Reponse r = poster(
                            "/abonnements",
                            "{\"adresse\": \"https://sirh.example.com/iel\", \"etats\": [\"ACCEPTEE\"]}")
                    .admise(201);
            vrai(String.valueOf(r.champ("secret")).startsWith("whsec_"), "whsec_…", r);
            egal(null, lire("/abonnements/" + r.champ("id")).admise(200).champ("secret"));
        });
        controle("Une adresse d'un réseau interne est refusée", () -> {
            for (String interne : List.of("http://sirh.example.com/", "https://10.0.0.1/", "https://sirh.local/")) {
                egal(
                        "adresse",
                        poster("/abonnements", "{\"adresse\": \"" + interne + "\", \"etats\": [\"ACCEPTEE\"]}")
                                .refusee(422, "adresse-invalide")
                                .champ("champ"));
            }
        });
    }

    private String transmission(String matricule, String destinataire, Object bulletin) {
        return "{\"matricule\": \"" + matricule + "\", \"destinataire\": \"" + destinataire
                + "\", \"documents\": [{\"nature\": \"BULLETIN\", \"numero\": " + bulletin + "}]}";
    }

    private void transmettre() {
        String tiers = marque + "@conformance.invalid";
        Object[] faits = new Object[2];
        controle("Un bulletin validé se transmet à un tiers, et dit l'empreinte de sa copie", () -> {
            faits[0] = poster("/bulletins", inscription(grande, matricule(40)))
                    .admise(201)
                    .champ("bulletins/0/bulletin");
            Reponse r = poster("/transmissions", transmission(matricule(40), tiers, faits[0]))
                    .admise(201);
            faits[1] = r.champ("id");
            egal("EN_COURS", r.champ("etat"));
            egal(tiers, r.champ("destinataire"));
            vrai(String.valueOf(r.champ("documents/0/sha256")).matches("[0-9a-f]{64}"), "un SHA-256", r);
            vrai(!r.corps().contains("jeton="), "le lien n'est qu'au tiers", r);
        });
        controle("Rejoué sous sa clé, un envoi ne transmet qu'une fois", () -> {
            String cle = UUID.randomUUID().toString();
            String corps = transmission(matricule(40), tiers, faits[0]);
            Object premier = new Envoi("POST", "/transmissions")
                    .entete("Idempotency-Key", cle)
                    .corps(corps)
                    .partir()
                    .admise(201)
                    .champ("id");
            egal(
                    premier,
                    new Envoi("POST", "/transmissions")
                            .entete("Idempotency-Key", cle)
                            .corps(corps)
                            .partir()
                            .admise(201)
                            .champ("id"));
        });
        controle(
                "Une adresse qui n'en est pas une nomme le champ",
                () -> egal(
                        "destinataire",
                        poster("/transmissions", transmission(matricule(40), "sans-arobase", faits[0]))
                                .refusee(422, "courriel-invalide")
                                .champ("champ")));
        controle(
                "Le document d'un autre est introuvable",
                () -> poster("/transmissions", transmission(matricule(41), tiers, faits[0]))
                        .refusee(404, "document-inconnu"));
        controle("Les transmissions se lisent par tranches, la plus récente d'abord", () -> {
            Reponse r = lire("/transmissions?limite=1").admise(200);
            egal(1, liste(r.champ("transmissions")).size());
            vrai(r.entete("Link").contains("rel=\"next\""), "la suite", r.entete("Link"));
            egal(0L, r.champ("transmissions/0/ouvertures"));
        });
        controle("Reprise, une transmission n'ouvre plus rien, et ne se reprend pas deux fois", () -> {
            Reponse r = poster("/transmissions/" + faits[1] + "/reprise", "").admise(200);
            egal("REPRISE", r.champ("etat"));
            poster("/transmissions/" + faits[1] + "/reprise", "").refusee(409, "deja-reprise");
            egal("REPRISE", lire("/transmissions/" + faits[1]).admise(200).champ("etat"));
        });
        controle(
                "La transmission d'un autre est introuvable",
                () -> lire("/transmissions/9223372036854775807").refusee(404, "transmission-inconnue"));
    }

    private void lots() {
        controle(
                "Mille un agents d'un coup sont refusés",
                () -> poster(
                                "/bulletins",
                                inscription(
                                        grande,
                                        IntStream.range(0, 1001)
                                                .mapToObj(i -> "X" + i)
                                                .toArray(String[]::new)))
                        .refusee(422, "liste-trop-longue"));
        controle("La remise à zéro vide le bac à sable et rend ses places", () -> {
            remettreAZero().admise(200);
            egal(0, liste(lire("/bulletins").champ("bulletins")).size());
            egal(0, liste(lire("/abonnements").champ("abonnements")).size());
            egal((long) libres, lire("/sessions/" + petite).champ("places/disponibles"));
        });
    }

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("Usage : deploy/conformance URL JETON (le jeton d'un bac à sable)");
            System.exit(2);
        }
        int tenus = jouer(args[0], args[1], System.out);
        System.exit(tenus < 0 ? 2 : tenus == CONTROLES ? 0 : 1);
    }

    /** Du JSON en objets de la machine virtuelle : Map, List, String, Long, Double, Boolean, null. */
    private static final class Lecteur {
        private final String s;
        private int i;

        private Lecteur(String s) {
            this.s = s;
        }

        static Object lire(String texte) {
            Lecteur l = new Lecteur(texte);
            try {
                Object o = l.valeur();
                l.blancs();
                if (l.i == texte.length()) {
                    return o;
                }
            } catch (StringIndexOutOfBoundsException | NumberFormatException coupe) {
                // Dit ci-dessous.
            }
            throw new Ecart("du JSON", texte.length() > 100 ? texte.substring(0, 100) + "…" : texte);
        }

        private void blancs() {
            while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
                i++;
            }
        }

        private Object valeur() {
            blancs();
            return switch (s.charAt(i)) {
                case '{' -> objet();
                case '[' -> tableau();
                case '"' -> texte();
                case 't' -> mot("true", true);
                case 'f' -> mot("false", false);
                case 'n' -> mot("null", null);
                default -> nombre();
            };
        }

        private Object mot(String attendu, Object valeur) {
            if (!s.startsWith(attendu, i)) {
                throw new Ecart("du JSON", s);
            }
            i += attendu.length();
            return valeur;
        }

        private Map<String, Object> objet() {
            Map<String, Object> m = new LinkedHashMap<>();
            i++;
            blancs();
            while (s.charAt(i) != '}') {
                blancs();
                String nom = texte();
                blancs();
                passer(':');
                m.put(nom, valeur());
                blancs();
                if (s.charAt(i) != '}') {
                    passer(',');
                }
            }
            i++;
            return m;
        }

        private List<Object> tableau() {
            List<Object> l = new ArrayList<>();
            i++;
            blancs();
            while (s.charAt(i) != ']') {
                l.add(valeur());
                blancs();
                if (s.charAt(i) != ']') {
                    passer(',');
                }
            }
            i++;
            return l;
        }

        private void passer(char c) {
            if (s.charAt(i) != c) {
                throw new Ecart("« " + c + " »", "« " + s.charAt(i) + " »");
            }
            i++;
        }

        private String texte() {
            StringBuilder b = new StringBuilder();
            passer('"');
            while (s.charAt(i) != '"') {
                char c = s.charAt(i++);
                if (c != '\\') {
                    b.append(c);
                    continue;
                }
                char e = s.charAt(i++);
                switch (e) {
                    case 'n' -> b.append('\n');
                    case 't' -> b.append('\t');
                    case 'r' -> b.append('\r');
                    case 'b' -> b.append('\b');
                    case 'f' -> b.append('\f');
                    case 'u' -> {
                        b.append((char) Integer.parseInt(s.substring(i, i + 4), 16));
                        i += 4;
                    }
                    default -> b.append(e);
                }
            }
            i++;
            return b.toString();
        }

        private Object nombre() {
            int debut = i;
            while (i < s.length() && "+-.eE0123456789".indexOf(s.charAt(i)) >= 0) {
                i++;
            }
            String n = s.substring(debut, i);
            if (n.matches("-?[0-9]+")) {
                return Long.parseLong(n);
            }
            return Double.parseDouble(n);
        }
    }
}
