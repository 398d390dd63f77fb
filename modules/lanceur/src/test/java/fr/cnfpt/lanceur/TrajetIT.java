package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Le voyage entier dans un vrai navigateur, chacun à son écran : l'agent et le responsable au téléphone, les services
 * sur un ordinateur. Seul le temps est aidé : pour saisir les présences, la base recule les dates de la session.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrajetIT {

    private Navigateur navigateur;
    private Donnees d;
    private long agent;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        d = new Donnees(application);
        agent = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        d.close();
    }

    @AfterEach
    void sans_erreur_de_script_ni_panne() {
        assertEquals(List.of(), navigateur.fautes());
    }

    @Test
    void un_bulletin_va_de_la_preinscription_a_l_attestation() throws Exception {
        long session = d.session(2, d.denain());
        d.ecrire("update catalogue.session set ville = 'Trajetville' where id = ?", session);
        String intitule = d.texte(
                "select t.intitule from catalogue.session s join catalogue.stage t on t.id = s.stage_id where s.id = ?",
                session);
        String nom = d.texte("select nom from acces.compte where identifiant = 'agent'");
        String responsable = d.texte("select nom from acces.compte where identifiant = 'responsable'");

        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        Locator ligne = catalogue(rh, session);
        assertThat(ligne).containsText(intitule);
        assertThat(ligne).containsText("2 places sur 2");
        assertThat(ligne).containsText("0 inscription");

        Page telephone = navigateur.connecte("agent", Navigateur.TELEPHONE);
        String bulletin = preinscrire(telephone, session);
        assertThat(telephone.locator("#messages")).containsText("Votre demande est déposée");
        assertThat(situation(telephone)).hasText("Préinscription, avis du responsable attendu");
        assertThat(catalogue(rh, session)).containsText("2 places sur 2");

        donnerAvis(bulletin);
        valider(rh, bulletin);
        assertThat(situation(rh)).hasText("Transmise au CNFPT, une place est tenue");
        assertThat(catalogue(rh, session)).containsText("1 place sur 2");
        assertThat(catalogue(rh, session)).containsText("1 inscription");

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/inscription/stagiaires.xhtml?session=" + session);
        delegation.locator("[id='lot:accepterTous']").click();
        assertThat(delegation.locator("#messages")).containsText("1 bulletin accepté.");
        delegation.locator("[id='lot:convoquer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 stagiaire convoqué.");

        telephone.navigate(bulletin);
        assertThat(situation(telephone)).hasText("Convoquée");
        String convocation = pdf(telephone, telephone.locator("[id='gestes:convocation']"));
        assertTrue(convocation.contains(intitule) && convocation.contains(nom), convocation);

        Reperes.passer(d, session);
        d.ecrire(
                "update catalogue.session set formateur_compte_id = (select id from acces.compte where identifiant = 'formateur') where id = ?",
                session);
        Page formateur = navigateur.connecte("formateur", Navigateur.LARGE);
        formateur.navigate("/attestation/mes-sessions.xhtml");
        formateur.locator("a.bouton[href$='session=" + session + "']").click();
        assertThat(formateur.locator("[id='feuille:enregistrer']")).isVisible();
        formateur.locator("[id='feuille:enregistrer']").click();
        assertThat(formateur.locator("#messages")).containsText("1 présence enregistrée.");

        delegation.navigate("/attestation/a-delivrer.xhtml");
        delegation.locator("a.bouton[href$='session=" + session + "']").click();
        delegation.locator("[id='feuille:delivrer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 attestation délivrée.");
        String numero = d.texte("select numero from attestation.attestation where session_id = ?", session);
        String jeton = d.texte("select jeton from attestation.attestation where session_id = ?", session);

        telephone.navigate("/attestation/attestations.xhtml?q=" + numero);
        String attestation = pdf(telephone, telephone.getByText("PDF").first());
        assertTrue(
                attestation.contains(numero) && attestation.contains(jeton) && attestation.contains(nom), attestation);

        Page quiconque = navigateur.anonyme(Navigateur.TELEPHONE);
        quiconque.navigate("/attestation/verifier.xhtml");
        quiconque.locator("#numero").fill(numero);
        quiconque.locator("#jeton").fill(jeton);
        quiconque.locator("main button[type=submit]").click();
        assertThat(quiconque.locator("#t-verdict")).hasText("Cette attestation est authentique");
        assertThat(quiconque.locator("dl.fiche")).containsText(nom);
        quiconque.navigate("/attestation/verifier.xhtml?numero=" + numero + "&jeton=" + "A".repeat(jeton.length()));
        assertThat(quiconque.locator("#t-inconnue")).isVisible();

        telephone.navigate(bulletin);
        assertThat(situation(telephone)).hasText("Attestation délivrée");
        List<String> pas = telephone.locator(".chronologie li").allInnerTexts();
        assertEquals(8, pas.size(), pas::toString);
        List<String> par = List.of(
                "Conseillère 7",
                "Formatrice 12",
                "Conseillère 7",
                "Conseillère 7",
                "Service formation de Denain",
                "Service formation de Denain",
                responsable,
                nom);
        Pattern quand = Pattern.compile("20[0-9]{2}.*[0-9]+ h");
        for (int i = 0; i < pas.size(); i++) {
            assertTrue(
                    pas.get(i).contains(par.get(i)) && quand.matcher(pas.get(i)).find(),
                    (i + 1) + " : " + pas.get(i) + ", attendu de " + par.get(i));
        }
    }

    @Test
    void sur_une_session_complete_la_validation_donne_un_rang() throws Exception {
        long session = d.session(1, d.denain());
        List<Long> autres = d.agents(1, d.denain());
        Reperes.bulletin(d, session, autres.get(0), "TRANSMISE");
        Page telephone = navigateur.connecte("agent", Navigateur.TELEPHONE);
        String bulletin = preinscrire(telephone, session);
        donnerAvis(bulletin);
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        valider(rh, bulletin);
        assertThat(situation(rh)).hasText("En liste d'attente, 1er sur 1");
        telephone.navigate(bulletin);
        assertThat(situation(telephone)).hasText("En liste d'attente, 1er sur 1");
        assertEquals(List.of(), d.jaugesFausses());
    }

    @Test
    void la_communaute_de_stage_vaut_une_demi_journee_a_qui_s_y_est_connecte() throws Exception {
        long session = d.session(10, d.denain());
        d.ecrire(
                "update catalogue.session set stage_id = (select id from catalogue.stage where modalite = 'MIXTE_COMMUNAUTE' order by id limit 1) where id = ?",
                session);
        long absent = d.agents(1, d.denain()).get(0);
        long avec = Reperes.bulletin(d, session, agent, "CONVOQUEE");
        long sans = Reperes.bulletin(d, session, absent, "CONVOQUEE");
        Reperes.passer(d, session);
        d.ecrire("""
        insert into e_communautes.communaute (nature, session_id, structure_id, titre, description, ouverture, fermeture)
        select 'STAGE', id, structure_id, 'Le stage d''une épreuve', 'Avant, pendant, après', current_date - 25, current_date + 4 from catalogue.session where id = ?
        """, session);

        Page telephone = navigateur.connecte("agent", Navigateur.TELEPHONE);
        telephone.navigate("/ecommunautes/communautes.xhtml");
        telephone.getByText("Le stage d'une épreuve").click();
        assertThat(telephone.locator("main")).containsText("s'y connecter une fois compte pour une demi-journée");

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/attestation/presences.xhtml?session=" + session);
        delegation.locator("[id='feuille:enregistrer']").click();
        assertThat(delegation.locator("#messages")).containsText("2 présences enregistrées.");
        delegation.locator("[id='feuille:delivrer']").click();
        assertThat(delegation.locator("#messages")).containsText("2 attestations délivrées.");
        String heures = "select heures from attestation.attestation where bulletin_id = ?";
        assertEquals(3, d.nombre(heures, avec) - d.nombre(heures, sans));

        telephone.navigate("/attestation/attestation.xhtml?id="
                + d.nombre("select id from attestation.attestation where bulletin_id = ?", avec));
        assertThat(telephone.locator(".regles li.oui").filter(new Locator.FilterOptions().setHasText("communauté")))
                .containsText("3 h");
    }

    @Test
    void la_delegation_lance_la_synthese_la_suit_et_en_lit_les_resultats() {
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/planformation/synthese.xhtml");
        delegation.locator("[id='lancement:lancer'], [id='lancement:relancer']").click();
        assertThat(delegation.locator("#t-synthese, .tuiles").first()).isVisible();
        Locator fin = delegation.locator(".tuiles .tuile-libelle").first();
        assertThat(fin).containsText("déployable", new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
        assertThat(delegation.locator("#t-synthese"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(90_000));
        assertThat(delegation.locator(".territoire").first()).isVisible();
        delegation.locator("details.pourquoi summary").first().click();
        assertThat(delegation.locator("details.pourquoi[open]").first()).containsText("Source");
    }

    @Test
    void un_message_de_la_communaute_nationale_se_lit_et_se_commente_d_un_role_a_l_autre() throws Exception {
        String page = "/ecommunautes/communaute.xhtml?id="
                + d.nombre("select min(id) from e_communautes.communaute where nature = 'NATIONALE'");
        Page telephone = navigateur.connecte("agent", Navigateur.TELEPHONE);
        telephone.navigate(page);
        telephone.getByLabel("Titre").fill("Une question d'épreuve <b>");
        telephone.getByLabel("Message").fill("Qui a déjà fait ainsi ?\nMerci.");
        telephone.locator("[id='ecrire:publier']").click();
        assertThat(telephone.locator("#messages")).containsText("Votre message est publié.");

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate(page);
        Locator message = delegation
                .locator(".fil-discussion > .contribution")
                .filter(new Locator.FilterOptions().setHasText("Une question d'épreuve <b>"));
        assertThat(message).containsText("Qui a déjà fait ainsi ?");
        message.getByText("Répondre").click();
        delegation.locator("textarea[name$='reponse']").fill("Oui, voici comment.");
        delegation.getByText("Publier la réponse").click();
        assertThat(delegation.locator("#messages")).containsText("Votre réponse est publiée.");

        telephone.navigate(page);
        Locator reponse = telephone
                .locator(".contribution-reponses .contribution")
                .filter(new Locator.FilterOptions().setHasText("Oui, voici comment."));
        assertThat(reponse).containsText("Conseillère 7");
        assertThat(reponse).containsText("CNFPT");
    }

    private static Locator catalogue(Page page, long session) {
        page.navigate("/inscription/catalogue.xhtml?q=Trajetville");
        return page.locator(".ligne-session")
                .filter(new Locator.FilterOptions().setHas(page.locator("a[href$='id=" + session + "']")));
    }

    /** @return l'adresse du bulletin */
    private static String preinscrire(Page page, long session) {
        page.navigate("/inscription/session.xhtml?id=" + session);
        page.locator("[id='demande:demander']").click();
        page.waitForURL("**/inscription/bulletin.xhtml?id=*");
        return page.url();
    }

    private void donnerAvis(String bulletin) {
        Page telephone = navigateur.connecte("responsable", Navigateur.TELEPHONE);
        telephone.navigate(bulletin);
        telephone.locator("[id='gestes:favorable']").click();
        assertThat(telephone.locator("#messages")).containsText("Avis favorable enregistré.");
        assertThat(situation(telephone)).hasText("Avis rendu, validation RH attendue");
    }

    private static void valider(Page rh, String bulletin) {
        rh.navigate(bulletin);
        rh.locator("[id='gestes:valider']").click();
        assertThat(rh.locator("#messages")).containsText("Bulletin transmis au CNFPT.");
    }

    private static Locator situation(Page page) {
        return page.locator("#t-situation");
    }

    /** Télécharge le PDF que ce bouton rend. @return son texte, les blancs ramenés à un */
    private static String pdf(Page page, Locator bouton) throws IOException {
        Download fichier = page.waitForDownload(bouton::click);
        byte[] octets = Files.readAllBytes(fichier.path());
        assertTrue(
                new String(octets, 0, 5, StandardCharsets.ISO_8859_1).startsWith("%PDF"), fichier.suggestedFilename());
        assertTrue(fichier.suggestedFilename().endsWith(".pdf"), fichier.suggestedFilename());
        try (PDDocument document = Loader.loadPDF(octets)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
