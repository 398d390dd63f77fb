package fr.cnfpt.lanceur.banc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.ApplicationPartagee;
import fr.cnfpt.lanceur.Donnees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Les bancs se jouent en petit à chaque vérification : ils mesurent encore quelque chose, et comptent juste. */
@ExtendWith(ApplicationPartagee.class)
class BancIT {

    @Test
    void le_banc_des_inscriptions_compte_juste(Application application) throws Exception {
        try (Donnees donnees = new Donnees(application)) {
            BancInscription banc =
                    new BancInscription(application, donnees, new BancInscription.Taille(1, 60, 600, 20, 8_000));
            try {
                assertTrue(banc.mesurer());
            } finally {
                banc.ranger();
            }
        }
    }

    @Test
    void une_ligne_tenue_et_des_corps_lents_ne_laissent_personne_sans_reponse(Application application)
            throws Exception {
        try (Donnees donnees = new Donnees(application)) {
            assertTrue(new Attente(application, donnees, new Attente.Taille(60, 60, 7)).mesurer());
        }
    }
}
