package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Répondre depuis un courriel sans se connecter ; un besoin d'aménagement, de la personne au formateur. */
class RepondreIT extends DansUnNavigateur {

    private static Locator bouton(Page page, String nom) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(nom).setExact(true));
    }

    private long bulletin(long session, long agent, String etat) throws SQLException {
        return bulletin(session, agent, d.valenciennes(), etat);
    }

    private long bulletin(long session, long agent, long collectivite, String etat) throws SQLException {
        boolean transmis = !etat.equals("PREINSCRIPTION");
        long id = d.nombre(
                "insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)"
                        + " select s.id, s.stage_id, s.structure_id, ?, ?, s.debut, s.fin, ?, case when ? then 1 end from catalogue.session s where s.id = ? returning id",
                agent,
                collectivite,
                etat,
                transmis,
                session);
        if (transmis) {
            d.ecrire(
                    "update inscription.jauge set places_prises = places_prises + 1, dernier_rang = 1 where session_id = ?",
                    session);
        }
        return id;
    }

    /** Un lien, tel que le courriel le porte. */
    private String lien(String pour, long bulletin, long agent) throws SQLException {
        String jeton = (pour + "-epreuve-" + bulletin + "-" + "x".repeat(43)).substring(0, 43);
        d.ecrire(
                "insert into inscription.lien_de_courriel (empreinte, pour, bulletin_id, agent_id, emis_le, expire_le)"
                        + " values (encode(sha256(convert_to(?, 'UTF8')), 'hex'), ?, ?, ?, now(), now() + interval '7 days')",
                jeton,
                pour,
                bulletin,
                agent);
        return "/inscription/repondre.xhtml?jeton=" + jeton;
    }

    private String etat(long bulletin) throws SQLException {
        return d.texte("select etat from inscription.bulletin where id = ?", bulletin);
    }

    @Test
    void le_responsable_donne_son_avis_par_le_bouton_et_jamais_par_l_ouverture_du_lien() throws Exception {
        List<Long> agents = d.agents(2, d.valenciennes());
        d.ecrire("update annuaire.agent set responsable_id = ? where id = ?", agents.get(1), agents.get(0));
        long bulletin = bulletin(d.session(5, d.valenciennes()), agents.get(0), "PREINSCRIPTION");
        String adresse = lien("AVIS", bulletin, agents.get(1));
        Page page = navigateur.anonyme(390);
        page.navigate(adresse);
        assertThat(page.locator("h1")).hasText("Votre avis sur une demande");
        page.reload();
        assertEquals("PREINSCRIPTION", etat(bulletin), "ouvrir n'agit pas");
        page.locator("summary").click();
        bouton(page, "Avis défavorable").click();
        assertThat(page.locator("form")).containsText("Dites pourquoi");
        Examen.propre(page, "avis-sans-motif");
        page.getByLabel("Motif").fill("Effectif trop court ce mois-là");
        bouton(page, "Avis défavorable").click();
        assertThat(page.locator(".verification-carte p[role=status]")).containsText("avis défavorable est enregistré");
        assertEquals("AVIS_RENDU", etat(bulletin));
        Examen.propre(page, "avis-donne");
        page.navigate(adresse);
        assertThat(page.locator("h2")).hasText("On ne peut pas répondre ici");
        assertThat(page.locator("section").first()).containsText("Ce lien a déjà servi");
    }

    @Test
    void un_convoque_qui_ne_peut_pas_venir_rend_sa_place_depuis_le_courriel() throws Exception {
        List<Long> agents = d.agents(1, d.valenciennes());
        long session = d.session(5, d.valenciennes());
        long bulletin = bulletin(session, agents.get(0), "CONVOQUEE");
        d.ecrire(
                "insert into inscription.venue (bulletin_id, rappele_le, joignable) values (?, now(), true)", bulletin);
        Page page = navigateur.anonyme(390);
        page.navigate(lien("VENUE", bulletin, agents.get(0)));
        assertThat(bouton(page, "Je viens")).isVisible();
        Examen.propre(page, "venue-demandee");
        page.locator("summary").click();
        page.getByLabel("Motif").fill("Arrêt de travail");
        bouton(page, "Je ne peux pas venir").click();
        assertThat(page.locator(".verification-carte p[role=status]")).containsText("Votre inscription est annulée");
        assertEquals("ANNULEE", etat(bulletin));
        assertEquals(0, d.nombre("select places_prises from inscription.jauge where session_id = ?", session));
        assertEquals(
                "Annulé par l'agent",
                d.texte(
                        "select texte from inscription.changement where bulletin_id = ? order by id desc limit 1",
                        bulletin));
    }

    @Test
    void une_session_deplacee_se_refuse_sans_se_connecter_et_la_delegation_le_lit() throws Exception {
        List<Long> agents = d.agents(1, d.denain());
        long session = d.session(5, d.denain());
        long bulletin = bulletin(session, agents.get(0), d.denain(), "CONVOQUEE");
        String jeton = d.sessionChangee(bulletin, "du 3 au 4 mars 2031, Lens");
        Page rh = navigateur.connecte("rh", 1280);
        rh.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        assertThat(rh.locator("#changement")).containsText("du 3 au 4 mars 2031, Lens");
        Page page = navigateur.anonyme(390);
        page.onDialog(com.microsoft.playwright.Dialog::accept);
        page.navigate("/inscription/place.xhtml?jeton=" + jeton);
        assertThat(page.locator("h1")).hasText("Votre session a changé");
        assertThat(page.locator("section").first()).containsText("du 3 au 4 mars 2031, Lens");
        page.reload();
        assertEquals("CONVOQUEE", etat(bulletin), "ouvrir n'agit pas");
        Examen.propre(page, "place-changee");
        Examen.propre(rh, "bulletin-change");
        bouton(page, "Refuser ce changement").click();
        assertThat(page.locator(".verification-carte p[role=status]")).containsText("votre place est rendue");
        assertEquals("ANNULEE", etat(bulletin));
        assertEquals(0, d.nombre("select places_prises from inscription.jauge where session_id = ?", session));
        rh.reload();
        assertThat(rh.locator("main")).containsText("Changement de la session, refusé par l'agent");
        assertThat(rh.locator("#changement")).hasCount(0);
        Page delegation = navigateur.connecte("delegation", 1280);
        delegation.navigate("/inscription/sauvetage.xhtml?session=" + session);
        assertThat(delegation.locator("main")).containsText("1 a refusé le changement");
        d.sessions(14, 5, d.denain(), 30);
        delegation.reload();
        assertThat(delegation.locator("[id='voisines'] tbody tr")).hasCount(12);
        Examen.propre(delegation, "sauvetage-plein");
        delegation.getByText("plus loin de ces dates").click();
        assertThat(delegation.getByText("plus loin de ces dates")).hasCount(0);
        assertTrue(delegation.locator("[id='voisines'] tbody tr").count() >= 14, "les plus éloignées aussi");
    }

    @Test
    void un_besoin_d_amenagement_va_au_referent_designe_et_la_phrase_acceptee_seule_en_sort() throws Exception {
        long agent = d.nombre("select agent_id from acces.compte where identifiant = 'agent'");
        long session = d.session(5, d.denain());
        long bulletin = d.nombre(
                "insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)"
                        + " select s.id, s.stage_id, s.structure_id, ?, ?, s.debut, s.fin, 'CONVOQUEE', 1 from catalogue.session s where s.id = ? returning id",
                agent,
                d.denain(),
                session);
        d.ecrire(
                "update inscription.jauge set places_prises = places_prises + 1, dernier_rang = 1 where session_id = ?",
                session);
        Page elle = navigateur.connecte("agent", 390);
        elle.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        elle.locator("#besoin summary").click();
        elle.getByLabel("Ce dont vous avez besoin pour suivre la session").fill("Je lis sur les lèvres : de face");
        bouton(elle, "Écrire au référent handicap").click();
        assertThat(elle.locator("#besoin")).containsText("Ce que vous avez écrit");
        assertThat(elle.locator("#besoin")).containsText("Lu du seul référent");
        assertEquals(
                "Je lis sur les lèvres : de face",
                elle.locator("#besoin textarea").inputValue(),
                "ce qu'elle a saisi revient tel quel");

        Page delegation = navigateur.connecte("delegation", 1280);
        delegation.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        assertThat(delegation.locator("main")).not().containsText("lèvres");
        delegation.navigate("/inscription/amenagements.xhtml");
        assertThat(delegation.locator("main")).not().containsText("lèvres");
        delegation
                .getByLabel("Qui")
                .selectOption(String.valueOf(d.nombre("select id from acces.compte where identifiant = 'delegation'")));
        bouton(delegation, "Désigner").click();
        Locator fiche = delegation.locator("section", new Page.LocatorOptions().setHasText("Je lis sur les lèvres"));
        assertTrue(
                fiche.textContent().contains("Je lis sur les lèvres\u00a0: de face"), "montré, il ne se coupe pas là");
        Examen.propre(delegation, "amenagement-a-repondre");
        fiche.getByLabel("Votre réponse").fill("Une place au premier rang vous attend");
        fiche.getByLabel("Ce que vous proposez de dire au formateur").fill("Parlez face à elle");
        fiche.getByRole(AriaRole.BUTTON).click();
        assertThat(delegation.locator("main")).containsText("l'accord de la personne est attendu");

        Page rh = navigateur.connecte("rh", 1280);
        rh.navigate("/inscription/bulletin.xhtml?id=" + bulletin);
        assertThat(rh.locator("main")).not().containsText("lèvres");
        assertThat(rh.locator("main")).not().containsText("Besoin d'un aménagement");

        elle.reload();
        assertThat(elle.locator("#besoin")).containsText("Parlez face à elle");
        Examen.propre(elle, "amenagement-repondu");
        bouton(elle, "D'accord, dites-le").click();
        assertThat(elle.locator("#besoin")).containsText("Le formateur lit");
        delegation.navigate("/attestation/presences.xhtml?session=" + session);
        assertThat(delegation.locator("main")).not().containsText("Parlez face à elle");

        d.ecrire("delete from inscription.amenagement where bulletin_id = ?", bulletin);
        d.ecrire("delete from inscription.referent_handicap");
        d.ecrire("update inscription.bulletin set etat = 'ANNULEE' where id = ?", bulletin);
        d.ecrire("update inscription.jauge set places_prises = 0 where session_id = ?", session);
    }
}
