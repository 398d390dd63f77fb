package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Le voyage d'un bulletin, de la préinscription à l'attestation, chacun à son écran. */
final class Voyage {

    private final Navigateur navigateur;
    private final Donnees d;

    Voyage(Navigateur navigateur, Donnees d) {
        this.navigateur = navigateur;
        this.d = d;
    }

    /** @param auMilieu ce qui arrive pendant que les gens travaillent */
    void entier(Geste auMilieu) throws Exception {
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
        telephone.navigate("/inscription/session.xhtml?id=" + session);
        navigateur.photographier(telephone, "agent/demander", telephone.locator("[aria-labelledby='t-regles']"));
        String bulletin = preinscrire(telephone, session);
        assertThat(telephone.locator("#messages")).containsText("Votre demande est déposée");
        assertThat(situation(telephone)).hasText("Chez le responsable, pour avis");
        assertThat(catalogue(rh, session)).containsText("2 places sur 2");

        donnerAvis(bulletin);
        rh.navigate(bulletin);
        navigateur.photographier(
                rh,
                "gestionnaire-rh/valider",
                rh.locator("section.situation"),
                rh.locator("[aria-labelledby='t-regles']"));
        valider(rh, bulletin);
        assertThat(situation(rh)).hasText("Transmise au CNFPT, une place est tenue");
        assertThat(catalogue(rh, session)).containsText("1 place sur 2");
        assertThat(catalogue(rh, session)).containsText("1 inscription");

        auMilieu.run();
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/inscription/stagiaires.xhtml?session=" + session);
        delegation.locator("[id='tous:accepter']").click();
        assertThat(delegation.locator("#messages")).containsText("1 bulletin accepté.");
        navigateur.photographier(
                delegation,
                "delegation/convoquer",
                delegation.getByRole(
                        AriaRole.REGION,
                        new Page.GetByRoleOptions().setName("Places").setExact(true)),
                delegation.locator("[id='lot']"));
        delegation.locator("[id='tous:convoquer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 stagiaire convoqué.");

        telephone.navigate(bulletin);
        assertThat(situation(telephone)).hasText("Convoquée");
        navigateur.photographier(telephone, "agent/convocation", telephone.locator("section.situation"));
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
        navigateur.photographier(formateur, "formateur/presences", formateur.locator("[id='feuille']"));
        formateur.locator("[id='feuille:enregistrer']").click();
        assertThat(formateur.locator("#messages")).containsText("1 présence enregistrée.");

        delegation.navigate("/attestation/a-delivrer.xhtml");
        delegation.locator("a.bouton[href$='session=" + session + "']").click();
        delegation.locator("[id='feuille:delivrer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 attestation délivrée.");
        navigateur.photographier(
                delegation, "delegation/delivrer", delegation.locator("[aria-labelledby='t-resultat']"));
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
        navigateur.photographier(quiconque, "visiteur/verifier", quiconque.locator("[aria-labelledby='t-verdict']"));
        quiconque.navigate("/attestation/verifier.xhtml?numero=" + numero + "&jeton=" + "A".repeat(jeton.length()));
        assertThat(quiconque.locator("#t-inconnue")).isVisible();

        telephone.navigate(bulletin);
        assertThat(situation(telephone)).hasText("Attestation délivrée");
        navigateur.photographier(telephone, "agent/histoire", telephone.locator("[aria-labelledby='t-histoire']"));
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
        Pattern quand = Pattern.compile("20[0-9]{2}.*[0-9]+\u00a0h");
        for (int i = 0; i < pas.size(); i++) {
            assertTrue(
                    pas.get(i).contains(par.get(i)) && quand.matcher(pas.get(i)).find(),
                    (i + 1) + " : " + pas.get(i) + ", attendu de " + par.get(i));
        }
    }

    /** Ce qui arrive. */
    interface Geste {
        void run() throws Exception;
    }

    static Locator catalogue(Page page, long session) {
        page.navigate("/inscription/catalogue.xhtml?q=Trajetville");
        return page.locator(".ligne-session")
                .filter(new Locator.FilterOptions().setHas(page.locator("a[href$='id=" + session + "']")));
    }

    /** @return l'adresse du bulletin */
    static String preinscrire(Page page, long session) {
        page.navigate("/inscription/session.xhtml?id=" + session);
        page.locator("[id='demande:demander']").click();
        page.waitForURL("**/inscription/bulletin.xhtml?id=*");
        return page.url();
    }

    void donnerAvis(String bulletin) {
        Page telephone = navigateur.connecte("responsable", Navigateur.TELEPHONE);
        telephone.navigate(bulletin);
        navigateur.photographier(
                telephone,
                "responsable/avis",
                telephone.locator("section.situation"),
                telephone.locator("[aria-labelledby='t-regles']"));
        telephone.locator("[id='gestes:favorable']").click();
        assertThat(telephone.locator("#messages")).containsText("Avis favorable enregistré.");
        assertThat(situation(telephone)).hasText("À valider par le service formation");
    }

    static void valider(Page rh, String bulletin) {
        rh.navigate(bulletin);
        rh.locator("[id='gestes:valider']").click();
        assertThat(rh.locator("#messages")).containsText("Bulletin transmis au CNFPT.");
    }

    static Locator situation(Page page) {
        return page.locator("#t-situation");
    }

    /** Télécharge le PDF que ce bouton rend. @return son texte, les blancs ramenés à un */
    static String pdf(Page page, Locator bouton) throws IOException {
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
