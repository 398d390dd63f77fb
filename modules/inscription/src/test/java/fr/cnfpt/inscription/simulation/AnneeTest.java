package fr.cnfpt.inscription.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Une année de sessions, validée jour après jour. Combien : {@code -Diel.annee} ; {@code deploy/chaos annee} : 75 000.
 */
class AnneeTest {

    private static final int SESSIONS = Integer.getInteger("iel.annee", 120);

    @Test
    void toute_une_annee_nulle_place_ne_reste_vide_pendant_que_quelqu_un_l_attend() {
        Annee.Bilan bilan = new Annee(PostgresDeTest.neuve("inscription"), SESSIONS, PlacesSql::new).vivre();
        System.out.println(bilan.enClair());
        assertEquals(List.of(), bilan.fautes());
        assertEquals(0, bilan.oisives());
        assertTrue(
                bilan.promues() > 0
                        && bilan.echues() > 0
                        && bilan.annulees() > 0
                        && bilan.effectifs() > 0
                        && bilan.presents() > bilan.absents()
                        && bilan.absents() > 0,
                bilan::enClair);
    }

    /** Une place rendue n'y va à personne. */
    private static final class SansFile extends PlacesSql {
        @Override
        public Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand) {
            return super.rendre(sessionId, tenaitUnePlace, false, quand);
        }
    }

    @Test
    void une_place_laissee_vide_se_voit_le_soir_meme() {
        Annee.Bilan bilan = new Annee(PostgresDeTest.neuve("inscription"), 60, SansFile::new).vivre();
        assertFalse(bilan.fautes().isEmpty(), bilan::enClair);
    }
}
