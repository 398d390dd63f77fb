package fr.cnfpt.outils.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ce qui est scellé ne se lit, ni ne se déplace, ni ne se change sans la clé. */
class CoffreTest {

    private static final String CLE = "une-cle-d-epreuve-de-trente-deux-signes-au-moins";
    private final Coffre coffre = new Coffre();
    private String avant;

    @BeforeEach
    void poser() {
        avant = System.setProperty("iel.cle", CLE);
    }

    @AfterEach
    void rendre() {
        System.clearProperty("iel.cle.ancienne");
        if (avant == null) {
            System.clearProperty("iel.cle");
        } else {
            System.setProperty("iel.cle", avant);
        }
    }

    @Test
    void un_texte_scelle_ne_se_lit_pas_et_s_ouvre_a_sa_place() {
        String scelle = coffre.sceller("Je lis sur les lèvres", "a:1");
        assertTrue(scelle.startsWith(coffre.marque()), scelle);
        assertFalse(scelle.contains("lèvres"));
        assertEquals("Je lis sur les lèvres", coffre.ouvrir(scelle, "a:1"));
        assertNotEquals(scelle, coffre.sceller("Je lis sur les lèvres", "a:1"), "deux fois le même ne se voit pas");
        assertNull(coffre.sceller(null, "a:1"));
        assertEquals("d'avant le coffre", coffre.ouvrir("d'avant le coffre", "a:1"));
    }

    @Test
    void recopie_ailleurs_ou_change_d_un_signe_il_ne_s_ouvre_plus() {
        String scelle = coffre.sceller("Un fauteuil", "a:1");
        assertThrows(IllegalStateException.class, () -> coffre.ouvrir(scelle, "a:2"));
        int milieu = scelle.length() - 8;
        String change =
                scelle.substring(0, milieu) + (scelle.charAt(milieu) == 'A' ? 'B' : 'A') + scelle.substring(milieu + 1);
        assertThrows(IllegalStateException.class, () -> coffre.ouvrir(change, "a:1"));
    }

    @Test
    void la_cle_changee_l_ancienne_ouvre_encore_et_sans_elle_un_refus_le_dit() {
        String scelle = coffre.sceller("Une pause par heure", "a:1");
        System.setProperty("iel.cle", "une-autre-cle-de-trente-deux-signes-au-moins");
        assertEquals(
                "cle-absente",
                assertThrows(Refus.class, () -> coffre.ouvrir(scelle, "a:1")).code());
        System.setProperty("iel.cle.ancienne", CLE);
        assertEquals("Une pause par heure", coffre.ouvrir(scelle, "a:1"));
        assertFalse(scelle.startsWith(coffre.marque()), "il est à resceller");
        System.clearProperty("iel.cle");
        assertFalse(coffre.pret());
        assertEquals(
                "cle-absente",
                assertThrows(Refus.class, () -> coffre.sceller("x", "a:1")).code());
    }

    @Test
    void une_cle_trop_courte_ne_vaut_pas() {
        System.setProperty("iel.cle", "courte");
        assertThrows(IllegalStateException.class, () -> coffre.sceller("x", "a:1"));
    }
}
