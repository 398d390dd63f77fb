package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
