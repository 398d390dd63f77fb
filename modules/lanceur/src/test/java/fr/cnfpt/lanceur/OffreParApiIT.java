package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.cnfpt.lanceur.Api.Reponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** L'offre tenue par les outils d'une délégation et du siège : les gestes des pages, sous leurs règles. */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OffreParApiIT {

    private static final LocalDate MARDI =
            LocalDate.now().plusDays(120).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));

    private Donnees d;
    private Api delegation;
    private Api siege;
    private Api sirh;

    @BeforeAll
    void entrer(Application application) throws Exception {
        d = new Donnees(application);
        d.jeton("iel_offre_siege", "outil.offre.siege", null, null);
        delegation = new Api(application, Application.JETON + "_hdf");
        siege = new Api(application, "iel_offre_siege");
        sirh = new Api(application, Application.JETON);
    }

    @AfterAll
    void sortir() throws Exception {
        d.close();
    }

    private static String session(String stage, String enPlus) {
        return "{\"stage\": \"" + stage + "\", \"debut\": \"" + MARDI + "\", \"fin\": \"" + MARDI.plusDays(1)
                + "\", \"cloture\": \"" + MARDI.minusDays(14)
                + "\", \"capacite\": 15, \"minimum\": 8" + enPlus + "}";
    }

    private static final String A_LILLE = ", \"commune\": \"59350\", \"lieu\": \"Antenne\"";

    private Reponse changer(Api qui, String adresse, String corps, String etag) {
        return qui.envoyer("PUT", adresse, BodyPublishers.ofString(corps), Map.of("If-Match", etag));
    }

    private Reponse publier(String adresse, String cle, String etag) {
        return delegation.envoyer(
                "POST",
                adresse + "/publication",
                BodyPublishers.noBody(),
                Map.of("If-Match", etag, "Idempotency-Key", cle));
    }

    private String etag(long session) throws Exception {
        return "\"" + d.nombre("select version from catalogue.session where id = ?", session) + "\"";
    }

    @Test
    void une_session_s_ecrit_se_change_se_publie_et_s_annule() throws Exception {
        JsonNode brouillon = delegation
                .envoyer("POST", "/offre/sessions", session("RES-001", ", \"pour\": {\"employeurs\": [\"215901729\"]}"))
                .admise(201)
                .corps();
        long id = brouillon.path("id").asLong();
        String ici = "/offre/sessions/" + id;
        assertEquals("BROUILLON", brouillon.path("etat").asText());
        assertEquals("215901729", brouillon.at("/session/pour/employeurs/0").asText());
        sirh.lire("/sessions/" + id).refuse(404, "session-inconnue");

        Reponse sansLieu = publier(ici, "sans-lieu-" + id, etag(id)).refuse(422, "session-invalide");
        assertEquals("commune", sansLieu.champ());
        assertEquals("Il manque pour publier : la commune où l'on vient.", sansLieu.detail());

        delegation.poster(ici + "/annulation", Map.of("motif", "Trop tôt")).refuse(409, "session-au-brouillon");

        String entiere = session("RES-001", A_LILLE + ", \"pour\": {\"employeurs\": [\"215901729\"]}");
        delegation.envoyer("PUT", ici, entiere).refuse(428, "version-absente");
        changer(delegation, ici, entiere, "\"99\"").refuse(412, "version-perimee");
        JsonNode change =
                changer(delegation, ici, entiere, etag(id)).admise(200).corps();
        assertEquals("Lille", change.path("ville").asText());
        assertEquals(change, delegation.lire(ici).admise(200).corps());

        publier(ici, "perimee-" + id, "\"99\"").refuse(412, "version-perimee");
        String lue = etag(id);
        JsonNode publiee = publier(ici, "publier-" + id, lue).admise(200).corps();
        assertEquals("PUBLIEE", publiee.path("etat").asText());
        assertEquals(publiee, publier(ici, "publier-" + id, lue).admise(200).corps(), "rejouée");
        sirh.lire("/sessions/" + id).admise(200);
        assertEquals(
                List.of(id),
                delegation.toutes("/offre/sessions?etat=PUBLIEE&limite=200", "sessions").stream()
                        .map(s -> s.path("id").asLong())
                        .filter(s -> s == id)
                        .toList());

        // Telle que lue, une semaine plus tard.
        ObjectNode plusTard = (ObjectNode) publiee.path("session").deepCopy();
        plusTard.put("debut", MARDI.plusDays(7).toString())
                .put("fin", MARDI.plusDays(8).toString());
        changer(delegation, ici, plusTard.toString(), "\"1\"").refuse(412, "version-perimee");
        ObjectNode autrement = plusTard.deepCopy();
        autrement.putObject("pour").put("france", true);
        assertEquals(
                "pour",
                changer(delegation, ici, autrement.toString(), etag(id))
                        .refuse(422, "session-invalide")
                        .champ());
        changer(delegation, ici, plusTard.toString(), etag(id)).admise(200);
        assertEquals(
                MARDI.plusDays(7).toString(),
                sirh.lire("/sessions/" + id).admise(200).corps().path("debut").asText());

        delegation.poster(ici + "/annulation", Map.of()).refuse(422, "session-invalide");
        assertEquals(
                "Formatrice souffrante",
                delegation
                        .poster(ici + "/annulation", Map.of("motif", "Formatrice souffrante"))
                        .admise(200)
                        .corps()
                        .path("motif")
                        .asText());
        delegation.poster(ici + "/annulation", Map.of("motif", "Encore")).refuse(409, "session-annulee");
        changer(delegation, ici, plusTard.toString(), etag(id)).refuse(409, "session-annulee");
    }

    @Test
    void chacune_tient_les_siennes_et_le_siege_dit_pour_laquelle() throws Exception {
        String chezElle = session("RES-001", ", \"structure\": \"REU\"");
        delegation.envoyer("POST", "/offre/sessions", chezElle).refuse(403, "acces-interdit");
        siege.envoyer("POST", "/offre/sessions", session("RES-001", "")).refuse(422, "champ-absent");
        long id = siege.envoyer("POST", "/offre/sessions", chezElle)
                .admise(201)
                .corps()
                .path("id")
                .asLong();
        delegation.lire("/offre/sessions/" + id).refuse(404, "session-inconnue");
        changer(delegation, "/offre/sessions/" + id, chezElle, "\"1\"").refuse(404, "session-inconnue");
        publier("/offre/sessions/" + id, "autre-" + id, "\"1\"").refuse(404, "brouillon-inconnu");
        siege.lire("/offre/sessions/" + id).admise(200);
        sirh.lire("/offre/sessions/" + id).refuse(403, "acces-interdit");
        delegation.lire("/bulletins").refuse(403, "acces-interdit");
    }

    @Test
    void ce_qui_n_existe_pas_se_nomme() {
        assertEquals(
                "commune",
                delegation
                        .envoyer("POST", "/offre/sessions", session("RES-001", ", \"commune\": \"99999\""))
                        .refuse(422, "commune-inconnue")
                        .champ());
        delegation.envoyer("POST", "/offre/sessions", session("ZZZ-999", "")).refuse(404, "stage-inconnu");
        delegation
                .envoyer("POST", "/offre/sessions", session("RES-001", ", \"formateur\": \"personne\""))
                .refuse(422, "formateur-inconnu");
        delegation
                .envoyer("POST", "/offre/sessions", session("RES-001", ", \"pour\": {\"departements\": [\"99\"]}"))
                .admise(201);
        assertEquals(
                "pour",
                delegation
                        .envoyer(
                                "POST",
                                "/offre/sessions",
                                session("RES-001", ", \"pour\": {\"departements\": [\"x\"]}"))
                        .refuse(422, "session-invalide")
                        .champ());
        delegation.lire("/offre/sessions?etat=REALISEE").refuse(422, "etat-inconnu");
        delegation
                .envoyer(
                        "POST",
                        "/offre/fiches",
                        "{\"code\": \"ZZZ-043\", \"intitule\": \"Essai\", \"specialite\": \"XXX\"}")
                .refuse(422, "specialite-inconnue");
    }

    @Test
    void une_fiche_se_corrige_au_brouillon_puis_vaut() throws Exception {
        String code = "OAP-" + d.nombre("select count(*) from catalogue.stage where code like 'OAP-%'");
        String neuve = "{\"code\": \"" + code
                + "\", \"intitule\": \"Tenir un registre\", \"specialite\": \"ECV\", \"modalite\": \"PRESENTIEL\", \"nature\": \"PERFECTIONNEMENT\", \"presentielJours\": 20, \"mentions\": [";
        JsonNode brouillon =
                siege.envoyer("POST", "/offre/fiches", neuve + "]}").admise(201).corps();
        String ici = "/offre/fiches/" + brouillon.path("id").asText();
        assertTrue(
                brouillon.at("/manques/0/source").asText().contains("Arrêté du 1er août 2023"), brouillon.toString());
        Reponse manque = siege.envoyer(
                        "POST", ici + "/publication", BodyPublishers.noBody(), Map.of("If-Match", "\"1\""))
                .refuse(422, "stage-invalide");
        assertTrue(manque.detail().contains("Arrêté du 1er août 2023"), manque.detail());
        String mentions = List.of(
                        "OBJECTIFS",
                        "SITUATIONS",
                        "COMPETENCES",
                        "PUBLIC_VISE",
                        "PREREQUIS",
                        "CONTENU",
                        "MOYENS",
                        "CONDITIONS_ATTESTATION",
                        "ACCES",
                        "REPAS",
                        "HEBERGEMENT")
                .stream()
                .map(m -> "{\"mention\": \"" + m + "\", \"texte\": \"Un\\nDeux\"}")
                .collect(java.util.stream.Collectors.joining(", "));
        String entiere = neuve + mentions + "]}";
        siege.envoyer("PUT", ici, entiere).refuse(428, "version-absente");
        changer(siege, ici, entiere, "\"7\"").refuse(412, "version-perimee");
        JsonNode change = changer(siege, ici, entiere, "\"1\"").admise(200).corps();
        assertEquals(0, change.path("manques").size(), change.toString());
        assertEquals("Un\nDeux", change.at("/fiche/mentions/0/texte").asText());
        String cle = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    1,
                    siege.envoyer(
                                    "POST",
                                    ici + "/publication",
                                    BodyPublishers.noBody(),
                                    Map.of("If-Match", "\"2\"", "Idempotency-Key", cle))
                            .admise(200)
                            .corps()
                            .path("version")
                            .asInt(),
                    "rejouée, la même");
        }
        JsonNode vaut = delegation.lire("/offre/stages/" + code).admise(200).corps();
        assertEquals(20, vaut.at("/fiche/presentielJours").asInt());
        assertEquals("Un ; Deux", d.texte("select contenu from catalogue.stage where code = ?", code));

        // Telle que lue, corrigée, puis republiée : la version suit.
        ObjectNode corrigee = (ObjectNode) vaut.path("fiche").deepCopy();
        String inchangee = delegation
                .envoyer("POST", "/offre/fiches", corrigee.toString())
                .admise(201)
                .corps()
                .path("id")
                .asText();
        delegation.envoyer("POST", "/offre/fiches", corrigee.toString()).refuse(409, "fiche-changee");
        delegation
                .envoyer(
                        "POST",
                        "/offre/fiches/" + inchangee + "/publication",
                        BodyPublishers.noBody(),
                        Map.of("If-Match", "\"1\""))
                .refuse(409, "fiche-identique");
        corrigee.put("intitule", "Tenir deux registres");
        changer(delegation, "/offre/fiches/" + inchangee, corrigee.toString(), "\"1\"")
                .admise(200);
        assertEquals(
                2,
                delegation
                        .envoyer(
                                "POST",
                                "/offre/fiches/" + inchangee + "/publication",
                                BodyPublishers.noBody(),
                                Map.of("If-Match", "\"2\""))
                        .admise(200)
                        .corps()
                        .path("version")
                        .asInt());
        assertTrue(delegation.toutes("/offre/stages?limite=50", "stages").stream()
                .anyMatch(s -> s.path("code").asText().equals(code)
                        && s.path("version").asInt() == 2));
    }

    @Test
    void une_preparation_aux_concours_se_tient_par_le_numero_d_une_demande_du_test_a_la_radiation() throws Exception {
        long session = d.sessionDeConcours(2, d.denain());
        List<Long> agents = d.agents(1, d.denain());
        long elle = Reperes.bulletin(d, session, agents.get(0), "TRANSMISE");
        String ici = "/offre/sessions/" + session + "/demandes/" + elle + "/preparation";
        String passeLe = LocalDate.now().toString();
        delegation
                .poster(ici + "/test", Map.of("points", 12.5, "passeLe", passeLe, "parcours", "PEUT_ETRE"))
                .refuse(422, "parcours-inconnu");
        JsonNode notee = delegation
                .poster(ici + "/test", Map.of("points", 12.5, "passeLe", passeLe, "parcours", "ADMIS"))
                .admise(200)
                .corps();
        assertEquals("ADMIS", notee.path("parcours").asText());
        assertFalse(notee.toString().contains("12.5"), "les points ne sont qu'à la personne");
        delegation
                .poster("/offre/sessions/" + session + "/demandes/acceptation", Map.of())
                .admise(200);
        delegation
                .envoyer(
                        "POST",
                        "/offre/sessions/" + session + "/demandes/convocation",
                        BodyPublishers.noBody(),
                        Map.of())
                .admise(200);
        Reperes.enCours(d, session);
        delegation
                .poster(ici + "/avertissement", Map.of("motif", "Une journée sans prévenir"))
                .refuse(409, "absences-insuffisantes");
        String jour = LocalDate.now().minusDays(3).toString();
        delegation
                .poster(ici + "/absence", Map.of("jour", jour, "demiJournees", 2))
                .admise(200);
        delegation.poster(ici + "/absence/retrait", Map.of("jour", jour)).admise(200);
        delegation.poster(ici + "/absence/retrait", Map.of("jour", jour)).refuse(404, "absence-inconnue");
        JsonNode absente = delegation
                .poster(ici + "/absence", Map.of("jour", jour, "demiJournees", 2))
                .admise(200)
                .corps();
        assertEquals(2, absente.path("demiJourneesNonJustifiees").asInt());
        delegation
                .poster(ici + "/radiation", Map.of("motif", "Une journée sans prévenir"))
                .refuse(409, "avertissement-absent");
        assertEquals(
                absente.path("pourAvertir").asInt(),
                delegation
                        .poster(ici + "/avertissement", Map.of("motif", "Une journée sans prévenir"))
                        .admise(200)
                        .corps()
                        .at("/avertissement/seuil")
                        .asInt());
        delegation
                .poster(
                        ici + "/absence",
                        Map.of("jour", LocalDate.now().minusDays(2).toString(), "demiJournees", 2))
                .admise(200);
        JsonNode radiee = delegation
                .poster(ici + "/radiation", Map.of("motif", "Deux journées encore sans prévenir"))
                .admise(200)
                .corps();
        assertEquals("ANNULEE", radiee.path("etat").asText());
        assertFalse(radiee.at("/radiation/source").asText().isBlank(), "la règle, et d'où elle vient");
        assertEquals(radiee, delegation.lire(ici).corps());
        long autre = d.sessionDeConcours(2, d.denain());
        delegation.lire(ici.replace("/" + session + "/", "/" + autre + "/")).refuse(404, "bulletin-inconnu");
    }

    private Reponse decider(long session, String etag) {
        return delegation.envoyer(
                "POST",
                "/offre/sessions/" + session + "/selection/decision",
                BodyPublishers.noBody(),
                etag == null ? Map.of() : Map.of("If-Match", etag));
    }

    @Test
    void le_quota_la_selection_et_les_offres_d_une_session_se_reglent_sur_ce_qu_on_a_lu() throws Exception {
        long session = d.sessionAuDepartement(4, d.denain());
        String ici = "/offre/sessions/" + session + "/places";
        Reponse lues = delegation.lire(ici).admise(200);
        assertEquals(0, lues.corps().path("prises").asInt());
        assertTrue(lues.corps().at("/reglages/quota").isMissingNode());
        delegation.envoyer("PUT", ici, "{\"quota\": 1}").refuse(428, "version-absente");
        Reponse reglees = changer(delegation, ici, "{\"quota\": 1, \"parOffre\": true}", lues.version())
                .admise(200);
        assertEquals(1, reglees.corps().at("/reglages/quota").asInt());
        assertTrue(reglees.corps().at("/reglages/parOffre").asBoolean());
        changer(delegation, ici, "{}", lues.version()).refuse(412, "version-perimee");

        sirh.inscrire(session, d.agents(3, d.denain())).admise(201);
        JsonNode part = delegation.lire(ici).admise(200).corps().at("/parts/0");
        assertEquals(
                "Denain 1 2",
                part.path("collectivite").asText() + " " + part.path("tenues").asText() + " "
                        + part.path("attendues").asText());
        // Relevé, le quota fait avancer la file : ce qu'on lit ensuite le dit.
        JsonNode releve = changer(delegation, ici, "{\"quota\": 2}", reglees.version())
                .admise(200)
                .corps();
        assertEquals(2, releve.path("prises").asInt());
        assertEquals(
                "quota",
                changer(delegation, ici, "{\"quota\": 1}", delegation.lire(ici).version())
                        .refuse(422, "quota-sous-les-places")
                        .champ());
        changer(delegation, ici, "{\"aSelection\": true}", delegation.lire(ici).version())
                .refuse(409, "selection-trop-tard");
        assertEquals(
                2,
                delegation.lire(ici).admise(200).corps().at("/reglages/quota").asInt(),
                "le quota ôté avec la sélection refusée reste");
        sirh.lire(ici).refuse(403, "acces-interdit");
    }

    @Test
    void une_selection_se_lit_s_ecarte_et_se_decide_sans_qu_une_personne_y_soit_nommee() throws Exception {
        long premiere = d.bulletinASelectionner(d.denain());
        long session = d.nombre("select session_id from inscription.bulletin where id = ?", premiere);
        String ici = "/offre/sessions/" + session + "/selection";
        Reponse lue = delegation.lire(ici).admise(200);
        assertTrue(lue.corps().path("decidable").asBoolean());
        JsonNode demande = lue.corps().at("/demandes/0");
        assertEquals(premiere, demande.path("bulletin").asLong());
        assertEquals("Denain", demande.path("employeur").asText());
        assertEquals("RETENUE", demande.path("issue").asText());
        assertTrue(!lue.corps().toString().contains("Épreuve"), "ni nom ni prénom : " + lue.corps());

        decider(session, null).refuse(428, "version-absente");
        decider(session, "\"abc\"").refuse(412, "version-perimee");
        delegation
                .poster(ici + "/ecart", Map.of("bulletin", premiere, "geste", "REFUSER"))
                .refuse(422, "motif-absent");
        delegation
                .poster(ici + "/ecart", Map.of("bulletin", premiere, "geste", "JETER"))
                .refuse(422, "geste-inconnu");
        delegation
                .poster(ici + "/ecart", Map.of("bulletin", 0, "geste", "REFUSER", "motif", "Prérequis absents"))
                .refuse(409, "plus-en-selection");
        JsonNode designee = delegation
                .poster(ici + "/ecart", Map.of("bulletin", premiere, "geste", "REFUSER", "motif", "Prérequis absents"))
                .admise(200)
                .corps()
                .at("/demandes/0");
        assertEquals("REFUSEE", designee.path("issue").asText());
        assertEquals("Prérequis absents", designee.path("motif").asText());
        decider(session, lue.version()).refuse(412, "version-perimee");
        delegation
                .poster(ici + "/ecart", Map.of("bulletin", premiere, "geste", "SELON_LES_REGLES"))
                .admise(200);
        String relue = delegation.lire(ici).admise(200).version();
        assertEquals(lue.version(), relue, "rendue aux règles, elle est telle qu'on l'avait lue");
        JsonNode decidee = decider(session, relue).admise(200).corps();
        assertEquals(1, decidee.path("retenues").asInt());
        decider(session, relue).refuse(409, "selection-decidee");
        assertEquals("ACCEPTEE", d.texte("select etat from inscription.bulletin where id = ?", premiere));
        assertTrue(!delegation.lire(ici).corps().path("decideeLe").isMissingNode());
    }

    @Test
    void une_session_sous_son_minimum_se_trouve_et_chaque_geste_qui_la_sauve_se_fait() throws Exception {
        long session = d.sessionAuDepartement(5, d.denain());
        long accueil = d.sessionAuDepartement(5, d.denain());
        d.ecrire(
                "update catalogue.session set debut = current_date + 20, fin = current_date + 21, cloture = current_date + 10 where id = ?",
                session);
        d.ecrire("update inscription.jauge set debut = current_date + 20 where session_id = ?", session);
        sirh.inscrire(session, d.agents(2, d.denain())).admise(201);
        JsonNode trouvee = delegation.toutes("/offre/sessions-a-sauver?limite=2", "sessions").stream()
                .filter(s -> s.path("session").asLong() == session)
                .findFirst()
                .orElseThrow();
        assertEquals(2, trouvee.path("compte").asInt());
        String ici = "/offre/sessions/" + session + "/sauvetage";
        JsonNode examen = delegation.lire(ici).admise(200).corps();
        assertTrue(examen.path("sousLeMinimum").asBoolean());
        assertTrue(
                examen.path("voisines").findValuesAsText("session").contains(String.valueOf(accueil)),
                examen.toString());
        assertTrue(examen.path("departements").findValuesAsText("code").contains("02"), examen.toString());

        JsonNode ouverte = delegation
                .poster(ici + "/ouverture", Map.of("departement", "02"))
                .admise(200)
                .corps();
        assertTrue(!ouverte.path("departements").findValuesAsText("code").contains("02"), ouverte.toString());
        delegation.poster(ici + "/ouverture", Map.of("departement", "02")).refuse(409, "deja-ouverte");
        String jour = LocalDate.now().plusDays(27).toString();
        delegation.poster(ici + "/deplacement", Map.of("debut", jour)).admise(200);
        assertEquals(jour, d.texte("select debut::text from catalogue.session where id = ?", session));
        delegation.poster(ici + "/a-distance", Map.of("lien", "ici")).refuse(422, "session-invalide");
        delegation
                .poster(ici + "/a-distance", Map.of("lien", "https://visio.exemple/salle"))
                .admise(200);
        delegation
                .poster(ici + "/a-distance", Map.of("lien", "https://visio.exemple/salle"))
                .refuse(409, "deja-a-distance");

        delegation.poster(ici + "/emmener", Map.of("accueil", accueil)).refuse(409, "session-publiee");
        delegation.poster(ici + "/reunion", Map.of("accueil", session)).refuse(422, "autre-stage");
        delegation.poster(ici + "/reunion", Map.of()).refuse(422, "champ-absent");
        JsonNode reunie = delegation
                .poster(ici + "/reunion", Map.of("accueil", accueil))
                .admise(200)
                .corps();
        assertEquals(2, reunie.path("places").asInt());
        assertEquals(0, reunie.path("sansPlace").size());
        assertEquals(
                2,
                d.nombre(
                        "select count(*) from inscription.bulletin where session_id = ? and etat = 'TRANSMISE'",
                        accueil));
        delegation.poster(ici + "/emmener", Map.of("accueil", accueil)).refuse(409, "personne-a-emmener");
        assertEquals(
                "ANNULEE",
                delegation.lire(ici).admise(200).corps().path("moment").asText());
    }

    @Test
    void qui_attend_ailleurs_est_invite() throws Exception {
        long pleine = d.sessionAuDepartement(1, d.denain());
        sirh.inscrire(pleine, d.agents(2, d.denain())).admise(201);
        long libre = d.sessionAuDepartement(5, d.denain());
        String ici = "/offre/sessions/" + libre + "/sauvetage/invitation";
        assertTrue(delegation
                        .envoyer("POST", ici, BodyPublishers.noBody(), Map.of())
                        .admise(200)
                        .corps()
                        .path("invites")
                        .asInt()
                >= 1);
        delegation.envoyer("POST", ici, BodyPublishers.noBody(), Map.of()).refuse(409, "personne-a-inviter");
    }

    @Test
    void le_deroule_s_ecrit_seance_par_seance_et_le_jour_de_decider_se_fixe() throws Exception {
        long id = delegation
                .envoyer("POST", "/offre/sessions", session("RES-001", A_LILLE))
                .admise(201)
                .corps()
                .path("id")
                .asLong();
        String ici = "/offre/sessions/" + id + "/deroule";
        JsonNode posees = delegation
                .envoyer("POST", ici + "/demi-journees", BodyPublishers.noBody(), Map.of())
                .admise(200)
                .corps();
        assertEquals(
                posees.path("attendues").asInt(), posees.path("demiJournees").asInt());
        delegation
                .envoyer("POST", ici + "/demi-journees", BodyPublishers.noBody(), Map.of())
                .refuse(409, "deja-posees");
        long premiere = posees.at("/seances/0/id").asLong();
        String retrait = ici + "/seances/" + premiere + "/retrait";
        delegation.envoyer("POST", retrait, BodyPublishers.noBody(), Map.of()).admise(200);
        delegation.envoyer("POST", retrait, BodyPublishers.noBody(), Map.of()).refuse(404, "seance-inconnue");

        // Un cycle se tient en plusieurs communes : chaque séance dit la sienne.
        JsonNode ajoutee = delegation
                .poster(
                        ici + "/seances",
                        Map.of(
                                "forme",
                                "PRESENCE",
                                "titre",
                                "Sur le terrain",
                                "jour",
                                MARDI.toString(),
                                "debut",
                                "09:00",
                                "fin",
                                "12:30",
                                "commune",
                                "62041",
                                "salle",
                                "Salle 9"))
                .admise(201)
                .corps();
        JsonNode aArras = null;
        for (JsonNode s : ajoutee.path("seances")) {
            aArras = s.at("/seance/titre").asText().equals("Sur le terrain") ? s : aArras;
        }
        assertEquals("Arras", aArras.path("ville").asText());
        assertEquals("09:00", aArras.at("/seance/debut").asText());
        assertEquals("62041", aArras.at("/seance/commune").asText());
        Map<String, String> tropLong = Map.of(
                "forme",
                "PRESENCE",
                "titre",
                "Sur le terrain",
                "jour",
                MARDI.toString(),
                "debut",
                "09:00",
                "fin",
                "12:30",
                "salle",
                "é".repeat(300));
        assertEquals(
                "salle",
                delegation
                        .poster(ici + "/seances", tropLong)
                        .refuse(422, "seance-invalide")
                        .champ());
        assertEquals(
                "debut",
                delegation
                        .poster(ici + "/seances", Map.of("forme", "PRESENCE", "titre", "Midi", "debut", "midi"))
                        .refuse(422, "heure-invalide")
                        .champ());

        Reponse lu = delegation.lire(ici).admise(200);
        String decision = MARDI.minusDays(10).toString();
        String scenario = "{\"criteres\": \"Deux séquences suivies\", \"decisionLe\": \"" + decision
                + "\", \"gestionnaire\": \"delegation\"}";
        delegation.envoyer("PUT", ici + "/scenario", scenario).refuse(428, "version-absente");
        Reponse ecrit =
                changer(delegation, ici + "/scenario", scenario, lu.version()).admise(200);
        assertEquals(decision, ecrit.corps().at("/scenario/decisionLe").asText());
        assertEquals("delegation", ecrit.corps().at("/scenario/gestionnaire").asText());
        changer(delegation, ici + "/scenario", "{}", lu.version()).refuse(412, "version-perimee");
        assertEquals(
                "decisionLe",
                changer(
                                delegation,
                                ici + "/scenario",
                                "{\"decisionLe\": \"" + MARDI.plusDays(3) + "\"}",
                                ecrit.version())
                        .refuse(422, "decision-tardive")
                        .champ());
        changer(delegation, ici + "/scenario", "{\"conseiller\": \"personne\"}", ecrit.version())
                .refuse(422, "compte-inconnu");
    }

    @Test
    void un_brouillon_s_abandonne_tel_qu_on_l_a_lu_et_un_stage_se_retire_puis_se_remet() throws Exception {
        long id = delegation
                .envoyer("POST", "/offre/sessions", session("RES-001", ""))
                .admise(201)
                .corps()
                .path("id")
                .asLong();
        String abandon = "/offre/sessions/" + id + "/abandon";
        delegation.envoyer("POST", abandon, BodyPublishers.noBody(), Map.of()).refuse(428, "version-absente");
        delegation
                .envoyer("POST", abandon, BodyPublishers.noBody(), Map.of("If-Match", "\"99\""))
                .refuse(412, "version-perimee");
        delegation
                .envoyer("POST", abandon, BodyPublishers.noBody(), Map.of("If-Match", etag(id)))
                .admise(200);
        delegation.lire("/offre/sessions/" + id).refuse(404, "session-inconnue");
        long publiee = d.session(5, d.denain());
        delegation
                .envoyer(
                        "POST",
                        "/offre/sessions/" + publiee + "/abandon",
                        BodyPublishers.noBody(),
                        Map.of("If-Match", etag(publiee)))
                .refuse(404, "brouillon-inconnu");

        JsonNode vaut = delegation.lire("/offre/stages/RES-001").admise(200).corps();
        if (!vaut.has("brouillon")) {
            JsonNode fiche = delegation
                    .envoyer("POST", "/offre/fiches", vaut.path("fiche").toString())
                    .admise(201)
                    .corps();
            delegation
                    .envoyer(
                            "POST",
                            "/offre/fiches/" + fiche.path("id").asText() + "/abandon",
                            BodyPublishers.noBody(),
                            Map.of("If-Match", "\"1\""))
                    .admise(200);
            assertTrue(!delegation.lire("/offre/stages/RES-001").corps().has("brouillon"));
        }
        String stage = d.texte(
                "select s.code from catalogue.stage s join catalogue.session x on x.stage_id = s.id where x.id = ?",
                publiee);
        delegation
                .poster("/offre/stages/" + stage + "/retrait", Map.of("motif", "Vieilli"))
                .refuse(409, "sessions-en-cours");
        delegation.poster("/offre/stages/" + stage + "/retrait", Map.of()).refuse(422, "motif-absent");
    }

    @Test
    void les_demandes_d_une_session_s_acceptent_se_convoquent_se_refusent_par_leur_numero() throws Exception {
        long session = d.sessionAuDepartement(3, d.denain());
        JsonNode inscrites =
                sirh.inscrire(session, d.agents(4, d.denain())).admise(201).corps();
        long[] ids = new long[4];
        for (int i = 0; i < 4; i++) {
            ids[i] = inscrites.at("/bulletins/" + i + "/bulletin").asLong();
        }
        String ici = "/offre/sessions/" + session + "/demandes";
        List<JsonNode> lues = delegation.toutes(ici + "?limite=3", "demandes");
        assertEquals(4, lues.size());
        assertTrue(
                lues.stream()
                        .allMatch(l -> l.path("siren").asText().equals("215901729")
                                && !l.toString().contains("Épreuve")),
                "un employeur, jamais une personne : " + lues);
        assertEquals(
                1,
                delegation
                        .toutes(ici + "?etat=LISTE_ATTENTE", "demandes")
                        .get(0)
                        .path("position")
                        .asInt());

        // Tous ou aucun : qui attend ne s'accepte pas, et l'autre reste telle.
        delegation
                .poster(ici + "/acceptation", Map.of("bulletins", List.of(ids[0], ids[3])))
                .refuse(409, "etat-du-bulletin");
        assertEquals("TRANSMISE", d.texte("select etat from inscription.bulletin where id = ?", ids[0]));
        long ailleurs = d.sessionAuDepartement(3, d.denain());
        delegation
                .poster("/offre/sessions/" + ailleurs + "/demandes/acceptation", Map.of("bulletins", List.of(ids[0])))
                .refuse(404, "bulletin-inconnu");
        assertEquals(
                1,
                delegation
                        .poster(ici + "/acceptation", Map.of("bulletins", List.of(ids[0])))
                        .admise(200)
                        .corps()
                        .path("demandes")
                        .asInt());
        delegation.poster(ici + "/" + ids[1] + "/refus", Map.of()).refuse(422, "motif-absent");
        assertEquals(
                "REFUSEE",
                delegation
                        .poster(ici + "/" + ids[1] + "/refus", Map.of("motif", "Prérequis non tenus"))
                        .admise(200)
                        .corps()
                        .path("etat")
                        .asText());
        assertEquals(
                "TRANSMISE",
                d.texte("select etat from inscription.bulletin where id = ?", ids[3]),
                "la place rendue va à qui attendait");
        assertEquals(
                2,
                delegation
                        .poster(ici + "/acceptation", Map.of())
                        .admise(200)
                        .corps()
                        .path("demandes")
                        .asInt());
        assertEquals(
                3,
                delegation
                        .envoyer("POST", ici + "/convocation", BodyPublishers.noBody(), Map.of())
                        .admise(200)
                        .corps()
                        .path("demandes")
                        .asInt());
        delegation
                .poster(ici + "/" + ids[0] + "/absence", Map.of("motif", "Grève des transports"))
                .refuse(409, "moment-de-la-session");
        sirh.lire(ici).refuse(403, "acces-interdit");
        assertEquals(
                List.of(), d.jaugesFausses().stream().filter(j -> j == session).toList());
    }
}
