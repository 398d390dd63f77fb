package fr.cnfpt.catalogue.recherche.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation.Conseil;
import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.OffreDeFormation.Facette;
import fr.cnfpt.catalogue.api.OffreDeFormation.Filtre;
import fr.cnfpt.catalogue.api.OffreDeFormation.Nouvelle;
import fr.cnfpt.catalogue.api.OffreDeFormation.PageDeSessions;
import fr.cnfpt.catalogue.api.OffreDeFormation.Pres;
import fr.cnfpt.catalogue.api.OffreDeFormation.Proche;
import fr.cnfpt.catalogue.api.OffreDeFormation.Profil;
import fr.cnfpt.catalogue.api.OffreDeFormation.Tri;
import fr.cnfpt.catalogue.api.OffreDeFormation.Voisin;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.tableaux.Csv;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chercher comme les gens cherchent : accents, pluriels, fautes, sigles, synonymes, lieux. */
class RechercheTest {

    private static final OffreSql OFFRE = new OffreSql();
    private static final CollectiviteInfo DENAIN = new CollectiviteInfo(
            59, "215901729", "Denain", "COMMUNE", "59172", "59", "32", "200042190", 20_665, 7L, true, true);

    /** Chaque stage à Arras et à Lille s'il est en présence, à distance sinon ; quelques-uns ailleurs. */
    @BeforeAll
    static void peupler() {
        OFFRE.jdbi = PostgresDeTest.neuve("catalogue").jdbi();
        OFFRE.places = (critere, session) -> "true";
        StagesDeDemonstration demonstration = Injection.poser(new StagesDeDemonstration(), OFFRE.jdbi);
        demonstration.chargerSpecialites();
        demonstration.chargerStages();
        OFFRE.jdbi.useHandle(h -> {
            h.execute("""
                insert into catalogue.session (stage_id, type, structure_id, debut, fin, ville, code_insee, ouverture, cloture)
                select t.id, 'INTER', 7, current_date + 60 + (t.id % 90)::int, current_date + 62 + (t.id % 90)::int, l.ville, l.insee,
                       current_date - 30, current_date + 30
                  from catalogue.stage t
                  join (values ('Arras', '62041', true, ''), ('Lille', '59350', true, ''), (null, null, false, ''),
                               ('Boulogne-sur-Mer', '62160', true, 'ECV-009'), ('Saint-Omer', '62765', true, 'ACP-003'),
                               ('Dunkerque', '59183', true, 'RES-001')) as l(ville, insee, presence, seul)
                    on (t.presentiel_jours > 0) = l.presence and l.seul in ('', t.code)
                """);
            h.execute("insert into catalogue.aire_recrutement (session_id, cle) select id, 'N' from catalogue.session");
        });
    }

    private static PageDeSessions chercher(String mots) {
        return OFFRE.visibles(DENAIN, new Filtre(mots, Map.of(), Set.of(), false, 0, 200, Tri.PERTINENCE, null));
    }

    private static List<String> codes(String mots) {
        return chercher(mots).sessions().stream()
                .map(SessionInfo::stageCode)
                .distinct()
                .toList();
    }

    @Test
    void les_recherches_ecrites_d_avance_donnent_en_premier_ce_qu_on_attend() {
        List<String> manquees = new ArrayList<>();
        double somme = 0;
        List<Map<String, String>> requetes = Csv.lire(RechercheTest.class, "/recherche/requetes.csv");
        for (Map<String, String> r : requetes) {
            List<SessionInfo> vues = chercher(r.get("requete")).sessions();
            Set<String> attendus = Arrays.stream(r.get("attendu").split("\\|"))
                    .filter(a -> !a.isEmpty())
                    .collect(Collectors.toSet());
            int rang = 0;
            for (int i = 0; i < vues.size() && rang == 0; i++) {
                SessionInfo s = vues.get(i);
                if ((attendus.isEmpty() || attendus.contains(s.stageCode()))
                        && (r.get("ville").isEmpty() || r.get("ville").equals(s.ville()))) {
                    // Le rang se compte en stages : deux sessions du même ne font qu'un résultat.
                    rang = (int) vues.subList(0, i + 1).stream()
                            .map(SessionInfo::stageCode)
                            .distinct()
                            .count();
                }
            }
            somme += rang == 0 ? 0 : 1d / rang;
            if (rang != 1) {
                manquees.add(r.get("requete") + " : " + rang + " "
                        + vues.stream()
                                .map(SessionInfo::stageCode)
                                .distinct()
                                .limit(4)
                                .toList());
            }
        }
        double mrr = somme / requetes.size();
        System.out.printf("Rang réciproque moyen de %d recherches : %.3f %s%n", requetes.size(), mrr, manquees);
        assertTrue(requetes.size() >= 60 && mrr >= 0.9, manquees.toString());
    }

