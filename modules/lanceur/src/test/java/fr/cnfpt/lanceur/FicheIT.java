package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Une délégation corrige une fiche : le refus nomme ce qui manque, et la convocation déjà partie ne change pas. */
class FicheIT extends DansUnNavigateur {

    private static final String CODE = "EPR-FICHE";

    private long stage;

    @BeforeAll
    void preparer() throws Exception {
        stage = d.nombre("""
        insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise,
               contenu, prerequis, situations, competences, moyens, conditions_attestation, acces, repas, hebergement)
        select ?, 'Fiche d''avant', specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise,
               contenu, prerequis, situations, competences, moyens, conditions_attestation, acces, repas, hebergement
          from catalogue.stage where modalite = 'PRESENTIEL' and demonstration order by id limit 1 returning id
        """, CODE);
    }

    private long session() throws Exception {
        long s = d.nombre("""
        insert into catalogue.session (stage_id, type, structure_id, debut, fin, code_insee, capacite, minimum, ouverture, cloture)
        select ?, 'INTRA', id, current_date + 24, current_date + 25, '59350', 10, 1, current_date - 30, current_date + 10
          from annuaire.structure where code = 'HDF' returning id
        """, stage);
        d.ecrire("insert into catalogue.aire_recrutement (session_id, cle) values (?, 'N')", s);
        d.ecrire(
                "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) select id, capacite, 1, structure_id, debut from catalogue.session where id = ?",
                s);
        return s;
    }

    @Test
    void une_fiche_changee_apres_la_convocation_ne_change_pas_la_convocation() throws Exception {
        long session = session();
        long bulletin = Reperes.bulletin(
                d, session, d.nombre("select agent_id from acces.compte where identifiant = 'agent'"), "CONVOQUEE");
        Page agent = navigateur.connecte("agent", Navigateur.LARGE);
        String avant = convocation(agent, bulletin);
        assertTrue(avant.contains("Fiche d'avant"), avant);

        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/catalogue/stages.xhtml?q=" + CODE);
        Examen.propre(p, "stages");
        p.getByText("Fiche d'avant").click();
        Examen.propre(p, "fiche");
        p.getByText("Modifier la fiche…").click();
        p.getByLabel("Intitulé").fill("Fiche d'après");
        p.locator("[id='stage:repas']").fill("");
        p.locator("[id='stage:hebergement']").fill(" ");
        p.locator("[id='stage:garder']").click();
        assertThat(p.locator("#t-manque")).hasText("Il manque pour publier");
        assertThat(p.locator("[aria-labelledby='t-change']")).containsText("Fiche d'après");
        Examen.propre(p, "brouillon");
        p.locator("[id='stage:publierFiche']").click();
        assertThat(p.locator("#messages"))
                .containsText(
                        "Repas (Arrêté du 1er août 2023, informations dues avant l'inscription) ; Hébergement (Arrêté");
        assertEquals(1, d.nombre("select version from catalogue.stage where id = ?", stage));

        p.locator("[id='stage:repas']").fill("Libres.");
        p.locator("[id='stage:hebergement']").fill("À demander.");
        p.locator("[id='stage:publierFiche']").click();
        p.waitForURL("**/catalogue/fiche.xhtml?code=" + CODE);
        assertThat(p.locator("h1")).hasText("Fiche d'après");
        assertThat(p.locator(".chronologie")).containsText("Intitulé");
        Examen.propre(p, "fiche-version-2");

        assertEquals(avant, convocation(agent, bulletin));
        agent.navigate("/inscription/session.xhtml?id=" + session());
        assertThat(agent.locator("h1")).hasText("Fiche d'après");

        p.locator("[id='retrait:motif']").fill("Refait");
        p.locator("[id='retrait:retirer']").click();
        assertThat(p.locator("#messages")).containsText("2 sessions publiées de ce stage ne sont pas finies");
        assertEquals(List.of(), navigateur.fautes());
    }

    private static String convocation(Page agent, long bulletin) throws Exception {
        agent.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        return Voyage.pdf(agent, agent.locator("[id='gestes:convocation']"));
    }
}
