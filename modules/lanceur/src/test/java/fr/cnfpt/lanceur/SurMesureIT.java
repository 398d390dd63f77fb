package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * La formation sur mesure, chacun à son écran : un intra jusqu'à sa session, que l'employeur voit et le voisin non ;
 * une union de deux petites communes.
 */
class SurMesureIT extends DansUnNavigateur {

    /** Des jours à venir partout, quelle que soit l'heure. */
    private static final LocalDate DEBUT = LocalDate.now(ZoneOffset.UTC).plusDays(70);

    private long stage(String code, String intitule) throws Exception {
        return d.nombre("""
        insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, objectifs, public_vise,
               contenu, prerequis, situations, competences, moyens, conditions_attestation, acces, repas, hebergement)
        select ?, ?, specialite, modalite, nature, type, 2, 0, objectifs, public_vise,
               contenu, prerequis, situations, competences, moyens, conditions_attestation, acces, repas, hebergement
          from catalogue.stage where modalite = 'PRESENTIEL' and demonstration order by id limit 1 returning id
        """, code, intitule);
    }

    private static void choisir(Page p, String champ, String texte) {
        p.locator("[id='" + champ + "_input']").fill("");
        p.locator("[id='" + champ + "_input']").pressSequentially(texte);
        p.locator("[id='" + champ + "_panel'] .ui-autocomplete-item").first().click();
    }

    private static String demander(Page rh, String type, String code, int effectif) {
        rh.navigate("/planformation/demander.xhtml?stage=" + code);
        rh.locator("input[value='" + type + "']").check();
        rh.locator("[id='demande:effectif']").fill(String.valueOf(effectif));
        rh.locator("[id='demande:souhaitDu']").fill(DEBUT.toString());
        rh.locator("[id='demande:souhaitAu']").fill(DEBUT.plusDays(30).toString());
        rh.locator("[id='demande:salle']").fill("Salle des mariages");
        rh.locator("[id='demande:enregistrer']").click();
        rh.waitForURL("**/planformation/demande.xhtml?id=*");
        return rh.url();
    }

    private static void proposer(Page delegation, String demande) {
        delegation.navigate(demande.replaceAll("&pour=[^&]*", ""));
        delegation.locator("[id='proposition:fin']").fill(DEBUT.plusDays(1).toString());
        // La commune de l'employeur est déjà proposée.
        assertThat(delegation.locator("[id='proposition:commune_input']"))
                .hasValue(Pattern.compile(".+ \\([0-9AB]{5}\\)"));
        delegation.locator("[id='proposition:chiffrer']").click();
        assertThat(delegation.locator("[id='proposition'] .message")).isVisible();
        delegation.locator("[id='proposition:proposer']").click();
        assertThat(delegation.locator("#messages")).containsText("La proposition est envoyée");
    }

    private static void signerEtPublier(Page delegation, String demande) {
        delegation.navigate(demande.replaceAll("&pour=[^&]*", ""));
        delegation.locator("[id='gestes:etablir']").click();
        assertThat(delegation.locator("#messages")).containsText("La convention est établie");
        delegation
                .locator("[id='signature:signeeLe']")
                .fill(LocalDate.now(ZoneOffset.UTC).toString());
        delegation.locator("[id='signature:signer']").click();
        assertThat(delegation.locator("#messages")).containsText("La signature est notée");
        delegation.locator("[data-ouvre='dialoguePublier']").click();
        delegation.locator("[id='publication:publier']").click();
        delegation.waitForURL("**/inscription/stagiaires.xhtml?session=*");
        assertThat(delegation.locator("#messages")).containsText("publiée pour ces employeurs");
    }

    private void voit(Page p, String code, boolean oui) {
        p.navigate("/inscription/catalogue.xhtml?q=" + code);
        assertThat(p.locator(".ligne-session")).hasCount(oui ? 1 : 0);
    }

