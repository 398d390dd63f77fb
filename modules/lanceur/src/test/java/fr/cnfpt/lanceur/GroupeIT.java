package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Une RH inscrit un groupe par un fichier de matricules : essayé à blanc, puis inscrit ensemble. */
class GroupeIT extends DansUnNavigateur {

    @Test
    void un_fichier_s_essaie_ligne_a_ligne_puis_ceux_qu_on_garde_s_inscrivent_ensemble() throws Exception {
        long session = d.session(2, d.denain());
        List<Long> agents = d.agents(3, d.denain());
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/inscription/session.xhtml?id=" + session);
        rh.getByText("Depuis un fichier…").click();
        rh.waitForURL("**/inscription/groupe.xhtml?session=" + session + "*");
        String fichier = "Nom;Matricule\nA;" + Donnees.matricule(agents.get(0)) + "\nB;INCONNU-9\nC;"
                + Donnees.matricule(agents.get(1)) + "\nD;" + Donnees.matricule(agents.get(2)) + "\n";
        rh.locator("[id='depot:fichier']")
                .setInputFiles(new FilePayload("groupe.csv", "text/csv", fichier.getBytes(StandardCharsets.UTF_8)));
        rh.locator("[id='depot:essayer']").click();
        assertThat(rh.locator("#t-essai")).containsText("personne n'est encore inscrit");
        assertThat(rh.locator(".tuile-nombre")).hasText(new String[] {"1", "0", "3"});
        assertThat(rh.locator("tbody tr").first()).containsText("INCONNU-9");
        Examen.propre(rh, "groupe-essaye");
        assertEquals(0, d.nombre("select count(*) from inscription.bulletin where session_id = ?", session));

        // Entre l'essai et la confirmation, l'un d'eux a été inscrit d'ailleurs : rien n'est écrit, la page le dit.
        long ailleurs = Reperes.bulletin(d, session, agents.get(1), "TRANSMISE");
        rh.locator("[id='groupe:inscrire']").click();
        assertThat(rh.locator("#messages")).containsText("Rien n'a été enregistré");
        assertThat(rh.locator(".tuile-nombre")).hasText(new String[] {"2", "0", "2"});
        assertEquals(
                ailleurs,
                d.nombre("select min(id) from inscription.bulletin where session_id = ? having count(*) = 1", session));

        rh.locator("[id='groupe:inscrire']").click();
        rh.waitForURL("**/inscription/bulletins.xhtml?session=" + session + "*");
        assertThat(rh.locator("#messages")).containsText("1 agent a une place. 1 agent est en liste d'attente.");
        assertEquals(3, d.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
    }
}
