package fr.cnfpt.annuaire.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.annuaire.agents.persistence.Agents.Resultat;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Siren;
import fr.cnfpt.annuaire.carte.persistence.CartePeuplement;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** La vraie carte de France dans un vrai PostgreSQL, et ce qu'on y cherche. */
class AnnuaireSqlTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("annuaire");
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static final AnnuaireSql ANNUAIRE = new AnnuaireSql();
    private static final Agents AGENTS = new Agents();
    private static final Collectivites COLLECTIVITES = new Collectivites();

    @BeforeAll
    static void charger() {
        List.of(ANNUAIRE, AGENTS, COLLECTIVITES).forEach(b -> Injection.poser(b, JDBI));
        JDBI.useTransaction(h -> {
            CartePeuplement carte = new CartePeuplement();
            Injection.poser(carte, fr.cnfpt.outils.persistence.Sql.configurer(Jdbi.create(h.getConnection())));
            Injection.poser(carte, new fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab());
            List<String> dit = new ArrayList<>();
            carte.charger(dit::add);
            if (!dit.isEmpty()) {
                assertTrue(dit.get(1).contains("34969 communes"), dit.toString());
            }
        });
    }

    private static long denain() {
        return COLLECTIVITES
                .chercher(Portee.ENTIERE, "215901729", "", 0, 1)
                .lignes()
                .get(0)
                .id();
    }

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void toute_la_carte_est_la_et_chaque_employeur_a_sa_delegation() {
        assertEquals(34_969, nombre("select count(*) from annuaire.commune"));
        assertEquals(1_255, nombre("select count(*) from annuaire.epci"));
        assertEquals(
                nombre("select count(*) from annuaire.commune where siren is not null") + 1_255,
                nombre("select count(*) from annuaire.collectivite"));
        assertEquals(0, nombre("select count(*) from annuaire.collectivite where structure_id is null"));
        assertEquals(18, nombre("select count(*) from annuaire.structure where type = 'DELEGATION' and au is null"));
        assertEquals(5, nombre("select count(*) from annuaire.structure where type = 'INSTITUT'"));
    }

    @Test
    void charger_deux_fois_ne_change_rien() {
        long avant = nombre("select count(*) from annuaire.collectivite");
        charger();
        assertEquals(avant, nombre("select count(*) from annuaire.collectivite"));
    }

    @Test
    void la_base_et_le_code_jugent_pareil_les_siren() {
        for (String s : List.of("215901729", "215901720", "732829320", "356000000", "000000001", "12345678")) {
            boolean base = JDBI.withHandle(h -> h.createQuery("select annuaire.siren_valide(:s)")
                    .bind("s", s)
                    .mapTo(Boolean.class)
                    .one());
            assertEquals(Siren.valide(s), base, s);
        }
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> JDBI.useHandle(
                        h -> h.execute(
                                "insert into annuaire.collectivite (siren, nom, nature, departement) values ('215901720', 'Fausse', 'COMMUNE', '59')")));
        assertTrue(e.getMessage().contains("ck_collectivite_siren_cle"), e.getMessage());
    }

    @Test
    void denain_est_dans_la_porte_du_hainaut_et_releve_des_hauts_de_france() {
        CollectiviteInfo c = ANNUAIRE.collectivite(denain()).orElseThrow();
        assertEquals("Denain", c.nom());
        assertEquals("200042190", c.epciSiren());
        assertEquals(
                "Délégation Hauts-de-France",
                ANNUAIRE.structure(c.structureId()).orElseThrow().nom());
        assertEquals(47 + 1, ANNUAIRE.collectivitesDesEpci(List.of("200042190")).size());
    }

    @Test
    void trouve_une_collectivite_sans_accents_ni_tirets() {
        assertTrue(COLLECTIVITES.chercher(Portee.ENTIERE, "saint omer", "COMMUNE", 0, 50).lignes().stream()
                .anyMatch(l -> l.nom().equals("Saint-Omer")));
        assertTrue(COLLECTIVITES.chercher(Portee.ENTIERE, "BETHUNE", "", 0, 5).lignes().stream()
                .anyMatch(l -> l.nom().equals("Béthune")));
    }

    @Test
    void une_delegation_ne_trouve_que_son_ressort() {
        long bretagne = ANNUAIRE.structures().stream()
                .filter(s -> s.code().equals("BRE"))
                .findFirst()
                .orElseThrow()
                .id();
        Portee portee = new Portee(Portee.Par.STRUCTURES, Set.of(bretagne), bretagne);
        assertEquals(0, COLLECTIVITES.chercher(portee, "Denain", "", 0, 5).total());
        assertEquals(
                "Guénin",
                COLLECTIVITES.chercher(portee, "denin", "", 0, 5).proposition(),
                "une Bretonne, et non Denain");
        assertTrue(COLLECTIVITES.chercher(portee, "Rennes", "", 0, 5).total() > 0);
        assertFalse(ANNUAIRE.collectivite(denain()).orElseThrow().estVuePar(portee));
    }

    @Test
    void enregistrer_deux_fois_le_meme_agent_le_rectifie() {
        List<Resultat> cree = AGENTS.enregistrer(
                denain(),
                List.of(
                        new AgentSaisi("T1", "Petit", "Ana", null, null, null, "C", null, null, null),
                        new AgentSaisi("T2", "Grand", "Léo", null, null, null, "B", null, "T1", null)),
                "Essai");
        assertTrue(cree.stream().allMatch(Resultat::cree));
        List<Resultat> rectifie = AGENTS.enregistrer(
                denain(),
                List.of(new AgentSaisi("T1", "Petit-Durand", "Ana", null, null, null, "C", null, null, null)),
                "Essai");
        assertFalse(rectifie.get(0).cree());
        List<AgentInfo> lus = ANNUAIRE.agentsParMatricule(denain(), List.of("T1", "T2"));
        assertEquals("Petit-Durand", lus.get(0).nom());
        assertEquals(lus.get(0).id(), lus.get(1).responsableId());
        long autre = ANNUAIRE.enExercice(List.of("215906066")).get("215906066").id();
        AGENTS.enregistrer(
                autre,
                List.of(new AgentSaisi("T2", "Ailleurs", "Zoé", null, null, null, "C", null, null, null)),
                "Essai");
        assertEquals(
                List.of("Petit-Durand", "Ailleurs"),
                ANNUAIRE.agentsParMatricule(Map.of(denain(), Set.of("T1"), autre, Set.of("T2", "T1"))).stream()
                        .map(AgentInfo::nom)
                        .toList(),
                "lus ensemble, chaque collectivité n'a que les siens");
    }

    @Test
    void un_responsable_inconnu_refuse_tout_l_envoi() {
        assertThrows(
                Refus.class,
                () -> JDBI.useTransaction(h -> {
                    Agents dans = new Agents();
                    Injection.poser(dans, fr.cnfpt.outils.persistence.Sql.configurer(Jdbi.create(h.getConnection())));
                    dans.enregistrer(
                            denain(),
                            List.of(new AgentSaisi("T9", "Seul", "Ian", null, null, null, "C", null, "inconnu", null)),
                            "Essai");
                }));
        assertEquals(List.of(), ANNUAIRE.agentsParMatricule(denain(), List.of("T9")));
    }

    @ParameterizedTest
    @CsvSource({
        "St-Omer, Saint-Omer",
        "l’haÿ, L'Haÿ-les-Roses",
        "l'hay les roses, L'Haÿ-les-Roses",
        "2A004, Ajaccio",
        "97411, Saint-Denis",
        "215 901 729, Denain",
        "215 901 729 00017, Denain",
        "communauté d'agglomération valenciennes, CA Valenciennes Métropole",
        "métropole valenciennes, CA Valenciennes Métropole",
        "cassel oeuf, "
    })
    void une_collectivite_se_trouve_comme_on_l_ecrit(String cherche, String premiere) {
        List<String> noms = COLLECTIVITES.chercher(Portee.ENTIERE, cherche, "", 0, 20).lignes().stream()
                .map(c -> c.nom())
                .toList();
        assertEquals(premiere, noms.isEmpty() ? null : noms.get(0), cherche + " : " + noms);
    }

    @Test
    void une_faute_de_frappe_propose_le_nom_proche_et_seulement_quand_rien_ne_repond() {
        assertEquals(
                "Denain",
                COLLECTIVITES.chercher(Portee.ENTIERE, "denin", "", 0, 20).proposition());
        assertEquals(
                "Valenciennes",
                COLLECTIVITES
                        .chercher(Portee.ENTIERE, "valencienes", "COMMUNE", 0, 20)
                        .proposition());
        assertEquals(
                null,
                COLLECTIVITES.chercher(Portee.ENTIERE, "denain", "", 0, 20).proposition());
        assertEquals(
                null,
                COLLECTIVITES.chercher(Portee.ENTIERE, "xyzxyz", "", 0, 20).proposition());
    }

    @Test
    void les_noms_de_toutes_les_communes_ont_la_meme_cle_en_java_et_en_base() {
        List<String> enBase =
                JDBI.withHandle(h -> h.createQuery("select nom from annuaire.collectivite order by tri, id")
                        .mapTo(String.class)
                        .list());
        List<String> enJava = new ArrayList<>(enBase);
        java.util.Collections.shuffle(enJava, new java.util.Random(3));
        enJava.sort(fr.cnfpt.outils.francais.Francais.ORDRE);
        assertEquals(enBase, enJava);
    }

    @Test
    void une_collectivite_se_cherche_dans_l_index_des_trigrammes() {
        String plan = JDBI.inTransaction(h -> String.join(
                " ",
                h.createQuery(
                                "explain select id from annuaire.collectivite c where c.cle like (select outils.motif('st omer')) and c.cle like all ((select outils.motifs('st omer'))::text[])")
                        .mapTo(String.class)
                        .list()));
        assertTrue(plan.contains("ix_collectivite_cle_trigrammes"), plan);
    }

    @Test
    void les_agents_par_nom_se_lisent_dans_l_index() {
        String plan = JDBI.inTransaction(h -> {
            h.execute("set local enable_seqscan = off");
            return String.join(
                    " ",
                    h.createQuery(
                                    "explain select id from annuaire.agent a where a.collectivite_id = 1 order by a.tri, a.id limit 50")
                            .mapTo(String.class)
                            .list());
        });
        assertTrue(plan.contains("ix_agent_tri") && !plan.contains("Sort"), plan);
    }
}
