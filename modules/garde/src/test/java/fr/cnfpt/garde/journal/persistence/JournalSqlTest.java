package fr.cnfpt.garde.journal.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portee.Par;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** Une ligne changée, ôtée ou intercalée dans le journal se voit, même de la main de qui tient la base. */
class JournalSqlTest {

    private static final Jdbi JDBI =
            PostgresDeTest.avec("annuaire", "acces", "garde").jdbi();

    private static LignesDuJournal journal(Jdbi jdbi) {
        LignesDuJournal j = new LignesDuJournal();
        Injection.poser(j, jdbi);
        return j;
    }

    /** Joue dans une transaction annulée à la fin : les autres épreuves gardent leur journal. */
    private static Optional<Long> apres(java.util.function.LongFunction<String> sabotage) {
        return JDBI.withHandle(h -> {
            h.begin();
            try {
                LignesDuJournal j = journal(fr.cnfpt.outils.persistence.Sql.configurer(Jdbi.create(h.getConnection())));
                for (int i = 0; i < 5; i++) {
                    j.ajouter("essai", "objet " + i, "ligne " + i, Utilisateur.SYSTEME, null);
                }
                long derniere = h.createQuery("select max(numero) from garde.journal")
                        .mapTo(Long.class)
                        .one();
                assertEquals(Optional.empty(), j.premiereRupture());
                h.execute("alter table garde.journal disable trigger user");
                h.execute(sabotage.apply(derniere));
                return j.premiereRupture().map(n -> n - derniere);
            } finally {
                h.rollback();
            }
        });
    }

    @Test
    void chacun_lit_les_actes_de_sa_portee_et_le_compte_dit_comme_la_liste() {
        Jdbi base = PostgresDeTest.neuve("annuaire", "acces", "garde").jdbi();
        base.useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'R', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'D', '32', 'metro', 2026);
        insert into annuaire.structure (id, code, nom, type, ville) overriding system value values (7, 'SEP', 'Sept', 'INSTITUT', 'V'), (8, 'HUI', 'Huit', 'INSTITUT', 'V');
        insert into annuaire.collectivite (id, siren, nom, nature, departement, structure_id) overriding system value values
          (1, '215901729', 'Une', 'COMMUNE', '59', 7), (2, '245901160', 'Deux', 'EPCI', '59', 7), (3, '215906066', 'Trois', 'COMMUNE', '59', 8);
        """));
        LignesDuJournal journal = journal(base);
        for (Long c : new Long[] {1L, 2L, 3L, null}) {
            journal.ajouter("essai", "chez " + c, "ligne", Utilisateur.SYSTEME, c);
        }
        assertEquals(List.of("chez 1"), lus(journal, new Portee(Par.COLLECTIVITES, Set.of(1L), null)));
        assertEquals(List.of("chez 2", "chez 1"), lus(journal, new Portee(Par.COLLECTIVITES, Set.of(1L, 2L), null)));
        assertEquals(List.of("chez 2", "chez 1"), lus(journal, new Portee(Par.STRUCTURES, Set.of(7L), 7L)));
        assertEquals(
                List.of("chez 3", "chez 2", "chez 1"), lus(journal, new Portee(Par.STRUCTURES, Set.of(7L, 8L), 7L)));
        assertEquals(List.of(), lus(journal, new Portee(Par.AGENTS, Set.of(1L), null)));
        assertEquals(4, lus(journal, Portee.ENTIERE).size());
    }

    private static List<String> lus(LignesDuJournal journal, Portee portee) {
        List<String> lus = journal.lire(portee, "", 0, 10).stream()
                .map(LignesDuJournal.Ligne::objet)
                .toList();
        assertEquals(lus.size(), journal.compter(portee, ""));
        return lus;
    }

    @Test
    void une_ligne_changee_est_trouvee() {
        assertEquals(
                Optional.of(-2L), apres(d -> "update garde.journal set detail = 'rien' where numero = " + (d - 2)));
    }

    @Test
    void une_ligne_changee_avec_son_empreinte_rompt_la_suivante() {
        assertEquals(
                Optional.of(0L),
                apres(d -> "update garde.journal set detail = 'rien' where numero = " + (d - 1) + "; "
                        + "update garde.journal j set empreinte = garde.empreinte_du_journal(j) where numero = "
                        + (d - 1)));
    }

    @Test
    void une_ligne_otee_du_milieu_est_trouvee() {
        assertEquals(Optional.of(-3L), apres(d -> "delete from garde.journal where numero = " + (d - 3)));
    }

    @Test
    void la_derniere_ligne_otee_est_trouvee() {
        assertEquals(Optional.of(0L), apres(d -> "delete from garde.journal where numero = " + d));
    }

    @Test
    void tout_le_journal_ote_est_trouve() {
        assertEquals(true, apres(d -> "delete from garde.journal").isPresent());
    }

    @Test
    void le_journal_ne_se_recrit_pas() {
        journal(JDBI).ajouter("essai", "objet", "ligne", Utilisateur.SYSTEME, null);
        for (String ordre : List.of(
                "update garde.journal set detail = 'x'", "delete from garde.journal", "truncate garde.journal")) {
            assertThrows(JdbiException.class, () -> JDBI.useHandle((Handle h) -> h.execute(ordre)), ordre);
        }
    }

    @Test
    void des_actes_simultanes_s_enchainent_sans_trou() {
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> journal(JDBI)
                        .ajouter("essai-simultane", "objet " + i, "en même temps", Utilisateur.SYSTEME, null));
        assertEquals(Optional.empty(), journal(JDBI).premiereRupture());
        assertEquals(
                64,
                journal(JDBI).lire(Portee.ENTIERE, "essai-simultane", 0, 100).size());
    }
}
