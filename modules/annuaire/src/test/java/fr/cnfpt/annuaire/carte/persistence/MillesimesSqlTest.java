package fr.cnfpt.annuaire.carte.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Les vraies cartes de 2024, 2025 et 2026, chargées l'une sur l'autre dans PostgreSQL. Entre 2025 et 2026 aucune
 * commune n'a fusionné (l'année d'avant des élections municipales) : les fusions prouvées ici sont celles du 1er
 * janvier 2025.
 */
class MillesimesSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("annuaire").jdbi();
    private static final List<LigneDeRapport> EN_2025 = new ArrayList<>();
    private static final List<LigneDeRapport> EN_2026 = new ArrayList<>();
    private static CarteChangee annonce2025;

    private static Decoupage paquet(String version) {
        return CarteDeTest.paquet(version);
    }

    private static List<LigneDeRapport> charger(Jdbi jdbi, Decoupage d, Consumer<CarteChangee> annonce) {
        return CarteDeTest.charger(jdbi, d, (a, dedans) -> annonce.accept(a));
    }

    @BeforeAll
    static void charger_2024_puis_2025_puis_2026() {
        assertEquals(
                List.of(), charger(JDBI, paquet("4.1.0"), a -> Assertions.fail("rien à annoncer sur une base vide")));
        JDBI.useHandle(h -> {
            // Un agent à Hesdin, à Pierrefitte et à Conques.
            for (String siren : List.of("216204479", "219300597", "200055929")) {
                h.execute(
                        "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) select id, 'A1', 'Petit', 'Ana', 'C' from annuaire.collectivite where siren = ?",
                        siren);
            }
        });
        EN_2025.addAll(charger(JDBI, paquet("5.3.0"), a -> annonce2025 = a));
        EN_2026.addAll(charger(JDBI, paquet("6.0.0"), a -> {}));
    }

    private static Map<String, Object> une(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapToMap().one());
    }

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    private static long combien(List<LigneDeRapport> lignes, String genre) {
        return lignes.stream().filter(l -> l.genre().equals(genre)).count();
    }

    private static void fusionne(
            String ancien, String nom, String nouveau, String nomNouveau, String sirenAncien, String sirenNouveau) {
        Map<String, Object> c =
                une("select nom, millesime_fin, successeur from annuaire.commune where code_insee = '" + ancien + "'");
        assertEquals(List.of(nom, 2025, nouveau), List.of(c.get("nom"), c.get("millesime_fin"), c.get("successeur")));
        Map<String, Object> e = une(
                "select k.nom, k.close_le::text as close_le, n.nom as successeur, n.siren from annuaire.collectivite k"
                        + " join annuaire.collectivite n on n.id = k.successeur_id where k.siren = '" + sirenAncien
                        + "'");
        assertEquals(
                List.of(nom, "2025-01-01", nomNouveau, sirenNouveau),
                List.of(e.get("nom"), e.get("close_le"), e.get("successeur"), e.get("siren")));
    }

    @Test
    void huby_saint_leu_marconne_et_hesdin_deviennent_hesdin_la_foret() {
        fusionne("62461", "Huby-Saint-Leu", "62447", "Hesdin-la-Forêt", "216204610", "934483553");
        fusionne("62549", "Marconne", "62447", "Hesdin-la-Forêt", "216205492", "934483553");
        assertEquals(
                "Hesdin-la-Forêt",
                une("select n.nom from annuaire.collectivite k join annuaire.collectivite n on n.id = k.successeur_id where k.siren = '216204479'")
                        .get("nom"));
    }

    @Test
    void pierrefitte_rejoint_saint_denis_et_rollainville_rejoint_neufchateau() {
        fusionne("93059", "Pierrefitte-sur-Seine", "93066", "Saint-Denis", "219300597", "929939411");
        fusionne("88393", "Rollainville", "88321", "Neufchâteau", "218803930", "933709198");
    }

    @Test
    void verdun_ciel_nait_d_une_fusion_sans_commune_deleguee() {
        fusionne("71131", "Ciel", "71566", "Verdun-Ciel", "217101310", "935058503");
    }

    @Test
    void l_employeur_clos_garde_ses_agents() {
        assertEquals(
                1,
                nombre(
                        "select count(*) from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id where c.siren = '216204479' and c.close_le is not null"));
        LigneDeRapport l = EN_2025.stream()
                .filter(x -> x.genre().equals("EMPLOYEUR_CLOS") && "216204479".equals(x.code()))
                .findFirst()
                .orElseThrow();
        assertEquals(1, l.agents());
        assertTrue(annonce2025.clos().stream()
                .anyMatch(c -> c.siren().equals("216204479") && c.nature().equals("COMMUNE")));
    }

    @Test
    void un_chef_lieu_qui_change_ne_change_pas_l_employeur() {
        Map<String, Object> e = une("select code_insee, close_le from annuaire.collectivite where siren = '200055929'");
        assertEquals("12218", e.get("code_insee"));
        assertNull(e.get("close_le"));
        assertTrue(EN_2025.stream()
                .anyMatch(l -> l.genre().equals("CODE") && l.code().equals("12076") && l.agents() == 1));
    }

    @Test
    void une_commune_retablie_redevient_un_employeur() {
        assertNull(une("select close_le from annuaire.collectivite where code_insee = '15031'")
                .get("close_le"));
        assertTrue(EN_2025.stream()
                .anyMatch(l -> l.genre().equals("CREEE") && l.nom().equals("Celles")));
    }

    @Test
    void leojac_passe_au_grand_montauban_et_son_employeur_avec_elle() {
        assertEquals(
                "CA Grand Montauban",
                une("select e.nom from annuaire.collectivite c join annuaire.epci e on e.siren = c.epci_siren where c.code_insee = '82098'")
                        .get("nom"));
        assertTrue(annonce2025.passages().stream().anyMatch(p -> p.codeInsee().equals("82098")));
        assertEquals(4, combien(EN_2025, "INTERCOMMUNALITE"));
    }

    @Test
    void le_coeur_d_ostrevent_devient_une_agglomeration() {
        assertTrue(EN_2025.stream()
                .anyMatch(l -> l.genre().equals("EPCI_TYPE")
                        && l.code().equals("245901152")
                        && l.detail().equals("Passe de CC à CA.")));
    }

    @Test
    void le_rapport_de_2025_compte_tout_et_celui_de_2026_n_a_que_des_renommees() {
        assertEquals(
                List.of(64L, 4L, 8L, 46L),
                List.of(
                        combien(EN_2025, "FUSION"),
                        combien(EN_2025, "CODE"),
                        combien(EN_2025, "CREEE") + 4,
                        combien(EN_2025, "SIREN")));
        assertEquals(0, combien(EN_2025, "A_TRAITER"));
        assertEquals(19, combien(EN_2026, "RENOMMEE"));
        assertEquals(EN_2026.size(), combien(EN_2026, "RENOMMEE") + combien(EN_2026, "POPULATION"));
        assertEquals(
                EN_2025.size(),
                nombre(
                        "select count(*) from annuaire.millesime_ligne l join annuaire.millesime m on m.id = l.millesime_id where m.annee = 2025"));
    }

    @Test
    void au_bout_la_carte_est_celle_qu_on_aurait_chargee_a_neuf() {
        Jdbi neuve = PostgresDeTest.neuve("annuaire").jdbi();
        charger(neuve, new PaquetEtalab().livre(), a -> {});
        for (String sql : List.of(
                "select code_insee, nom, siren, departement, population, epci_siren, codes_postaux from annuaire.commune where millesime_fin is null",
                "select siren, nom, type, population from annuaire.epci where millesime_fin is null",
                "select code, nom, region from annuaire.departement where millesime_fin is null",
                "select c.siren, c.nom, c.nature, c.code_insee, c.departement, c.epci_siren, c.population, s.code as delegation from annuaire.collectivite c"
                        + " left join annuaire.structure s on s.id = c.structure_id where c.close_le is null")) {
            List<String> a = lignes(JDBI, sql);
            List<String> b = lignes(neuve, sql);
            List<String> enTrop = new ArrayList<>(a);
            enTrop.removeAll(new java.util.HashSet<>(b));
            List<String> enMoins = new ArrayList<>(b);
            enMoins.removeAll(new java.util.HashSet<>(a));
            assertEquals(List.of(List.of(), List.of()), List.of(enTrop, enMoins));
            assertEquals(b.size(), a.size());
        }
    }

    private static List<String> lignes(Jdbi jdbi, String sql) {
        return jdbi.withHandle(h -> h.createQuery("select t::text from (" + sql + ") t order by 1")
                .mapTo(String.class)
                .list());
    }

    @Test
    void recharger_la_meme_carte_ne_bouge_rien() {
        assertEquals(
                List.of(),
                charger(
                        JDBI,
                        paquet("6.0.0"),
                        a -> assertTrue(a.clos().isEmpty() && a.passages().isEmpty())));
        Jdbi neuve = PostgresDeTest.neuve("annuaire").jdbi();
        charger(neuve, new PaquetEtalab().livre(), a -> {});
        assertEquals(List.of(), charger(neuve, paquet("6.0.0"), a -> {}));
    }

    @Test
    void un_essai_dit_tout_et_ne_change_rien() {
        Jdbi neuve = PostgresDeTest.neuve("annuaire").jdbi();
        charger(neuve, paquet("4.1.0"), a -> {});
        List<LigneDeRapport> essai = neuve.inTransaction(h -> {
            Carte carte = new Carte();
            Injection.poser(carte, Sql.configurer(Jdbi.create(h.getConnection())));
            return carte.essayer(() -> carte.charger(paquet("5.3.0"), a -> {}));
        });
        assertEquals(combien(EN_2025, "FUSION"), combien(essai, "FUSION"));
        assertEquals(
                "0",
                lignes(neuve, "select count(*) from annuaire.collectivite where close_le is not null")
                        .get(0)
                        .replaceAll("[()]", ""));
    }

    @Test
    void une_intercommunalite_absorbee_laisse_sa_place_a_celle_qui_a_recu_le_plus_de_ses_communes() {
        Jdbi neuve = PostgresDeTest.neuve("annuaire").jdbi();
        Decoupage d = paquet("6.0.0");
        charger(neuve, paquet("5.3.0"), a -> {});
        String epci = new String(d.epci(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.contains("245901152"))
                .collect(java.util.stream.Collectors.joining("\n"));
        String communes = new String(d.communes(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"245901152\"", "\"200042190\"");
        CarteChangee[] dit = new CarteChangee[1];
        List<LigneDeRapport> lignes = charger(
                neuve,
                new Decoupage(
                        2026,
                        "6.0.0",
                        "épreuve",
                        d.regions(),
                        d.departements(),
                        epci.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        communes.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        d.heritages()),
                a -> dit[0] = a);
        assertEquals(
                List.of("200042190"),
                dit[0].disparus().stream()
                        .map(CarteChangee.EpciDisparu::successeur)
                        .toList());
        assertEquals(1, combien(lignes, "EPCI_DISPARU"));
        assertEquals(1, dit[0].clos().size());
        assertNotNull(dit[0].clos().get(0).nomSuccesseur());
        // Elle renaît : rouverte, et l'annonce dit qui lui avait succédé.
        assertEquals(1, combien(charger(neuve, d, a -> dit[0] = a), "EPCI_CREE"));
        assertEquals(1, dit[0].rouverts().size());
    }

    @Test
    void un_rapport_applique_ne_se_recrit_pas() {
        JdbiException e = Assertions.assertThrows(
                JdbiException.class,
                () -> JDBI.useHandle(h -> h.execute("delete from annuaire.millesime where annee = 2025")));
        assertTrue(e.getMessage().contains("ne se récrit pas"), e.getMessage());
    }
}
