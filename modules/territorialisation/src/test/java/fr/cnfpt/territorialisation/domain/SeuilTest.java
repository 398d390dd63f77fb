package fr.cnfpt.territorialisation.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeuilTest {

    private static final Seuil QUINZE =
            new Seuil(15, 20, "15 stagiaires fermes au moins dans le périmètre (règle générale).", "fiche info AMN");

    @Test
    void deploie_une_action_des_que_le_seuil_est_atteint() {
        assertEquals(Decision.DEPLOYABLE, decider(15, 0).decision());
        assertEquals(0, decider(15, 0).manque());
    }

    @Test
    void n_en_deploie_aucune_sous_le_seuil_et_dit_combien_il_manque() {
        assertEquals(Decision.INSUFFISANTE, decider(14, 0).decision());
        assertEquals(1, decider(14, 0).manque());
        assertEquals(0, decider(14, 0).groupes());
    }

    @Test
    void ne_compte_pas_les_effectifs_indicatifs_mais_les_garde() {
        ActionMutualisee action = decider(14, 40);
        assertEquals(Decision.INSUFFISANTE, action.decision());
        assertEquals(40, action.indicatifs());
    }

    @Test
    void abaisse_le_seuil_pour_un_theme_qui_le_demande() {
        assertEquals(
                Decision.DEPLOYABLE,
                new Seuil(12, 20, "un seul engin", "fiche")
                        .decider(besoin(12, 0), false)
                        .decision());
    }

    @ParameterizedTest
    @CsvSource({"15,1", "20,1", "21,2", "40,2", "41,3"})
    void repartit_en_groupes_de_vingt_au_plus(int fermes, int groupes) {
        assertEquals(groupes, decider(fermes, 0).groupes());
    }

    @Test
    void garde_la_regle_et_sa_source_avec_la_decision() {
        ActionMutualisee action = QUINZE.decider(besoin(16, 0), true);
        assertTrue(action.regle().startsWith("15 stagiaires fermes au moins"), action.regle());
        assertTrue(action.regle().contains("payante"), action.regle());
        assertEquals("fiche info AMN", action.source());
    }

    private static ActionMutualisee decider(int fermes, int indicatifs) {
        return QUINZE.decider(besoin(fermes, indicatifs), false);
    }

    private static BesoinRegroupe besoin(int fermes, int indicatifs) {
        return new BesoinRegroupe("ETC", fermes, indicatifs, 3);
    }
}
