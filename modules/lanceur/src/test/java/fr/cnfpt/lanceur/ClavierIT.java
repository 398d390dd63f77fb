package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sans souris : se connecter, sauter au contenu, chercher dans le catalogue, demander une session, avec Tab, Entrée et
 * Espace. À chaque arrêt, l'élément tenu se voit et est dans l'écran.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClavierIT {

    private static final int ARRETS_AU_PLUS = 60;

    private Navigateur navigateur;
    private Donnees donnees;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        donnees = new Donnees(application);
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        donnees.close();
    }

    @Test
    void on_se_connecte_on_cherche_et_on_demande_une_session_au_clavier_seul() throws Exception {
        long session = donnees.session(5, donnees.denain());
        donnees.ecrire("update catalogue.session set ville = 'Clavierville' where id = ?", session);
        Page p = navigateur.anonyme(Navigateur.LARGE);

        p.navigate("/connexion.xhtml");
        aller(p, "[id='connexion:identifiant']");
        p.keyboard().type("agent");
        aller(p, "[id='connexion:motDePasse']");
        p.keyboard().type("pas le bon");
        p.keyboard().press("Enter");
        assertThat(p.locator(".message.erreur")).containsText("Identifiant ou mot de passe incorrect");
        assertThat(p.locator("[id='connexion:identifiant']")).hasValue("agent");
        aller(p, "[id='connexion:motDePasse']");
        p.keyboard().type(Application.MOT_DE_PASSE);
        aller(p, "[id='connexion:entrer']");
        p.keyboard().press("Space");
        p.waitForURL("**/aujourdhui.xhtml");

        p.keyboard().press("Tab");
        tenu(p, ".lien-evitement");
        p.keyboard().press("Enter");
        assertEquals("contenu", p.evaluate("() => document.activeElement.id"));
        p.keyboard().press("Tab");
        assertEquals(
                true,
                p.evaluate("() => document.activeElement.matches('main *, footer *')"),
                "après l'évitement, on est dans le contenu");

        p.navigate("/aujourdhui.xhtml");
        aller(p, "#recherche");
        p.keyboard().type("clavierville");
        p.keyboard().press("Enter");
        p.waitForURL("**/inscription/catalogue.xhtml?q=clavierville");
        assertThat(p.locator(".page-sous-titre")).containsText("« clavierville »");
        aller(p, "main a[href$='session.xhtml?id=" + session + "']");
        p.keyboard().press("Enter");
        p.waitForURL("**/inscription/session.xhtml?id=" + session);
        aller(p, "[id='demande:demander']");
        p.keyboard().press("Space");
        p.waitForURL("**/inscription/bulletin.xhtml?id=*");
        assertThat(p.locator("#messages[role=status]")).containsText("Votre demande est déposée");
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));

        aller(p, "details.repli summary");
        p.keyboard().press("Enter");
        aller(p, "[id='gestes:motif']");
        p.keyboard().type("Changement de planning");
        p.onDialog(dialogue -> dialogue.accept());
        aller(p, "[id='gestes:annuler']");
        p.keyboard().press("Enter");
        assertThat(p.locator("#t-situation")).hasText("Annulée");
        assertEquals(List.of(), navigateur.fautes());
    }

    @Test
    void au_telephone_le_menu_du_compte_et_les_filtres_se_tiennent_au_clavier() {
        Page p = navigateur.connecte("agent", Navigateur.TELEPHONE);
        p.navigate("/inscription/catalogue.xhtml");
        aller(p, ".menu-compte summary");
        p.keyboard().press("Enter");
        aller(p, ".menu-compte a[href$='/mon-compte.xhtml']");
        p.keyboard().press("Enter");
        p.waitForURL("**/mon-compte.xhtml");
    }

    /** Avance de Tab en Tab jusqu'à l'élément, en vérifiant chaque arrêt. */
    private static void aller(Page p, String cible) {
        for (int i = 0; i < ARRETS_AU_PLUS; i++) {
            p.keyboard().press("Tab");
            if ((boolean) p.evaluate("c => document.activeElement.matches(c)", cible)) {
                tenu(p, cible);
                return;
            }
        }
        throw new AssertionError("Tab ne mène pas à " + cible + " sur " + p.url());
    }

    /** L'élément tenu est celui-là, il est dans l'écran, et son contour se voit. */
    private static void tenu(Page p, String cible) {
        Object defaut = p.evaluate("""
        c => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
          if (!e.matches(c)) return 'tient ' + e.outerHTML.slice(0, 120);
          if (r.width === 0 || r.bottom <= 0 || r.top >= innerHeight || r.right <= 0) return 'hors de l\\'écran ' + JSON.stringify(r);
          if ((s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0) && s.boxShadow === 'none') return 'ne se voit pas';
          return null; }
        """, cible);
        assertTrue(defaut == null, () -> cible + " : " + defaut);
    }
}