    @Test
    void un_intra_demande_propose_convenu_devient_une_session_que_le_voisin_ne_voit_pas() throws Exception {
        stage("EPR-INTRA", "Tenir un guichet intranquille");
        d.ecrire(
                "insert into plan_formation.cotisation (collectivite_id, structure_id, a_jour_au, constatee_le, constatee_par) select id, structure_id, current_date - 5, now(), 'Épreuve' from annuaire.collectivite where id = ?",
                d.denain());
        Page rh = navigateur.connecte("rh", Navigateur.LARGE);
        rh.navigate("/inscription/catalogue.xhtml?q=zzguichetzz");
        rh.getByText("demandez cette formation sur mesure").click();
        assertThat(rh.locator("[id='demande:intitule']")).hasValue("zzguichetzz");
        Examen.propre(rh, "intra-a-demander");
        String demande = demander(rh, "INTRA", "EPR-INTRA", 12);
        Examen.propre(rh, "intra-demande");
        rh.getByText("Nommer des agents…").click();
        rh.locator("[id='nommer:recherche']").pressSequentially("1021");
        assertThat(rh.locator("[id='nommer:liste'] input[name=agent]")).hasCount(1);
        rh.locator("[id='nommer:liste'] input[name=agent]").check();
        rh.locator("[id='nommer:matricules']").fill("1022\n9999");
        rh.locator("[id='nommer:valider']").click();
        assertThat(rh.getByText("Aucun de vos agents n'a ce matricule : 9999")).isVisible();
        assertThat(rh.locator("[id='nommer:liste'] input[name=agent]:checked")).hasCount(1);
        rh.locator("[id='nommer:matricules']").fill("1022\n1023");
        rh.locator("[id='nommer:valider']").click();
        assertThat(rh.locator("#messages")).containsText("3 agents sont nommés");
        Examen.propre(rh, "intra-agents-nommes");
        rh.locator("[id='gestes:envoyer']").click();
        assertThat(rh.locator("#messages")).containsText("seulement. Demandez à votre délégation");
        assertThat(rh.locator("#messages")).containsText("Conditions publiées par le CNFPT");

        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/planformation/cotisations.xhtml");
        choisir(delegation, "constat:collectivite", "215901729");
        delegation
                .locator("[id='constat:jusquAu']")
                .fill(LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString());
        delegation.locator("[id='constat:constater']").click();
        assertThat(delegation.locator("#messages")).containsText("Denain est à jour jusqu'au");
        Examen.propre(delegation, "cotisation-constatee");

        rh.navigate(demande);
        rh.locator("[id='gestes:envoyer']").click();
        assertThat(rh.locator("#messages")).containsText("La demande est envoyée");
        delegation.navigate(demande.replaceAll("&pour=[^&]*", ""));
        Examen.propre(delegation, "intra-envoye");
        proposer(delegation, demande);

        rh.navigate(demande);
        assertThat(rh.locator("[aria-labelledby='t-proposition']")).containsText("1 groupe × 2 jours × 900 €");
        Examen.propre(rh, "intra-propose");
        rh.locator("[id='gestes:accepter']").click();
        assertThat(rh.locator("#messages")).containsText("La proposition est acceptée");
        d.ecrire(
                "update annuaire.agent set parti_le = current_date - 1 where collectivite_id = ? and matricule = '1023'",
                d.denain());
        signerEtPublier(delegation, demande);

        rh.navigate(demande);
        String convention = Voyage.pdf(rh, rh.locator("[id='gestes:convention']"));
        for (String attendu :
                List.of("Convention de formation en intra", "215 901 729", "guichet intranquille", "1800 €")) {
            assertTrue(convention.replaceAll("\\s+", " ").contains(attendu), attendu + " : " + convention);
        }
        rh.navigate("/planformation/surmesure.xhtml?etat=PUBLIEE");
        assertThat(rh.getByText("Tenir un guichet intranquille")).isVisible();
        Examen.propre(rh, "intra-publies");
        voit(rh, "EPR-INTRA", true);
        Page voisine = rh("rh.voisine.intra", d.valenciennes());
        voit(voisine, "EPR-INTRA", false);
        voisine.navigate(demande.replaceAll("&pour=[^&]*", ""));
        assertThat(voisine.locator("h1")).not().containsText("intranquille");
        rh.navigate(demande);
        assertThat(rh.locator("#nommes tbody tr")).hasCount(3);
        assertThat(rh.locator("section[aria-labelledby='t-nommes']"))
                .containsText("2 agents nommés sont inscrits, sur 3");
        assertThat(rh.locator("section[aria-labelledby='t-nommes']")).containsText("N'est plus parmi vos agents.");
        Examen.propre(rh, "intra-agents-inscrits");
        rh.locator("#nommes a").first().click();
        assertThat(rh.locator("h1")).containsText("Tenir un guichet intranquille");
        assertThat(rh.getByText("Inscrit par la collectivité et transmis au CNFPT"))
                .isVisible();
        rh.navigate(demande);
        rh.getByText("Ouvrir la session").click();
        assertThat(rh.locator("h1")).hasText("Tenir un guichet intranquille");
    }

