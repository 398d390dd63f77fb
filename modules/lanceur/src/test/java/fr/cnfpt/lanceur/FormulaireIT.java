package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Dans un navigateur : une erreur se lit à côté de son champ, un choix se cherche, un formulaire ne part qu'une fois.
 */
class FormulaireIT extends DansUnNavigateur {

    @Test
    void ce_qui_manque_est_dit_a_cote_du_champ_qui_recoit_le_curseur() {
        Page siege = navigateur.connecte("siege", Navigateur.TELEPHONE);
        siege.navigate("/acces/comptes.xhtml");
        siege.getByLabel("Identifiant").fill("essai.formulaire");
        siege.locator("[id='ouvrir:creer']").click();

        Locator nom = siege.getByLabel("Nom affiché");
        assertThat(nom).isFocused();
        assertThat(nom).hasAttribute("aria-invalid", "true");
        assertThat(nom).hasAttribute("aria-describedby", "ouvrir:nom-erreur");
        assertThat(siege.locator("[id='ouvrir:nom-erreur']")).containsText("Donnez le nom à afficher.");
        assertThat(siege.getByLabel("Identifiant")).hasValue("essai.formulaire");
        assertThat(siege.getByLabel("Identifiant")).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void un_refus_va_au_champ_qu_il_nomme_et_non_en_tete_de_page() {
        Page siege = navigateur.connecte("siege", Navigateur.LARGE);
        siege.navigate("/acces/comptes.xhtml");
        siege.getByLabel("Nom affiché").fill("Essai");
        siege.getByLabel("Identifiant").fill("essai.formulaire");
        siege.getByLabel("SIREN de la collectivité").fill("123");
        siege.locator("[id='ouvrir:creer']").click();

        Locator siren = siege.getByLabel("SIREN de la collectivité");
        assertThat(siren).isFocused();
        assertThat(siren).hasAttribute("aria-describedby", "ouvrir:siren-aide ouvrir:siren-erreur");
        assertThat(siege.locator("[id='ouvrir:siren-erreur']")).containsText("n'est pas un SIREN");
        assertThat(siren).hasValue("123");
        assertThat(siege.locator("#messages .message")).hasCount(0);
        navigateur.photographier(siege, "siege/ouvrir-un-compte", siege.locator("[id='ouvrir']"));
    }

    @Test
    void un_choix_se_cherche_dit_quand_il_y_en_a_d_autres_et_se_fait_au_clavier() throws Exception {
        String titulaire = d.texte(
                "select a.matricule from annuaire.agent a join acces.compte c on c.agent_id = a.id where c.identifiant = 'responsable'");
        d.ecrire(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, metier, service) "
                        + "select ?, 'ZF' || lpad(n::text, 3, '0'), 'Zyfalle', 'Agent' || lpad(n::text, 3, '0'), 'C', 'Jardinier', 'Jardins' from generate_series(1, 30) n",
                d.denain());
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/acces/interims.xhtml");
        rh.getByLabel("Responsable absent").fill(titulaire);
        Locator suppleant = rh.getByLabel("Remplacé par");
        suppleant.pressSequentially("zyf");

        Locator propositions =
                rh.locator(".ui-autocomplete-panel:visible .ui-autocomplete-item:not(.ui-autocomplete-moretext)");
        assertThat(propositions).hasCount(20);
        assertThat(rh.locator(".ui-autocomplete-panel:visible")).containsText("affinez");

        suppleant.clear();
        suppleant.pressSequentially("zyfalle agent025");
        assertThat(propositions).hasCount(1);
        suppleant.press("ArrowDown");
        suppleant.press("Enter");
        assertThat(suppleant).hasValue("Agent025 ZYFALLE");

        // Une erreur ailleurs : ce qui est choisi reste choisi.
        rh.locator("[id='interim:ouvrir']").click();
        assertThat(rh.locator("[id='interim:du-erreur']")).containsText("Donnez le premier jour.");
        assertThat(suppleant).hasValue("Agent025 ZYFALLE");

        rh.getByLabel("Premier jour").fill(LocalDate.now().plusDays(30).toString());
        rh.getByLabel("Dernier jour").fill(LocalDate.now().plusDays(31).toString());
        rh.locator("[id='interim:ouvrir']").click();
        assertThat(rh.locator("#messages")).containsText("Remplaçant désigné");
        assertThat(rh.locator("[id='liste']")).containsText("Agent025 Zyfalle");
    }

    @Test
    void un_texte_qui_ne_designe_personne_ou_plusieurs_se_dit() {
        Page rh = navigateur.connecte("rh", Navigateur.TELEPHONE);
        rh.navigate("/acces/interims.xhtml");
        rh.getByLabel("Responsable absent").fill("xxinconnuxx");
        rh.locator("[id='interim:ouvrir']").click();
        assertThat(rh.locator("[id='interim:titulaire_input-erreur']")).containsText("Rien ne répond");
        assertThat(rh.getByLabel("Responsable absent")).isFocused();
    }

