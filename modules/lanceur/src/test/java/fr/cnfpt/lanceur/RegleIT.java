package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Le siège prépare une version d'une règle : il voit ce qu'elle touche, confirme ce qu'il a vu, la retire. */
class RegleIT extends DansUnNavigateur {

    private static final String ACTIVATION = "/outils/regle.xhtml?code=acces.ACTIVATION_JOURS";

    private String dansUnMois;

    @BeforeAll
    void preparer() throws Exception {
        dansUnMois = d.texte("select (outils.jour(now()) + 30)::text");
    }

    @Test
    void une_version_se_prepare_telle_qu_on_l_a_vue_puis_se_retire() throws Exception {
        Page siege = navigateur.connecte("siege", Navigateur.LARGE);
        siege.onDialog(dialogue -> dialogue.accept());
        siege.navigate("/outils/regles.xhtml");
        Examen.propre(siege, "regles");
        siege.getByText("Validité d'un lien d'activation").click();
        Page autre = siege.context().newPage();
        autre.navigate(ACTIVATION);

        saisir(siege, "400");
        siege.locator("[id='version:voir']").click();
        assertThat(siege.locator("[id='version:valeur-erreur']")).containsText("de 1 jour à 90 jours");
        Examen.propre(siege, "regle-refusee");

        siege.getByLabel("Valeur").fill("10");
        siege.locator("[id='version:voir']").click();
        assertThat(siege.locator("#t-apercu")).containsText("10 jours à partir du");
        Examen.propre(siege, "regle-apercu");
        siege.getByLabel("Valeur").fill("12");
        siege.locator("[id='version:preparer']").click();
        assertThat(siege.locator("#messages")).containsText("Vous avez changé la saisie");
        assertThat(siege.locator("#t-apercu")).containsText("12 jours à partir du");
        assertEquals(0, aVenir(), "rien n'est écrit avant d'être confirmé");

        siege.locator("[id='version:preparer']").click();
        assertThat(siege.locator("#messages")).containsText("La version est préparée");
        assertEquals(1, aVenir());
        Examen.propre(siege, "regle-preparee");

        saisir(autre, "20");
        autre.locator("[id='version:voir']").click();
        assertThat(autre.locator("#messages")).containsText("Ce geste n'est plus possible");
        assertEquals(1, aVenir());

        siege.navigate("/outils/regles.xhtml");
        assertThat(siege.locator("main")).containsText("à venir 12 jours à partir du");
        siege.navigate("/garde/journal.xhtml?q=regle-preparee");
        assertThat(siege.locator("main")).containsText("Validité d'un lien d'activation : 12 jours à partir du");

        siege.navigate("/outils/regle.xhtml?code=territoires.SEUIL_MINIMUM");
        Examen.propre(siege, "regle-seuil");
        siege.navigate(ACTIVATION);
        siege.locator("[id='retrait:retirer']").click();
        assertThat(siege.locator("#messages")).containsText("La version à venir est retirée");
        assertEquals(0, aVenir());
    }

    private long aVenir() throws Exception {
        return d.nombre(
                "select count(*) from outils.regle where code = 'ACTIVATION_JOURS' and du > outils.jour(now())");
    }

    private void saisir(Page page, String valeur) {
        page.getByLabel("Valeur").fill(valeur);
        page.getByLabel("Vaut à partir du").fill(dansUnMois);
        page.getByLabel("Ce que dit la règle").fill("Un lien d'activation vaut " + valeur + " jours.");
        page.getByLabel("Source").fill("Délibération du conseil d'administration");
    }
}