    @Test
    void deux_petites_communes_s_unissent_et_voient_leur_session_a_deux() throws Exception {
        stage("EPR-UNION", "Entretenir un cimetière à deux");
        long porteuse = petite(0);
        long invitee = petite(1);
        Page a = rh("rh.union.a", porteuse);
        Page b = rh("rh.union.b", invitee);
        String demande = demander(a, "UNION", "EPR-UNION", 5);
        choisir(a, "invitation:invitee", d.texte("select siren from annuaire.collectivite where id = ?", invitee));
        a.locator("[id='invitation:inviter']").click();
        assertThat(a.locator("#messages")).containsText("L'invitation est partie");
        a.locator("[id='gestes:envoyer']").click();
        assertThat(a.locator("#messages")).containsText("Effectif insuffisant : 5 agents, il en faut 8");

        b.navigate("/aujourdhui.xhtml");
        b.getByText("invitation à une union").click();
        b.getByText("Entretenir un cimetière à deux").click();
        b.locator("[id='reponse:effectifInvite']").fill("4");
        b.locator("[id='reponse:venir']").click();
        assertThat(b.locator("#messages")).containsText("vous venez");
        Examen.propre(b, "union-repondue");

        a.navigate(demande);
        a.locator("[id='gestes:envoyer']").click();
        assertThat(a.locator("#messages")).containsText("La demande est envoyée");
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        proposer(delegation, demande);
        assertThat(delegation.locator("[aria-labelledby='t-proposition']")).containsText("comprise dans la cotisation");
        a.navigate(demande);
        a.locator("[id='gestes:accepter']").click();
        signerEtPublier(delegation, demande);
        voit(a, "EPR-UNION", true);
        voit(b, "EPR-UNION", true);
        voit(navigateur.connecte("rh", Navigateur.LARGE), "EPR-UNION", false);
    }

    @Test
    void la_delegation_constate_les_cotisations_d_un_fichier_apres_l_avoir_essaye() throws Exception {
        long commune = petite(2);
        String siren = d.texte("select siren from annuaire.collectivite where id = ?", commune);
        String jour = LocalDate.now(ZoneOffset.UTC).plusMonths(5).toString();
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/planformation/cotisations.xhtml");
        delegation.getByText("Importer un fichier…").click();
        Examen.propre(delegation, "cotisations-a-importer");
        delegation
                .locator("[id='depot:fichier']")
                .setInputFiles(new FilePayload(
                        "urssaf.csv",
                        "text/csv",
                        ("SIREN;À jour jusqu'au\n" + siren + ";" + jour + "\n123456789;" + jour + "\n")
                                .getBytes(StandardCharsets.UTF_8)));
        delegation.locator("[id='depot:essayer']").click();
        assertThat(delegation.getByText("Essai : rien n'est encore constaté")).isVisible();
        assertThat(delegation.getByText("une clé de contrôle les vérifie")).isVisible();
        Examen.propre(delegation, "cotisations-essayees");
        delegation.navigate("/planformation/importer-cotisations.xhtml?sort=NOUVEAU");
        assertThat(delegation.locator("table")).containsText("Jamais constatée.");
        Examen.propre(delegation, "cotisations-nouvelles");
        delegation.locator("[id='decision:confirmer']").click();
        assertThat(delegation.locator("#messages")).containsText("1 cotisation est constatée");
        assertThat(delegation.locator("h1")).hasText("Cotisations");
        assertEquals(
                jour,
                d.texte(
                        "select a_jour_au::text from plan_formation.cotisation where collectivite_id = ? order by id desc limit 1",
                        commune));
        assertEquals(0, d.nombre("select count(*) from plan_formation.essai_cotisation"));
    }

