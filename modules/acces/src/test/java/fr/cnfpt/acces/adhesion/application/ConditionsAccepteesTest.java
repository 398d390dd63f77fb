package fr.cnfpt.acces.adhesion.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Le texte qu'une collectivité a accepté reste celui qu'elle a lu ; une version que personne n'a acceptée se corrige.
 */
class ConditionsAccepteesTest {

    private static final PostgresDeTest BASE = PostgresDeTest.neuve("annuaire", "acces");

    static {
        // Sans leurs clés : ni commune ni délégation ne comptent ici.
        BASE.jdbi().useTransaction(h -> h.execute("""
        set local session_replication_role = replica;
        insert into acces.conditions_utilisation (version, du, texte) values (2, '2090-01-01', 'Un brouillon');
        insert into acces.adhesion (collectivite_id, code, empreinte, remise_le, remise_par, expire_le, conditions_version)
          values (1, 'AAAA-AAAA', 'x', now(), 'x', now() + interval '1 day', 1);
        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update acces.conditions_utilisation set texte = 'Autre chose' where version = 1",
                "delete from acces.conditions_utilisation where version = 1",
            })
    void la_base_refuse_de_changer_des_conditions_acceptees(String sql) {
        String message = assertThrows(RuntimeException.class, () -> BASE.jdbi().useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains("des conditions acceptées ne changent plus"), message);
    }

    @Test
    void une_version_que_personne_n_a_acceptee_se_corrige() {
        assertEquals(1, (int) BASE.jdbi()
                .withHandle(h ->
                        h.execute("update acces.conditions_utilisation set texte = 'Mieux dit' where version = 2")));
    }
}
