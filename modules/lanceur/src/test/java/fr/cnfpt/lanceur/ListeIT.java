package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Une liste se filtre, se trie, se choisit et s'emporte ; son adresse dit tout ce qu'elle montre. */
class ListeIT extends DansUnNavigateur {

    private static List<String> premiereColonne(Page page) {
        return page.locator("table.tableau tbody th").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    @Test
    void l_ordre_et_les_colonnes_tiennent_dans_l_adresse_que_l_on_partage() {
        Page page = navigateur.connecte("delegation", Navigateur.LARGE);
        page.navigate("/annuaire/collectivites.xhtml?nature=COMMUNE");
        assertThat(page.locator(".liste-constantes")).containsText("Nature : Commune sur toute cette page");
        page.locator("thead a", new Page.LocatorOptions().setHasText("Habitants"))
                .click();
        page.locator("thead a", new Page.LocatorOptions().setHasText("Habitants"))
                .click();
        assertThat(page.locator("th[aria-sort='descending']")).containsText("Habitants");
        page.locator(".liste-colonnes summary").click();
        page.locator(".liste-colonnes a", new Page.LocatorOptions().setHasText("Cacher « SIREN »"))
                .click();
        assertThat(page.locator("thead")).not().containsText("SIREN");
        assertThat(page.locator("select[name='nature']")).hasValue("COMMUNE");
        List<String> vues = premiereColonne(page);
        assertEquals("Lille", vues.get(0));

        Page autre = navigateur.connecte("delegation", Navigateur.LARGE);
        autre.navigate(page.url());
        assertEquals(vues, premiereColonne(autre));
        assertThat(autre.locator("thead")).not().containsText("SIREN");
        autre.goBack();
    }

    @Test
    void au_telephone_l_ordre_se_choisit_parmi_les_filtres() {
        Page page = navigateur.connecte("delegation", 390);
        page.navigate("/annuaire/collectivites.xhtml");
        page.locator("select[name='tri']").selectOption("-nom");
        page.locator(".barre-outils button").click();
        assertThat(page).hasURL(Pattern.compile("tri=-nom"));
        List<String> vues = premiereColonne(page);
        assertTrue(vues.get(0).compareTo(vues.get(vues.size() - 1)) > 0, vues.toString());
    }

    @Test
    void ce_qui_est_coche_le_reste_d_une_page_a_l_autre_et_le_geste_porte_sur_tout() throws Exception {
        long session = d.session(80, d.denain());
        List<Long> bulletins = new ArrayList<>();
        for (long agent : d.agents(60, d.denain())) {
            bulletins.add(Reperes.bulletin(d, session, agent, "TRANSMISE"));
        }
        Page page = navigateur.connecte("delegation", Navigateur.LARGE);
        page.navigate("/inscription/bulletins.xhtml?etat=TRANSMISE&session=" + session);
        Locator cases = page.locator("tbody td.etroit > input[type=checkbox]");
        String surLaPremiere = cases.nth(3).getAttribute("value");
        cases.nth(3).check();
        page.locator(".pagination a", new Page.LocatorOptions().setHasText("Suivante"))
                .click();
        assertThat(page.locator(".selection-compte")).containsText("1 choisi, dont 1 sur d’autres pages");
        String surLaSeconde = cases.nth(2).getAttribute("value");
        assertNotEquals(surLaPremiere, surLaSeconde);
        cases.nth(2).check();
        page.locator("[id='lot:lignes:agir']").click();
        assertThat(page.locator("#messages")).containsText("2 bulletins acceptés.");
        assertEquals(
                List.of(Long.valueOf(surLaPremiere), Long.valueOf(surLaSeconde)).stream()
                        .sorted()
                        .toList(),
                d.nombres(
                        "select id from inscription.bulletin where session_id = ? and etat = 'ACCEPTEE' order by id",
                        session));
        assertEquals(60, bulletins.size());

        page.navigate("/inscription/bulletins.xhtml?etat=TRANSMISE&session=" + session);
        assertThat(page.locator(".selection-compte")).isEmpty();

        page.navigate("/inscription/bulletins.xhtml?etat=TRANSMISE&session=" + session + "&page=9");
        assertThat(page.locator(".pagination")).containsText("page 2 sur 2");
    }

    @Test
    void ce_qui_s_emporte_est_exactement_ce_qui_est_vu() throws Exception {
        Page page = navigateur.connecte("delegation", Navigateur.LARGE);
        page.navigate("/annuaire/collectivites.xhtml?q=saint&nature=COMMUNE&tri=nom&colonnes=departement.habitants");
        List<String> vues = premiereColonne(page);
        Download fichier =
                page.waitForDownload(() -> page.locator("[id='emporter:csv']").click());
        assertEquals("collectivites.csv", fichier.suggestedFilename());
        List<String> lignes = Files.readAllLines(fichier.path());
        assertEquals("\uFEFFCollectivité;Département;Habitants", lignes.get(0));
        long total = d.nombre(
                "select count(*) from annuaire.collectivite c join annuaire.structure s on s.id = c.structure_id"
                        + " where s.code = 'HDF' and c.nature = 'COMMUNE' and c.close_le is null and c.cle like all (outils.motifs('saint'))");
        assertTrue(total > vues.size(), "plus d'une page");
        assertEquals(total + 1, lignes.size());
        for (int i = 0; i < vues.size(); i++) {
            assertTrue(lignes.get(i + 1).startsWith(vues.get(i) + ";"), lignes.get(i + 1) + " et " + vues.get(i));
        }
        assertEquals(
                1,
                d.nombre(
                        "select count(*) from garde.journal where action = 'liste-emportee' and objet = 'Collectivités' and detail = ?",
                        total + " lignes emportées en csv"));
    }

    @Test
    void une_longue_liste_se_prepare_pendant_qu_on_fait_autre_chose_et_s_abandonne() throws Exception {
        Page page = navigateur.connecte("siege", Navigateur.LARGE);
        page.navigate("/annuaire/collectivites.xhtml?colonnes=siren");
        page.locator("[id='emporter:csv']").click();
        assertThat(page).hasURL(Pattern.compile("/fichiers.xhtml"));
        page.navigate("/aujourdhui.xhtml");
        page.navigate("/fichiers.xhtml");
        Locator telecharger = page.locator("input[value='Télécharger']").first();
        telecharger.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
        Download fichier = page.waitForDownload(telecharger::click);
        assertEquals("collectivites.csv", fichier.suggestedFilename());
        List<String> lignes = Files.readAllLines(fichier.path());
        assertEquals("\uFEFFCollectivité;SIREN", lignes.get(0));
        assertEquals(d.nombre("select count(*) from annuaire.collectivite where close_le is null") + 1, lignes.size());

        d.ecrire("""
        insert into outils.export (id, compte_id, liste, titre, question, format, etat, fait, total, demande_le, bail_jusqu_a)
        select gen_random_uuid(), id, 'collectivites', 'Collectivités', 'q=x', 'xlsx', 'SE_PREPARE', 4000, 36000, now(), now() + interval '5 minutes'
          from acces.compte where identifiant = 'siege'
        """);
        page.navigate("/fichiers.xhtml");
        assertThat(page.locator("#contenu")).containsText("4000 lignes sur 36 000");
        page.locator("input[value='Abandonner']").click();
        assertThat(page.locator("#messages")).containsText("ne se prépare plus");
        assertEquals(1, d.nombre("select count(*) from outils.export where etat = 'ABANDONNE'"));
    }

    private static void dansLOrdre(String ou, String texte) {
        int depuis = 0;
        for (String nom : List.of("D’HONDT", "DE SMET", "ÉLUARD", "ŒUVRARD", "ZOLA")) {
            int la = texte.indexOf(nom, depuis);
            assertTrue(la >= 0, ou + " : " + nom + " n'est pas à sa place dans " + texte);
            depuis = la;
        }
    }

    @Test
    void les_noms_sont_dans_le_meme_ordre_partout() throws Exception {
        long session = Reperes.passee(d, d.denain());
        for (String nom : List.of("Zola", "Éluard", "De Smet", "Œuvrard", "d’Hondt")) {
            long agent = d.nombre(
                    "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) values (?, 'ZO-' || ?, ?, 'Zordre', 'C') returning id",
                    d.denain(),
                    nom.toUpperCase().replaceAll("[^A-Z]", ""),
                    nom);
            Reperes.bulletin(d, session, agent, "CONVOQUEE");
        }
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/annuaire/agents.xhtml?q=zordre");
        dansLOrdre("la liste", rh.locator("table.tableau").innerText());
        Download fichier =
                rh.waitForDownload(() -> rh.locator("[id='emporter:csv']").click());
        dansLOrdre("l'export", Files.readString(fichier.path()));
        rh.navigate("/inscription/session.xhtml?id=" + d.session(5, d.denain()));
        rh.locator("[id='inscrire:recherche']").pressSequentially("zordre");
        assertThat(rh.locator(".choix-agents li")).hasCount(5);
        dansLOrdre("le choix", rh.locator(".choix-agents").innerText());

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/attestation/presences.xhtml?session=" + session);
        dansLOrdre("la feuille de présence", delegation.locator("#contenu").innerText());
    }
}
