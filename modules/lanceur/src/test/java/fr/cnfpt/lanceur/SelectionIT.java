package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Une session à sélection, du réglage à la décision, et une priorité de droit dont la délégation ne lit pas le motif.
 */
class SelectionIT extends DansUnNavigateur {

    private Api api;

    @BeforeAll
    void joindre(Application application) {
        api = new Api(application, Application.JETON);
    }

    private static Locator bouton(Page page, String nom) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(nom).setExact(true));
    }

    @Test
    void la_delegation_classe_deplace_decide_et_chacun_lit_son_rang_sans_que_la_priorite_dise_pourquoi()
            throws Exception {
        long session = d.session(2, d.denain());
        d.ecrire("update catalogue.session set ouverture = current_date + 1 where id = ?", session);
        Page delegation = navigateur.connecte("delegation", 1280);
        delegation.navigate("/inscription/stagiaires.xhtml?session=" + session);
        bouton(delegation, "Mettre à sélection").click();
        assertThat(delegation.locator("main")).containsText("à sélection");
        d.ecrire("update catalogue.session set ouverture = current_date - 1 where id = ?", session);

        long elle = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
        List<Long> autres = d.agents(3, d.denain());
        JsonNode inscrits = api.inscrire(session, autres).admise(201).corps().path("bulletins");
        assertEquals("EN_SELECTION", inscrits.at("/0/etat").asText());
        assertTrue(inscrits.at("/0/position").isMissingNode()
                || inscrits.at("/0/position").isNull());
        long dernier = inscrits.at("/2/bulletin").asLong();
        JsonNode places = api.lire("/sessions/" + session).admise(200).corps().path("places");
        assertTrue(places.path("aSelection").asBoolean());
        assertEquals(3, places.path("enSelection").asInt());
        long sien = api.poster(
                        "/bulletins",
                        Map.of(
                                "session",
                                session,
                                "matricules",
                                List.of(d.texte("select matricule from annuaire.agent where id = ?", elle))))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();

        Page agente = navigateur.connecte("agent", 390);
        agente.navigate("/inscription/bulletin.xhtml?id=" + sien);
        assertThat(agente.locator(".situation-titre").first()).hasText("En attente de la sélection");
        agente.locator("#priorite summary").click();
        agente.locator("#priorite").getByLabel("Motif").selectOption("HANDICAP");
        bouton(agente, "Dire la priorité").click();
        assertThat(agente.locator("#priorite")).containsText("handicap");
        Examen.propre(agente, "bulletin-prioritaire");
        JsonNode priorite =
                api.lire("/bulletins/" + sien + "/priorite").admise(200).corps();
        assertTrue(priorite.path("prioritaire").asBoolean());
        assertTrue(
                priorite.path("motif").isMissingNode() || priorite.path("motif").isNull(), priorite.toString());
        assertFalse(api.lire("/bulletins/" + sien + "/selection")
                .admise(200)
                .corps()
                .path("decidee")
                .asBoolean());

        d.ecrire("update catalogue.session set cloture = current_date - 1 where id = ?", session);
        delegation.navigate("/aujourdhui.xhtml");
        assertThat(delegation.locator("main")).containsText("à décider");
        delegation.navigate("/inscription/selection.xhtml?session=" + session);
        Locator lignes = delegation.locator(".classement tbody tr:not(.coupe)");
        assertThat(lignes).hasCount(4);
        assertThat(lignes.first()).containsText("prioritaire");
        assertThat(delegation.locator("main")).not().containsText("andicap");
        assertThat(delegation.locator("tr.coupe")).hasText("Ligne de coupe : 2 places");

        Examen.propre(delegation, "selection-a-decider");

        // Le dernier arrivé monte en tête ; sans motif, rien ne change.
        lignes.last()
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Déplacer ou refuser"))
                .click();
        delegation.getByLabel("Nouveau rang").fill("2");
        bouton(delegation, "Donner ce rang").click();
        assertThat(delegation.locator("#ecart")).containsText("Dites pourquoi");
        delegation.getByLabel("Motif").fill("Prend son poste à la régie lundi");
        bouton(delegation, "Donner ce rang").click();
        assertThat(delegation.locator("main")).containsText("Le rang est donné");
        assertThat(lignes.nth(1)).containsText("Prend son poste à la régie lundi");

        delegation.onceDialog(dialogue -> {
            assertTrue(
                    dialogue.message().startsWith("Retenir 2 demandes, mettre 2 en liste d'attente ?"),
                    dialogue.message());
            dialogue.accept();
        });
        bouton(delegation, "Décider la sélection").click();
        assertThat(delegation.locator("main")).containsText("La sélection est décidée : 2 demandes retenues");
        assertThat(bouton(delegation, "Décider la sélection")).hasCount(0);
        Examen.propre(delegation, "selection-decidee");
        assertEquals(
                "ACCEPTEE ACCEPTEE LISTE_ATTENTE LISTE_ATTENTE",
                d.texte(
                        "select string_agg(etat, ' ' order by rang) from inscription.bulletin where session_id = ?",
                        session));
        assertEquals("ACCEPTEE", d.texte("select etat from inscription.bulletin where id = ?", dernier));

        agente.reload();
        assertThat(agente.locator("main")).containsText("1re sur 4, pour 2 places. Prioritaire de droit");
        Page rh = navigateur.connecte("rh", 1280);
        rh.navigate("/inscription/bulletin.xhtml?id=" + dernier);
        assertThat(rh.locator("main")).containsText("la délégation l'a déplacée : Prend son poste à la régie lundi");
        Examen.propre(rh, "bulletin-deplace");
        rh.navigate("/inscription/bulletin.xhtml?id=" + sien);
        assertThat(rh.locator("main")).containsText("Prioritaire de droit");
        assertThat(rh.locator("main")).not().containsText("andicap");
        JsonNode rang =
                api.lire("/bulletins/" + dernier + "/selection").admise(200).corps();
        assertEquals(2, rang.path("rang").asInt());
        assertEquals("RETENUE", rang.path("issue").asText());
        assertEquals(List.of(), d.jaugesFausses());

        d.ecrire("delete from inscription.priorite where bulletin_id = ?", sien);
        d.ecrire("update inscription.bulletin set etat = 'ANNULEE' where session_id = ?", session);
        d.ecrire("update inscription.jauge set places_prises = 0, en_attente = 0 where session_id = ?", session);
    }
}
