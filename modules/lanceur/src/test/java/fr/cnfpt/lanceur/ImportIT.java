package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Les agents dans un vrai navigateur : un fichier essayé à blanc puis confirmé, deux personnes sur la même fiche, un
 * départ.
 */
class ImportIT extends DansUnNavigateur {

    private static void deposer(Page p, String nom, String texte) {
        p.navigate("/annuaire/import.xhtml");
        p.locator("[id='depot:fichier']")
                .setInputFiles(new FilePayload(nom, "text/csv", texte.getBytes(StandardCharsets.UTF_8)));
        p.locator("[id='depot:essayer']").click();
    }

    @Test
    void un_fichier_s_essaie_a_blanc_ses_refus_se_voient_puis_il_se_confirme() throws Exception {
        Page rh = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
        deposer(
                rh,
                "paie.csv",
                "Matricule;Nom;Prénom bénéficiaire;Catégorie;Cadre d'emplois;N+1;Pointure\nIT-1;Essai;Chloé;B;Rédacteur territorial;;42\n"
                        + "IT-2;Essai;Marc;C;Rédacteur territorial;IT-1;40\nIT-3;Essai;Lina;C;Adjoint administratif territorial;IT-1;38\n");
        assertThat(rh.locator("#t-import")).hasText("Des colonnes sont à rapprocher : rien n'est encore lu");
        assertThat(rh.getByLabel("Prénom bénéficiaire")).hasValue("prenom");
        assertThat(rh.getByLabel("Pointure")).hasValue("");
        assertThat(rh.locator("[id='colonnes']")).containsText("Par exemple : 42 · 40 · 38");
        navigateur.photographier(rh, "gestionnaire-rh/rapprocher-les-colonnes", rh.locator("[id='colonnes']"));
        rh.getByLabel("Prénom bénéficiaire").selectOption("");
        rh.locator("[id='colonnes:rapprocher']").click();
        assertThat(rh.locator("#messages")).containsText("Il manque : « Prénom »");
        rh.getByLabel("Prénom bénéficiaire").selectOption("prenom");
        rh.locator("[id='colonnes:rapprocher']").click();
        assertThat(rh.locator("#t-import")).hasText("Essai : rien n'est encore écrit");
        assertThat(rh.locator(".situation")).containsText("Pointure");
        assertThat(rh.locator("h2.carte-titre")).hasText("Refusés, et pourquoi");
        assertThat(rh.locator("tbody tr"))
                .containsText("Le cadre d'emplois « Rédacteurs territoriaux » est de catégorie B depuis le 01/08/2012");
        assertEquals(0, d.nombre("select count(*) from annuaire.agent where matricule like 'IT-%'"));
        navigateur.photographier(
                rh,
                "gestionnaire-rh/essayer-un-import",
                rh.locator("section.situation"),
                rh.locator(".carte").filter(new Locator.FilterOptions().setHasText("Refusés, et pourquoi")));

        Download refus =
                rh.waitForDownload(() -> rh.locator("[id='decision:refus']").click());
        String csv = Files.readString(refus.path());
        assertTrue(csv.contains("3;Catégorie;C;"), csv);

        // La page se quitte et se retrouve ; l'adresse porte le sort.
        rh.navigate("/annuaire/import.xhtml?sort=CREE");
        assertThat(rh.locator("tbody tr")).hasCount(2);
        rh.locator("[id='decision:confirmer']").click();
        assertThat(rh.locator("#t-import")).hasText("Import fait : 2 agents créés, 0 changé");
        rh.navigate("/annuaire/agents.xhtml?q=IT-3");
        assertThat(rh.locator("tbody tr").first()).containsText("Chloé ESSAI");
    }

    @Test
    void un_classeur_piege_est_refuse_avec_des_mots() throws Exception {
        Page rh = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
        var octets = new java.io.ByteArrayOutputStream();
        try (var z = new java.util.zip.ZipOutputStream(octets)) {
            z.putNextEntry(new java.util.zip.ZipEntry("xl/workbook.xml"));
            z.write(new byte[32 << 20]);
        }
        rh.navigate("/annuaire/import.xhtml");
        rh.locator("[id='depot:fichier']")
                .setInputFiles(new FilePayload("bombe.xlsx", "application/zip", octets.toByteArray()));
        rh.locator("[id='depot:essayer']").click();
        assertThat(rh.locator("#t-import")).hasText("Fichier refusé : aucun agent touché");
        assertTrue(d.nombre(
                        "select count(*) from garde.evenement_securite where genre = 'fichier-piege' and compte_id = (select id from acces.compte where identifiant = 'rh.valenciennes')")
                > 0);
    }

