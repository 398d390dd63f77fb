package fr.cnfpt.commun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TacheTest {

    @Test
    void ce_qui_tombe_pour_l_un_n_arrete_pas_les_autres_et_se_dit_a_la_fin() {
        List<Integer> servis = new ArrayList<>();
        IllegalStateException dite = assertThrows(
                IllegalStateException.class,
                () -> Tache.chacun(List.of(1, 2, 3, 4), n -> {
                    if (n % 2 == 1) {
                        throw new IllegalStateException("Le " + n);
                    }
                    servis.add(n);
                }));
        assertEquals(List.of(2, 4), servis);
        assertEquals("Le 1", dite.getMessage());
        assertEquals("Le 3", dite.getSuppressed()[0].getMessage());
    }
}
