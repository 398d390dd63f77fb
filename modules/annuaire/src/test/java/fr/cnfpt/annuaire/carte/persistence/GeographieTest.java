package fr.cnfpt.annuaire.carte.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Geographie.Lieu;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Où sont les communes de la carte livrée. */
class GeographieTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("annuaire").jdbi();
    private static final GeographieSql GEOGRAPHIE = Injection.poser(new GeographieSql(), JDBI);

    @BeforeAll
    static void charger() {
        CarteDeTest.charger(JDBI);
        PositionsPeuplement positions = Injection.poser(new PositionsPeuplement(), JDBI);
        positions.charger(dit -> {});
        positions.charger(dit -> {});
    }

    private static long compte(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void presque_toute_commune_de_la_carte_est_quelque_part() {
        assertEquals(8, compte("""
            select count(*) from annuaire.commune k where not exists (select 1 from annuaire.position p where p.code_insee = k.code_insee)
            """));
        assertEquals(0, compte("""
            select count(*) from annuaire.position p where not exists (select 1 from annuaire.commune k where k.code_insee = p.code_insee)
            """));
    }

    @Test
    void une_commune_est_dans_son_departement() {
        // Un département de métropole tient dans un disque de 260 km autour d'une de ses communes.
        assertEquals(0, compte("""
            with une as (select distinct on (k.departement) k.departement, p.latitude, p.longitude
                           from annuaire.commune k join annuaire.position p on p.code_insee = k.code_insee
                          where not p.approchee and length(k.departement) = 2 order by k.departement, k.code_insee)
            select count(*) from annuaire.position p join annuaire.commune k on k.code_insee = p.code_insee join une u on u.departement = k.departement
             where 111.2 * sqrt(power(p.latitude - u.latitude, 2) + power((p.longitude - u.longitude) * cos(radians(u.latitude)), 2)) > 260
            """));
    }

    @Test
    void chaque_departement_a_sa_region() {
        assertEquals(GEOGRAPHIE.departements().keySet(), GEOGRAPHIE.regions().keySet());
        assertEquals("32", GEOGRAPHIE.regions().get("59"));
        assertEquals("44", GEOGRAPHIE.regions().get("08"));
    }

    @Test
    void les_distances_sont_celles_d_un_atlas() {
        Map<String, Integer> autourDeLille = GEOGRAPHIE.autour("59350", 230);
        assertEquals(0, autourDeLille.get("59350"));
        assertEquals(44, autourDeLille.get("62041"), 4, "Lille, Arras");
        assertEquals(204, autourDeLille.get("75056"), 8, "Lille, Paris");
        assertFalse(autourDeLille.containsKey("69123"), "Lyon est trop loin");
        assertTrue(autourDeLille.values().stream().allMatch(km -> km <= 230));
        assertEquals(Map.of(), GEOGRAPHIE.autour("98412", 500), "on ne sait pas où sont les Kerguelen");
    }

    @Test
    void un_lieu_a_son_nom_et_un_departement_le_sien() {
        Lieu saintPaul = GEOGRAPHIE.lieux(List.of("97415", "99999")).get("97415");
        assertEquals("Saint-Paul", saintPaul.nom());
        assertEquals(-21.0, saintPaul.latitude(), 0.1);
        assertEquals(1, GEOGRAPHIE.lieux(List.of("97415", "99999")).size());
        assertNull(
                GEOGRAPHIE.lieux(List.of("97801")).get("97801").latitude(),
                "Saint-Martin a un nom, et nulle part où être");
        assertEquals("La Réunion", GEOGRAPHIE.departements().get("974"));
        assertEquals("Corse-du-Sud", GEOGRAPHIE.departements().get("2A"));
    }
}
