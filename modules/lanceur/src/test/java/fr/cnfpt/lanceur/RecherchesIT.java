package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Une recherche se montre sur une carte, se garde, prévient, se lit ailleurs ; un agenda s'abonne aux sessions d'un
 * agent.
 */
class RecherchesIT extends DansUnNavigateur {

    private static HttpResponse<String> lire(String adresse, String version) throws Exception {
        HttpRequest.Builder demande = HttpRequest.newBuilder(URI.create(adresse));
        if (version != null) {
            demande.header("If-None-Match", version);
        }
        return HttpClient.newHttpClient().send(demande.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void cliquer(Page page, String bouton) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(bouton).setExact(true))
                .click();
    }

    /** L'adresse qu'on vient d'ouvrir, telle que cette épreuve la joint. */
    private static String adresse(Page page) {
        String dite = page.locator("#adresse").textContent();
        return URI.create(page.url()).resolve(URI.create(dite).getPath()).toString();
    }

    @Test
    void une_recherche_se_garde_se_lit_en_flux_s_oublie_et_se_remet() throws Exception {
        Page page = navigateur.connecte("rh", Navigateur.LARGE);
        page.navigate("/inscription/catalogue.xhtml?q=excel&ordre=DATE");
        page.locator("details.garder > summary").click();
        page.getByLabel("Nom").fill("Tableur, épreuve");
        cliquer(page, "Garder");
        assertThat(page).hasURL(Pattern.compile("/inscription/recherches\\.xhtml"));
        Locator carte = page.locator(".recherche-gardee", new Page.LocatorOptions().setHasText("Tableur, épreuve"));
        assertThat(carte).containsText("« excel »");
        assertThat(carte).containsText("Un courriel par jour au plus");
        assertThat(carte.locator("h2 a")).hasAttribute("href", Pattern.compile("q=excel$"));

        cliquer(page, "Ouvrir un flux Atom : Tableur, épreuve");
        String premiere = adresse(page);
        HttpResponse<String> flux = lire(premiere, null);
        assertEquals(200, flux.statusCode());
        assertTrue(flux.headers().firstValue("Content-Type").orElse("").startsWith("application/atom+xml"));
        assertTrue(flux.body().contains("Tableur, épreuve") && flux.body().contains("<entry>"), flux.body());
        String version = flux.headers().firstValue("ETag").orElseThrow();
        assertTrue(flux.headers().firstValue("Expires").isPresent());
        assertEquals(304, lire(premiere, version).statusCode());
        assertEquals(
                404,
                lire(premiere.replaceAll("/[^/]{43}\\.", "/" + "x".repeat(43) + "."), null)
                        .statusCode());

        cliquer(page, "Renouveler l’adresse du flux : Tableur, épreuve");
        String seconde = adresse(page);
        assertEquals(404, lire(premiere, null).statusCode(), "celle d'avant ne vaut plus");
        assertEquals(200, lire(seconde, null).statusCode());
        page.navigate("/inscription/recherches.xhtml");
        assertThat(page.locator("#adresse")).hasCount(0);
        cliquer(page, "Fermer le flux de Tableur, épreuve");
        assertEquals(404, lire(seconde, null).statusCode());

        cliquer(page, "Ne plus me prévenir de Tableur, épreuve");
        assertThat(carte).containsText("Sans alerte");
        cliquer(page, "Oublier Tableur, épreuve");
        assertThat(carte).hasCount(0);
        cliquer(page, "Remettre Tableur, épreuve");
        assertThat(carte).hasCount(1);
        d.ecrire("delete from inscription.recherche_gardee where nom = 'Tableur, épreuve'");
    }