    @Test
    void un_mot_n_est_pas_un_morceau_de_mot() {
        assertFalse(codes("eau").contains("INF-003"));
        assertEquals(
                List.of(),
                codes("eau").stream().filter(c -> c.startsWith("COM")).toList());
    }

    @Test
    void une_faute_se_dit_et_ce_qui_repond_est_en_gras() {
        PageDeSessions page = chercher("abscenteisme");
        assertEquals("absenteisme", page.corrigee());
        assertEquals(
                "Comprendre et réduire l'" + PageDeSessions.GRAS + "absentéisme" + PageDeSessions.MAIGRE,
                page.enGras().get(page.sessions().get(0).stageId()));
        assertNull(chercher("absentéisme").corrigee());
    }

    @Test
    void une_recherche_sans_reponse_propose_l_intitule_qui_en_dit_le_plus() {
        PageDeSessions page = chercher("délibérations Dunkerque");
        assertEquals(0, page.total());
        assertEquals("Rédiger les délibérations et les arrêtés du maire", page.proposition());
    }

    @Test
    void ce_qu_on_tape_ne_casse_jamais_la_recherche() {
        for (String q : List.of(
                "'", "\\", "a'b\\'c", "!", "& |", "(", ":*", "<->", "%", "_", "🙂", "l'", "de la", "-", "x-1-'",
                "\u00a0")) {
            assertTrue(chercher(q).total() >= 0, q);
        }
    }

    @Test
    void chaque_facette_compte_ce_que_donnerait_son_choix_les_autres_gardes() {
        Map<Critere, List<String>> choix =
                Map.of(Critere.SPECIALITE, List.of("ECV", "FIN"), Critere.DEPARTEMENT, List.of("59"));
        PageDeSessions page = OFFRE.visibles(DENAIN, new Filtre("", choix, Set.of(), false, 0, 200, Tri.DATE, null));
        assertTrue(page.total() > 0
                && page.sessions().stream()
                        .allMatch(s ->
                                s.codeInsee().startsWith("59") && s.stageCode().matches("(ECV|FIN).*")));
        for (Critere c : Critere.values()) {
            for (Facette f : page.facette(c)) {
                Map<Critere, List<String>> avec = new EnumMap<>(Critere.class);
                avec.putAll(choix);
                avec.put(c, List.of(f.code()));
                assertEquals(
                        f.nombre(),
                        OFFRE.visibles(DENAIN, new Filtre("", avec, Set.of(), false, 0, 1, Tri.DATE, null))
                                .total(),
                        c + " " + f);
            }
        }
    }

    @Test
    void le_plus_pres_d_abord_la_commune_l_intercommunalite_le_departement_a_distance_puis_ailleurs() {
        Filtre f = new Filtre(
                "", Map.of(), Set.of(), false, 0, 1000, Tri.PROXIMITE, new Pres("59183", List.of("62765"), "59"));
        List<String> villes = OFFRE.visibles(DENAIN, f).sessions().stream()
                .map(SessionInfo::lieu)
                .distinct()
                .toList();
        assertEquals(List.of("Dunkerque", "Saint-Omer", "Lille", "à distance"), villes.subList(0, 4));
    }

