package fr.cnfpt.inscription.sauvetage.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.outils.Injection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinirLesOffresTest {

    @Test
    void une_session_que_d_autres_tiennent_ne_retient_pas_les_places_des_autres() {
        List<Long> finies = new ArrayList<>();
        FinirLesOffres tache = Injection.poser(new FinirLesOffres(), new FinirUneOffre() {
            @Override
            public List<Long> enRetard() {
                return List.of(1L, 2L, 3L);
            }

            @Override
            public void executer(long id) {
                if (id == 1) {
                    throw new IllegalStateException("Cinq secondes sans le verrou");
                }
                finies.add(id);
            }
        });
        assertThrows(IllegalStateException.class, tache::executer);
        assertEquals(List.of(2L, 3L), finies);
    }
}