    @Test
    void le_lien_d_un_courriel_arrete_l_alerte_sans_se_connecter_et_seulement_au_bouton() throws Exception {
        String jeton = d.texte(
                "select jeton from inscription.recherche_gardee where alerte and oubliee_le is null and nom like 'Encadrer%'");
        Page page = navigateur.anonyme(390);
        page.navigate("/inscription/desabonner.xhtml?jeton=" + jeton);
        assertThat(page.locator("h2")).containsText("Arrêter l'alerte « Encadrer une équipe » ?");
        page.reload();
        cliquer(page, "Arrêter cette alerte");
        assertThat(page.locator("h2")).containsText("est arrêtée");
        assertEquals(
                0, d.nombre("select count(*) from inscription.recherche_gardee where alerte and nom like 'Encadrer%'"));
        page.navigate("/inscription/desabonner.xhtml?jeton=inconnu");
        assertThat(page.locator("h2")).containsText("n'existe plus");
        d.ecrire("update inscription.recherche_gardee set alerte = true where nom like 'Encadrer%'");
    }

    @Test
    void un_agenda_s_abonne_aux_sessions_d_un_agent_jusqu_a_ce_qu_il_ferme_l_adresse() throws Exception {
        Reperes.bulletin(
                d,
                d.session(5, d.denain()),
                d.nombre("select agent_id from acces.compte where identifiant = 'agent'"),
                "CONVOQUEE");
        Page page = navigateur.connecte("agent", 390);
        page.navigate("/inscription/recherches.xhtml");
        cliquer(page, "Ouvrir une adresse");
        String adresse = adresse(page);
        HttpResponse<String> lu = lire(adresse, null);
        assertEquals(200, lu.statusCode());
        assertTrue(lu.headers().firstValue("Content-Type").orElse("").startsWith("text/calendar"));
        assertTrue(lu.body().startsWith("BEGIN:VCALENDAR") && lu.body().contains("STATUS:CONFIRMED"), lu.body());
        assertEquals(
                304,
                lire(adresse, lu.headers().firstValue("ETag").orElseThrow()).statusCode());
        page.navigate("/inscription/recherches.xhtml");
        cliquer(page, "Fermer l’adresse");
        assertEquals(404, lire(adresse, null).statusCode());
    }

    @Test
    void la_carte_montre_chaque_lieu_et_ouvre_ses_sessions_au_clavier() {
        Page page = navigateur.connecte("rh", Navigateur.LARGE);
        page.navigate("/inscription/catalogue.xhtml?vue=carte");
        Locator lille = page.locator(".lieux-carte a[aria-label^='Lille,']");
        String sessions = lille.locator(".lieux-rond").textContent();
        lille.focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("commune=59350"));
        assertThat(page.locator(".page-sous-titre")).containsText(sessions + " session");
        assertThat(page.locator("main")).containsText("Sessions à Lille");
    }

    @Test
    void le_mois_se_lit_en_agenda_qui_ouvre_une_session_et_en_tableau_au_telephone() {
        Page page = navigateur.connecte("rh", Navigateur.LARGE);
        page.navigate("/inscription/catalogue.xhtml?vue=calendrier");
        Locator evenements = page.locator(".agenda-du-mois a.fc-event");
        assertThat(evenements.first()).isVisible();
        String mois = page.locator("#t-mois").textContent();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Mois suivant"))
                .click();
        assertThat(page).hasURL(Pattern.compile("vue=calendrier.*mois=20[0-9]{2}-[0-9]{2}"));
        assertThat(page.locator("#t-mois")).not().hasText(mois);
        assertThat(evenements.first()).isVisible();
        String titre = evenements.first().locator(".fc-event-title").textContent();
        assertTrue(titre.matches(".*(place|complet|sans limite).*"), titre);
        evenements.first().focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/inscription/session\\.xhtml\\?id=[0-9]+"));
        assertTrue(titre.contains(" · " + page.locator("h1").textContent().strip() + ", "), titre);

        Page telephone = navigateur.connecte("agent", 390);
        telephone.navigate("/inscription/catalogue.xhtml?vue=calendrier");
        assertThat(telephone.locator("table.calendrier")).isVisible();
        assertThat(telephone.locator(".agenda-du-mois")).not().isVisible();
    }
}