    @Test
    void un_agent_se_voit_proposer_ce_qui_parle_de_son_metier_et_apprend_pourquoi() {
        List<Conseil> conseils = OFFRE.pour(
                DENAIN,
                new Profil(
                        "Cuisinier de restauration scolaire",
                        "Restauration",
                        "Adjoint technique territorial",
                        new Pres("59183", List.of(), "59")),
                5);
        Conseil premier = conseils.get(0);
        assertEquals("RES-001", premier.session().stageCode());
        assertEquals("Dunkerque", premier.session().ville());
        assertTrue(premier.metier() && premier.service() && premier.ou() == Proche.COMMUNE);
        assertEquals(
                conseils.size(),
                conseils.stream().map(c -> c.session().stageId()).distinct().count());
        assertEquals(
                List.of(),
                OFFRE.pour(DENAIN, new Profil("Agent polyvalent", null, null, new Pres("", List.of(), "59")), 5));
    }

    @Test
    void ses_responsabilites_sont_une_raison_apres_le_metier_et_avant_le_service() {
        Pres loin = new Pres("", List.of(), "59");
        List<Conseil> encadre = OFFRE.pour(DENAIN, new Profil(null, null, null, loin, "management", List.of()), 5);
        assertTrue(!encadre.isEmpty() && encadre.stream().allMatch(c -> c.fonction() && !c.metier()));
        List<Conseil> aResponsabilite =
                OFFRE.pour(DENAIN, new Profil(null, null, null, loin, null, List.of("INTEGRATION")), 5);
        assertTrue(aResponsabilite.stream()
                .allMatch(c -> c.fonction() && c.session().nature().equals("INTEGRATION")));
        assertEquals(
                OFFRE
                        .visibles(
                                DENAIN,
                                new Filtre(
                                        "",
                                        Map.of(Critere.NATURE, List.of("INTEGRATION")),
                                        Set.of(),
                                        false,
                                        0,
                                        99,
                                        Tri.DATE,
                                        null))
                        .sessions()
                        .stream()
                        .map(SessionInfo::stageId)
                        .distinct()
                        .limit(5)
                        .count(),
                aResponsabilite.size());
    }

    @Test
    void par_distance_ce_qui_se_suit_de_sa_chaise_passe_devant_ce_qui_est_loin() {
        Pres lens = new Pres("62498", List.of(), "62", Map.of("62498", 0, "62041", 17, "59350", 28, "62160", 100));
        List<String> lieux = OFFRE
                .visibles(DENAIN, new Filtre("", Map.of(), Set.of(), false, 0, 500, Tri.PROXIMITE, lens))
                .sessions()
                .stream()
                .map(SessionInfo::lieu)
                .distinct()
                .toList();
        assertEquals(List.of("Arras", "Lille", "à distance", "Boulogne-sur-Mer"), lieux.subList(0, 4));
    }

    @Test
    void par_places_c_est_qui_les_tient_qui_dit_l_ordre() {
        long premiere = chercher("").sessions().get(7).id();
        PlacesPrises avant = OFFRE.places;
        OFFRE.places = (critere, session) -> session + " = " + premiere;
        try {
            assertEquals(
                    premiere,
                    OFFRE.visibles(DENAIN, new Filtre("", Map.of(), Set.of(), false, 0, 5, Tri.PLACES, null))
                            .sessions()
                            .get(0)
                            .id());
        } finally {
            OFFRE.places = avant;
        }
    }

    @Test
    void une_recherche_sans_reponse_a_des_voisins_ouverts_a_la_collectivite() {
        assertEquals(0, chercher("gérer un poulailler communal").total());
        List<Voisin> voisins = OFFRE.voisins(DENAIN, "gérer un poulailler communal", 5);
        assertTrue(voisins.size() == 5 && voisins.stream().allMatch(v -> v.sessions() > 0), voisins.toString());
        assertEquals(List.of(), OFFRE.voisins(DENAIN, "kwxzq", 5), "rien ne ressemble à ce qui n'est pas un mot");
        assertTrue(OFFRE.voisins(DENAIN, "etatcivil", 3).stream()
                .anyMatch(v -> v.intitule().contains("état civil")));
    }

