package fr.cnfpt.portail.securite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seule une page d'ici suit qui se connecte. */
class PageDemandeeTest {

    @Test
    void une_page_d_ici_garde_ses_parametres() {
        String page = "/inscription/catalogue.xhtml?q=budget&page=2";
        assertEquals(page, PageDemandee.ouAccueil(page));
        assertEquals("&retour=%2Finscription%2Fcatalogue.xhtml%3Fq%3Dbudget%26page%3D2", PageDemandee.suite('&', page));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://ailleurs.exemple/",
                "//ailleurs.exemple/a.xhtml",
                "/\\ailleurs.exemple/a.xhtml",
                "/aujourdhui.xhtml@ailleurs.exemple",
                "/../a.xhtml",
                "/oidc/sortir",
                "/aujourdhui.xhtml?a\r\nLocation: x"
            })
    void une_adresse_d_ailleurs_ne_suit_pas(String adresse) {
        assertEquals("/aujourdhui.xhtml", PageDemandee.ouAccueil(adresse));
        assertEquals("", PageDemandee.suite('?', adresse));
    }
}
