package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Un responsable, son équipe et son année, avant de donner un avis. */
class EquipeIT extends DansUnNavigateur {

    @Test
    void un_responsable_voit_qui_est_deja_parti_avant_de_donner_son_avis() throws Exception {
        List<Long> agents = d.agents(2, d.denain());
        d.ecrire(
                "update annuaire.agent set responsable_id = (select agent_id from acces.compte where identifiant = 'responsable') where id in (?, ?)",
                agents.get(0),
                agents.get(1));
        long session = d.session(5, d.denain());
        long demande = Reperes.bulletin(d, session, agents.get(0), "PREINSCRIPTION");
        Reperes.bulletin(d, session, agents.get(1), "CONVOQUEE");
        String annee = d.texte("select extract(year from debut)::text from catalogue.session where id = ?", session);
        String collegue = d.texte("select prenom || ' ' || upper(nom) from annuaire.agent where id = ?", agents.get(1));

        Page p = navigateur.connecte("responsable", Navigateur.TELEPHONE);
        p.navigate("/inscription/equipe.xhtml?annee=" + annee);
        assertThat(p.locator(".page-sous-titre")).containsText("votre avis");
        assertThat(p.locator("[aria-labelledby='t-annee'] .enumeration")).containsText(collegue + " (place tenue)");
        assertThat(p.locator(".annee .etiquette").first()).hasText("à plusieurs");
        Examen.propre(p, "equipe-une-annee");
        p.locator("[aria-labelledby='t-chacun'] a[href*='id=" + demande + "']").click();
        assertThat(p.locator("[aria-labelledby='t-memes-jours']")).containsText(collegue);
        p.locator("[id='gestes:favorable']").click();
        assertThat(p.locator("#messages")).containsText("Avis favorable enregistré.");
        assertEquals("AVIS_RENDU", d.texte("select etat from inscription.bulletin where id = ?", demande));

        p.navigate("/inscription/equipe.xhtml?annee=" + (Integer.parseInt(annee) - 5));
        assertThat(p.locator("[aria-labelledby='t-annee']"))
                .containsText("Personne de l'équipe n'a de jour de formation");
        d.ecrire("update annuaire.agent set responsable_id = null where id in (?, ?)", agents.get(0), agents.get(1));
    }
}
