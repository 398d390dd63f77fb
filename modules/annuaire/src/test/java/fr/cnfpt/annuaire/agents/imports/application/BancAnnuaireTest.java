package fr.cnfpt.annuaire.agents.imports.application;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import org.junit.jupiter.api.Test;

/** La mesure de l'annuaire jouée en petit : elle marche encore, et ses comptes sont justes. Nul temps n'est jugé. */
class BancAnnuaireTest {

    @Test
    void l_import_et_les_recherches_se_mesurent() throws Exception {
        BancAnnuaire.Rapports r = new BancAnnuaire(
                        PostgresDeTest.neuve("annuaire").source(), new BancAnnuaire.Taille(500, 5_000, 1_000, 1, 5))
                .mesurer();
        assertTrue(r.importer() > 0 && r.collectivite() > 0 && r.agent() > 0, r::toString);
    }
}
