package fr.cnfpt.catalogue.echanges.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.echanges.domain.FicheEchangee;
import fr.cnfpt.catalogue.mooc.persistence.MoocsDeDemonstration;
import fr.cnfpt.catalogue.stages.persistence.StagesDeDemonstration;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les fiches, par tranches qui se suivent, et leur empreinte. */
class FichesTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Jdbi JDBI = PostgresDeTest.neuve("catalogue").jdbi();
    private static final Fiches FICHES = Injection.poser(new Fiches(), JDBI);

    @BeforeAll
    static void peupler() {
        StagesDeDemonstration stages = Injection.poser(new StagesDeDemonstration(), JDBI);
        stages.chargerSpecialites();
        stages.chargerStages();
        Injection.poser(new MoocsDeDemonstration(), JDBI).charger(JOUR);
    }

    @Test
    void des_tranches_qui_se_suivent_donnent_chaque_stage_une_fois() {
        List<String> codes = new ArrayList<>();
        String apres = "";
        for (List<FicheEchangee> t = FICHES.stages(apres, 7); !t.isEmpty(); t = FICHES.stages(apres, 7)) {
            t.forEach(f -> codes.add(f.code()));
            apres = codes.get(codes.size() - 1);
        }
        assertEquals(120, codes.size());
        assertEquals(codes.stream().sorted().distinct().toList(), codes);
    }

    @Test
    void l_empreinte_change_avec_la_fiche_et_avec_elle_seule() {
        String avant = FICHES.stage("FIN-006").orElseThrow().empreinte();
        String autre = FICHES.stage("ACP-001").orElseThrow().empreinte();
        JDBI.useHandle(h -> h.execute(
                "update catalogue.stage set objectifs = objectifs || ' Et la tenir.' where code = 'FIN-006'"));
        assertNotEquals(avant, FICHES.stage("FIN-006").orElseThrow().empreinte());
        assertEquals(autre, FICHES.stage("ACP-001").orElseThrow().empreinte());
        assertTrue(FICHES.stage("INCONNU").isEmpty());
    }

    @Test
    void un_mooc_dit_son_edition_a_venir_ou_en_cours_et_pas_l_intra_d_une_collectivite() {
        assertEquals(25, FICHES.moocs("", 200, JOUR).size());
        var marches = FICHES.mooc("ACP-001", JOUR).orElseThrow();
        assertEquals(2027, marches.debut().getYear(), "l'intra en cours, de novembre, n'est pas à tous");
        assertNull(
                FICHES.mooc("ACP-001", LocalDate.of(2030, 1, 1)).orElseThrow().debut());
    }
}
