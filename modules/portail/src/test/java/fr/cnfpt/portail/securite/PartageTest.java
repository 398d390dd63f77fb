package fr.cnfpt.portail.securite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.PlaceTenue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartageTest {

    private static final int PLACES = 32;
    private static final int ATTENTES = 240;

    private final Partage partage = new Partage();
    private final ExecutorService unFil = Executors.newSingleThreadExecutor();

    @AfterEach
    void fermer() {
        unFil.shutdownNow();
        PlaceTenue.rendue();
    }

    private Partage.Place prise() {
        return partage.entrer(true).orElseThrow();
    }

    @Test
    void qui_s_endort_cede_sa_place_a_qui_attend() throws Exception {
        for (int i = 1; i < PLACES; i++) {
            prise();
        }
        Partage.Place derniere = prise();
        Future<Optional<Partage.Place>> attend = unFil.submit(() -> partage.entrer(true));
        assertFalse(attend.isDone());
        PlaceTenue.ceder();
        assertTrue(attend.get(5, TimeUnit.SECONDS).isPresent());
        PlaceTenue.ceder();
        derniere.close();
        Future<Optional<Partage.Place>> seconde = unFil.submit(() -> partage.entrer(true));
        assertFalse(seconde.isDone(), "cédée une fois, elle ne se rend pas une seconde fois");
    }

    @Test
    void qui_dort_compte_parmi_ceux_qui_attendent_et_leur_nombre_a_une_fin() throws Exception {
        List<Partage.Place> endormies = new ArrayList<>();
        for (int i = 0; i < ATTENTES; i++) {
            endormies.add(prise());
            PlaceTenue.ceder();
        }
        for (int i = 1; i < PLACES; i++) {
            prise();
        }
        Partage.Place derniere = prise();
        PlaceTenue.ceder();
        assertEquals(Optional.empty(), partage.entrer(true), "ni place, ni attente : on l'apprend aussitôt");
        endormies.forEach(Partage.Place::close);
        Future<Optional<Partage.Place>> attend = unFil.submit(() -> partage.entrer(true));
        assertThrows(
                TimeoutException.class, () -> attend.get(200, TimeUnit.MILLISECONDS), "nulle place ne s'est libérée");
        derniere.close();
        assertTrue(attend.get(5, TimeUnit.SECONDS).isPresent());
    }
}
