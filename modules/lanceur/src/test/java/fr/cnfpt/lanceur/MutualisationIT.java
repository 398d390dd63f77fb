package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/**
 * Dans un navigateur : une collectivité confie ses inscriptions, sa gestionnaire agit pour elle et le voit toujours,
 * puis ne le peut plus.
 */
class MutualisationIT extends DansUnNavigateur {

    @Test
    void valenciennes_agit_pour_une_commune_qui_lui_confie_ses_inscriptions_jusqu_a_ce_qu_elle_y_mette_fin()
            throws Exception {
        long commune = d.nombre(
                "select min(id) from annuaire.collectivite where demonstration and nature = 'COMMUNE' and siren not in ('215901729', '215906066') "
                        + "and id not in (select collectivite_id from acces.rattachement)");
        String nom = d.texte("select nom from annuaire.collectivite where id = ?", commune);
        d.compte("rh.mutualisee", "La RH mutualisée", "GESTIONNAIRE_RH", commune, null, null, "mutualisee@exemple.fr");
        long session = d.session(5, commune);
        long agent = d.agents(1, commune).get(0);

        Page petite = navigateur.connecte("rh.mutualisee", Navigateur.TELEPHONE);
        petite.navigate("/acces/mutualisation.xhtml");
        petite.getByLabel("À qui ?").fill("215906066");
        petite.onceDialog(dialogue -> dialogue.accept());
        petite.locator("[id='confier:confierBouton']").click();
        assertThat(petite.locator("#messages")).containsText("Valenciennes peut désormais agir pour " + nom);
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from outils.envoi where objet like ? and parti_le is null",
                        nom + "%confie ses inscriptions"),
                "Valenciennes est prévenue");

        Page grande = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
        grande.navigate("/annuaire/reglages.xhtml");
        Page restee = grande.context().newPage();
        restee.navigate("/annuaire/reglages.xhtml");
        grande.locator(".entete-pour").getByText("changer").click();
        grande.getByLabel("Agir pour " + nom).click();
        grande.waitForURL("**/aujourdhui.xhtml");
        Locator bandeau = grande.locator(".bandeau-pour");
        assertThat(bandeau).containsText("Vous agissez pour " + nom);
        assertThat(grande.locator(".entete-pour")).containsText("pour " + nom);
        navigateur.photographier(grande, "gestionnaire-rh/agir-pour", grande.locator(".entete"), bandeau);

        restee.locator("[id='circuit:preinscription']").click();
        restee.locator("[id='circuit:enregistrer']").click();
        assertThat(restee.locator("#messages")).containsText("enregistrés");
        assertThat(restee.locator(".entete-pour")).containsText("pour Valenciennes");
        assertEquals(
                commune,
                d.nombre(
                        "select id from annuaire.collectivite where id in (?, ?) and preinscription",
                        commune,
                        d.valenciennes()),
                "la page restée ouverte a réglé celle qu'elle montrait, et elle seule");
        d.ecrire("update annuaire.collectivite set preinscription = true where id = ?", d.valenciennes());

        grande.navigate("/inscription/session.xhtml?id=" + session);
        assertThat(bandeau).isVisible();
        grande.locator("input[type=checkbox]").first().waitFor();
        d.ecrire(
                "update annuaire.agent set nom = 'Abadie', prenom = 'Anna', metier = 'Jardinière' where id = ?", agent);
        grande.navigate("/inscription/session.xhtml?id=" + session);
        grande.locator("main input[type=checkbox]").first().check();
        navigateur.photographier(grande, "gestionnaire-rh/inscrire", grande.locator("[aria-labelledby='t-inscrire']"));
        grande.locator("main input[type=submit].principal, main button.principal")
                .first()
                .click();
        assertThat(grande.locator("#messages")).containsText("place");
        assertEquals(
                commune, d.nombre("select collectivite_id from inscription.bulletin where session_id = ?", session));
        assertEquals(
                "Service formation de Valenciennes",
                d.texte(
                        "select par_nom from inscription.changement c join inscription.bulletin b on b.id = c.bulletin_id where b.session_id = ? order by c.id limit 1",
                        session));

        petite.onceDialog(dialogue -> dialogue.accept());
        petite.getByLabel("Mettre fin à la mutualisation de " + nom).click();
        assertThat(petite.locator("#messages")).containsText("a pris fin");
        grande.navigate("/annuaire/agents.xhtml");
        assertThat(grande.locator("main")).containsText(nom + " ne vous confie plus ses inscriptions");
        assertThat(grande.locator(".bandeau-pour")).hasCount(0);
        assertThat(grande.locator(".entete-pour")).containsText("pour Valenciennes");
    }

    @Test
    void un_agent_qui_assure_un_interim_donne_l_avis_a_la_place_du_responsable() throws Exception {
        String titulaire = d.texte(
                "select a.matricule from annuaire.agent a join acces.compte c on c.agent_id = a.id where c.identifiant = 'responsable'");
        long equipier = d.agents(1, d.denain()).get(0);
        d.ecrire(
                "update annuaire.agent set responsable_id = (select agent_id from acces.compte where identifiant = 'responsable') where id = ?",
                equipier);
        long suppleant = d.agents(1, d.denain()).get(0);
        d.compte("suppleante", "Suppléante", "AGENT", d.denain(), null, suppleant, null);
        long bulletin = Reperes.bulletin(d, d.session(5, d.denain()), equipier, "PREINSCRIPTION");

        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/acces/interims.xhtml");
        rh.getByLabel("Responsable absent").fill(titulaire);
        rh.getByLabel("Remplacé par").fill(d.texte("select matricule from annuaire.agent where id = ?", suppleant));
        rh.getByLabel("Premier jour").fill(java.time.LocalDate.now().toString());
        rh.getByLabel("Dernier jour").fill(java.time.LocalDate.now().plusDays(7).toString());
        rh.locator("[id='interim:ouvrir']").click();
        assertThat(rh.locator("#messages")).containsText("Remplaçant désigné");

        Page suppleante = navigateur.connecte("suppleante", Navigateur.TELEPHONE);
        suppleante.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        suppleante.getByText("Avis favorable").first().click();
        assertThat(suppleante.locator("main")).containsText("Avis favorable enregistré");
        assertEquals(
                "Suppléante",
                d.texte(
                        "select par_nom from inscription.changement where bulletin_id = ? order by id desc limit 1",
                        bulletin));
    }
}
