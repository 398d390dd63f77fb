package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Une préparation aux concours, du test d'orientation à la radiation, de la délégation à la RH. */
class ConcoursIT extends DansUnNavigateur {

    @Test
    void une_preparation_va_du_test_d_orientation_a_la_radiation_et_la_place_va_a_la_file() throws Exception {
        long session = d.sessionDeConcours(2, d.denain());
        List<Long> agents = d.agents(2, d.denain());
        long elle = Reperes.bulletin(d, session, agents.get(0), "TRANSMISE");
        long attend = Reperes.bulletin(d, session, agents.get(1), "TRANSMISE");
        d.ecrire("update inscription.bulletin set etat = 'LISTE_ATTENTE' where id = ?", attend);
        d.ecrire(
                "update inscription.jauge set capacite = 1, places_prises = 1, en_attente = 1 where session_id = ?",
                session);
        Page p = navigateur.connecte("delegation", Navigateur.LARGE);
        p.navigate("/inscription/bulletin.xhtml?id=" + elle);
        p.locator("[id='gestes:accepter']").click();
        assertThat(p.locator("#messages")).containsText("Le test d'orientation de cette personne n'a pas de résultat");

        p.getByText("Test, absences, avertissement…").click();
        p.locator("[id='orientation:noter']").click();
        assertThat(p.locator("[id='orientation:points-erreur']")).containsText("de 0 à 20");
        p.getByLabel("Points, sur 20").fill("12,5");
        p.getByLabel("Jour du test").fill(d.texte("select outils.jour(now())::text"));
        p.getByLabel("Parcours conseillé").selectOption("ADMIS");
        p.locator("[id='orientation:noter']").click();
        assertThat(p.locator("#messages")).containsText("Le résultat est noté.");
        assertThat(p.locator("[aria-labelledby='t-test']")).containsText("Peut suivre cette préparation, 12,5 sur 20");
        p.navigate("/inscription/stagiaires.xhtml?session=" + session);
        p.locator("[id='tous:accepter']").click();
        assertThat(p.locator("#messages")).containsText("1 bulletin accepté.");
        p.locator("[id='tous:convoquer']").click();

        LocalDate jour = LocalDate.parse(d.texte("select outils.jour(now())::text"));
        Reperes.enCours(d, session);
        p.navigate("/inscription/preparation.xhtml?bulletin=" + elle);
        manquer(p, jour.minusDays(4));
        p.getByLabel("Motif").fill("Une journée sans prévenir");
        p.locator("[id='mesures:avertir']").click();
        assertThat(p.locator("#messages")).containsText("L'avertissement est donné.");
        assertThat(p.locator("[id='mesures:radier']")).hasCount(0);
        Examen.propre(p, "preparation-avertie");
        manquer(p, jour.minusDays(2));
        p.getByLabel("Motif").fill("Deux journées sans prévenir");
        p.onDialog(dialogue -> dialogue.accept());
        p.locator("[id='mesures:radier']").click();
        assertThat(p.locator("#messages")).containsText("Sa place va à la première personne de la liste d'attente.");
        assertEquals("ANNULEE", d.texte("select etat from inscription.bulletin where id = ?", elle));
        assertEquals("TRANSMISE", d.texte("select etat from inscription.bulletin where id = ?", attend));
        assertEquals(1, d.nombre("select places_prises from inscription.jauge where session_id = ?", session));

        Page rh = navigateur.connecte("rh", Navigateur.TELEPHONE);
        rh.navigate("/inscription/bulletin.xhtml?id=" + elle);
        assertThat(rh.locator("[aria-labelledby='t-preparation']")).containsText("Radié le");
        Examen.propre(rh, "bulletin-radie");
        assertThat(rh.locator("[aria-labelledby='t-preparation']")).containsText("compte épargne-temps");
        assertThat(rh.locator("[aria-labelledby='t-preparation']")).not().containsText("12,5");
        assertThat(rh.locator("[aria-labelledby='t-histoire']")).containsText("Deux journées sans prévenir");
    }

    private static void manquer(Page p, LocalDate jour) {
        p.getByLabel("Jour manqué").fill(jour.toString());
        p.getByLabel("Durée").selectOption("2");
        p.locator("[id='absence:noterAbsence']").click();
        assertThat(p.locator("#messages")).containsText("L'absence est notée.");
    }
}
