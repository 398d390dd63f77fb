package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Entrer par un fournisseur d'identité strict : on relie son compte une fois, on entre ensuite sans mot de passe, et
 * rien de ce qu'il affirme de travers n'est cru.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {

    private Application application;
    private Donnees donnees;
    private FournisseurStrict fournisseur;

    @BeforeAll
    void ouvrir(Application a) throws Exception {
        application = a;
        donnees = new Donnees(a);
        fournisseur = new FournisseurStrict(a.portDOidc(), a.url());
    }

    @BeforeEach
    void dire_vrai() throws Exception {
        fournisseur.mensonge = FournisseurStrict.Mensonge.AUCUN;
        fournisseur.siret = "21590172900012";
        fournisseur.refus.clear();
        donnees.ecrire("delete from acces.identite_externe");
    }

    @AfterAll
    void fermer() throws Exception {
        fournisseur.close();
        donnees.close();
    }

    @Test
    void on_relie_son_compte_une_fois_puis_on_entre_sans_mot_de_passe_et_la_sortie_est_aussi_celle_du_fournisseur()
            throws Exception {
        fournisseur.sujet = "camille";
        try (Navigateur navigateur = new Navigateur(application)) {
            Page p = navigateur.anonyme(Navigateur.TELEPHONE);
            p.navigate("/connexion.xhtml");
            p.getByText("Entrer avec ProConnect").click();
            p.waitForURL("**/relier.xhtml");
            PlaywrightAssertions.assertThat(p.locator("main")).containsText("Camille Exemple");
            p.getByLabel("Identifiant").fill("agent");
            p.getByLabel("Mot de passe").fill("ce n'est pas le bon");
            p.getByText("Relier et entrer").click();
            PlaywrightAssertions.assertThat(p.locator("main")).containsText("incorrect");
            p.getByLabel("Mot de passe").fill(Application.MOT_DE_PASSE);
            p.getByText("Relier et entrer").click();
            p.waitForURL("**/aujourdhui.xhtml");
            p.locator("summary").click();
            p.getByText("Se déconnecter").click();
            p.waitForURL(u -> u.endsWith("/connexion.xhtml?identite=sorti"));
            PlaywrightAssertions.assertThat(p.locator("main")).containsText("déconnecté d'ici et de ProConnect");
            assertEquals(1, fournisseur.sorties.size());
            p.getByText("Entrer avec ProConnect").click();
            p.waitForURL("**/aujourdhui.xhtml");
            assertEquals(List.of(), navigateur.fautes());
        }
        assertEquals(List.of(), fournisseur.refus, "le fournisseur strict n'a rien trouvé à redire");
        assertEquals(
                1,
                donnees.nombre(
                        "select count(*) from garde.journal where action = 'identite-reliee' and auteur_compte_id = (select id from acces.compte where identifiant = 'agent')"));
    }

    @ParameterizedTest
    @EnumSource(value = FournisseurStrict.Mensonge.class, mode = EnumSource.Mode.EXCLUDE, names = "AUCUN")
    void ce_que_le_fournisseur_affirme_de_travers_n_est_pas_cru(FournisseurStrict.Mensonge mensonge) throws Exception {
        relier("menteur", "agent");
        fournisseur.sujet = "menteur";
        assertTrue(entre(new Visiteur(application)), "quand il dit vrai, on entre");
        fournisseur.mensonge = mensonge;
        Visiteur v = new Visiteur(application);
        HttpResponse<String> r = retour(v, partir(v));
        assertTrue(
                r.headers().firstValue("Location").orElse("").endsWith("/connexion.xhtml?identite=irrecevable"),
                () -> r.statusCode() + " " + r.headers().map());
        assertFalse(connecte(v));
    }

    @Test
    void un_retour_que_personne_n_attend_n_ouvre_rien_et_se_signale() throws Exception {
        relier("attendu", "agent");
        fournisseur.sujet = "attendu";
        long avant =
                donnees.nombre("select count(*) from garde.evenement_securite where genre = 'etat-oidc-inattendu'");
        String volee = partir(new Visiteur(application));
        Visiteur victime = new Visiteur(application);
        victime.demander("/connexion.xhtml");
        assertTrue(
                retour(victime, volee)
                        .headers()
                        .firstValue("Location")
                        .orElse("")
                        .endsWith("identite=perime"),
                "le code d'un autre, glissé à une victime");
        assertFalse(connecte(victime));
        Visiteur v = new Visiteur(application);
        String adresse = partir(v);
        assertTrue(
                retour(v, adresse).headers().firstValue("Location").orElse("").endsWith("/aujourdhui.xhtml"));
        assertTrue(
                retour(v, adresse).headers().firstValue("Location").orElse("").endsWith("identite=perime"),
                "le même retour rejoué");
        assertEquals(
                avant + 2,
                donnees.nombre("select count(*) from garde.evenement_securite where genre = 'etat-oidc-inattendu'"));
    }

    @Test
    void la_session_change_d_identifiant_en_entrant() throws Exception {
        relier("session", "agent");
        fournisseur.sujet = "session";
        Visiteur v = new Visiteur(application);
        String adresse = partir(v);
        String avant = v.session();
        retour(v, adresse);
        assertNotEquals(avant, v.session());
        assertFalse(connecte(new Visiteur(application).avecSession(avant)));
    }

    @Test
    void le_siret_affirme_ne_donne_aucun_droit_et_celui_d_un_autre_employeur_se_signale() throws Exception {
        relier("muté", "agent");
        fournisseur.sujet = "muté";
        fournisseur.siret = "21590606600012";
        Visiteur v = new Visiteur(application);
        assertTrue(entre(v));
        assertTrue(v.demander("/aujourdhui.xhtml").body().contains("moi"), "on reste l'agent de Denain");
        assertEquals(
                1,
                donnees.nombre(
                        "select count(*) from garde.evenement_securite where genre = 'siret-d-un-autre-employeur'"));
        fournisseur.sujet = "personne-de-connu";
        fournisseur.siret = "21590172900012";
        Visiteur inconnu = new Visiteur(application);
        assertTrue(
                retour(inconnu, partir(inconnu))
                        .headers()
                        .firstValue("Location")
                        .orElse("")
                        .endsWith("/relier.xhtml"),
                "le SIRET de Denain n'ouvre pas Denain");
        assertFalse(connecte(inconnu));
    }

    @Test
    void une_identite_ne_se_relie_pas_a_un_compte_deja_relie_a_une_autre() throws Exception {
        relier("première", "agent");
        fournisseur.sujet = "seconde";
        Visiteur v = new Visiteur(application);
        retour(v, partir(v));
        String page = v.demander("/relier.xhtml").body();
        HttpResponse<String> r = v.envoyer(
                page,
                "relier",
                Map.of(
                        "relier:identifiant",
                        "agent",
                        "relier:motDePasse",
                        Application.MOT_DE_PASSE,
                        "relier:entrer",
                        "Relier et entrer"));
        assertTrue(r.body().contains("déjà relié"), r.body());
        assertFalse(connecte(v));
    }

    @Test
    void un_compte_ferme_n_entre_pas_par_son_identite() throws Exception {
        relier("parti", "agent");
        fournisseur.sujet = "parti";
        donnees.ecrire("update acces.compte set actif = false where identifiant = 'agent'");
        try {
            Visiteur v = new Visiteur(application);
            assertTrue(retour(v, partir(v))
                    .headers()
                    .firstValue("Location")
                    .orElse("")
                    .endsWith("identite=ferme"));
            assertFalse(connecte(v));
        } finally {
            donnees.ecrire("update acces.compte set actif = true where identifiant = 'agent'");
        }
    }

    private void relier(String sujet, String identifiant) throws Exception {
        donnees.ecrire(
                "insert into acces.identite_externe (emetteur, sujet, compte_id) select ?, ?, id from acces.compte where identifiant = ?",
                Application.emetteurOidc(application.portDOidc()),
                sujet,
                identifiant);
    }

    /** Va jusque chez le fournisseur. @return l'adresse où il renvoie, avec le code et l'état */
    private static String partir(Visiteur v) throws Exception {
        String la = v.demander("/oidc/entrer").headers().firstValue("Location").orElseThrow();
        HttpResponse<String> r = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(la)).build(), BodyHandlers.ofString());
        return r.headers().firstValue("Location").orElseThrow(() -> new AssertionError(r.body()));
    }

    private static HttpResponse<String> retour(Visiteur v, String adresse) {
        URI u = URI.create(adresse);
        return v.demander(u.getRawPath() + "?" + u.getRawQuery());
    }

    private static boolean entre(Visiteur v) throws Exception {
        return retour(v, partir(v)).headers().firstValue("Location").orElse("").endsWith("/aujourdhui.xhtml")
                && connecte(v);
    }

    private static boolean connecte(Visiteur v) {
        return v.demander("/aujourdhui.xhtml").statusCode() == 200;
    }
}
