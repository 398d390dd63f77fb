package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Un agent, au téléphone, voit ce qu'on tient de lui, l'emporte, demande l'effacement ; la RH efface ; son attestation
 * se vérifie encore.
 */
class MesDonneesIT extends DansUnNavigateur {

    private static final String JETON = "mesdonnees-mesdonnees-me";

    @BeforeAll
    void preparer() throws Exception {
        long agent = d.nombre("""
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, courriel, categorie) values (?, 'EFFACEMENT-1', 'Quatremère', 'Zéphirine', 'zephirine@epreuve.exemple', 'C') returning id
        """, d.denain());
        d.compte("zephirine", "Zéphirine QUATREMÈRE", "AGENT", d.denain(), null, agent, null);
        Reperes.attestation(
                d, Reperes.bulletin(d, Reperes.passee(d, d.denain()), agent, "ATTESTEE"), "2026-HDF-980001", JETON);
    }

    @Test
    void un_agent_voit_emporte_et_fait_effacer_ses_donnees_et_son_attestation_se_verifie_encore() throws Exception {
        String imprime = d.texte("select nom from attestation.attestation where jeton = ?", JETON);
        Page agent = navigateur.connecte("zephirine", Navigateur.TELEPHONE);
        agent.navigate("/mon-compte.xhtml");
        agent.getByText("Voir mes données").click();
        assertThat(agent.locator("h1")).hasText("Mes données");
        assertThat(agent.locator("main")).containsText("Attestations");
        Download fichier = agent.waitForDownload(
                () -> agent.locator("[id='donnees:telecharger']").click());
        String json = Files.readString(fichier.path(), StandardCharsets.UTF_8);
        assertTrue(
                json.contains("Quatremère") && json.contains("EFFACEMENT-1") && json.contains("2026-HDF-980001"), json);
        agent.locator("[id='demande:nature']").selectOption("EFFACEMENT");
        agent.locator("[id='demande:texte']").fill("Je quitte la fonction publique.");
        navigateur.photographier(agent, "agent/demander-un-effacement", agent.locator("[id='demande']"));
        agent.locator("[id='demande:demander']").click();
        assertThat(agent.locator("#t-suivi")).isVisible();

        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/aujourdhui.xhtml");
        rh.locator("a[href$='/garde/demandes.xhtml']").first().click();
        rh.locator("a[aria-label='Répondre à la demande de Zéphirine QUATREMÈRE']")
                .click();
        assertThat(rh.locator("main")).containsText("Ce qui sera perdu, et ce qui reste");
        navigateur.photographier(
                rh,
                "gestionnaire-rh/effacer",
                rh.locator("section")
                        .filter(new Locator.FilterOptions().setHasText("Ce qui sera perdu, et ce qui reste"))
                        .last());
        rh.locator("input[value='Effacer ses données']").click();
        assertThat(rh.locator("#messages")).containsText("Cochez d'abord la case");
        rh.getByLabel("J'ai compris que cela ne se défait pas").check();
        rh.locator("input[value='Effacer ses données']").click();
        assertThat(rh.locator("#messages")).containsText("Les données de cet agent sont effacées");

        Page quiconque = navigateur.anonyme(Navigateur.TELEPHONE);
        quiconque.navigate("/attestation/verifier.xhtml?numero=2026-HDF-980001&jeton=" + JETON);
        assertThat(quiconque.locator("#t-verdict")).hasText("Cette attestation est authentique");
        assertThat(quiconque.locator("main")).containsText("nom effacé avec les données du titulaire");
        quiconque.getByLabel("Nom imprimé sur le document").fill("Quelqu'un d'autre");
        quiconque.locator("input[value='Confirmer le nom']").click();
        assertThat(quiconque.locator("main")).containsText("Non : ce n'est pas le nom imprimé");
        quiconque.getByLabel("Nom imprimé sur le document").fill(imprime.toLowerCase());
        quiconque.locator("input[value='Confirmer le nom']").click();
        assertThat(quiconque.locator("main")).containsText("Oui : cette attestation a été délivrée à ce nom");

        agent.navigate("/garde/mes-donnees.xhtml");
        assertThat(agent).hasURL(java.util.regex.Pattern.compile(".*connexion.*"));
    }
}