    @Test
    void une_session_se_publie_pour_des_territoires_choisis_que_le_brouillon_retient() {
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/catalogue/publier.xhtml?stage=FIN-006");
        Locator propositions =
                p.locator(".ui-autocomplete-panel:visible .ui-autocomplete-item:not(.ui-autocomplete-moretext)");
        for (String territoire : List.of("Nord (59)", "Pas-de-Calais (62)")) {
            Locator champ = p.getByLabel("Ajouter un territoire");
            champ.pressSequentially(territoire.substring(territoire.indexOf('(') + 1, territoire.length() - 1));
            assertThat(propositions.first()).containsText(territoire);
            champ.press("Enter");
            assertThat(champ).hasValue(territoire);
            p.locator("[id='session:ajouterTerritoire']").click();
            assertThat(p.getByLabel("Ôter " + territoire)).hasCount(1);
        }
        assertThat(p.getByLabel("Celles des territoires choisis")).isChecked();
        p.getByLabel("Ôter Pas-de-Calais (62)").click();
        assertThat(p.getByLabel("Ôter Pas-de-Calais (62)")).hasCount(0);
        p.locator("[id='session:garder']").click();
        assertThat(p.locator("#messages")).containsText("Le brouillon est enregistré");
        assertThat(p.getByLabel("Ôter Nord (59)")).hasCount(1);
        assertThat(p.getByLabel("Celles des territoires choisis")).isChecked();
    }

    @Test
    void un_nombre_se_tape_avec_sa_virgule_et_en_lettres_se_refuse_a_cote_du_champ() {
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/catalogue/stage.xhtml");
        p.getByLabel("En présence, en jours de 6 heures").fill("1,5");
        p.getByLabel("Tarif par stagiaire et par jour, en euros").fill("12,50");
        p.getByLabel("À distance, en heures").fill("trois");
        p.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enregistrer le brouillon"))
                .click();
        assertThat(p.locator("main")).containsText("Donnez un nombre, par exemple 3.");
        assertThat(p.locator("main")).not().containsText("Donnez un nombre, par exemple 1,5.");
        assertThat(p.locator("main")).not().containsText("Donnez un montant, par exemple 120,50.");
    }

    @Test
    void un_second_clic_pendant_l_envoi_n_envoie_rien_et_le_bouton_revient_avec_la_page() {
        Page siege = navigateur.connecte("siege", Navigateur.LARGE);
        siege.navigate("/acces/comptes.xhtml");
        List<Route> envois = new ArrayList<>();
        siege.route("**/acces/comptes.xhtml*", r -> {
            if (r.request().method().equals("POST")) {
                envois.add(r);
            } else {
                r.resume();
            }
        });
        siege.getByLabel("Nom affiché").fill("Essai");
        siege.getByLabel("Identifiant").fill("essai.formulaire");
        siege.getByLabel("SIREN de la collectivité").fill("456");
        // Le pilote ne clique pas dans une page qui s'en va : elle clique elle-même, et le dit.
        List<String> dits = new ArrayList<>();
        siege.onConsoleMessage(m -> dits.add(m.text()));
        siege.locator("[id='ouvrir:creer']")
                .evaluate(
                        "b => b.addEventListener('click', () => setTimeout(() => { b.click(); console.log('second clic'); }, 200), { once: true })");
        siege.locator("[id='ouvrir:creer']").click(new Locator.ClickOptions().setNoWaitAfter(true));
        siege.waitForCondition(() -> !envois.isEmpty() && dits.contains("second clic"));
        envois.get(0).resume();
        assertThat(siege.locator("[id='ouvrir:siren-erreur']")).containsText("456");
        assertEquals(1, envois.size());

        siege.getByLabel("SIREN de la collectivité").fill("789");
        siege.getByLabel("SIREN de la collectivité").press("Enter", new Locator.PressOptions().setNoWaitAfter(true));
        siege.waitForCondition(() -> envois.size() == 2);
        envois.get(1).resume();
        assertThat(siege.locator("[id='ouvrir:siren-erreur']")).containsText("789");
    }

    @Test
    void un_fichier_recu_rend_ses_boutons_a_la_page_qui_reste() {
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/annuaire/agents.xhtml");
        for (int fois = 0; fois < 2; fois++) {
            assertThat(rh.locator("[id='emporter:csv']")).not().hasAttribute("aria-disabled", Pattern.compile("true"));
            assertEquals(
                    "agents.csv",
                    rh.waitForDownload(() -> rh.locator("[id='emporter:csv']").click())
                            .suggestedFilename());
        }
    }
}
