package fr.cnfpt.outils.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.commun.Refus;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodesTest {

    private static final List<DayOfWeek> ADMIS = List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static DayOfWeek lire(String dit) {
        return Codes.parmi(ADMIS, dit, "jour-inconnu", "jour", "un jour ouvert");
    }

    @Test
    void un_code_s_ecrit_exactement_et_un_refus_dit_tous_ceux_qu_on_attend() {
        assertEquals(DayOfWeek.FRIDAY, lire("FRIDAY"));
        for (String faux : new String[] {"friday", "SUNDAY", "", null}) {
            Refus r = assertThrows(Refus.class, () -> lire(faux));
            assertEquals("jour-inconnu jour", r.code() + " " + r.champ());
            assertEquals("« " + faux + " » n'est pas un jour ouvert. On attend : MONDAY, FRIDAY.", r.getMessage());
        }
    }
}