    @Test
    void deux_gestionnaires_sur_la_meme_fiche_chacun_voit_la_saisie_de_l_autre() throws Exception {
        long agent = d.agents(1, d.valenciennes()).get(0);
        Page claire = navigateur.connecte("rh.valenciennes", Navigateur.LARGE);
        claire.navigate("/annuaire/agent.xhtml?id=" + agent);
        claire.locator("[id='fiche:metier']").fill("Jardinière");
        Page paul = navigateur.connecte("rh.valenciennes", Navigateur.TELEPHONE);
        paul.navigate("/annuaire/agent.xhtml?id=" + agent);
        paul.locator("[id='fiche:service']").fill("Espaces verts");
        paul.locator("[id='fiche:metier']").fill("Chef d'équipe");
        paul.locator("[id='fiche:enregistrer']").click();
        assertThat(paul.locator("#messages")).containsText("La fiche est enregistrée.");

        claire.locator("[id='fiche:enregistrer']").click();
        assertThat(claire.locator("#t-conflit")).containsText("a enregistré cette fiche pendant que vous l'écriviez");
        assertThat(claire.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Métier")))
                .containsText("Jardinière");
        assertThat(claire.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Métier")))
                .containsText("Chef d'équipe");
        assertEquals("Chef d'équipe", d.texte("select metier from annuaire.agent where id = ?", agent));
        navigateur.photographier(claire, "gestionnaire-rh/choisir-champ-par-champ", claire.locator("[id='conflit']"));
        claire.locator("[id='conflit:appliquer']").click();
        assertThat(claire.locator("#messages")).containsText("La fiche est enregistrée telle que vous l'avez choisie.");
        assertEquals(
                "Jardinière, Espaces verts",
                d.texte("select metier || ', ' || service from annuaire.agent where id = ?", agent));
    }

    @Test
    void un_responsable_se_trouve_par_quelques_lettres_et_un_depart_ferme_l_inscription() throws Exception {
        long agent = d.agents(1, d.denain()).get(0);
        String chef = d.texte("select nom from acces.compte where identifiant = 'responsable'");
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/annuaire/agent.xhtml?id=" + agent);
        rh.locator("[id='fiche:responsable_input']").pressSequentially(chef.substring(0, chef.length() - 1));
        rh.locator(".ui-autocomplete-panel:visible .ui-autocomplete-item")
                .filter(new Locator.FilterOptions().setHasText(chef))
                .first()
                .click();
        rh.locator("[id='fiche:parti']").fill("2026-01-31");
        rh.locator("[id='fiche:enregistrer']").click();
        assertThat(rh.locator(".message.avertissement")).containsText("Parti depuis le 31 janvier 2026");
        assertEquals(
                d.nombre("select agent_id from acces.compte where identifiant = 'responsable'"),
                d.nombre("select responsable_id from annuaire.agent where id = ?", agent));
        rh.navigate("/annuaire/agents.xhtml?presence=partis");
        assertThat(rh.locator("tr")
                        .filter(new Locator.FilterOptions().setHas(rh.locator("a[href$='id=" + agent + "']"))))
                .containsText("parti le 31 janvier 2026");
        rh.locator("a[href$='id=" + agent + "']").click();
        rh.locator("[id='fiche:parti']").fill("2099-01-31");
        rh.locator("[id='fiche:enregistrer']").click();
        assertThat(rh.locator(".message.avertissement")).containsText("part le 31 janvier 2099");
        rh.navigate("/annuaire/agents.xhtml?q=" + Donnees.matricule(agent));
        assertThat(rh.locator("tbody tr").first()).containsText("part le 31 janvier 2099");
    }

    @Test
    void la_situation_d_un_agent_se_deplie_se_corrige_pres_du_champ_et_se_relit() throws Exception {
        long agent = d.nombre(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) values (?, 'SITUATION-1', 'Delattre', 'Inès', 'C') returning id",
                d.denain());
        for (int ecran : List.of(Navigateur.TELEPHONE, Navigateur.LARGE)) {
            d.nombre(
                    "update annuaire.agent set statut = null, quotite = null, residence = null where id = ? returning id",
                    agent);
            Page rh = navigateur.connecte("rh", ecran);
            rh.navigate("/annuaire/agent.xhtml?id=" + agent);
            assertThat(rh.locator("[id='fiche:quotite']")).isHidden();
            rh.locator("details summary")
                    .filter(new Locator.FilterOptions().setHasText("Statut, grade"))
                    .click();
            rh.locator("[id='fiche:statut']").selectOption("CONTRACTUEL");
            rh.locator("[id='fiche:quotite']").fill("150");
            rh.locator("[id='fiche:residence_input']").pressSequentially("valenciennes");
            rh.locator("[id='fiche:residence_panel'] .ui-autocomplete-item")
                    .first()
                    .click();
            rh.locator("[id='fiche:enregistrer']").click();
            assertThat(rh.locator("[id='fiche:quotite-erreur']")).containsText("100 au plus");
            rh.locator("[id='fiche:quotite']").fill("80");
            rh.locator("[id='fiche:enregistrer']").click();
            assertThat(rh.locator("#messages")).containsText("La fiche est enregistrée.");
            assertThat(rh.locator("[id='fiche:residence_input']")).hasValue("Valenciennes (59606)");
            assertEquals(
                    "CONTRACTUEL 80 59606",
                    d.texte(
                            "select statut || ' ' || quotite || ' ' || residence from annuaire.agent where id = ?",
                            agent));
            rh.locator("[id='fiche:statut']").selectOption("APPRENTI");
            assertThat(rh.locator("[id='fiche:categorie']")).hasValue("");
        }
    }
}
