package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** L'offre d'une délégation, importée dans un navigateur, puis emportée telle qu'un import la relit. */
class ImportDOffreIT extends DansUnNavigateur {

    private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private static void deposer(Page p, String nom, byte[] contenu) {
        p.navigate("/catalogue/import.xhtml");
        p.locator("[id='depot:fichier']").setInputFiles(new FilePayload(nom, "text/csv", contenu));
        p.locator("[id='depot:essayer']").click();
    }

    @Test
    void une_delegation_importe_son_offre_la_retrouve_et_l_emporte() throws Exception {
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        LocalDate lundi = LocalDate.now().plusDays(70).with(java.time.DayOfWeek.TUESDAY);
        String avant = "Code du stage;Premier jour;Ville;Places;Commentaire\n";
        deposer(
                p,
                "offre.csv",
                (avant + "FIN-006;" + JOUR.format(lundi)
                                + ";Ville d'une offre;15;à confirmer\nFIN-006;31/02/2027;Ailleurs;15;\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(p.locator("#t-import")).hasText("Essai : rien n'est encore écrit");
        assertThat(p.locator(".situation")).containsText("laissées de côté : Commentaire");
        assertThat(p.locator("tbody tr")).containsText("Cette date n'existe pas");
        assertEquals(0, d.nombre("select count(*) from catalogue.session where ville = 'Ville d''une offre'"));
        Download refus =
                p.waitForDownload(() -> p.locator("[id='decision:refus']").click());
        assertTrue(Files.readString(refus.path()).contains("3;FIN-006;Premier jour;31/02/2027;"));

        p.locator("[id='decision:confirmer']").click();
        assertThat(p.locator("#t-import")).hasText("Offre importée : 1 fiche ou session écrite");
        assertEquals(1, d.nombre("select count(*) from catalogue.session where ville = 'Ville d''une offre'"));
        assertEquals(
                1,
                d.nombre("select count(*) from inscription.jauge j join catalogue.session s on s.id = j.session_id"
                        + " where s.ville = 'Ville d''une offre'"),
                "publiée comme à l'écran : on peut s'y inscrire");

        p.navigate("/inscription/sessions.xhtml");
        Download offre =
                p.waitForDownload(() -> p.locator("[id='echanger:csv']").click());
        deposer(p, "retour.csv", Files.readAllBytes(offre.path()));
        assertThat(p.locator("#t-import")).hasText("Essai : rien n'est encore écrit");
        assertThat(p.locator("[id='decision:confirmer']")).hasCount(0);
        assertThat(p.locator(".tuile").first()).containsText("0");
        p.locator("[id='decision:abandonner']").click();
        assertThat(p.locator("#t-import")).containsText("le catalogue n'a pas changé");
    }

    @Test
    void un_ancien_lheo_est_refuse_en_disant_lequel() throws Exception {
        Page p = navigateur.connecte("siege", Navigateur.LARGE);
        deposer(
                p,
                "offre.xml",
                "<lheo xmlns='http://www.lheo.org/1.3.0'><offres/></lheo>".getBytes(StandardCharsets.UTF_8));
        assertThat(p.locator("#messages")).containsText("LHEO 1.3.0 ; nous lisons le LHEO 2.3");
    }
}