    @Test
    void un_sirh_demande_un_intra_une_fois_et_sait_quand_il_a_bouge(Application application) throws Exception {
        stage("EPR-SIRH", "Relever un compteur sans contact");
        d.ecrire(
                "insert into plan_formation.cotisation (collectivite_id, structure_id, a_jour_au, constatee_le, constatee_par) select id, structure_id, current_date + 90, now(), 'Épreuve' from annuaire.collectivite where id = ?",
                d.denain());
        Api api = new Api(application, Application.JETON);
        String corps = "{\"stage\":\"EPR-SIRH\",\"effectif\":10,\"souhaitDu\":\"" + DEBUT + "\",\"souhaitAu\":\""
                + DEBUT.plusDays(30) + "\",\"matricules\":[\"1024\",\"1025\"]}";
        Map<String, String> cle = Map.of("Idempotency-Key", "sur-mesure-" + DEBUT);
        JsonNode demande = api.envoyer("POST", "/demandes-sur-mesure", BodyPublishers.ofString(corps), cle)
                .admise(201)
                .corps();
        assertEquals("ENVOYEE", demande.at("/demande/etat").asText());
        assertEquals("NOMME", demande.at("/agents/1/sort").asText());
        assertEquals(
                demande,
                api.envoyer("POST", "/demandes-sur-mesure", BodyPublishers.ofString(corps), cle)
                        .admise(201)
                        .corps());
        assertEquals(
                1, d.nombre("select count(*) from plan_formation.demande where intitule like 'Relever un compteur%'"));
        api.poster(
                        "/demandes-sur-mesure",
                        Map.of(
                                "stage",
                                "EPR-SIRH",
                                "effectif",
                                3,
                                "souhaitDu",
                                DEBUT.toString(),
                                "souhaitAu",
                                DEBUT.toString()))
                .refuse(409, "effectif-insuffisant");
        assertTrue(api.toutes("/demandes-sur-mesure?etat=ENVOYEE&limite=1", "demandes").stream()
                .anyMatch(l -> l.path("intitule").asText().startsWith("Relever un compteur")));

        String chemin =
                "/api/v1/demandes-sur-mesure/" + demande.at("/demande/id").asLong();
        Visiteur sirh = new Visiteur(application).avecJeton(Application.JETON);
        String etag =
                sirh.envoyer("GET", chemin, "").headers().firstValue("ETag").orElseThrow();
        assertEquals(304, lireSi(application, chemin, etag));
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        proposer(
                delegation,
                "/planformation/demande.xhtml?id=" + demande.at("/demande/id").asLong());
        assertEquals(200, lireSi(application, chemin, etag), "une proposition est un pas de plus");
    }

    private static int lireSi(Application application, String chemin, String etag) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(application.url() + chemin))
                                .header("Authorization", "Bearer " + Application.JETON)
                                .header("If-None-Match", etag)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Page rh(String identifiant, long collectivite) throws Exception {
        d.compte(identifiant, "La RH " + identifiant, "GESTIONNAIRE_RH", collectivite, null, null, null);
        return navigateur.connecte(identifiant, Navigateur.LARGE);
    }

    /** Une des plus petites communes de la démonstration, dans l'intercommunalité de Denain. */
    private long petite(int rang) throws Exception {
        return d.nombre("""
        select c.id from annuaire.collectivite c where c.epci_siren = (select epci_siren from annuaire.collectivite where id = ?)
           and c.nature = 'COMMUNE' and exists (select 1 from annuaire.agent a where a.collectivite_id = c.id)
         order by c.population, c.id limit 1 offset ?
        """, d.denain(), rang);
    }
}
