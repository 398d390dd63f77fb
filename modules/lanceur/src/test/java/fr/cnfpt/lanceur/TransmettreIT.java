package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Transmettre ses documents à un tiers, qui les prend sans compte ; les reprendre. */
class TransmettreIT extends DansUnNavigateur {

    private static Locator bouton(Page page, String nom) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(nom));
    }

    /** Celui du courriel, qui attend ici : nulle messagerie ne le fait partir. */
    private String lien(String destinataire) throws SQLException {
        return d.texte(
                "select substring(texte from '/attestation/recevoir\\.xhtml\\?jeton=[A-Za-z0-9_-]{43}') from outils.envoi where destinataire = ? and fugace",
                destinataire);
    }

    private static HttpResponse<String> demander(Application application, String adresse) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(application.url() + adresse))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void l_agente_transmet_le_tiers_prend_l_agente_reprend_et_le_tiers_ne_lit_plus(Application application)
            throws Exception {
        long agent = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
        long session = d.session(5, d.denain());
        long bulletin = Reperes.bulletin(d, session, agent, "CONVOQUEE");
        Page elle = navigateur.connecte("agent", 390);
        elle.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        elle.locator("#besoin summary").click();
        elle.getByLabel("Ce dont vous avez besoin pour suivre la session").fill("Je lis sur les lèvres");
        elle.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("Écrire au référent handicap")
                                .setExact(true))
                .click();
        assertThat(elle.locator("#besoin")).containsText("Ce que vous avez écrit");
        elle.getByText("Transmettre à un tiers…").click();
        assertThat(elle.locator("h1")).hasText("Transmettre à un tiers");
        assertThat(elle.locator("input[type=checkbox]:checked")).hasCount(1);
        bouton(elle, "Transmettre").click();
        assertThat(elle.locator("#transmission")).containsText("Donnez l'adresse");
        Examen.propre(elle, "transmettre-sans-adresse");
        elle.getByLabel("Son adresse de courriel").fill("Hebergeur@Exemple.fr");
        bouton(elle, "Transmettre").click();
        assertThat(elle.locator("h1")).hasText("Documents transmis");
        assertThat(elle.locator("#messages")).containsText("Le lien part à Hebergeur@Exemple.fr");
        Locator ligne = elle.locator("tr", new Page.LocatorOptions().setHasText("hebergeur@exemple.fr"));
        assertThat(ligne).containsText("pas encore");

        String adresse = lien("hebergeur@exemple.fr");
        Page tiers = navigateur.anonyme(390);
        tiers.navigate(adresse);
        assertThat(tiers.locator("h1")).hasText("1 document de formation pour vous");
        Examen.propre(tiers, "recevoir-un-document");
        List<String> gardees = new ArrayList<>();
        tiers.onResponse(
                r -> gardees.add(r.request().method() + " " + r.headers().get("cache-control")));
        Download pris =
                tiers.waitForDownload(() -> bouton(tiers, "Télécharger le PDF").click());
        byte[] pdf = Files.readAllBytes(pris.path());
        assertTrue(gardees.contains("POST no-store"), "le document non plus ne se garde pas : " + gardees);
        tiers.locator("summary").click();
        assertThat(tiers.locator("code"))
                .hasText(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
        try (var document = Loader.loadPDF(pdf)) {
            String lu = new PDFTextStripper().getText(document);
            assertTrue(lu.contains("Convocation"), lu);
            assertFalse(lu.contains("lèvres"), "le besoin d'aménagement n'est qu'au référent");
        }
        assertEquals(
                1,
                d.nombre(
                        "select ouvertures from attestation.transmission where destinataire = 'hebergeur@exemple.fr'"));
        HttpResponse<String> recue = demander(application, adresse);
        assertEquals("no-store", recue.headers().firstValue("Cache-Control").orElse(""));
        assertTrue(recue.headers().firstValue("X-Robots-Tag").orElse("").contains("noindex"));

        elle.reload();
        assertThat(ligne).containsText("une fois, le");
        Examen.propre(elle, "transmissions-lues");
        bouton(elle, "Reprendre ce qui est transmis à hebergeur@exemple.fr").click();
        assertThat(elle.locator("#messages")).containsText("C'est repris");
        bouton(tiers, "Télécharger le PDF").click();
        assertThat(tiers.locator("h1")).hasText("Ce lien n'ouvre rien");
        Examen.propre(tiers, "recevoir-repris");
        HttpResponse<String> repris = demander(application, adresse);
        HttpResponse<String> faux = demander(application, "/attestation/recevoir.xhtml?jeton=" + "f".repeat(43));
        assertEquals(faux.statusCode(), repris.statusCode());
        assertEquals(neutre(faux.body()), neutre(repris.body()), "rien ne distingue un lien repris d'un lien faux");
        assertTrue(repris.headers().firstValue("X-Robots-Tag").orElse("").contains("noindex"));
        assertEquals(
                0,
                d.nombre(
                        "select count(*) from attestation.copie_transmise c join attestation.transmission t on t.id = c.transmission_id where t.destinataire = 'hebergeur@exemple.fr'"));

        d.ecrire("delete from inscription.amenagement where bulletin_id = ?", bulletin);
    }

    @Test
    void l_agent_lit_ce_que_son_employeur_a_transmis_de_lui() throws Exception {
        long agent = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
        long bulletin = Reperes.bulletin(d, d.session(5, d.denain()), agent, "CONVOQUEE");
        Page rh = navigateur.connecte("rh", 1280);
        rh.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        rh.getByText("Transmettre à un tiers…").click();
        rh.getByLabel("Son adresse de courriel").fill("financeur@exemple.fr");
        bouton(rh, "Transmettre").click();
        assertThat(rh.locator("table")).containsText("financeur@exemple.fr");
        Page lui = navigateur.connecte("agent", 1280);
        lui.navigate("/attestation/transmissions.xhtml?q=financeur");
        assertThat(lui.locator("main")).containsText("financeur@exemple.fr");
        assertThat(lui.locator("main"))
                .containsText(d.texte("select nom from annuaire.collectivite where id = ?", d.denain()));
        assertThat(bouton(lui, "Reprendre")).hasCount(0);
        bouton(rh, "Reprendre ce qui est transmis à financeur@exemple.fr").click();
        assertThat(rh.locator("#messages")).containsText("C'est repris");
    }

    /** Sans ce qui change à chaque page, lien compris. */
    private static String neutre(String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "")
                .replaceAll("(value|action|href)=\"[^\"]*\"", "")
                .replaceAll("[A-Za-z0-9_-]{20,}", "");
    }
}
