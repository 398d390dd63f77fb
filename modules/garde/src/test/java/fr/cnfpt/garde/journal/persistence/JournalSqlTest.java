package fr.cnfpt.garde.journal.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import java.util.Optional;
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
                journal(JDBI)
                        .lire(fr.cnfpt.annuaire.api.Portee.ENTIERE, "essai-simultane", 0, 100)
                        .size());
    }
}
