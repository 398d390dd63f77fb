package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
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
        new Voyage(navigateur, d).entier(() -> {});
    }

    @Test
    void sur_une_session_complete_la_validation_donne_un_rang() throws Exception {
        long session = d.session(1, d.denain());
        List<Long> autres = d.agents(1, d.denain());
        Reperes.bulletin(d, session, autres.get(0), "TRANSMISE");
        Page telephone = navigateur.connecte("agent", Navigateur.TELEPHONE);
        String bulletin = Voyage.preinscrire(telephone, session);
        new Voyage(navigateur, d).donnerAvis(bulletin);
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        Voyage.valider(rh, bulletin);
        assertThat(Voyage.situation(rh)).hasText("En liste d'attente, 1er sur 1");
        telephone.navigate(bulletin);
        assertThat(Voyage.situation(telephone)).hasText("En liste d'attente, 1er sur 1");
        assertEquals(List.of(), d.jaugesFausses());
    }

    @Test
    void la_communaute_de_stage_vaut_une_demi_journee_a_qui_s_y_est_connecte() throws Exception {
        long session = d.session("MIXTE_COMMUNAUTE", 10, d.denain());
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
    void le_formateur_emarge_chaque_demi_journee_au_telephone_et_chacune_vaut_trois_heures() throws Exception {
        long session = Reperes.passee(d, d.denain());
        long bulletin = Reperes.bulletin(d, session, agent, "CONVOQUEE");
        d.ecrire("""
        insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin)
        select s.id, 'PRESENCE', 'Les cas', s.debut + (n - 1) / 2, s.debut + (n - 1) / 2, case n % 2 when 1 then time '09:00' else '13:30' end,
               case n % 2 when 1 then time '12:00' else '16:30' end
          from catalogue.session s join catalogue.stage t on t.id = s.stage_id, generate_series(1, (2 * t.presentiel_jours)::int) as n where s.id = ?
        """, session);
        long toutes = d.nombre("select count(*) from catalogue.seance where session_id = ?", session);
        Page telephone = navigateur.connecte("formateur", Navigateur.TELEPHONE);
        telephone.navigate("/attestation/presences.xhtml?session=" + session + "&jours=1");
        Locator cases = telephone.locator("input[name=emarge]");
        Examen.propre(telephone, "presences-d-un-jour");
        cases.first().uncheck();
        telephone.locator("[id='feuille:enregistrer']").click();
        assertThat(telephone.locator("#messages")).containsText("1 présence enregistrée.");
        assertThat(cases.first()).not().isChecked();
        for (int volet = 2; 6 * (volet - 1) < toutes; volet++) {
            assertThat(telephone.locator("[id='feuille']")).containsText("L'émargement n'est pas fini");
            telephone.getByText("Les suivantes").click();
            telephone.locator("[id='feuille:enregistrer']").click();
            assertThat(telephone.locator("#messages")).containsText("1 présence enregistrée.");
        }
        assertThat(telephone.locator("[id='feuille']")).containsText(3 * (toutes - 1) + " h à attester");

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/attestation/presences.xhtml?session=" + session);
        delegation.locator("[id='feuille:delivrer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 attestation délivrée.");
        assertEquals(
                3 * (toutes - 1),
                d.nombre("select heures from attestation.attestation where bulletin_id = ?", bulletin));
        delegation.navigate("/attestation/attestation.xhtml?id="
                + d.nombre("select id from attestation.attestation where bulletin_id = ?", bulletin));
        assertThat(delegation.locator(".regles"))
                .containsText(toutes - 1 + " demi-journées suivies sur " + toutes + " en présence");
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
}
