package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Une personne de plusieurs qualités, dans un vrai navigateur : une seule connexion, deux onglets, deux qualités. */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonnesIT {

    private Navigateur navigateur;
    private Donnees d;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        d = new Donnees(application);
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        d.close();
    }

    private void choisir(Page p, String qualite) {
        p.locator(".entete-pour").getByText("changer").click();
        p.getByLabel("Agir comme " + qualite).click();
        p.waitForURL("**/aujourdhui.xhtml");
    }

    @Test
    void deux_onglets_deux_qualites_un_geste_dans_chacun_tombe_ou_sa_page_le_dit() throws Exception {
        long aDenain = d.session(5, d.denain());
        long aValenciennes = d.session(5, d.valenciennes());
        Page denain = navigateur.connecte("secretaire", Navigateur.LARGE);
        denain.navigate("/aujourdhui.xhtml");
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");
        assertThat(denain.locator("[aria-labelledby='t-qualites']")).containsText("Agent, Valenciennes");
        denain.navigate("/inscription/session.xhtml?id=" + aDenain);

        Page valenciennes = denain.context().newPage();
        valenciennes.navigate("/aujourdhui.xhtml");
        choisir(valenciennes, "Agent, Valenciennes");
        assertThat(valenciennes.locator(".entete-pour")).containsText("pour Valenciennes, agent");

        denain.locator("[id='demande:demander']").click();
        assertThat(denain.locator("#messages")).containsText("Votre demande est déposée");
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");
        valenciennes.navigate("/inscription/session.xhtml?id=" + aValenciennes);
        valenciennes.locator("[id='demande:demander']").click();
        assertThat(valenciennes.locator("#messages")).containsText("Votre demande est déposée");

        String ou = "select collectivite_id from inscription.bulletin where session_id = ?";
        assertEquals(d.denain(), d.nombre(ou, aDenain));
        assertEquals(d.valenciennes(), d.nombre(ou, aValenciennes));
        assertEquals(
                "secretaire.valenciennes",
                d.texte(
                        "select c.identifiant from acces.compte c join inscription.bulletin b on b.agent_id = c.agent_id where b.session_id = ?",
                        aValenciennes));

        denain.locator(".navigation").getByText("Aujourd'hui").click();
        assertThat(denain.locator(".entete-pour")).containsText("pour Denain, agent");

        denain.navigate("/mon-compte.xhtml");
        assertThat(denain.locator(".entete-pour")).containsText("pour Valenciennes, agent");
        assertEquals(List.of(), navigateur.fautes());
    }

    @Test
    void une_qualite_retiree_pendant_que_sa_page_est_ouverte_refuse_le_geste_et_le_dit() throws Exception {
        long agent = d.agents(1, d.valenciennes()).get(0);
        long ici = d.agents(1, d.denain()).get(0);
        long session = d.session(5, d.valenciennes());
        d.compte("retiree", "Qualité retirée", "AGENT", d.valenciennes(), null, agent, null);
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'retiree.denain', nom, role, ?, ?, personne_id from acces.compte where identifiant = 'retiree'",
                d.denain(),
                ici);
        Page p = navigateur.connecte("retiree", Navigateur.TELEPHONE);
        p.navigate("/inscription/session.xhtml?id=" + session);
        d.ecrire("update acces.compte set au = now() where identifiant = 'retiree'");
        p.locator("[id='demande:demander']").click();
        assertThat(p.locator("h1")).containsText("ouverte au nom d'une autre");
        assertThat(p.locator("main")).containsText("Rien n'a été fait");
        assertEquals(0, d.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
        p.navigate("/aujourdhui.xhtml");
        assertThat(p.locator("h1")).containsText("Aujourd'hui");
    }

    @Test
    void au_telephone_la_gestionnaire_demande_comme_agente_et_ne_valide_pas_sa_demande() throws Exception {
        long session = d.session(5, d.denain());
        Page p = navigateur.connecte("gestionnaire", Navigateur.TELEPHONE);
        p.navigate("/aujourdhui.xhtml");
        assertThat(p.locator(".entete-pour")).containsText("pour Denain, gestionnaire RH");
        choisir(p, "Agent, Denain");
        assertThat(p.locator(".entete-pour")).containsText("pour Denain, agent");
        String bulletin = Voyage.preinscrire(p, session);
        d.ecrire(
                "update inscription.bulletin set etat = 'AVIS_RENDU', avis = 'FAVORABLE' where session_id = ?",
                session);
        choisir(p, "Gestionnaire RH, Denain");
        p.navigate(bulletin.replaceAll("[?&]pour=[0-9-]+", ""));
        p.locator("[id='gestes:valider']").click();
        assertThat(p.locator("#messages")).containsText("C'est votre propre demande");
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'AVIS_RENDU'",
                        session));
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        Voyage.valider(rh, bulletin.replaceAll("[?&]pour=[0-9-]+", ""));
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'TRANSMISE'",
                        session));
    }

    private void declarer(Page p, long agent, long avec) throws Exception {
        p.navigate("/annuaire/agent.xhtml?id=" + agent);
        p.locator("[id='declarer:avec_input']")
                .fill(d.texte("select siren from annuaire.collectivite where id = ?", avec));
        p.keyboard().press("Tab");
        p.locator("[id='declarer:declarer']").click();
    }

    @Test
    void deux_employeurs_declarent_une_agente_et_l_un_donne_son_avis_sur_ce_que_l_autre_porte() throws Exception {
        long ici = d.agents(1, d.denain()).get(0);
        long la = d.agents(1, d.valenciennes()).get(0);
        d.compte("partagee", "Agente partagée", "AGENT", d.denain(), null, ici, null);
        d.ecrire(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id, personne_id) select 'partagee.valenciennes', nom, role, ?, ?, personne_id from acces.compte where identifiant = 'partagee'",
                d.valenciennes(),
                la);
        d.compte(
                "rh.partage",
                "RH de Valenciennes",
                "GESTIONNAIRE_RH",
                d.valenciennes(),
                null,
                null,
                "rh@partage.exemple");
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        declarer(rh, ici, d.valenciennes());
        assertThat(rh.locator("[aria-labelledby='t-statut-partage']")).containsText("En attente de l'autre employeur");
        Page autre = navigateur.connecte("rh.partage", Navigateur.TELEPHONE);
        declarer(autre, la, d.denain());
        assertThat(autre.locator("[aria-labelledby='t-statut-partage']")).containsText("Partagé depuis");

        long session = d.session(5, d.denain());
        String bulletin = Voyage.preinscrire(navigateur.connecte("partagee", Navigateur.TELEPHONE), session)
                .replaceAll("[?&]pour=[0-9-]+", "");
        autre.navigate("/inscription/partagees.xhtml");
        assertThat(autre.locator("[id='demandes']")).containsText("Denain");
        autre.getByText("Donner un avis…").click();
        autre.locator("[id='demandes'] textarea").fill("Elle est seule ce jour-là");
        autre.locator("input[value='Défavorable']").click();
        assertThat(autre.locator("#messages")).containsText("Avis enregistré");
        assertEquals(404, autre.navigate(bulletin).status(), "le dossier reste au porteur");

        rh.navigate(bulletin);
        assertThat(rh.locator("[aria-labelledby='t-regles']"))
                .containsText("Avis de Valenciennes, autre employeur de cet agent : défavorable");
        rh.navigate("/annuaire/agent.xhtml?id=" + ici);
        rh.onDialog(x -> x.accept());
        rh.locator("[aria-labelledby='t-statut-partage']").getByText("Retirer").click();
        assertThat(rh.locator("#messages")).containsText("Déclaration retirée");
        autre.navigate("/inscription/partagees.xhtml");
        assertThat(autre.locator("main")).containsText("Aucune demande portée ailleurs");
    }

    @Test
    void deux_comptes_se_reunissent_par_la_preuve_des_deux() throws Exception {
        d.compte(
                "aussi.un",
                "Aussi Un",
                "AGENT",
                d.denain(),
                null,
                d.agents(1, d.denain()).get(0),
                "un@aussi.exemple");
        d.compte(
                "aussi.deux",
                "Aussi Deux",
                "AGENT",
                d.valenciennes(),
                null,
                d.agents(1, d.valenciennes()).get(0),
                "deux@aussi.exemple");
        Page p = navigateur.connecte("aussi.un", Navigateur.TELEPHONE);
        p.navigate("/mon-compte.xhtml");
        p.getByLabel("Identifiant de l'autre compte").fill("aussi.deux");
        p.getByLabel("Mot de passe de l'autre compte").fill("ce n'est pas le bon");
        p.locator("[id='aussi:reunir']").click();
        assertThat(p.locator("main")).containsText("incorrect");
        p.getByLabel("Mot de passe de l'autre compte").fill(Application.MOT_DE_PASSE);
        p.locator("[id='aussi:reunir']").click();
        assertThat(p.locator("#messages")).containsText("1 qualité rejoint les vôtres");
        choisir(p, "Agent, Valenciennes");
        Page autre = navigateur.connecte("aussi.deux", Navigateur.TELEPHONE);
        autre.navigate("/aujourdhui.xhtml");
        assertThat(autre.locator(".entete-pour")).containsText("pour Valenciennes, agent");
        assertThat(autre.locator("[aria-labelledby='t-qualites']")).containsText("Agent, Denain");
    }
}
