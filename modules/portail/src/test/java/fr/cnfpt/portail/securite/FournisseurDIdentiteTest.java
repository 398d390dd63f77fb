package fr.cnfpt.portail.securite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.sun.net.httpserver.HttpServer;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Depart;
import fr.cnfpt.portail.securite.FournisseurDIdentite.IrrecevableException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ce que l'on demande à un fournisseur qui annonce peu : ni l'émetteur de ses réponses, ni d'adresse de sortie. Celui
 * qui annonce tout est dans {@code OidcIT}.
 */
class FournisseurDIdentiteTest {

    private final FournisseurDIdentite fournisseur = new FournisseurDIdentite();
    private HttpServer serveur;
    private String emetteur;

    @BeforeEach
    void annoncer_peu() throws Exception {
        serveur = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        emetteur = "http://127.0.0.1:" + serveur.getAddress().getPort();
        byte[] annonce = """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","subject_types_supported":["public"]}""".formatted(emetteur).getBytes(StandardCharsets.UTF_8);
        serveur.createContext("/.well-known/openid-configuration", e -> {
            e.getResponseHeaders().set("Content-Type", "application/json");
            e.sendResponseHeaders(200, annonce.length);
            e.getResponseBody().write(annonce);
            e.close();
        });
        serveur.start();
        System.setProperty("iel.oidc.emetteur", emetteur);
        System.setProperty("iel.oidc.client", "client");
    }

    @AfterEach
    void fermer() {
        List.of("iel.oidc.emetteur", "iel.oidc.client", "iel.oidc.acr").forEach(System::clearProperty);
        serveur.stop(0);
    }

    @Test
    void un_emetteur_tu_se_passe_a_qui_ne_l_annonce_pas_un_emetteur_faux_jamais() throws Exception {
        fournisseur.reconnaitreLEmetteur(null);
        fournisseur.reconnaitreLEmetteur(emetteur);
        assertThrows(IrrecevableException.class, () -> fournisseur.reconnaitreLEmetteur("https://ailleurs.exemple"));
        assertThrows(IrrecevableException.class, () -> fournisseur.reconnaitreLEmetteur(""));
    }

    @Test
    void chaque_depart_a_son_defi_et_garde_pour_lui_de_quoi_le_prouver() throws Exception {
        Depart premier = fournisseur.partir(false);
        Depart second = fournisseur.partir(false);
        AuthenticationRequest demande = AuthenticationRequest.parse(premier.adresse());
        assertEquals("S256", demande.getCodeChallengeMethod().getValue());
        assertEquals(
                CodeChallenge.compute(demande.getCodeChallengeMethod(), new CodeVerifier(premier.verifieur())),
                demande.getCodeChallenge());
        assertFalse(premier.adresse().toString().contains(premier.verifieur()));
        assertFalse(premier.verifieur().equals(second.verifieur()));
    }

    @Test
    void sans_niveau_convenu_on_n_en_demande_pas_et_plusieurs_se_separent_d_un_blanc_ou_d_une_virgule()
            throws Exception {
        assertFalse(fournisseur.exigeUnNiveau());
        assertEquals(
                null,
                AuthenticationRequest.parse(fournisseur.partir(false).adresse()).getOIDCClaims());
        System.setProperty("iel.oidc.acr", " eidas2, https://proconnect.gouv.fr/assurance/consistency-checked-2fa ");
        assertTrue(fournisseur.exigeUnNiveau());
        assertEquals(
                List.of("eidas2", "https://proconnect.gouv.fr/assurance/consistency-checked-2fa"),
                AuthenticationRequest.parse(fournisseur.partir(false).adresse())
                        .getOIDCClaims()
                        .getIDTokenClaimsRequest()
                        .get("acr", null)
                        .getValuesAsListOfStrings());
    }

    @Test
    void sans_adresse_de_sortie_prendre_une_autre_identite_se_demande_au_depart() throws Exception {
        String jeton = "eyJhbGciOiJub25lIn0.e30.";
        assertEquals(Optional.empty(), fournisseur.sortir(jeton, "etat"));
        assertEquals(
                "login",
                AuthenticationRequest.parse(fournisseur.partir(true).adresse())
                        .getPrompt()
                        .toString());
        assertEquals(
                null,
                AuthenticationRequest.parse(fournisseur.partir(false).adresse()).getPrompt());
    }
}
