package fr.cnfpt.inscription.places.domain;

import static fr.cnfpt.inscription.Exemples.capacite;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.SessionInfo;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Ce que la file prend quand la délégation change la session. */
class FileQuiAvanceTest {

    private static final int JOURS = 2;

    private final SessionInfo dix = session(1, 10);
    private final LocalDate veille = dix.debut().minusDays(1);

    @Test
    void la_veille_une_place_rendue_ne_va_plus_a_la_file_et_changer_la_session_ne_l_y_envoie_pas() {
        assertFalse(Ouverture.promeut(dix, veille, JOURS));
        assertFalse(Ouverture.avance(dix, dix, veille, JOURS));
        assertFalse(Ouverture.avance(dix, capacite(dix, 9), veille, JOURS));
    }

    @Test
    void des_places_ajoutees_vont_a_la_file_jusqu_au_bout() {
        assertTrue(Ouverture.avance(dix, capacite(dix, 11), veille, JOURS));
        assertTrue(Ouverture.avance(dix, capacite(dix, null), veille, JOURS));
    }

    @Test
    void tant_qu_une_place_rendue_va_a_la_file_tout_changement_la_fait_avancer() {
        LocalDate avant = dix.debut().minusDays(JOURS);
        assertTrue(Ouverture.avance(dix, capacite(dix, 9), avant, JOURS));
    }
}
