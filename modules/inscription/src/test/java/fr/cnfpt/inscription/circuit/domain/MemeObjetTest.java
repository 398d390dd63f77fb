package fr.cnfpt.inscription.circuit.domain;

import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.AUCUNE;
import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.DELAI_PASSE;
import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.NON_VISEE;
import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.TROP_DE_JOURS;
import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.TROP_TOT;
import static fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict.TROP_TOT_COURTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.inscription.circuit.domain.MemeObjet.Action;
import fr.cnfpt.inscription.circuit.domain.MemeObjet.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemeObjetTest {

    private static final MemeObjet REGLE = new MemeObjet(12, 6, 8, "");
    private static final String VISEE = "PERFECTIONNEMENT";
    private static final LocalDate FIN = LocalDate.of(2026, 3, 20);

    private static Action finie(String jours) {
        return new Action(FIN.minusDays(20), FIN, new BigDecimal(jours));
    }

    private static Action debutant(LocalDate jour, String jours) {
        return new Action(jour, jour.plusDays(9), new BigDecimal(jours));
    }

    private static Verdict juger(Action voulue, Action... autres) {
        return REGLE.juger(VISEE, voulue, List.of(autres));
    }

    @Test
    void une_formation_obligatoire_n_est_jamais_visee() {
        for (String nature : List.of("INTEGRATION", "FPPE", "FPTLC", "FPPR", "PROFESSIONNALISATION")) {
            assertEquals(NON_VISEE, REGLE.juger(nature, debutant(FIN, "3"), List.of(finie("3"))), nature);
        }
        assertEquals(TROP_TOT_COURTE, REGLE.juger("PREPARATION_CONCOURS", debutant(FIN, "3"), List.of(finie("3"))));
    }

    @Test
    void sans_autre_sur_le_meme_objet_rien_ne_s_y_oppose() {
        assertEquals(AUCUNE, juger(debutant(FIN, "20")));
    }

    @Test
    void apres_huit_jours_ou_plus_le_delai_est_de_douze_mois_du_dernier_jour() {
        assertEquals(TROP_TOT, juger(debutant(FIN.plusMonths(12).minusDays(1), "2"), finie("8")));
        assertEquals(DELAI_PASSE, juger(debutant(FIN.plusMonths(12), "2"), finie("8")));
    }

    @Test
    void apres_moins_de_huit_jours_il_est_de_six_mois() {
        assertEquals(TROP_TOT_COURTE, juger(debutant(FIN.plusMonths(6).minusDays(1), "2"), finie("7.5")));
        assertEquals(DELAI_PASSE, juger(debutant(FIN.plusMonths(6), "0.5"), finie("7.5")));
    }

    @Test
    void huit_jours_en_tout_sur_douze_mois_et_pas_un_de_plus() {
        assertEquals(DELAI_PASSE, juger(debutant(FIN.plusMonths(7), "5"), finie("3")));
        assertEquals(TROP_DE_JOURS, juger(debutant(FIN.plusMonths(7), "5.5"), finie("3")));
    }

    @Test
    void une_longue_voulue_seule_ne_depasse_rien() {
        assertEquals(DELAI_PASSE, juger(debutant(FIN.plusMonths(13), "20"), finie("3")));
    }

    @Test
    void demandee_avant_ou_apres_c_est_la_premiere_des_deux_qui_fait_le_delai() {
        Action voulue = new Action(FIN.minusMonths(3), FIN.minusMonths(3).plusDays(1), new BigDecimal("2"));
        assertEquals(TROP_TOT_COURTE, juger(voulue, finie("10")));
        assertEquals(FIN.plusMonths(12), REGLE.libreLe(finie("10")));
    }
}
