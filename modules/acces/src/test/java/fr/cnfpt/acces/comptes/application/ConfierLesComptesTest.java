package fr.cnfpt.acces.comptes.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.acces.comptes.persistence.ActeursSql;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Les comptes d'une délégation qui disparaît la suivent, ceux d'un employeur clos restent. */
class ConfierLesComptesTest {

    private final Jdbi jdbi = PostgresDeTest.neuve("annuaire", "acces").jdbi();
    private final JournalEnMemoire journal = new JournalEnMemoire();

    private ConfierLesComptes suite(Jdbi dedans) {
        ConfierLesComptes suite = new ConfierLesComptes();
        suite.comptes = Injection.poser(new Comptes(), dedans);
        suite.journal = journal;
        return suite;
    }

    private long structure(String code) {
        return jdbi.withHandle(h -> h.select("select id from annuaire.structure where code = ?", code)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void les_comptes_ouverts_suivent_la_delegation_qui_succede_et_chacun_est_note() {
        CarteDeTest.charger(jdbi);
        long mayotte = structure("MAY");
        long reunion = structure("REU");
        jdbi.useHandle(h -> h.execute(
                "insert into acces.compte (identifiant, nom, role, structure_id, au) values ('mayotte', 'M', 'DELEGATION', ?, null), ('parti', 'P', 'DELEGATION', ?, now())",
                mayotte,
                mayotte));
        suite(jdbi).quand(new StructureRemplacee(mayotte, reunion));
        assertEquals(
                Map.of(reunion, 1L),
                Injection.poser(new ActeursSql(), jdbi).ouverts(),
                "le compte fermé garde sa structure et ne compte plus");
        assertEquals(
                List.of("compte-change-de-structure : De la structure " + mayotte + " à la structure " + reunion + "."),
                journal.notes);
    }

    @Test
    void le_rapport_de_la_carte_dit_combien_de_comptes_restent_ouverts_chez_un_employeur_clos() {
        CarteDeTest.charger(jdbi, CarteDeTest.paquet("4.1.0"), (carte, dedans) -> {});
        jdbi.useHandle(
                h -> h.execute(
                        "insert into acces.compte (identifiant, nom, role, collectivite_id, au) select v.i, v.i, 'GESTIONNAIRE_RH', c.id, v.au::timestamptz"
                                + " from annuaire.collectivite c, (values ('rh.un', null), ('rh.deux', null), ('rh.trois', now())) as v (i, au) where c.siren = '216204479'"));
        List<LigneDeRapport> lignes = CarteDeTest.charger(
                jdbi,
                CarteDeTest.paquet("5.3.0"),
                (carte, dedans) -> suite(dedans).quand(carte));
        assertEquals(
                List.of(new LigneDeRapport("COMPTES", "62", "216204479", "Hesdin", "2 comptes y restent ouverts.", 0)),
                lignes.stream().filter(l -> l.genre().equals("COMPTES")).toList());
    }
}
