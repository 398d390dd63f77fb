package fr.cnfpt.lanceur;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Un fournisseur d'identité par HTTP, strict comme ProConnect : il refuse tout paramètre qu'il n'attend pas, un état ou
 * un nonce de moins de 32 caractères, une demande sans défi PKCE ou sans le niveau convenu, une adresse de retour
 * différente d'un caractère, un secret ailleurs que dans le corps, un code vieux de 30 secondes, déjà échangé ou
 * échangé sans la preuve de son défi, une sortie sans jeton d'identité. Comme lui, il garde une session : tant qu'elle
 * dure, il rend la même personne sans rien demander. Il sait aussi mentir, pour voir si on le croit.
 */
final class FournisseurStrict implements AutoCloseable {

    static final String CLIENT = "iel-epreuves";
    static final String SECRET = "secret-du-client-des-epreuves-0123456789";
    /** Ce que l'application est réglée pour exiger, en les séparant par des blancs. */
    static final String NIVEAUX = "eidas2 eidas3";

    private static final Map<String, Object> NIVEAUX_DEMANDES =
            Map.of("id_token", Map.of("acr", Map.of("essential", true, "values", List.of("eidas2", "eidas3"))));
    private static final String SESSION = "FOURNISSEUR";
    private static final Set<String> ADMIS = Set.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "claims",
            "state",
            "nonce",
            "prompt",
            "idp_hint",
            "code_challenge",
            "code_challenge_method");
    private static final Set<String> PORTEES = Set.of("openid", "given_name", "usual_name", "email", "siret", "uid");

    /** Ce dont il peut mentir. */
    enum Mensonge {
        AUCUN,
        SIGNATURE_D_UN_AUTRE,
        SANS_SIGNATURE,
        AUTRE_NONCE,
        AUTRE_DESTINATAIRE,
        AUTRE_EMETTEUR,
        PERIME,
        INFOS_SANS_SIGNATURE,
        INFOS_D_UN_AUTRE,
        INFOS_POUR_UN_AUTRE,
        REPONSE_D_UN_AUTRE_EMETTEUR,
        REPONSE_SANS_EMETTEUR,
        NIVEAU_PLUS_FAIBLE,
        SANS_NIVEAU
    }

    private record Code(String adresse, String nonce, String defi, String sujet, Instant donne) {}

    private final HttpServer serveur;
    private final String emetteur;
    private final String site;
    private final RSAKey cle;
    private final RSAKey autreCle;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Set<String> echanges = ConcurrentHashMap.newKeySet();
    private final Map<String, String> acces = new ConcurrentHashMap<>();
    private final Set<String> remis = ConcurrentHashMap.newKeySet();
    final List<String> refus = java.util.Collections.synchronizedList(new ArrayList<>());
    final List<String> sorties = java.util.Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger demandesDeJeton = new AtomicInteger();
    volatile String sujet = "sujet-1";
    volatile String siret = "21590172900012";
    volatile Mensonge mensonge = Mensonge.AUCUN;

    /** L'erreur qu'il renvoie au lieu d'un code, ou {@code null}. */
    volatile String erreur;

    /** @param site l'adresse de l'application : les seules adresses de retour admises en viennent */
    FournisseurStrict(int port, String site) throws IOException, JOSEException {
        this.site = site;
        emetteur = Application.emetteurOidc(port);
        cle = new RSAKeyGenerator(2048).keyID("cle-1").generate();
        autreCle = new RSAKeyGenerator(2048).keyID("cle-1").generate();
        serveur = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        route("/api/v2/.well-known/openid-configuration", e -> json(e, 200, """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","userinfo_endpoint":"%1$s/userinfo",
         "end_session_endpoint":"%1$s/session/end","jwks_uri":"%1$s/jwks","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"],
         "token_endpoint_auth_methods_supported":["client_secret_post"],"code_challenge_methods_supported":["S256"],
         "authorization_response_iss_parameter_supported":true}""".formatted(emetteur)));
        route("/api/v2/jwks", e -> json(e, 200, new JWKSet(cle.toPublicJWK()).toString()));
        route("/api/v2/authorize", this::autoriser);
        route("/api/v2/token", this::echanger);
        route("/api/v2/userinfo", this::dire);
        route("/api/v2/session/end", this::finir);
        serveur.start();
    }

    private void autoriser(HttpExchange e) throws IOException {
        Map<String, String> p = parametres(e.getRequestURI().getRawQuery());
        String faute = fauteDeDemande(p, site);
        if (faute != null) {
            refuser(e, faute);
            return;
        }
        String retour = p.get("redirect_uri") + "?state=" + URLEncoder.encode(p.get("state"), StandardCharsets.UTF_8)
                + switch (mensonge) {
                    case REPONSE_SANS_EMETTEUR -> "";
                    case REPONSE_D_UN_AUTRE_EMETTEUR ->
                        "&iss=" + URLEncoder.encode("https://ailleurs.exemple", StandardCharsets.UTF_8);
                    default -> "&iss=" + URLEncoder.encode(emetteur, StandardCharsets.UTF_8);
                };
        if (erreur != null) {
            rediriger(e, retour + "&error=" + erreur);
            return;
        }
        String qui = "login".equals(p.get("prompt")) ? sujet : enSession(e).orElse(sujet);
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(p.get("redirect_uri"), p.get("nonce"), p.get("code_challenge"), qui, Instant.now()));
        e.getResponseHeaders()
                .set("Set-Cookie", SESSION + "=" + URLEncoder.encode(qui, StandardCharsets.UTF_8) + "; Path=/");
        rediriger(e, retour + "&code=" + code);
    }

    private static String fauteDeDemande(Map<String, String> p, String site) {
        Set<String> portees = Set.of(p.getOrDefault("scope", "").split(" "));
        if (!ADMIS.containsAll(p.keySet())) {
            return "Y000400 paramètre de trop : " + p.keySet();
        }
        if (!"code".equals(p.get("response_type")) || !CLIENT.equals(p.get("client_id"))) {
            return "response_type ou client_id";
        }
        if (!(site + "/oidc/retour").equals(p.get("redirect_uri"))) {
            return "redirect_uri " + p.get("redirect_uri");
        }
        if (p.getOrDefault("state", "").length() < 32
                || p.getOrDefault("nonce", "").length() < 32) {
            return "state ou nonce trop court";
        }
        if (!portees.contains("openid") || !PORTEES.containsAll(portees)) {
            return "scope " + p.get("scope");
        }
        if (!"S256".equals(p.get("code_challenge_method"))
                || p.getOrDefault("code_challenge", "").length() != 43) {
            return "PKCE : pas de défi";
        }
        try {
            return NIVEAUX_DEMANDES.equals(JSONObjectUtils.parse(p.getOrDefault("claims", "{}")))
                    ? null
                    : "niveau demandé : " + p.get("claims");
        } catch (ParseException e) {
            return "claims : " + e.getMessage();
        }
    }

    private static Optional<String> enSession(HttpExchange e) {
        return e.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(c -> Stream.of(c.split("; *")))
                .filter(c -> c.startsWith(SESSION + "=") && c.length() > SESSION.length() + 1)
                .map(c -> URLDecoder.decode(c.substring(SESSION.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    private void echanger(HttpExchange e) throws IOException {
        demandesDeJeton.incrementAndGet();
        Map<String, String> p = parametres(new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Code code = codes.get(p.getOrDefault("code", ""));
        String faute = fauteDEchange(e, p, code);
        if (faute != null) {
            refuser(e, faute);
            return;
        }
        String jeton = UUID.randomUUID().toString();
        acces.put(jeton, code.sujet);
        Instant fin = mensonge == Mensonge.PERIME
                ? Instant.now().minus(Duration.ofHours(1))
                : Instant.now().plusSeconds(60);
        JWTClaimsSet.Builder dit = new JWTClaimsSet.Builder()
                .issuer(mensonge == Mensonge.AUTRE_EMETTEUR ? "https://ailleurs.exemple" : emetteur)
                .subject(code.sujet)
                .audience(mensonge == Mensonge.AUTRE_DESTINATAIRE ? "un-autre" : CLIENT)
                .issueTime(Date.from(fin.minusSeconds(60)))
                .expirationTime(Date.from(fin))
                .claim(
                        "nonce",
                        mensonge == Mensonge.AUTRE_NONCE ? UUID.randomUUID().toString() : code.nonce);
        if (mensonge != Mensonge.SANS_NIVEAU) {
            dit.claim("acr", mensonge == Mensonge.NIVEAU_PLUS_FAIBLE ? "eidas1" : "eidas2");
        }
        String identite = mensonge == Mensonge.SANS_SIGNATURE
                ? new PlainJWT(dit.build()).serialize()
                : signer(dit.build(), mensonge == Mensonge.SIGNATURE_D_UN_AUTRE ? autreCle : cle);
        remis.add(identite);
        json(
                e,
                200,
                "{\"access_token\":\"" + jeton + "\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
                        + identite + "\"}");
    }

    private String fauteDEchange(HttpExchange e, Map<String, String> p, Code code) {
        if (!"POST".equals(e.getRequestMethod()) || e.getRequestHeaders().containsKey("Authorization")) {
            return "une méthode POST, et le secret dans le corps";
        }
        if (!Set.of("grant_type", "client_id", "client_secret", "redirect_uri", "code", "code_verifier")
                .equals(p.keySet())) {
            return "Y000400 paramètres : " + p.keySet();
        }
        if (!"authorization_code".equals(p.get("grant_type"))
                || !CLIENT.equals(p.get("client_id"))
                || !SECRET.equals(p.get("client_secret"))) {
            return "client";
        }
        if (code == null || !echanges.add(p.get("code"))) {
            return "code inconnu, ou déjà échangé";
        }
        if (code.donne.isBefore(Instant.now().minusSeconds(30))) {
            return "code périmé";
        }
        if (!code.adresse.equals(p.get("redirect_uri"))) {
            return "redirect_uri";
        }
        return code.defi.equals(
                        CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(p.get("code_verifier")))
                                .getValue())
                ? null
                : "PKCE : ce n'est pas la preuve du défi";
    }

    private void dire(HttpExchange e) throws IOException {
        String autorisation = e.getRequestHeaders().getFirst("Authorization");
        String qui = autorisation == null || !autorisation.startsWith("Bearer ")
                ? null
                : acces.remove(autorisation.substring(7));
        if (qui == null || e.getRequestURI().getRawQuery() != null) {
            refuser(e, "userinfo");
            return;
        }
        JWTClaimsSet dit = new JWTClaimsSet.Builder()
                .issuer(emetteur)
                .audience(mensonge == Mensonge.INFOS_POUR_UN_AUTRE ? "un-autre" : CLIENT)
                .subject(mensonge == Mensonge.INFOS_D_UN_AUTRE ? "un-autre-sujet" : qui)
                .claim("uid", qui)
                .claim("given_name", "Camille")
                .claim("usual_name", "Exemple")
                .claim("email", "camille.exemple@denain.exemple")
                .claim("siret", siret)
                .build();
        if (mensonge == Mensonge.INFOS_SANS_SIGNATURE) {
            json(e, 200, dit.toString());
            return;
        }
        repondre(e, 200, "application/jwt", signer(dit, cle));
    }

    private void finir(HttpExchange e) throws IOException {
        Map<String, String> p = parametres(e.getRequestURI().getRawQuery());
        if (!Set.of("id_token_hint", "state", "post_logout_redirect_uri").equals(p.keySet())
                || !remis.contains(p.get("id_token_hint"))
                || p.get("state").length() < 32
                || !(site + "/oidc/sorti").equals(p.get("post_logout_redirect_uri"))) {
            refuser(e, "sortie " + p.keySet());
            return;
        }
        sorties.add(p.get("state"));
        e.getResponseHeaders().set("Set-Cookie", SESSION + "=; Path=/; Max-Age=0");
        rediriger(e, p.get("post_logout_redirect_uri") + "?state=" + p.get("state"));
    }

    private static String signer(JWTClaimsSet dit, RSAKey avec) {
        try {
            SignedJWT jeton = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("cle-1").build(), dit);
            jeton.sign(new RSASSASigner(avec));
            return jeton.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private interface Route {
        void repondre(HttpExchange e) throws IOException;
    }

    private void route(String chemin, Route route) {
        serveur.createContext(chemin, e -> {
            try (e) {
                if (e.getRequestURI().getPath().equals(chemin)) {
                    route.repondre(e);
                } else {
                    refuser(e, "chemin " + e.getRequestURI());
                }
            }
        });
    }

    private void refuser(HttpExchange e, String faute) throws IOException {
        refus.add(faute);
        json(
                e,
                400,
                "{\"error\":\"invalid_request\",\"error_description\":\""
                        + faute.replaceAll("[^\\p{ASCII}]|[\"\\\\]", " ") + "\"}");
    }

    private static void rediriger(HttpExchange e, String adresse) throws IOException {
        e.getResponseHeaders().set("Location", adresse);
        e.sendResponseHeaders(303, -1);
    }

    private static void json(HttpExchange e, int statut, String corps) throws IOException {
        repondre(e, statut, "application/json;charset=utf-8", corps);
    }

    private static void repondre(HttpExchange e, int statut, String type, String corps) throws IOException {
        byte[] octets = corps.getBytes(StandardCharsets.UTF_8);
        e.getResponseHeaders().set("Content-Type", type);
        e.sendResponseHeaders(statut, octets.length);
        e.getResponseBody().write(octets);
    }

    private static Map<String, String> parametres(String brut) {
        Map<String, String> tous = new TreeMap<>();
        Set<String> vus = new HashSet<>();
        for (String p : brut == null || brut.isEmpty() ? new String[0] : brut.split("&")) {
            String[] kv = p.split("=", 2);
            if (!vus.add(kv[0])) {
                tous.put("en-double-" + kv[0], "");
            }
            tous.put(
                    URLDecoder.decode(kv[0], StandardCharsets.UTF_8),
                    kv.length > 1 ? URLDecoder.decode(kv[1], StandardCharsets.UTF_8) : "");
        }
        return new HashMap<>(tous);
    }

    @Override
    public void close() {
        serveur.stop(0);
    }
}
