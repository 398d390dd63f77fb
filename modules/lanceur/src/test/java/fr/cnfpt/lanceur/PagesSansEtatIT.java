package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Une page se relit à l'envoi : ce qui a changé depuis qu'on l'a ouverte ne fait agir ni à côté, ni en silence. */
class PagesSansEtatIT extends DansUnNavigateur {

    private long interim(List<Long> agents, int jours) throws Exception {
        d.ecrire(
                "insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) values (?, ?, ?, current_date + ?, current_date + 300)",
                d.denain(),
                agents.get(0),
                agents.get(1),
                jours);
        return d.nombre("select max(id) from acces.interim");
    }

    @Test
    void le_bouton_d_une_ligne_touche_sa_ligne_meme_si_la_liste_a_change() throws Exception {
        List<Long> agents = d.agents(4, d.denain());
        long premier = interim(agents.subList(0, 2), 100);
        long deuxieme = interim(agents.subList(1, 3), 101);
        long troisieme = interim(agents.subList(2, 4), 102);
        Page page = navigateur.connecte("rh", Navigateur.LARGE);
        page.onDialog(dialogue -> dialogue.accept());
        page.navigate("/acces/interims.xhtml");
        Page vieille = page.context().newPage();
        vieille.onDialog(dialogue -> dialogue.accept());
        vieille.navigate("/acces/interims.xhtml");
        d.ecrire("delete from acces.interim where id = ?", premier);

        page.locator("[name='liste:lignes:" + deuxieme + ":finir']").click();
        page.waitForLoadState();
        assertEquals(0, d.nombre("select count(*) from acces.interim where id = ?", deuxieme), "celui qu'on a pressé");
        assertEquals(1, d.nombre("select count(*) from acces.interim where id = ?", troisieme), "et nul autre");

        vieille.locator("[name='liste:lignes:" + premier + ":finir']").click();
        assertThat(vieille.locator("#messages")).containsText("Une ligne a quitté cette liste");
        assertEquals(1, d.nombre("select count(*) from acces.interim where id = ?", troisieme));
        d.ecrire("delete from acces.interim where id = ?", troisieme);
    }

    @Test
    void chaque_case_est_celle_de_sa_ligne() throws Exception {
        long session = d.session(5, d.denain());
        List<Long> agents = d.agents(3, d.denain());
        long premier = Reperes.bulletin(d, session, agents.get(0), "TRANSMISE");
        long deuxieme = Reperes.bulletin(d, session, agents.get(1), "TRANSMISE");
        long troisieme = Reperes.bulletin(d, session, agents.get(2), "TRANSMISE");
        Page page = navigateur.connecte("delegation", Navigateur.LARGE);
        page.navigate("/inscription/stagiaires.xhtml?session=" + session);
        page.locator("[name='lot:lignes-choisis'][value='" + premier + "']").check();
        page.locator("[name='lot:lignes-choisis'][value='" + troisieme + "']").check();
        page.locator("[id='lot:lignes:accepter']").click();
        assertThat(page.locator("#messages")).containsText("2 bulletins acceptés.");
        String etat = "select etat from inscription.bulletin where id = ?";
        assertEquals(
                List.of("ACCEPTEE", "TRANSMISE", "ACCEPTEE"),
                List.of(d.texte(etat, premier), d.texte(etat, deuxieme), d.texte(etat, troisieme)));
    }

    @Test
    void un_geste_qui_n_a_plus_lieu_d_etre_se_dit() throws Exception {
        long session = d.session(3, d.denain());
        long bulletin = Reperes.bulletin(d, session, d.agents(1, d.denain()).get(0), "AVIS_RENDU");
        Page page = navigateur.connecte("rh", Navigateur.LARGE);
        page.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        assertThat(page.locator("[id='gestes:valider']")).isVisible();
        d.ecrire("update inscription.bulletin set etat = 'ANNULEE' where id = ?", bulletin);
        page.locator("[id='gestes:valider']").click();
        assertThat(page.locator("#messages")).containsText("Ce geste n'est plus possible");
    }
}