    @Test
    void ce_qui_est_nouveau_a_paru_apres_et_se_voit() {
        Instant avant = Instant.parse("2026-01-01T00:00:00Z");
        Instant demain = Instant.now().plus(1, ChronoUnit.DAYS);
        Filtre excel =
                new Filtre("excel", Map.of(Critere.DEPARTEMENT, List.of("59")), Set.of(), false, 0, 50, Tri.DATE, null);
        List<Nouvelle> toutes = OFFRE.nouvelles(DENAIN, excel, avant, demain);
        assertTrue(!toutes.isEmpty()
                && toutes.stream().allMatch(n -> n.session().ville().equals("Lille")));
        OFFRE.jdbi.useHandle(h -> h.execute(
                "update catalogue.session set publiee_le = timestamptz '2026-05-01 00:00Z' where id = ?",
                toutes.get(0).session().id()));
        Instant mai = Instant.parse("2026-05-01T00:00:00Z");
        assertEquals(
                toutes.size() - 1,
                OFFRE.nouvelles(DENAIN, excel, mai, demain).size(),
                "ce qui a paru à l'instant même est déjà vu");
        List<Nouvelle> deMai = OFFRE.nouvelles(DENAIN, excel, avant, mai);
        assertEquals(
                List.of(toutes.get(0).session().id()),
                deMai.stream().map(n -> n.session().id()).toList());
        assertEquals(mai, deMai.get(0).publieeLe());
    }

    @Test
    void les_communes_se_comptent_quand_on_les_demande_et_font_le_total() {
        PageDeSessions page = OFFRE.visibles(
                DENAIN, new Filtre("", Map.of(Critere.COMMUNE, List.of()), Set.of(), false, 0, 0, Tri.DATE, null));
        assertEquals(
                page.total(),
                page.facette(Critere.COMMUNE).stream()
                        .mapToLong(Facette::nombre)
                        .sum());
        assertTrue(page.facette(Critere.COMMUNE).stream().anyMatch(f -> f.code().equals("62041")));
        assertTrue(OFFRE
                .visibles(
                        DENAIN,
                        new Filtre(
                                "", Map.of(Critere.COMMUNE, List.of("62041")), Set.of(), false, 0, 500, Tri.DATE, null))
                .sessions()
                .stream()
                .allMatch(s -> s.ville().equals("Arras")));
    }

    @Test
    void un_synonyme_vaut_a_la_recherche_suivante_et_plus_apres_son_retrait() {
        Synonymes synonymes = Injection.poser(new Synonymes(), OFFRE.jdbi);
        assertEquals(0, chercher("xylophone").total());
        long id = synonymes.ajouter("xylophone", "éveil du langage").orElseThrow();
        assertEquals(List.of("EEJ-008"), codes("xylophone"));
        assertEquals(Optional.empty(), synonymes.ajouter("xylophones", "éveil du langage"));
        assertEquals(1, synonymes.lire("xylo", 0, 50).total());
        assertEquals("xylophone", synonymes.retirer(id).orElseThrow().terme());
        assertEquals(Optional.empty(), synonymes.retirer(id));
        assertEquals(0, chercher("xylophone").total());
        assertFalse(synonymes.aDesMots("de la"));
    }

    @Test
    void les_jours_se_comptent_quand_on_les_demande_et_font_le_total() {
        assertEquals(List.of(), chercher("").facette(Critere.JOUR));
        PageDeSessions page = OFFRE.visibles(
                DENAIN, new Filtre("", Map.of(Critere.JOUR, List.of()), Set.of(), false, 0, 0, Tri.DATE, null));
        assertEquals(List.of(), page.sessions());
        assertTrue(page.total() > 100);
        assertEquals(
                page.total(),
                page.facette(Critere.JOUR).stream().mapToLong(Facette::nombre).sum());
    }
}
