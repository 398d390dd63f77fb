package fr.cnfpt.annuaire.structures.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab;
import fr.cnfpt.annuaire.carte.persistence.CartePeuplement;
import fr.cnfpt.annuaire.persistence.AnnuaireSql;
import fr.cnfpt.annuaire.structures.port.Structures.Fiche;
import fr.cnfpt.annuaire.structures.port.Structures.Suite;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les structures et leur histoire, dans un vrai PostgreSQL. */
class StructuresSqlTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("annuaire").jdbi();
    private static final StructuresSql STRUCTURES = new StructuresSql();
    private static final AnnuaireSql ANNUAIRE = new AnnuaireSql();
    private static final LocalDate JOUR = LocalDate.of(2026, 6, 1);

    @BeforeAll
    static void charger() {
        Injection.poser(STRUCTURES, JDBI);
        Injection.poser(ANNUAIRE, JDBI);
        JDBI.useTransaction(h -> {
            CartePeuplement carte = new CartePeuplement();
            Injection.poser(carte, Sql.configurer(Jdbi.create(h.getConnection())));
            Injection.poser(carte, new PaquetEtalab());
            carte.charger(x -> {});
        });
    }

    private static Fiche code(String code) {
        return STRUCTURES.toutes().stream()
                .filter(f -> f.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nord_pas_de_calais_et_picardie_sont_devenues_hauts_de_france_en_2021() {
        for (String code : new String[] {"NPC", "PIC"}) {
            assertEquals(LocalDate.of(2021, 1, 1), code(code).au());
            assertEquals("Délégation Hauts-de-France", code(code).successeur());
        }
        assertEquals("Délégation Occitanie", code("MPY").successeur());
    }

    @Test
    void seules_celles_en_vigueur_se_proposent_et_l_ancien_nom_se_lit_toujours() {
        assertFalse(ANNUAIRE.structures().stream().anyMatch(s -> s.code().equals("NPC")));
        assertTrue(ANNUAIRE.structures().stream()
                .map(StructureInfo::type)
                .allMatch(t -> t.equals("DELEGATION") || t.equals("INSTITUT")));
        assertEquals(
                "Délégation Nord-Pas-de-Calais",
                ANNUAIRE.structure(code("NPC").id()).orElseThrow().nom());
    }

    @Test
    void une_region_n_a_qu_une_delegation_par_jour() {
        assertEquals(
                "region-tenue",
                assertThrows(
                                Refus.class,
                                () -> STRUCTURES.ouvrir(
                                        "BR2", "Délégation Bretagne bis", "DELEGATION", "53", "Brest", null, JOUR))
                        .code());
        assertEquals(
                "code-pris",
                assertThrows(
                                Refus.class,
                                () -> STRUCTURES.ouvrir(
                                        "NPC",
                                        "Antenne",
                                        "ANTENNE",
                                        null,
                                        "Lille",
                                        code("HDF").id(),
                                        JOUR))
                        .code());
    }

    @Test
    void une_antenne_a_toujours_une_parente_et_une_succession_une_fin() {
        refuse(
                "ck_structure_parente_des_antennes_et_poles",
                "insert into annuaire.structure (code, nom, type, ville) values ('ANT', 'Antenne seule', 'ANTENNE', 'Lens')");
        refuse(
                "ck_structure_successeur_si_fermee",
                "update annuaire.structure set successeur_id = (select id from annuaire.structure where code = 'HDF') where code = 'BRE'");
    }

    private static void refuse(String contrainte, String sql) {
        String message = assertThrows(JdbiException.class, () -> JDBI.useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains(contrainte), message);
    }

    @Test
    void une_fusion_emporte_collectivites_et_antennes() {
        long reunion = code("REU").id();
        long mayotte = code("MAY").id();
        long antenne =
                STRUCTURES.ouvrir("MAY-NORD", "Antenne du nord (épreuve)", "ANTENNE", null, "Mamoudzou", mayotte, JOUR);
        long siennes = code("MAY").collectivites();
        STRUCTURES.fermer(mayotte, JOUR, reunion);
        Suite suite = STRUCTURES.confier(mayotte, reunion);
        assertEquals(siennes, suite.collectivites());
        assertEquals(reunion, STRUCTURES.parId(antenne).orElseThrow().parenteId());
        // La carte d'après rattache une commune de Mayotte à celle qui a succédé.
        long tenue = JDBI.withHandle(h -> h.createQuery("select annuaire.delegation_de('06')")
                .mapTo(Long.class)
                .one());
        assertEquals(reunion, tenue);
    }
}
