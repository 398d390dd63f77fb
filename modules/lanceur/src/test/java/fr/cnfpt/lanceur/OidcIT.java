package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import fr.cnfpt.lanceur.FournisseurStrict.Mensonge;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Entrer par un fournisseur d'identité strict : on relie son compte une fois, on entre ensuite sans mot de passe, et
 * rien de ce qu'il affirme de travers n'est cru.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {

    private static final String CATALOGUE = "/inscription/catalogue.xhtml?q=budget";
    private static final String RELIEES =
            "select count(*) from garde.journal where action = 'identite-reliee' and auteur_compte_id = (select id from acces.compte where identifiant = 'agent')";
    private static final String SUITE = "retour=%2Finscription%2Fcatalogue.xhtml%3Fq%3Dbudget";

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
        fournisseur.mensonge = Mensonge.AUCUN;
        fournisseur.erreur = null;
        fournisseur.siret = "21590172900012";
        fournisseur.refus.clear();
        fournisseur.sorties.clear();
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
        long reliees = donnees.nombre(RELIEES);
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
        assertEquals(reliees + 1, donnees.nombre(RELIEES));
    }

    @ParameterizedTest
    @EnumSource(value = Mensonge.class, mode = EnumSource.Mode.EXCLUDE, names = "AUCUN")
    void ce_que_le_fournisseur_affirme_de_travers_n_est_pas_cru(Mensonge mensonge) throws Exception {
        relier("menteur", "agent");
        fournisseur.sujet = "menteur";
        assertTrue(entre(new Visiteur(application)), "quand il dit vrai, on entre");
        fournisseur.mensonge = mensonge;
        Visiteur v = new Visiteur(application);
        String adresse = partir(v, "/oidc/entrer?" + SUITE);
        int avant = fournisseur.demandesDeJeton.get();
        String issue =
                Set.of(Mensonge.NIVEAU_PLUS_FAIBLE, Mensonge.SANS_NIVEAU).contains(mensonge) ? "niveau" : "irrecevable";
        assertEquals("/connexion.xhtml?identite=" + issue + "&" + SUITE, ou(retour(v, adresse)));
        assertFalse(connecte(v));
        assertEquals(
                Set.of(Mensonge.REPONSE_SANS_EMETTEUR, Mensonge.REPONSE_D_UN_AUTRE_EMETTEUR)
                                .contains(mensonge)
                        ? 0
                        : 1,
                fournisseur.demandesDeJeton.get() - avant,
                "un code dont on ne sait d'où il vient ne part chez personne");
    }

    @Test
    void un_code_ne_s_echange_pas_sans_la_preuve_du_depart_qui_l_a_demande() throws Exception {
        relier("pkce", "agent");
        fournisseur.sujet = "pkce";
        Visiteur v = new Visiteur(application);
        String mienne = partir(v);
        String autre = partir(new Visiteur(application));
        String melangee = mienne.replaceAll("code=[^&]*", "code=" + valeur(autre, "code"));
        assertEquals("/connexion.xhtml?identite=irrecevable", ou(retour(v, melangee)));
        assertEquals(List.of("PKCE : ce n'est pas la preuve du défi"), fournisseur.refus);
        assertFalse(connecte(v));
    }

    @Test
    void une_identite_reconnue_sans_le_niveau_demande_lit_quoi_faire_et_peut_recommencer() throws Exception {
        relier("niveau", "agent");
        fournisseur.sujet = "niveau";
        fournisseur.mensonge = Mensonge.NIVEAU_PLUS_FAIBLE;
        Visiteur v = new Visiteur(application);
        String page = v.demander(chemin(ou(retour(v, partir(v, "/oidc/entrer?" + SUITE)))))
                .body();
        assertTrue(page.contains("double authentification"), page);
        assertTrue(page.contains("/oidc/autrement?" + SUITE), page);
        assertTrue(
                donnees.nombre("select count(*) from garde.evenement_securite where genre = 'niveau-insuffisant'") > 0);
        fournisseur.mensonge = Mensonge.AUCUN;
        assertEquals(CATALOGUE, ou(autrement(v, "/oidc/autrement?" + SUITE)));
        fournisseur.erreur = "access_denied";
        Visiteur refuse = new Visiteur(application);
        assertTrue(ou(retour(refuse, partir(refuse))).endsWith("identite=niveau"), "il dit lui-même ne pas pouvoir");
        fournisseur.erreur = "server_error";
        Visiteur panne = new Visiteur(application);
        assertEquals(
                "/connexion.xhtml?identite=abandon&" + SUITE,
                ou(retour(panne, partir(panne, "/oidc/entrer?" + SUITE))));
    }

    @Test
    void une_identite_sans_compte_ici_ne_tourne_pas_en_rond_on_en_prend_une_autre_et_la_page_voulue_suit()
            throws Exception {
        relier("la-bonne", "agent");
        fournisseur.sujet = "la-mauvaise";
        try (Navigateur navigateur = new Navigateur(application)) {
            Page p = navigateur.anonyme(Navigateur.LARGE);
            p.navigate(CATALOGUE);
            p.getByText("Entrer avec ProConnect").click();
            p.waitForURL("**/relier.xhtml");
            PlaywrightAssertions.assertThat(p.locator("main")).containsText("reliée à aucun compte");
            fournisseur.sujet = "la-bonne";
            p.getByText("Entrer avec mon mot de passe").click();
            p.getByText("Entrer avec ProConnect").click();
            p.waitForURL("**/relier.xhtml");
            p.getByText("Prendre une autre identité").click();
            p.waitForURL(u -> u.endsWith(CATALOGUE));
            assertEquals(List.of(), navigateur.fautes());
        }
        assertEquals(List.of(), fournisseur.refus);
    }

    @Test
    void la_page_voulue_survit_au_lien_et_au_mot_de_passe_refuse() throws Exception {
        fournisseur.sujet = "à relier";
        Visiteur v = new Visiteur(application);
        retour(v, partir(v, "/oidc/entrer?" + SUITE));
        String page = v.demander("/relier.xhtml").body();
        assertTrue(page.contains("/connexion.xhtml?" + SUITE), page);
        assertTrue(page.contains("/oidc/autrement?" + SUITE), page);
        page = relierParLaPage(v, page, "ce n'est pas le bon").body();
        assertEquals(CATALOGUE, ou(relierParLaPage(v, page, Application.MOT_DE_PASSE)));

        Visiteur m = new Visiteur(application);
        page = m.demander("/connexion.xhtml?identite=abandon&" + SUITE).body();
        page = entrerParLaPage(m, page, "").body();
        assertTrue(page.contains("Tapez votre mot de passe."), page);
        page = entrerParLaPage(m, page, "ce n'est pas le bon").body();
        assertTrue(page.contains("incorrect") && page.contains("/oidc/entrer?" + SUITE), page);
        assertEquals(CATALOGUE, ou(entrerParLaPage(m, page, Application.MOT_DE_PASSE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ailleurs.exemple/",
                "//ailleurs.exemple/a.xhtml",
                "/\\ailleurs.exemple/a.xhtml",
                "/aujourdhui.xhtml@ailleurs.exemple",
                "/oidc/sortir",
                "/aujourdhui.xhtml?a\r\nLocation:x"
            })
    void on_ne_mene_jamais_ailleurs_qui_vient_d_entrer(String dehors) throws Exception {
        String suite = "retour=" + URLEncoder.encode(dehors, StandardCharsets.UTF_8);
        relier("dehors", "agent");
        fournisseur.sujet = "dehors";
        for (String depart : List.of("/oidc/entrer?", "/oidc/autrement?")) {
            Visiteur v = new Visiteur(application);
            assertEquals("/aujourdhui.xhtml", ou(retour(v, partir(v, depart + suite))));
        }
        Visiteur m = new Visiteur(application);
        String page = m.demander("/connexion.xhtml?" + suite).body();
        assertTrue(page.contains("/oidc/entrer\""), page);
        assertEquals("/aujourdhui.xhtml", ou(entrerParLaPage(m, page, Application.MOT_DE_PASSE)));
        fournisseur.sujet = "dehors et inconnu";
        Visiteur r = new Visiteur(application);
        retour(r, partir(r, "/oidc/entrer?" + suite));
        page = r.demander("/relier.xhtml").body();
        donnees.ecrire("delete from acces.identite_externe");
        assertEquals("/aujourdhui.xhtml", ou(relierParLaPage(r, page, Application.MOT_DE_PASSE)));
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
    void une_secretaire_de_deux_communes_entre_une_fois_et_le_siret_du_jour_dit_chez_qui() throws Exception {
        relier("deux communes", "secretaire");
        fournisseur.sujet = "deux communes";
        for (String[] c : new String[][] {{"21590172900012", "Denain"}, {"21590606600012", "Valenciennes"}}) {
            fournisseur.siret = c[0];
            Visiteur v = new Visiteur(application);
            assertTrue(entre(v));
            String page = v.demander("/aujourdhui.xhtml").body();
            assertTrue(page.contains("pour <strong>" + c[1] + ", agent"), page);
        }
        assertEquals(
                0,
                donnees.nombre(
                        "select count(*) from garde.evenement_securite e join acces.compte c on c.id = e.compte_id"
                                + " where e.genre = 'siret-d-un-autre-employeur' and c.identifiant like 'secretaire%'"));
    }

    @Test
    void elle_demande_chez_l_une_et_chez_l_autre_les_memes_dates_et_le_meme_objet_se_disent_sans_la_nommer()
            throws Exception {
        relier("deux communes", "secretaire");
        fournisseur.sujet = "deux communes";
        // Le même stage, aux mêmes dates, ouvert à chacune des deux communes.
        long aDenain = donnees.sessionDePerfectionnement(5, donnees.denain());
        long aValenciennes = donnees.sessionDePerfectionnement(5, donnees.valenciennes());
        try (Navigateur navigateur = new Navigateur(application)) {
            Page p = navigateur.anonyme(Navigateur.LARGE);
            String bulletin = "";
            for (long session : new long[] {aDenain, aValenciennes}) {
                fournisseur.siret = session == aDenain ? "21590172900012" : "21590606600012";
                p.navigate("/connexion.xhtml");
                p.getByText("Entrer avec ProConnect").click();
                p.waitForURL("**/aujourdhui.xhtml");
                bulletin = Voyage.preinscrire(p, session);
                if (session == aDenain) {
                    p.locator(".menu-compte summary").click();
                    p.getByText("Se déconnecter").click();
                    p.waitForURL(u -> u.contains("identite=sorti"));
                }
            }
            // La personne lit le fondement : c'est elle.
            PlaywrightAssertions.assertThat(p.locator("main")).containsText("Denain");
            Page rh = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
            rh.navigate(bulletin.replaceAll("[?&]pour=[0-9-]+", ""));
            PlaywrightAssertions.assertThat(rh.locator("main"))
                    .containsText("Une autre session est demandée aux mêmes dates");
            PlaywrightAssertions.assertThat(rh.locator("main"))
                    .containsText("Une formation sur le même objet à moins de 6 mois");
            PlaywrightAssertions.assertThat(rh.locator("main")).not().containsText("Denain");
            assertEquals(List.of(), navigateur.fautes());
        }
        assertEquals(List.of(), fournisseur.refus);
    }

    @Test
    void une_personne_peut_avoir_deux_identites_une_identite_n_est_qu_a_une_personne() throws Exception {
        relier("première", "agent");
        fournisseur.sujet = "seconde";
        Visiteur v = new Visiteur(application);
        retour(v, partir(v));
        assertEquals(
                "/aujourdhui.xhtml",
                ou(relierParLaPage(v, v.demander("/relier.xhtml").body(), Application.MOT_DE_PASSE)));
        fournisseur.sujet = "prise entre-temps";
        Visiteur tard = new Visiteur(application);
        retour(tard, partir(tard));
        String page = tard.demander("/relier.xhtml").body();
        relier("prise entre-temps", "rh");
        HttpResponse<String> r = relierParLaPage(tard, page, Application.MOT_DE_PASSE);
        assertTrue(r.body().contains("déjà celle de quelqu"), r.body());
        assertFalse(connecte(tard));
    }

    @Test
    void un_compte_ferme_n_entre_pas_par_son_identite() throws Exception {
        relier("parti", "agent");
        fournisseur.sujet = "parti";
        donnees.ecrire("update acces.compte set au = now() where identifiant = 'agent'");
        try {
            Visiteur v = new Visiteur(application);
            String page = v.demander(chemin(ou(retour(v, partir(v, "/oidc/entrer?" + SUITE)))))
                    .body();
            assertTrue(page.contains("Le compte relié à cette identité est fermé"), page);
            assertFalse(connecte(v));
            relier("pas parti", "rh");
            fournisseur.sujet = "pas parti";
            assertEquals(CATALOGUE, ou(autrement(v, lien(page, "/oidc/autrement"))));
        } finally {
            donnees.ecrire("update acces.compte set au = null where identifiant = 'agent'");
        }
    }

    @Test
    void une_identite_dont_la_collectivite_attend_le_lit_et_peut_en_prendre_une_autre() throws Exception {
        relier("en attente", "rh");
        fournisseur.sujet = "en attente";
        String collectivite = " where id = (select collectivite_id from acces.compte where identifiant = 'rh')";
        donnees.ecrire("update annuaire.collectivite set operationnelle_le = null" + collectivite);
        try {
            Visiteur v = new Visiteur(application);
            String page = v.demander(chemin(ou(retour(v, partir(v, "/oidc/entrer?" + SUITE)))))
                    .body();
            assertTrue(page.contains("attend la validation"), page);
            assertTrue(page.contains("Entrer avec une autre identité ProConnect"), page);
            assertFalse(connecte(v));
            relier("au siège", "siege");
            fournisseur.sujet = "au siège";
            assertEquals(CATALOGUE, ou(autrement(v, lien(page, "/oidc/autrement"))));
        } finally {
            donnees.ecrire("update annuaire.collectivite set operationnelle_le = now()" + collectivite);
        }
    }

    private void relier(String sujet, String identifiant) throws Exception {
        donnees.ecrire(
                "insert into acces.identite_externe (emetteur, sujet, personne_id) select ?, ?, personne_id from acces.compte where identifiant = ?",
                Application.emetteurOidc(application.portDOidc()),
                sujet,
                identifiant);
    }

    /** Va jusque chez le fournisseur. @return l'adresse où il renvoie, avec le code et l'état */
    private static String partir(Visiteur v) throws Exception {
        return partir(v, "/oidc/entrer");
    }

    private static String partir(Visiteur v, String depart) throws Exception {
        return suivre(ou(v.demander(depart)));
    }

    /** Ce que le fournisseur répond à un navigateur qui n'a pas de session chez lui. @return où il renvoie */
    private static String suivre(String chezLui) throws Exception {
        HttpResponse<String> r = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(chezLui)).build(), BodyHandlers.ofString());
        return r.headers().firstValue("Location").orElseThrow(() -> new AssertionError(r.body()));
    }

    /** Quitte l'identité en cours chez le fournisseur, puis revient avec celle qu'il affirme à présent. */
    private HttpResponse<String> autrement(Visiteur v, String adresse) throws Exception {
        int avant = fournisseur.sorties.size();
        HttpResponse<String> sorti = retour(v, suivre(ou(v.demander(adresse))));
        assertEquals(avant + 1, fournisseur.sorties.size(), "la session est finie chez le fournisseur");
        return retour(v, suivre(ou(sorti)));
    }

    private static String ou(HttpResponse<String> r) {
        return r.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(r.statusCode() + " " + r.body()));
    }

    private static String chemin(String adresse) {
        URI u = URI.create(adresse);
        return u.getRawPath() + (u.getRawQuery() == null ? "" : "?" + u.getRawQuery());
    }

    private static HttpResponse<String> retour(Visiteur v, String adresse) {
        return v.demander(chemin(adresse));
    }

    private static String valeur(String adresse, String parametre) {
        return adresse.replaceAll(".*[?&]" + parametre + "=([^&]*).*", "$1");
    }

    /** Le lien de cette page qui commence ainsi. */
    private static String lien(String page, String debut) {
        Matcher m = Pattern.compile("href=\"(" + debut + "[^\"]*)\"").matcher(page);
        if (!m.find()) {
            throw new AssertionError("Pas de lien vers " + debut + " dans : " + page);
        }
        return m.group(1).replace("&amp;", "&");
    }

    private static HttpResponse<String> relierParLaPage(Visiteur v, String page, String motDePasse) {
        return v.envoyer(
                page,
                "relier",
                Map.of(
                        "relier:identifiant",
                        "agent",
                        "relier:motDePasse",
                        motDePasse,
                        "relier:entrer",
                        "Relier et entrer"));
    }

    private static HttpResponse<String> entrerParLaPage(Visiteur v, String page, String motDePasse) {
        return v.envoyer(
                page,
                "connexion",
                Map.of(
                        "connexion:identifiant",
                        "agent",
                        "connexion:motDePasse",
                        motDePasse,
                        "connexion:entrer",
                        "Se connecter"));
    }

    private static boolean entre(Visiteur v) throws Exception {
        return retour(v, partir(v)).headers().firstValue("Location").orElse("").endsWith("/aujourdhui.xhtml")
                && connecte(v);
    }

    private static boolean connecte(Visiteur v) {
        return v.demander("/aujourdhui.xhtml").statusCode() == 200;
    }
}
