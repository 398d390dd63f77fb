package fr.cnfpt.catalogue.sessions.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import org.junit.jupiter.api.Test;

class AireRecrutementTest {

    private static String[] cles(String siren) {
        return AireRecrutement.clesDe(new CollectiviteInfo(
                59, siren, "Denain", "COMMUNE", "59172", "59", "32", "200042190", 20_665, 7L, true, true));
    }

    @Test
    void un_employeur_voit_ce_qui_est_publie_pour_tous_sa_region_son_departement_son_intercommunalite_et_lui() {
        assertArrayEquals(new String[] {"N", "R:32", "D:59", "C:59", "E:200042190"}, cles("215901729"));
    }

    @Test
    void un_bac_a_sable_ne_voit_que_ce_qui_est_publie_pour_lui() {
        assertArrayEquals(new String[] {"C:59"}, cles("000000018"));
    }
}
