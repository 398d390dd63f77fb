package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.cnfpt.lanceur.Api.Reponse;
import java.io.ByteArrayInputStream;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * L'API telle qu'un SIRH la rencontre : ce qu'elle fait, ce qu'elle refuse et comment elle le dit. Règles communes :
 * voir {@link Api}.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {

    private Application application;
    private Donnees donnees;
    private Api api;
    private long denain;

    @BeforeAll
    void entrer(Application partagee) throws Exception {
        application = partagee;
        donnees = new Donnees(application);
        api = new Api(application, Application.JETON);
        denain = donnees.denain();
    }

    @AfterAll
    void sortir() throws SQLException {
        donnees.close();
    }

    // --- qui entre

    @Test
    void sans_jeton_rien_n_est_lu_ni_ecrit() {
        Api sansJeton = new Api(application, null);
        sansJeton.lire("/sessions").refuse(401, "jeton-refuse");
        sansJeton.inscrire(1, List.of(1L)).refuse(401, "jeton-refuse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iel_inconnu", "autre", "iel_", "iel_epreuves_012345678", "iel_epreuves_0123456789x"})
    void un_jeton_qui_n_est_pas_le_bon_est_refuse(String jeton) {
        new Api(application, jeton).lire("/sessions").refuse(401, "jeton-refuse");
    }

    @Test
    void un_jeton_expire_ou_revoque_est_refuse() throws SQLException {
        // empreinte de « iel_perime » et de « iel_revoque »
        donnees.ecrire("""
        insert into acces.jeton (compte_id, empreinte, libelle, expire_le, revoque_le)
        select c.id, encode(sha256(convert_to(j.jeton, 'UTF8')), 'hex'), j.jeton, now() + j.reste, j.revoque
          from acces.compte c, (values ('iel_perime', interval '-1 second', null::timestamptz), ('iel_revoque', interval '1 day', now())) as j(jeton, reste, revoque)
         where c.identifiant = 'partenaire' on conflict do nothing
        """);
        new Api(application, "iel_perime").lire("/sessions").refuse(401, "jeton-refuse");
        new Api(application, "iel_revoque").lire("/sessions").refuse(401, "jeton-refuse");
    }

    @Test
    void la_session_d_une_page_n_ouvre_pas_l_api() throws Exception {
        HttpClient navigateur = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        String page = aller(navigateur, "/connexion.xhtml").body();
        Matcher etat = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"")
                .matcher(page);
        assertTrue(etat.find(), page);
        String formulaire = "connexion=connexion&connexion%3Aidentifiant=rh&connexion%3AmotDePasse="
                + Application.MOT_DE_PASSE + "&connexion%3Aentrer=Se+connecter&jakarta.faces.ViewState="
                + URLEncoder.encode(etat.group(1), StandardCharsets.UTF_8);
        navigateur.send(
                HttpRequest.newBuilder(URI.create(application.url() + "/connexion.xhtml"))
                        .header("Origin", application.url())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(formulaire))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<String> accueil = aller(navigateur, "/aujourdhui.xhtml");
        assertTrue(
                accueil.uri().getPath().equals("/aujourdhui.xhtml") && accueil.statusCode() == 200,
                "connecté : " + accueil.uri());

        HttpResponse<String> reponse = aller(navigateur, "/api/v1/sessions");
        assertEquals(401, reponse.statusCode(), reponse.body());
        assertEquals(
                "application/problem+json",
                reponse.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
    }

    private HttpResponse<String> aller(HttpClient navigateur, String chemin) throws Exception {
        return navigateur.send(
                HttpRequest.newBuilder(URI.create(application.url() + chemin)).build(), BodyHandlers.ofString());
    }

    // --- ce qu'elle fait

    @Test
    void les_facettes_comptent_ce_que_la_liste_rend_et_disent_la_faute_corrigee() {
        JsonNode facettes =
                api.lire("/sessions/facettes?q=comunication").admise(200).corps();
        assertEquals("communication", facettes.path("corrigee").asText());
        assertEquals(
                api.toutes("/sessions?limite=200&q=comunication", "sessions").size(),
                facettes.path("total").asInt());
        assertTrue(facettes.path("total").asInt() > 0);
    }

    @Test
    void les_sessions_ouvertes_a_la_collectivite_se_suivent_de_lien_en_lien_sans_trou_ni_doublon() throws SQLException {
        List<JsonNode> tout = api.toutes("/sessions?limite=200", "sessions");
        assertTrue(tout.size() > 100, "sessions : " + tout.size());
        assertEquals(tout, api.toutes("/sessions?limite=37", "sessions"));
        List<Long> jumelles = donnees.sessions(5, 3, denain, 40);
        List<Long> vues = api.toutes("/sessions?limite=1&modalite=PRESENTIEL", "sessions").stream()
                .map(s -> s.path("id").asLong())
                .filter(jumelles::contains)
                .toList();
        assertEquals(jumelles, vues, "cinq sessions du même jour, une par page");
        long id = tout.get(3).path("id").asLong();
        assertEquals(tout.get(3), api.lire("/sessions/" + id).admise(200).corps());
    }

    @Test
    void les_fiches_du_catalogue_se_suivent_par_code() {
        List<JsonNode> stages = api.toutes("/stages?limite=200", "stages");
        assertEquals(stages, api.toutes("/stages?limite=37", "stages"));
        assertEquals(
                stages.get(0),
                api.lire("/stages/" + stages.get(0).path("code").asText())
                        .admise(200)
                        .corps());
        api.lire("/stages/INCONNU").refuse(404, "stage-inconnu");
        List<JsonNode> moocs = api.toutes("/moocs?limite=10", "moocs");
        assertEquals(25, moocs.size());
        api.lire("/moocs/" + moocs.get(0).path("code").asText()).admise(200);
        api.lire("/moocs/INCONNU").refuse(404, "mooc-inconnu");
    }

    @Test
    void envoyer_deux_fois_les_memes_agents_ne_change_rien() throws SQLException {
        Map<String, Object> envoi =
                Map.of("agents", List.of(agent("IDEM-1", "Dubois", null), agent("IDEM-2", "Lefèvre", "IDEM-1")));
        JsonNode premier = api.mettre("/agents", envoi).admise(200).corps().path("agents");
        assertTrue(premier.get(0).path("cree").asBoolean()
                && premier.get(1).path("cree").asBoolean());
        JsonNode second = api.mettre("/agents", envoi).admise(200).corps().path("agents");
        for (int i = 0; i < 2; i++) {
            assertEquals(premier.get(i).path("matricule"), second.get(i).path("matricule"));
            assertFalse(second.get(i).path("cree").asBoolean());
        }
        assertEquals(
                2,
                donnees.nombre(
                        "select count(*) from annuaire.agent where collectivite_id = ? and matricule in ('IDEM-1', 'IDEM-2')",
                        denain));
        assertEquals(
                donnees.nombre("select id from annuaire.agent where matricule = 'IDEM-1'"),
                donnees.nombre("select responsable_id from annuaire.agent where matricule = 'IDEM-2'"));
        assertEquals(
                "Lefèvre",
                api.lire("/agents?q=IDEM-2")
                        .admise(200)
                        .corps()
                        .path("agents")
                        .get(0)
                        .path("nom")
                        .asText());
    }

    @Test
    void un_agent_se_change_sans_ecraser_ce_qu_un_autre_y_a_ecrit() throws Exception {
        api.mettre("/agents", Map.of("agents", List.of(agent("ETAG-1", "Dubois", null))))
                .admise(200);
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> lu = client.send(
                HttpRequest.newBuilder(URI.create(application.url() + "/api/v1/agents/ETAG-1"))
                        .header("Authorization", "Bearer " + Application.JETON)
                        .build(),
                BodyHandlers.ofString());
        String etag = lu.headers().firstValue("ETag").orElseThrow();
        assertTrue(etag.matches("\"[0-9]+\""), etag);
        String corps =
                "{\"matricule\":\"ETAG-1\",\"nom\":\"Martin\",\"prenom\":\"Camille\",\"categorie\":\"B\",\"cadreEmplois\":\"Rédacteur territorial\"}";
        api.envoyer("PUT", "/agents/ETAG-1", corps).refuse(428, "version-absente");
        assertEquals(
                "Rédacteurs territoriaux",
                modifier(corps, etag).admise(200).corps().path("cadreEmplois").asText());
        modifier(corps, etag).refuse(412, "version-perimee");
        modifier(corps, "W/" + etag).refuse(412, "version-perimee");
        api.lire("/agents/PERSONNE").refuse(404, "agent-inconnu");
    }

    private Reponse modifier(String corps, String etag) {
        return api.envoyer(
                "PUT",
                "/agents/ETAG-1",
                java.net.http.HttpRequest.BodyPublishers.ofString(corps),
                Map.of("If-Match", etag));
    }

    @Test
    void un_client_d_avant_ne_perd_pas_la_situation_que_l_ecran_a_dite() throws SQLException {
        api.envoyer("PUT", "/agents", """
                {"agents": [{"matricule": "SITU-1", "nom": "Martin", "prenom": "Camille", "categorie": "B",
                  "situation": {"nomNaissance": "Durand", "sexe": "F", "statut": "TITULAIRE", "statutDepuis": "2019-03-01", "quotite": 57.14,
                                "residence": "59172", "arriveLe": "2021-09-01"}}]}""").admise(200);
        api.mettre("/agents", Map.of("agents", List.of(agent("SITU-1", "Martin-Durand", null))))
                .admise(200);
        JsonNode lu = api.lire("/agents/SITU-1").admise(200).corps();
        assertEquals("Martin-Durand", lu.path("nom").asText());
        assertEquals(
                "TITULAIRE 2019-03-01 57.14 59172 2021-09-01",
                lu.path("situation").path("statut").asText() + " "
                        + lu.path("situation").path("statutDepuis").asText() + " "
                        + lu.path("situation").path("quotite").asText() + " "
                        + lu.path("situation").path("residence").asText() + " "
                        + lu.path("situation").path("arriveLe").asText());
    }

    @Test
    void la_liste_des_agents_se_suit_de_lien_en_lien() {
        List<String> vus = api.toutes("/agents?limite=20", "agents").stream()
                .map(a -> a.path("matricule").asText())
                .toList();
        assertEquals(vus.size(), Set.copyOf(vus).size());
        assertTrue(vus.size() > 40, "agents vus : " + vus.size());
    }

    private static Map<String, Object> agent(String matricule, String nom, String responsable) {
        Map<String, Object> a = new java.util.HashMap<>(
                Map.of("matricule", matricule, "nom", nom, "prenom", "Camille", "categorie", "B"));
        if (responsable != null) {
            a.put("responsable", responsable);
        }
        return a;
    }

    @Test
    void un_agent_inscrit_tient_une_place_et_son_bulletin_dit_son_histoire() throws SQLException {
        long session = donnees.session(3, denain);
        long agent = donnees.agents(1, denain).get(0);
        JsonNode placement = api.inscrire(session, List.of(agent))
                .admise(201)
                .corps()
                .path("bulletins")
                .get(0);
        assertEquals("TRANSMISE", placement.path("etat").asText());
        assertEquals(Donnees.matricule(agent), placement.path("matricule").asText());
        assertTrue(placement.path("position").isMissingNode());

        JsonNode lu = api.lire("/bulletins/" + placement.path("bulletin").asLong())
                .admise(200)
                .corps();
        assertEquals("TRANSMISE", lu.path("bulletin").path("etat").asText());
        assertEquals(
                List.of("Une place est tenue", "Inscrit par la collectivité et transmis au CNFPT"),
                textes(lu.path("histoire")));
        assertEquals(
                "SIRH de Denain",
                lu.path("histoire")
                        .get(0)
                        .path("par")
                        .asText()
                        .replaceAll(" \\(.*", "")
                        .replaceAll(",.*", ""));
        assertEquals(
                1,
                api.lire("/sessions/" + session)
                        .admise(200)
                        .corps()
                        .path("places")
                        .path("recues")
                        .asInt());
        assertEquals(
                1,
                api.lire("/bulletins?session=" + session + "&etat=TRANSMISE")
                        .admise(200)
                        .corps()
                        .path("bulletins")
                        .size());
    }

    private static List<String> textes(JsonNode histoire) {
        return StreamSupport.stream(histoire.spliterator(), false)
                .map(p -> p.path("texte").asText())
                .toList();
    }

    @Test
    void plusieurs_agents_ont_les_places_puis_les_rangs_dans_l_ordre_de_la_demande() throws SQLException {
        long session = donnees.session(3, denain);
        List<Long> agents = new ArrayList<>(donnees.agents(5, denain));
        JsonNode placements = api.inscrire(session, agents).admise(201).corps().path("bulletins");
        assertEquals(5, placements.size());
        List<String> vus = new ArrayList<>();
        placements.forEach(
                p -> vus.add(p.path("etat").asText() + p.path("position").asText("")));
        assertEquals(List.of("TRANSMISE", "TRANSMISE", "TRANSMISE", "LISTE_ATTENTE1", "LISTE_ATTENTE2"), vus);
        assertEquals(List.of(), donnees.jaugesFausses());
    }

    @Test
    void annuler_rend_la_place_au_premier_de_la_file() throws SQLException {
        long session = donnees.session(1, denain);
        List<Long> agents = donnees.agents(3, denain);
        List<Long> bulletins = new ArrayList<>();
        api.inscrire(session, agents)
                .admise(201)
                .corps()
                .path("bulletins")
                .forEach(p -> bulletins.add(p.path("bulletin").asLong()));

        api.poster("/bulletins/" + bulletins.get(0) + "/annulation", Map.of()).refuse(422, "motif-absent");
        JsonNode annule = api.poster(
                        "/bulletins/" + bulletins.get(0) + "/annulation", Map.of("motif", "Départ de l'agent"))
                .admise(200)
                .corps();
        assertEquals("ANNULEE", annule.path("bulletin").path("etat").asText());

        JsonNode promu = api.lire("/bulletins/" + bulletins.get(1)).admise(200).corps();
        assertEquals("TRANSMISE", promu.path("bulletin").path("etat").asText());
        assertTrue(textes(promu.path("histoire")).get(0).startsWith("Une place s'est libérée"), promu.toString());
        assertEquals(
                1,
                api.lire("/bulletins/" + bulletins.get(2))
                        .admise(200)
                        .corps()
                        .path("bulletin")
                        .path("position")
                        .asInt());
        api.poster("/bulletins/" + bulletins.get(0) + "/annulation", Map.of("motif", "Encore"))
                .refuse(409, "etat-du-bulletin");
        assertEquals(List.of(), donnees.jaugesFausses());
    }

    @Test
    void une_place_acceptee_passe_a_un_collegue_sans_aller_a_la_file() throws SQLException {
        long session = donnees.session(1, denain);
        List<Long> agents = new ArrayList<>(donnees.agents(3, denain));
        List<Long> bulletins = new ArrayList<>();
        api.inscrire(session, agents.subList(0, 2))
                .admise(201)
                .corps()
                .path("bulletins")
                .forEach(p -> bulletins.add(p.path("bulletin").asLong()));
        String collegue = donnees.texte("select matricule from annuaire.agent where id = ?", agents.get(2));
        String adresse = "/bulletins/" + bulletins.get(0) + "/remplacement";
        Map<String, String> corps = Map.of("matricule", collegue, "motif", "Arrêt de travail");
        api.poster(adresse, corps).refuse(409, "etat-du-bulletin");
        donnees.ecrire("update inscription.bulletin set etat = 'CONVOQUEE' where id = ?", bulletins.get(0));
        api.poster(adresse, Map.of("matricule", collegue)).refuse(422, "motif-absent");
        api.poster(adresse, Map.of("motif", "Arrêt de travail")).refuse(422, "champ-absent");
        api.poster(adresse, Map.of("matricule", "INCONNU", "motif", "Arrêt de travail"))
                .refuse(404, "agent-inconnu");
        JsonNode r = api.poster(adresse, corps).admise(200).corps();
        assertEquals("CONVOQUEE", r.path("etat").asText());
        assertEquals(bulletins.get(0), r.path("remplace").asLong());
        assertEquals(
                "LISTE_ATTENTE",
                api.lire("/bulletins/" + bulletins.get(1))
                        .admise(200)
                        .corps()
                        .path("bulletin")
                        .path("etat")
                        .asText());
        api.poster("/bulletins/" + r.path("bulletin").asLong() + "/remplacement", corps)
                .refuse(409, "deja-inscrit");
        assertEquals(List.of(), donnees.jaugesFausses());
    }

    // --- ce qu'elle refuse

    @Test
    void une_convocation_se_renvoie_une_fois_par_envoi_et_dit_pourquoi_quand_elle_ne_le_peut() throws SQLException {
        long bulletin = unBulletin();
        String ici = "/bulletins/" + bulletin + "/convocation";
        api.envoyer("POST", ici, BodyPublishers.noBody(), Map.of()).refuse(409, "pas-convoque");
        donnees.convoquer(bulletin);
        donnees.ecrire(
                "update annuaire.agent set courriel = null where id = (select agent_id from inscription.bulletin where id = ?)",
                bulletin);
        Reponse sans =
                api.envoyer("POST", ici, BodyPublishers.noBody(), Map.of()).refuse(409, "agent-sans-adresse");
        assertTrue(sans.detail().contains("son employeur l'y ajoute"), sans.detail());
        donnees.convoquer(bulletin);
        Map<String, String> cle = Map.of("Idempotency-Key", "renvoyer-" + bulletin);
        String objets = "select count(*) from outils.envoi where destinataire = 'convoque@epreuve.exemple'";
        long avant = donnees.nombre(objets);
        JsonNode renvoyee = api.envoyer("POST", ici, BodyPublishers.noBody(), cle)
                .admise(200)
                .corps();
        assertFalse(renvoyee.path("envoyeeLe").isMissingNode());
        assertEquals(
                renvoyee,
                api.envoyer("POST", ici, BodyPublishers.noBody(), cle)
                        .admise(200)
                        .corps(),
                "rejouée");
        assertEquals(avant + 1, donnees.nombre(objets), "un seul courriel de plus");
    }

    @Test
    void les_attestations_se_listent_se_lisent_et_se_suivent_comme_le_contrat_le_dit() throws Exception {
        Reperes reperes = new Reperes(application);
        List<JsonNode> toutes = api.toutes("/attestations?limite=50", "attestations");
        JsonNode sienne = toutes.stream()
                .filter(a -> a.path("id").asLong() == reperes.attestation)
                .findFirst()
                .orElseThrow();
        assertEquals(reperes.numero, sienne.path("numero").asText());
        assertTrue(sienne.path("lignes").isMissingNode(), "le détail seul dit d'où viennent les heures");
        JsonNode lue =
                api.lire("/attestations/" + reperes.attestation).admise(200).corps();
        assertEquals(1, lue.path("lignes").size());
        assertEquals(12, lue.path("lignes").get(0).path("heures").asInt());
        Reponse premiere = api.lire("/attestations?limite=1").admise(200);
        assertEquals(toutes.get(0), premiere.corps().at("/attestations/0"));
        assertEquals(
                toutes.get(1), api.lire(premiere.suite()).admise(200).corps().at("/attestations/0"));
        assertEquals(
                List.of(),
                api.toutes("/attestations?q=zzzintrouvable", "attestations"),
                "rien ne répond : une liste vide, et non un refus");
    }

    @Test
    void le_meme_agent_deux_fois_est_refuse_et_rien_n_est_ecrit() throws SQLException {
        long session = donnees.session(5, denain);
        List<Long> agents = donnees.agents(2, denain);
        api.inscrire(session, List.of(agents.get(0))).admise(201);
        api.inscrire(session, agents).refuse(409, "deja-inscrit");
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
        assertEquals(1, donnees.nombre("select places_prises from inscription.jauge where session_id = ?", session));
        api.inscrire(session, List.of(agents.get(1), agents.get(1))).refuse(422, "agent-en-double");
    }

    @Test
    void une_session_inconnue_ou_d_une_autre_collectivite_est_introuvable() throws SQLException {
        long agent = donnees.agents(1, denain).get(0);
        long ailleurs = donnees.session(5, donnees.valenciennes());
        for (long session : new long[] {0, -1, Long.MAX_VALUE, ailleurs}) {
            Reponse refus = api.inscrire(session, List.of(agent)).refuse(404, "session-inconnue");
            assertEquals(
                    api.lire("/sessions/" + session)
                            .refuse(404, "session-inconnue")
                            .detail(),
                    refus.detail(),
                    "rien ne distingue l'inconnue de celle des autres");
        }
        assertEquals(0, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", ailleurs));
        Set<Long> listees = new TreeSet<>();
        api.toutes("/sessions?limite=200", "sessions")
                .forEach(x -> listees.add(x.path("id").asLong()));
        assertFalse(listees.contains(ailleurs));
    }

    @Test
    void une_session_close_refuse_en_disant_depuis_quand() throws SQLException {
        long session = donnees.sessionClose(denain);
        Reponse refus = api.inscrire(session, donnees.agents(1, denain)).refuse(409, "session-close");
        assertTrue(refus.detail().contains("depuis le"), refus.detail());
        assertEquals(0, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
    }

    @Test
    void l_agent_d_une_autre_collectivite_est_introuvable_et_les_siens_n_entrent_pas_sans_lui() throws SQLException {
        long session = donnees.session(5, denain);
        List<Long> agents = new ArrayList<>(donnees.agents(1, denain));
        agents.addAll(donnees.agents(1, donnees.valenciennes()));
        api.inscrire(session, agents).refuse(404, "agent-inconnu");
        assertEquals(0, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
    }

    @Test
    void le_bulletin_d_une_autre_collectivite_est_introuvable() throws SQLException {
        long session = donnees.session(5, donnees.valenciennes());
        long agent = donnees.agents(1, donnees.valenciennes()).get(0);
        long bulletin = donnees.nombre("""
        insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat)
        select s.id, s.stage_id, s.structure_id, ?, ?, s.debut, s.fin, 'PREINSCRIPTION' from catalogue.session s where s.id = ? returning id
        """, agent, donnees.valenciennes(), session);
        api.lire("/bulletins/" + bulletin).refuse(404, "bulletin-inconnu");
        api.poster("/bulletins/" + bulletin + "/annulation", Map.of("motif", "pas le mien"))
                .refuse(404, "bulletin-inconnu");
        assertEquals("PREINSCRIPTION", donnees.texte("select etat from inscription.bulletin where id = ?", bulletin));
    }

    @Test
    void un_json_mal_forme_est_refuse_avec_sa_ligne() {
        Reponse refus = api.envoyer("POST", "/bulletins", "{\"session\": 1,\n \"agents\": [1,, 2]}")
                .refuse(400, "json-mal-forme");
        assertTrue(refus.detail().contains("ligne 2"), refus.detail());
        api.envoyer("POST", "/bulletins", "{\"session\": 1").refuse(400, "json-mal-forme");
        api.envoyer("PUT", "/agents", "{} suite").refuse(400, "json-mal-forme");
        api.envoyer("PUT", "/agents", "").refuse(422, "corps-absent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"session\": 1, \"matricules\": [\"1\"], \"couleur\": 2}               | champ-inconnu   | couleur",
                "{\"session\": 1, \"agents\": [1]}                                        | champ-inconnu   | agents",
                "{\"session\": \"demain\", \"matricules\": [\"1\"]}                      | valeur-invalide | session",
                "{\"session\": \"1\", \"matricules\": [\"1\"]}                           | valeur-invalide | session",
                "{\"session\": \"\", \"matricules\": [\"1\"]}                            | valeur-invalide | session",
                "{\"session\": 260.7, \"matricules\": [\"1\"]}                           | valeur-invalide | session",
                "{\"session\": 260.0, \"matricules\": [\"1\"]}                           | valeur-invalide | session",
                "{\"session\": true, \"matricules\": [\"1\"]}                            | valeur-invalide | session",
                "{\"session\": 1, \"matricules\": [1]}                                    | valeur-invalide | matricules[0]",
                "{\"session\": 1, \"matricules\": [true]}                                 | valeur-invalide | matricules[0]",
                "{\"session\": 1, \"matricules\": [[\"x\"]]}                              | valeur-invalide | matricules[0]",
                "{\"session\": 1, \"matricules\": [null]}                                 | valeur-invalide | matricules",
                "{\"session\": 1, \"matricules\": {}}                                     | valeur-invalide | matricules",
                "{\"session\": 1, \"matricules\": \"1\"}                                  | valeur-invalide | matricules",
                "{\"session\": 1, \"matricules\": []}                                     | liste-vide      | matricules",
                "{\"session\": 1, \"session\": 2, \"matricules\": [\"1\"]}               | champ-en-double | session",
                "{\"session\": 99999999999999999999, \"matricules\": [\"1\"]}            | valeur-invalide | session",
                "{\"matricules\": [\"1\"]}                                               | champ-absent    | session",
                "[]                                                                      | valeur-invalide |"
            })
    void une_inscription_mal_remplie_est_refusee_en_nommant_le_champ(String corps, String code, String champ) {
        assertEquals(
                champ,
                api.envoyer("POST", "/bulletins", corps).refuse(422, code).champ());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"D\"}]}                            | agent-invalide | agents[0].categorie",
                "{\"agents\":[{\"matricule\":\"X 1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\"}]}                           | agent-invalide | agents[0].matricule",
                "{\"agents\":[{\"matricule\":\"184127511612345\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\"}]}               | agent-invalide | agents[0].matricule",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"courriel\":\"chez moi\"}]}  | agent-invalide | agents[0].courriel",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"naissance\":\"2026-02-30\"}]} | champ-inconnu  | agents[0].naissance",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"responsable\":\"PERSONNE\"}]} | responsable-inconnu | agents[0].responsable",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\\u0000\",\"prenom\":\"B\",\"categorie\":\"A\"}]}                      | caractere-refuse | agents[0].nom",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\\u202e\",\"prenom\":\"B\",\"categorie\":\"A\"}]}                      | caractere-refuse | agents[0].nom",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":12,\"prenom\":\"B\",\"categorie\":\"A\"}]}                                | valeur-invalide | agents[0].nom",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"partiLe\":[2026,3,31]}]}      | valeur-invalide | agents[0].partiLe",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"nom\":\"B\",\"prenom\":\"B\",\"categorie\":\"A\"}]}              | champ-en-double | nom",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"situation\":{\"statut\":\"PATRON\"}}]} | agent-invalide | agents[0].situation.statut",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"situation\":{\"taille\":180}}]} | champ-inconnu | agents[0].situation.taille",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"situation\":{\"quotite\":\"beaucoup\"}}]} | valeur-invalide | agents[0].situation.quotite",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\",\"situation\":{\"statut\":\"TITULAIRE\"}}]} | agent-invalide | agents[0].categorie",
                "{\"agents\":[{\"matricule\":\"X1\",\"nom\":\"A\",\"prenom\":\"B\"}]} | agent-invalide | agents[0].categorie",
                "{\"agents\":[null]}                                                                                                 | agent-invalide | agents[0]",
                "{\"agents\":null}                                                                                                   | corps-absent   | agents"
            })
    void un_agent_mal_rempli_est_refuse_en_nommant_le_champ_et_rien_n_est_ecrit(String corps, String code, String champ)
            throws SQLException {
        assertEquals(
                champ, api.envoyer("PUT", "/agents", corps).refuse(422, code).champ());
        assertEquals(0, donnees.nombre("select count(*) from annuaire.agent where matricule = 'X1'"));
    }

    @Test
    void un_envoi_de_plus_d_un_mega_octet_est_refuse_annonce_ou_non() {
        byte[] trop = ("{\"agents\":["
                        + String.join(
                                ",",
                                Collections.nCopies(
                                        15_000,
                                        "{\"matricule\":\"G1\",\"nom\":\"A\",\"prenom\":\"B\",\"categorie\":\"A\",\"metier\":\"x\"}"))
                        + "]}")
                .getBytes(StandardCharsets.UTF_8);
        assertTrue(trop.length > 1_048_576);
        api.envoyer("PUT", "/agents", BodyPublishers.ofByteArray(trop), Map.of())
                .refuse(413, "corps-trop-grand");
        api.envoyer("PUT", "/agents", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(trop)), Map.of())
                .refuse(413, "corps-trop-grand");
    }

    @Test
    void plus_de_mille_agents_d_un_coup_sont_refuses() throws SQLException {
        List<Long> agents = donnees.agents(1_001, denain);
        long session = donnees.session(2_000, denain);
        api.inscrire(session, agents).refuse(422, "liste-trop-longue");
        assertEquals(
                1_000,
                api.inscrire(session, agents.subList(0, 1_000))
                        .admise(201)
                        .corps()
                        .path("bulletins")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nulle-part, 404",
        "GET, /sessions/abc, 400",
        "GET, /bulletins/99999999999999999999, 400",
        "DELETE, /agents, 405",
        "PATCH, /bulletins/1, 405",
        "GET, /sessions?limite=abc, 400",
        "GET, /bulletins?etat=ICI, 422",
        "GET, /agents?q=%00, 400",
        "GET, /sessions?q=%00, 400",
        "GET, /agents?q=%E2%80%8B, 400"
    })
    void une_demande_qui_n_a_pas_de_sens_recoit_un_probleme(String methode, String chemin, int statut) {
        assertEquals(
                statut,
                api.envoyer(methode, chemin, BodyPublishers.noBody(), Map.of()).statut());
    }

    @ParameterizedTest
    @CsvSource({
        "/sessions?limite=0, limite, de 1 à 200",
        "/sessions?limite=201, limite, de 1 à 200",
        "/bulletins?limite=501, limite, de 1 à 500",
        "/attestations?limite=-5, limite, de 1 à 500",
        "/agents?limite=2147483647, limite, de 1 à 1000",
        "/agents?apres=*, apres, Link",
        "/sessions?apres=YWJj, apres, Link",
        "/bulletins?apres=MjAyNi0wMS0wMR8x, apres, Link",
        "/attestations?depuis=2026-02-30, depuis, 2026-02-30",
        "/sessions?modalite=VISIO, modalite, WEBINAIRE"
    })
    void une_valeur_hors_de_ses_bornes_est_refusee_avec_elles(String chemin, String champ, String dit) {
        Reponse r = api.lire(chemin);
        assertEquals(422, r.statut(), r.corps().toString());
        assertEquals(champ, r.champ());
        assertTrue(r.detail().contains(dit), r.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sessions?premiere=3, premiere, 'apres, departement, limite, modalite, mois, nature, places, q, specialite'",
        "GET, /agents?Q=dubois, Q, 'apres, limite, q'",
        "GET, /bulletins?agent=1, agent, 'apres, etat, limite, session'",
        "GET, /attestations?recherche=x, recherche, 'apres, depuis, limite, q'",
        "GET, /sessions/1?q=x, q, aucun",
        "POST, /bulletins?essai=oui, essai, aucun"
    })
    void un_parametre_inconnu_est_refuse_par_son_nom_avec_ceux_qu_on_attend(
            String methode, String chemin, String champ, String attendus) {
        Reponse r = api.envoyer(
                        methode,
                        chemin,
                        methode.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"),
                        Map.of())
                .refuse(400, "parametre-inconnu");
        assertEquals(champ, r.champ());
        assertTrue(r.detail().contains(attendus), r.detail());
        api.lire("/agents?q=a&q=b").refuse(400, "parametre-repete");
    }

    @Test
    void une_recherche_de_signes_bizarres_ne_fait_rien_tomber() {
        api.lire("/agents?q=" + URLEncoder.encode("%_\\'\";--é€😀", StandardCharsets.UTF_8))
                .admise(200);
    }

    // --- une création rejouée

    @Test
    void le_meme_envoi_sous_la_meme_cle_ne_se_fait_qu_une_fois() throws SQLException {
        long session = donnees.session(5, denain);
        List<Long> agents = donnees.agents(2, denain);
        String corps = inscription(session, agents.get(0));
        Reponse premiere = sousLaCle("rejeu-" + session, corps).admise(201);
        assertEquals(
                premiere.corps(),
                sousLaCle("rejeu-" + session, corps.replace(",", " , "))
                        .admise(201)
                        .corps(),
                "un espace de plus n'en fait pas un autre envoi");
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
        sousLaCle("rejeu-" + session, inscription(session, agents.get(1))).refuse(422, "cle-deja-prise");
        sousLaCle("rejeu-bis-" + session, corps).refuse(409, "deja-inscrit");
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
        assertEquals(
                0,
                donnees.nombre("select count(*) from outils.reponse_gardee where cle = ?", "rejeu-bis-" + session),
                "un refus n'est pas gardé : la clé peut resservir");
        sousLaCle("rejeu-bis-" + session, inscription(session, agents.get(1))).admise(201);
    }

    @Test
    void une_annulation_rejouee_rend_sa_premiere_reponse() throws SQLException {
        long session = donnees.session(1, denain);
        long bulletin = api.inscrire(session, donnees.agents(1, denain))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();
        BodyPublisher motif = BodyPublishers.ofString("{\"motif\":\"Départ de l'agent\"}");
        Map<String, String> cle = Map.of("Idempotency-Key", "annulation-" + bulletin);
        JsonNode premiere = api.envoyer("POST", "/bulletins/" + bulletin + "/annulation", motif, cle)
                .admise(200)
                .corps();
        assertEquals(
                premiere,
                api.envoyer("POST", "/bulletins/" + bulletin + "/annulation", motif, cle)
                        .admise(200)
                        .corps());
    }

    @Test
    void un_bulletin_s_annule_sur_la_version_lue_ou_pas_du_tout_et_le_rejeu_rend_la_premiere_reponse()
            throws Exception {
        long session = donnees.session(1, denain);
        long bulletin = api.inscrire(session, donnees.agents(1, denain))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();
        String lue = etag("/bulletins/" + bulletin);
        donnees.ecrire("update inscription.bulletin set version = version + 1 where id = ?", bulletin);
        String relue = etag("/bulletins/" + bulletin);
        assertNotEquals(lue, relue);
        BodyPublisher motif = BodyPublishers.ofString("{\"motif\":\"Départ de l'agent\"}");
        String ici = "/bulletins/" + bulletin + "/annulation";
        for (String autre : List.of(lue, "W/" + relue, "*", relue + ", \"9\"")) {
            api.envoyer("POST", ici, motif, Map.of("If-Match", autre)).refuse(412, "version-perimee");
        }
        assertEquals("TRANSMISE", donnees.texte("select etat from inscription.bulletin where id = ?", bulletin));
        Map<String, String> entetes = Map.of("If-Match", relue, "Idempotency-Key", "version-" + bulletin);
        JsonNode premiere = api.envoyer("POST", ici, motif, entetes).admise(200).corps();
        assertEquals("ANNULEE", premiere.at("/bulletin/etat").asText());
        assertNotEquals(relue, etag("/bulletins/" + bulletin));
        assertEquals(
                premiere, api.envoyer("POST", ici, motif, entetes).admise(200).corps());
    }

    private String etag(String chemin) throws Exception {
        HttpResponse<String> lu = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(application.url() + "/api/v1" + chemin))
                                .header("Authorization", "Bearer " + Application.JETON)
                                .build(),
                        BodyHandlers.ofString());
        return lu.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void une_creation_sans_cle_ou_sous_une_cle_sans_forme_est_refusee() throws SQLException {
        long session = donnees.session(5, denain);
        String corps = inscription(session, donnees.agents(1, denain).get(0));
        sousLaCle("", corps).refuse(400, "cle-absente");
        sousLaCle("deux mots", corps).refuse(400, "cle-invalide");
        sousLaCle("x".repeat(256), corps).refuse(400, "cle-invalide");
        sousLaCle("x".repeat(255 - String.valueOf(session).length()) + session, corps)
                .admise(201);
    }

    @Test
    void vingt_fois_le_meme_envoi_en_meme_temps_n_inscrit_qu_une_fois() throws Exception {
        long session = donnees.session(50, denain);
        String corps = inscription(session, donnees.agents(1, denain).get(0));
        ExecutorService fils = Executors.newFixedThreadPool(20);
        List<Future<Reponse>> reponses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            reponses.add(fils.submit(() -> sousLaCle("ensemble-" + session, corps)));
        }
        Set<Long> bulletins = new TreeSet<>();
        for (Future<Reponse> f : reponses) {
            bulletins.add(
                    f.get().admise(201).corps().at("/bulletins/0/bulletin").asLong());
        }
        fils.shutdown();
        assertEquals(1, bulletins.size());
        assertEquals(1, donnees.nombre("select count(*) from inscription.bulletin where session_id = ?", session));
    }

    private static String inscription(long session, long agent) {
        return "{\"session\":" + session + ",\"matricules\":[\"" + Donnees.matricule(agent) + "\"]}";
    }

    private Reponse sousLaCle(String cle, String corps) {
        return api.envoyer("POST", "/bulletins", BodyPublishers.ofString(corps), Map.of("Idempotency-Key", cle));
    }

    // --- ce que le serveur dirait avant nous

    @ParameterizedTest
    @CsvSource({
        "'', '', 415, Content-Type",
        "'application/json; charset=ISO-8859-1', '', 415, ISO-8859-1",
        "text/plain, '', 415, JSON",
        "application/json, gzip, 415, gzip",
        "application/json, '', 422, session"
    })
    void un_corps_qui_n_est_pas_du_json_en_utf8_est_refuse_en_disant_ce_qui_est_attendu(
            String type, String codage, int statut, String dit) throws Exception {
        HttpRequest.Builder b = HttpRequest.newBuilder(URI.create(application.url() + "/api/v1/bulletins"))
                .header("Authorization", "Bearer " + Application.JETON)
                .header("Idempotency-Key", "formats")
                .POST(BodyPublishers.ofString("{}"));
        if (!type.isEmpty()) {
            b.header("Content-Type", type);
        }
        if (!codage.isEmpty()) {
            b.header("Content-Encoding", codage);
        }
        HttpResponse<String> r = HttpClient.newHttpClient().send(b.build(), BodyHandlers.ofString());
        assertEquals(statut, r.statusCode(), r.body());
        JsonNode probleme = probleme(r);
        assertTrue(probleme.path("detail").asText().contains(dit), r.body());
        if (statut == 415) {
            assertTrue(probleme.path("detail").asText().contains("UTF-8"), r.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nulle-part, 404",
        "GET, /api/v2/sessions, 404",
        "GET, /api, 404",
        "GET, /api/, 404",
        "GET, /api/v1/application.wadl, 404",
        "DELETE, /api/v1/agents, 405",
        "GET, /api/v1/agents?q=%zz, 400",
        "GET, /api/v1/agents?q=%E9, 400"
    })
    void ce_que_le_serveur_refuse_de_lui_meme_est_un_probleme_aussi(String methode, String cible, int statut)
            throws Exception {
        String r = brut(methode, cible);
        assertTrue(r.startsWith("HTTP/1.1 " + statut + " "), cible + " : " + r);
        assertTrue(r.toLowerCase().contains("content-type: application/problem+json"), cible + " : " + r);
        assertEquals(
                statut,
                Api.JSON.readTree(r.substring(r.indexOf('{'))).path("status").asInt(),
                r);
        if (statut == 405) {
            assertTrue(r.matches("(?s).*\r\nAllow: [^\r]*(GET|PUT)[^\r]*\r\n.*"), r);
        }
    }

    @Test
    void options_dit_les_methodes_et_ne_donne_pas_de_wadl() throws Exception {
        String r = brut("OPTIONS", "/api/v1/agents");
        assertTrue(r.matches("(?s)HTTP/1.1 20.*\r\nAllow: [^\r]*GET[^\r]*\r\n.*"), r);
        assertFalse(r.toLowerCase().contains("wadl") || r.contains("<"), r);
    }

    /** Écrite telle quelle sur la prise : un client HTTP corrigerait l'adresse. */
    private String brut(String methode, String cible) throws Exception {
        try (Socket prise = new Socket("127.0.0.1", application.port())) {
            prise.setSoTimeout(30_000);
            prise.getOutputStream()
                    .write((methode + " " + cible + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                                    + Application.JETON + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(prise.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode probleme(HttpResponse<String> r) throws Exception {
        assertEquals(
                "application/problem+json",
                r.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""),
                r.body());
        return Api.JSON.readTree(r.body());
    }

    // --- les exemples du contrat

    @Test
    void chaque_exemple_du_contrat_s_envoie_et_reussit() throws SQLException {
        Contrat contrat = Contrat.publie(application.url());
        api.mettre(
                        "/agents",
                        Map.of("agents", List.of(agent("D-0007", "Éluard", null), agent("D-1042", "Dubois", null))))
                .admise(200);
        donnees.ecrire("delete from inscription.abonnement where collectivite_id = ?", denain);
        int joues = 0;
        ExemplesDeLOffre offre =
                new ExemplesDeLOffre(new Api(application, Application.JETON + "_hdf"), api, contrat, donnees);
        for (String chemin : contrat.chemins()) {
            for (String methode : List.of("PUT", "POST")) {
                JsonNode operation =
                        contrat.document().path("paths").path(chemin).path(methode.toLowerCase());
                if (operation.isMissingNode()) {
                    continue;
                }
                if (chemin.startsWith("/api/v1/abonnements/")) {
                    jouerSurUnAbonnement(chemin.replace("/api/v1", ""));
                    joues++;
                    continue;
                }
                if (chemin.startsWith("/api/v1/transmissions")) {
                    jouerUneTransmission(offre, chemin.replace("/api/v1", ""));
                    joues++;
                    continue;
                }
                if (chemin.equals("/api/v1/bac-a-sable/remise-a-zero")) {
                    api.envoyer("POST", "/bac-a-sable/remise-a-zero", BodyPublishers.noBody(), Map.of())
                            .refuse(409, "pas-un-bac-a-sable");
                    continue; // joué dans un vrai bac à sable, plus bas
                }
                if (chemin.equals("/api/v1/bulletins/{id}/convocation")) {
                    long convoque = unBulletin();
                    donnees.convoquer(convoque);
                    api.envoyer("POST", "/bulletins/" + convoque + "/convocation", BodyPublishers.noBody(), Map.of())
                            .admise(200);
                    joues++;
                    continue;
                }
                if (operation.path("requestBody").isMissingNode()) {
                    Reponse r = offre.jouer(methode, chemin.replace("/api/v1", ""), "");
                    assertTrue(r.statut() == 200, methode + " " + chemin + " : " + r.corps());
                    joues++;
                    continue;
                }
                JsonNode exemples = operation.at("/requestBody/content/application~1json/examples");
                assertTrue(exemples.size() > 0, methode + " " + chemin + " n'a pas d'exemple");
                for (JsonNode exemple : exemples) {
                    if (chemin.startsWith("/api/v1/offre/")) {
                        Reponse r =
                                offre.jouer(methode, chemin.replace("/api/v1", ""), ExemplesDeLOffre.corps(exemple));
                        assertTrue(r.statut() == 200 || r.statut() == 201, methode + " " + chemin + " : " + r.corps());
                        joues++;
                        continue;
                    }
                    // Les numéros de l'exemple sont ceux d'une autre base : une session et un bulletin d'ici les
                    // remplacent.
                    JsonNode valeur = exemple.path("value");
                    String corps = (valeur.isTextual() ? valeur.asText() : valeur.toString())
                            .replace("812", String.valueOf(donnees.session(5, denain)));
                    String ici = chemin.replace("/api/v1", "")
                            .replace("{matricule}", "D-1042")
                            .replace("{id}", String.valueOf(chemin.contains("{id}") ? unBulletin() : 0));
                    if (ici.endsWith("/remplacement")) {
                        donnees.ecrire(
                                "update inscription.bulletin set etat = 'ACCEPTEE' where id = ?",
                                Long.parseLong(ici.split("/")[2]));
                    }
                    if (ici.endsWith("/changement/refus")) {
                        donnees.sessionChangee(Long.parseLong(ici.split("/")[2]), "une session d'avant");
                    }
                    if (ici.endsWith("/priorite")) {
                        donnees.enSelection(Long.parseLong(ici.split("/")[2]));
                    }
                    Reponse r = api.envoyer(
                            methode,
                            ici,
                            BodyPublishers.ofString(corps),
                            ici.equals("/agents/D-1042") ? Map.of("If-Match", version(denain)) : Map.of());
                    assertTrue(r.statut() == 200 || r.statut() == 201, methode + " " + ici + " : " + r.corps());
                    joues++;
                }
            }
        }
        assertEquals(56, joues);
    }

    /** L'exemple, sur un bulletin d'ici que cet agent vient de faire convoquer. */
    private void jouerUneTransmission(ExemplesDeLOffre offre, String ici) throws SQLException {
        long agent = donnees.nombre(
                "select id from annuaire.agent where collectivite_id = ? and matricule = 'D-1042'", denain);
        long bulletin = Reperes.bulletin(donnees, donnees.session(5, denain), agent, "CONVOQUEE");
        JsonNode faite = api.envoyer(
                        "POST",
                        "/transmissions",
                        BodyPublishers.ofString(
                                offre.exemple("/transmissions").replace("9001", String.valueOf(bulletin))),
                        Map.of())
                .admise(201)
                .corps();
        assertEquals("EN_COURS", faite.path("etat").asText());
        assertEquals(64, faite.at("/documents/0/sha256").asText().length());
        if (ici.endsWith("/reprise")) {
            Reponse r = api.envoyer(
                            "POST", ici.replace("{id}", faite.path("id").asText()), BodyPublishers.noBody(), Map.of())
                    .admise(200);
            assertEquals("REPRISE", r.corps().path("etat").asText());
        }
    }

    private void jouerSurUnAbonnement(String ici) throws SQLException {
        long id = Reperes.abonnement(donnees, denain, "https://sirh.exemple/contrat");
        long livraison = donnees.nombre("select id from inscription.livraison where abonnement_id = ?", id);
        if (ici.endsWith("/reprise")) {
            api.envoyer("POST", "/abonnements/" + id + "/arret", BodyPublishers.noBody(), Map.of())
                    .admise(200);
        }
        if (ici.endsWith("/retrait")) {
            String retrait = ici.replace("{id}", String.valueOf(id));
            api.envoyer("POST", retrait, BodyPublishers.noBody(), Map.of()).admise(200);
            api.lire("/abonnements/" + id).refuse(404, "abonnement-inconnu");
            return;
        }
        Reponse r = api.envoyer(
                        "POST",
                        ici.replace("{id}", String.valueOf(id)).replace("{livraison}", String.valueOf(livraison)),
                        BodyPublishers.noBody(),
                        Map.of())
                .admise(200);
        assertEquals(!ici.endsWith("/arret"), r.corps().path("actif").asBoolean());
    }

    @Test
    void un_bac_a_sable_se_remet_a_zero_et_rien_d_autre_ne_bouge() throws SQLException {
        long bac = donnees.bacASable("000000018", "iel_bac_a_sable_de_l_api");
        Api editeur = new Api(application, "iel_bac_a_sable_de_l_api");
        editeur.mettre("/agents", Map.of("agents", List.of(agent("B-1", "Un", null), agent("B-2", "Deux", null))))
                .admise(200);
        List<JsonNode> sessions = editeur.toutes("/sessions?limite=50", "sessions");
        assertEquals(2, sessions.size(), "les siennes seulement");
        long sienne = sessions.get(0).path("id").asLong();
        // Une session que la délégation aurait ouverte aussi à une vraie collectivité : quelqu'un y attend.
        donnees.ecrire("insert into catalogue.aire_recrutement (session_id, cle) values (?, ?)", sienne, "C:" + denain);
        donnees.ecrire("update inscription.jauge set capacite = 1 where session_id = ?", sienne);
        editeur.poster("/bulletins", Map.of("session", sienne, "matricules", List.of("B-1", "B-2")))
                .admise(201);
        long agent = donnees.agents(1, denain).get(0);
        long attend = api.inscrire(sienne, List.of(agent))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();
        editeur.poster("/abonnements", Map.of("adresse", "https://sirh.exemple/bac", "etats", List.of("ACCEPTEE")))
                .admise(201);
        editeur.lire("/bulletins/changements").admise(200);
        // La session a changé : ce que ses demandes pouvaient refuser part avec elles.
        donnees.sessionChangee(
                donnees.nombre(
                        "select min(id) from inscription.bulletin where session_id = ? and collectivite_id = ?",
                        sienne,
                        bac),
                "une session d'avant");
        String autres =
                "select md5(string_agg(b.id || b.etat || b.version, ',' order by b.id)) from inscription.bulletin b where b.collectivite_id <> ? and b.id <> ?";
        String avant = donnees.texte(autres, bac, attend);
        long histoire = donnees.nombre(
                "select count(*) from inscription.changement c join inscription.bulletin b on b.id = c.bulletin_id where b.collectivite_id <> ?",
                bac);
        JsonNode remise = editeur.envoyer("POST", "/bac-a-sable/remise-a-zero", BodyPublishers.noBody(), Map.of())
                .admise(200)
                .corps();
        assertEquals(2, remise.path("demandes").asInt());
        assertEquals(1, remise.path("abonnements").asInt());
        assertEquals(List.of(), editeur.toutes("/bulletins", "bulletins"));
        assertEquals(2, editeur.toutes("/agents", "agents").size(), "ses agents restent");
        assertEquals(
                "TRANSMISE",
                api.lire("/bulletins/" + attend)
                        .admise(200)
                        .corps()
                        .at("/bulletin/etat")
                        .asText(),
                "la place rendue va au premier de la file");
        assertEquals(avant, donnees.texte(autres, bac, attend));
        assertEquals(
                histoire + 1,
                donnees.nombre(
                        "select count(*) from inscription.changement c join inscription.bulletin b on b.id = c.bulletin_id where b.collectivite_id <> ?",
                        bac),
                "rien d'effacé chez les autres ; un pas de plus, la promotion");
        assertEquals(List.of(), donnees.jaugesFausses());
        assertThrows(
                SQLException.class,
                () -> donnees.ecrire("delete from inscription.changement where bulletin_id = ?", attend),
                "l'histoire d'un véritable employeur reste intouchable");
        editeur.poster("/bulletins", Map.of("session", sienne, "matricules", List.of("B-1")))
                .admise(201);
    }

    @Test
    void un_abonnement_se_declare_s_essaie_s_arrete_et_ne_montre_son_secret_qu_une_fois() throws SQLException {
        donnees.ecrire("delete from inscription.abonnement where collectivite_id = ?", denain);
        JsonNode a = api.poster(
                        "/abonnements",
                        Map.of("adresse", "https://sirh.exemple/iel", "etats", List.of("ACCEPTEE", "ANNULEE")))
                .admise(201)
                .corps();
        assertTrue(a.path("secret").asText().matches("whsec_[A-Za-z0-9+/]{43}="), a.toString());
        String ici = "/abonnements/" + a.path("id").asText();
        assertTrue(api.lire(ici).admise(200).corps().path("secret").isMissingNode());
        assertEquals(
                1,
                api.lire("/abonnements").admise(200).corps().path("abonnements").size());
        api.envoyer("POST", ici + "/essai", BodyPublishers.noBody(), Map.of()).admise(200);
        assertEquals(
                "essai",
                api.lire(ici + "/livraisons")
                        .admise(200)
                        .corps()
                        .at("/livraisons/0/type")
                        .asText());
        api.envoyer("POST", ici + "/arret", BodyPublishers.noBody(), Map.of()).admise(200);
        api.envoyer("POST", ici + "/essai", BodyPublishers.noBody(), Map.of()).refuse(409, "abonnement-arrete");
        api.envoyer("POST", ici + "/reprise", BodyPublishers.noBody(), Map.of()).admise(200);
        for (String interne : List.of("http://sirh.exemple/", "https://localhost/", "https://169.254.169.254/")) {
            Reponse refus = api.poster("/abonnements", Map.of("adresse", interne, "etats", List.of("ACCEPTEE")))
                    .refuse(422, "adresse-invalide");
            assertEquals("adresse", refus.champ());
        }
        api.poster("/abonnements", Map.of("adresse", "https://sirh.exemple/", "etats", List.of("ZZZ")))
                .refuse(422, "etat-inconnu");
        api.lire("/abonnements/0").refuse(404, "abonnement-inconnu");
    }

    private String version(long collectivite) throws SQLException {
        return "\""
                + donnees.nombre(
                        "select version from annuaire.agent where collectivite_id = ? and matricule = 'D-1042'",
                        collectivite)
                + "\"";
    }

    private long unBulletin() throws SQLException {
        return api.inscrire(donnees.session(1, denain), donnees.agents(1, denain))
                .admise(201)
                .corps()
                .at("/bulletins/0/bulletin")
                .asLong();
    }

    @Test
    void un_format_que_l_api_ne_parle_pas_est_refuse() {
        api.envoyer("POST", "/bulletins", BodyPublishers.ofString("bonjour"), Map.of("Content-Type", "text/plain"))
                .refuse(415, "format");
        api.envoyer("GET", "/sessions", BodyPublishers.noBody(), Map.of("Accept", "text/csv"))
                .refuse(406, "format");
    }

    // --- ce que tient la base et ce que dit le contrat

    @Test
    void la_base_refuse_un_siren_dont_la_cle_est_fausse() {
        SQLException refus = assertThrows(
                SQLException.class,
                () -> donnees.ecrire("update annuaire.collectivite set siren = '215901728' where id = ?", denain));
        assertEquals("23514", refus.getSQLState());
        assertTrue(refus.getMessage().contains("ck_collectivite_siren_cle"), refus.getMessage());
    }

    @Test
    void la_base_refuse_une_place_de_trop_et_qu_on_recrive_l_histoire() throws SQLException {
        long session = donnees.session(2, denain);
        api.inscrire(session, donnees.agents(1, denain)).admise(201);
        assertEquals(
                "23514",
                assertThrows(
                                SQLException.class,
                                () -> donnees.ecrire(
                                        "update inscription.jauge set places_prises = 3 where session_id = ?", session))
                        .getSQLState());
        assertThrows(
                SQLException.class,
                () -> donnees.ecrire(
                        "update inscription.changement set texte = 'autre' where bulletin_id in (select id from inscription.bulletin where session_id = ?)",
                        session));
    }

    @Test
    void le_contrat_publie_nomme_chaque_adresse_et_qui_peut_y_entrer() {
        Contrat contrat = Contrat.publie(application.url());
        assertTrue(
                contrat.chemins()
                        .containsAll(Set.of(
                                "/api/v1/agents",
                                "/api/v1/bulletins",
                                "/api/v1/bulletins/{id}",
                                "/api/v1/bulletins/{id}/annulation",
                                "/api/v1/bulletins/{id}/remplacement",
                                "/api/v1/sessions",
                                "/api/v1/sessions/{id}")),
                contrat.chemins().toString());
        assertEquals(
                "bearer",
                contrat.document()
                        .at("/components/securitySchemes/jeton/scheme")
                        .asText());
        contrat.document()
                .path("paths")
                .forEach(p -> p.forEach(operation -> {
                    assertNotEquals("", operation.path("operationId").asText());
                    assertFalse(
                            operation.path("responses").path("401").isMissingNode(),
                            operation.path("operationId").asText());
                }));
        assertNull(contrat.chemins().stream()
                .filter(c -> !c.startsWith("/api/v1/"))
                .findFirst()
                .orElse(null));
    }
}
