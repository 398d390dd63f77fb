package fr.cnfpt.portail.securite;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import fr.cnfpt.acces.api.IdentitesExternes.Identite;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Le fournisseur d'identité des agents publics, réglé par l'environnement : {@code iel.oidc.emetteur},
 * {@code iel.oidc.client}, {@code iel.oidc.secret}, et au besoin {@code iel.oidc.nom} (« ProConnect ») et
 * {@code iel.oidc.algorithme} (RS256 ou ES256), {@code iel.oidc.acr} (les niveaux de garantie admis). Tient les règles
 * de ProConnect : code d'autorisation, état et nonce de 43 caractères, pas un paramètre de plus que ceux qu'il admet,
 * niveaux demandés par {@code claims}, informations de la personne en jeton signé, sortie par redirection avec
 * {@code id_token_hint} ; et celles que le protocole a prises depuis : PKCE (RFC 7636), émetteur de la réponse (RFC
 * 9207).
 */
@ApplicationScoped
public class FournisseurDIdentite {

    private static final int DELAI_MS = 8_000;
    private static final Duration FRAICHEUR = Duration.ofHours(1);
    private static final int OCTETS_DE_HASARD = 32;

    /** Ce qu'il a répondu n'est pas recevable ; le message est pour le journal, pas pour l'écran. */
    public static class IrrecevableException extends Exception {
        private static final long serialVersionUID = 1L;

        IrrecevableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** La personne est reconnue, mais moins sûrement que demandé. */
    public static class NiveauInsuffisantException extends IrrecevableException {
        private static final long serialVersionUID = 1L;
        private final String jetonDIdentite;

        NiveauInsuffisantException(String niveau, String jetonDIdentite) {
            super("Niveau de garantie « " + niveau + " », plus faible que demandé", null);
            this.jetonDIdentite = jetonDIdentite;
        }

        /** De quoi finir sa session chez lui. */
        public String jetonDIdentite() {
            return jetonDIdentite;
        }
    }

    /**
     * De quoi y aller, et de quoi reconnaître le retour.
     *
     * @param verifieur la preuve que c'est nous qui avons demandé le code ; ne quitte pas le serveur avant l'échange
     */
    public record Depart(URI adresse, String etat, String nonce, String verifieur) {}

    /** Qui revient, et le jeton à rendre à la sortie. */
    public record Retour(Identite identite, String jetonDIdentite) {}

    private record Connu(OIDCProviderMetadata annonce, JWKSource<SecurityContext> cles, Instant lu) {}

    private volatile Connu connu;

    public boolean estEnService() {
        return Parametres.lire("iel.oidc.emetteur").isPresent();
    }

    public String emetteur() {
        return Parametres.lire("iel.oidc.emetteur").orElseThrow();
    }

    public String nom() {
        return Parametres.lire("iel.oidc.nom").orElse("ProConnect");
    }

