package fr.cnfpt.inscription.circuit.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Des bulletins d'avant : ceux qui ont eu un rang ont été transmis, les autres non, quel que soit leur état. */
class MigrationDesTransmissionsTest {

    @Test
    void ce_qui_a_eu_un_rang_est_a_la_structure_et_le_reste_a_personne() {
        PostgresDeTest base = PostgresDeTest.neuve().puisJusqua("021", "inscription");
        Jdbi jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        insert into inscription.jauge (session_id, minimum, structure_id, debut) values (1, 1, 7, '2026-06-01');
        insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)
        select 1, 1, 7, v.agent, 59, '2026-06-01', '2026-06-02', v.etat, v.rang
          from (values (1, 'PREINSCRIPTION', null), (2, 'REFUSEE', null), (3, 'ANNULEE', null), (4, 'REFUSEE', 1), (5, 'ANNULEE', 2),
                       (6, 'TRANSMISE', 3), (7, 'LISTE_ATTENTE', 4)) as v (agent, etat, rang)
        """));
        base.puis("inscription");
        Map<Integer, Integer> transmis = new HashMap<>();
        jdbi.useHandle(h -> h.createQuery("select agent_id, transmis_a from inscription.bulletin")
                .map((r, c) -> transmis.put(r.getInt(1), r.getObject(2) == null ? 0 : r.getInt(2)))
                .list());
        assertEquals(Map.of(1, 0, 2, 0, 3, 0, 4, 7, 5, 7, 6, 7, 7, 7), transmis);
    }
}
