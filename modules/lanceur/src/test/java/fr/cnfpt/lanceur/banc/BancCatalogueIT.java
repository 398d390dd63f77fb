package fr.cnfpt.lanceur.banc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.ApplicationJetable;
import fr.cnfpt.lanceur.Donnees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Le banc du catalogue en petit ; les versions d'une fiche ne s'ôtant plus, il laisse ce qu'il pose. */
@ExtendWith(ApplicationJetable.class)
class BancCatalogueIT {

    @Test
    void le_banc_du_catalogue_cherche_et_compte(Application application) throws Exception {
        try (Donnees donnees = new Donnees(application)) {
            double[] p95 = new BancCatalogue(application, donnees, new BancCatalogue.Taille(100, 200)).mesurer();
            assertTrue(p95[0] > 0 && p95[1] > 0 && p95[2] > 0);
        }
    }
}