    /** @param redemander vrai pour qu'il redemande qui est là, même s'il croit le savoir */
    public Depart partir(boolean redemander) throws IrrecevableException {
        State etat = new State(OCTETS_DE_HASARD);
        Nonce nonce = new Nonce(OCTETS_DE_HASARD);
        CodeVerifier verifieur = new CodeVerifier();
        AuthenticationRequest.Builder demande = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "given_name", "usual_name", "email", "siret", "uid"),
                        client(),
                        adresseDeRetour())
                .endpointURI(annonce().annonce.getAuthorizationEndpointURI())
                .state(etat)
                .nonce(nonce)
                .codeChallenge(verifieur, CodeChallengeMethod.S256);
        if (redemander) {
            demande.prompt(Prompt.Type.LOGIN);
        }
        if (exigeUnNiveau()) {
            demande.claims(new OIDCClaimsRequest()
                    .withIDTokenClaimsRequest(new ClaimsSetRequest()
                            .add(new ClaimsSetRequest.Entry("acr")
                                    .withClaimRequirement(ClaimRequirement.ESSENTIAL)
                                    .withValues(niveaux()))));
        }
        return new Depart(demande.build().toURI(), etat.getValue(), nonce.getValue(), verifieur.getValue());
    }

    /** Vrai si l'on n'entre pas sans un certain niveau de garantie. */
    public boolean exigeUnNiveau() {
        return !niveaux().isEmpty();
    }

    /**
     * La réponse dit de qui elle vient, et c'est bien lui (RFC 9207) : sinon le code pourrait être celui d'un autre.
     *
     * @param emetteur ce que dit la réponse, ou {@code null} ; exigé de qui annonce qu'il le dit
     */
    public void reconnaitreLEmetteur(String emetteur) throws IrrecevableException {
        OIDCProviderMetadata a = annonce().annonce;
        if (emetteur == null
                ? a.supportsAuthorizationResponseIssuerParam()
                : !a.getIssuer().getValue().equals(emetteur)) {
            throw new IrrecevableException("Réponse d'un autre émetteur, ou qui ne dit pas le sien", null);
        }
    }

    /**
     * Échange le code, vérifie le jeton d'identité (signature, émetteur, destinataire, échéance, nonce, niveau) et les
     * informations signées.
     *
     * @param nonce celui du départ
     * @param verifieur celui du départ
     * @throws NiveauInsuffisantException si la personne est reconnue, mais moins sûrement que demandé
     * @throws IrrecevableException si quoi que ce soit ne convient pas, ou si le fournisseur ne répond pas
     */
    public Retour revenir(String code, String nonce, String verifieur) throws IrrecevableException {
        Connu c = annonce();
        try {
            HTTPRequest demande = new TokenRequest.Builder(
                            c.annonce.getTokenEndpointURI(),
                            new ClientSecretPost(client(), secret()),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code), adresseDeRetour(), new CodeVerifier(verifieur)))
                    .build()
                    .toHTTPRequest();
            com.nimbusds.oauth2.sdk.TokenResponse reponse =
                    OIDCTokenResponseParser.parse(attendre(demande).send());
            if (!reponse.indicatesSuccess()) {
                throw new IrrecevableException(
                        "Échange du code refusé : "
                                + reponse.toErrorResponse().getErrorObject().getCode(),
                        null);
            }
            OIDCTokens jetons = ((OIDCTokenResponse) reponse.toSuccessResponse()).getOIDCTokens();
            IDTokenClaimsSet affirme = new IDTokenValidator(
                            c.annonce.getIssuer(),
                            client(),
                            new JWSVerificationKeySelector<>(algorithme(), c.cles),
                            null)
                    .validate(jetons.getIDToken(), new Nonce(nonce));
            String niveau = affirme.getACR() == null ? "" : affirme.getACR().getValue();
            if (exigeUnNiveau() && !niveaux().contains(niveau)) {
                throw new NiveauInsuffisantException(niveau, jetons.getIDTokenString());
            }
            String sujet = affirme.getSubject().getValue();
            HTTPRequest qui = new UserInfoRequest(c.annonce.getUserInfoEndpointURI(), jetons.getBearerAccessToken())
                    .toHTTPRequest();
            UserInfoResponse infos = UserInfoResponse.parse(attendre(qui).send());
            if (!infos.indicatesSuccess() || infos.toSuccessResponse().getUserInfoJWT() == null) {
                throw new IrrecevableException("Les informations de la personne ne sont pas un jeton signé", null);
            }
            DefaultJWTProcessor<SecurityContext> lecture = new DefaultJWTProcessor<>();
            lecture.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithme(), c.cles));
            lecture.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    client().getValue(),
                    new JWTClaimsSet.Builder()
                            .issuer(c.annonce.getIssuer().getValue())
                            .subject(sujet)
                            .build(),
                    Set.of("sub", "iss", "aud")));
            JWTClaimsSet dit = lecture.process(infos.toSuccessResponse().getUserInfoJWT(), null);
            return new Retour(
                    new Identite(
                            c.annonce.getIssuer().getValue(),
                            sujet,
                            dit.getStringClaim("given_name"),
                            dit.getStringClaim("usual_name"),
                            dit.getStringClaim("email"),
                            dit.getStringClaim("siret")),
                    jetons.getIDTokenString());
        } catch (IOException | ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            throw new IrrecevableException("Réponse du fournisseur d'identité irrecevable : " + e.getMessage(), e);
        }
    }

    /**
     * Où envoyer le navigateur pour que la sortie soit aussi celle du fournisseur ; vide s'il n'a pas d'adresse de
     * sortie.
     */
    public Optional<URI> sortir(String jetonDIdentite, String etat) throws IrrecevableException {
        try {
            URI sortie = annonce().annonce.getEndSessionEndpointURI();
            return sortie == null
                    ? Optional.empty()
                    : Optional.of(new LogoutRequest(
                                    sortie,
                                    com.nimbusds.jwt.JWTParser.parse(jetonDIdentite),
                                    URI.create(Parametres.adresse() + "/oidc/sorti"),
                                    new State(etat))
                            .toURI());
        } catch (java.text.ParseException e) {
            throw new IrrecevableException("Jeton d'identité illisible", e);
        }
    }

    private Connu annonce() throws IrrecevableException {
        Connu c = connu;
        if (c == null || c.lu.isBefore(Instant.now().minus(FRAICHEUR))) {
            try {
                OIDCProviderMetadata annonce = OIDCProviderMetadata.resolve(new Issuer(emetteur()), DELAI_MS, DELAI_MS);
                c = new Connu(
                        annonce,
                        JWKSourceBuilder.create(annonce.getJWKSetURI().toURL())
                                .retrying(true)
                                .build(),
                        Instant.now());
                connu = c;
            } catch (GeneralException | MalformedURLException e) {
                throw new IrrecevableException(
                        "L'annonce du fournisseur d'identité n'est pas recevable : " + e.getMessage(), e);
            } catch (IOException e) {
                throw new IrrecevableException("Le fournisseur d'identité ne répond pas : " + e.getMessage(), e);
            }
        }
        return c;
    }

    private static HTTPRequest attendre(HTTPRequest r) {
        r.setConnectTimeout(DELAI_MS);
        r.setReadTimeout(DELAI_MS);
        r.setFollowRedirects(false);
        return r;
    }

    private static ClientID client() {
        return new ClientID(Parametres.lire("iel.oidc.client").orElseThrow());
    }

    private static Secret secret() {
        return new Secret(Parametres.lire("iel.oidc.secret").orElseThrow());
    }

    private static JWSAlgorithm algorithme() {
        return JWSAlgorithm.parse(Parametres.lire("iel.oidc.algorithme").orElse("RS256"));
    }

    /** Ceux que l'on admet, tels que le fournisseur les nomme ; vide : tous. */
    private static List<String> niveaux() {
        return Parametres.lire("iel.oidc.acr")
                .map(n -> List.of(n.strip().split("[\\s,]+")))
                .orElse(List.of());
    }

    private static URI adresseDeRetour() {
        return URI.create(Parametres.adresse() + "/oidc/retour");
    }
}
