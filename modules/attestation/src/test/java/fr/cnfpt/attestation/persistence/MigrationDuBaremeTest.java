package fr.cnfpt.attestation.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.persistence.BaremesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Un barème d'avant, dont une règle a changé : après la migration, chaque jour juge comme avant. */
class MigrationDuBaremeTest {

    @Test
    void chaque_jour_juge_comme_avant() {
        PostgresDeTest base = PostgresDeTest.neuve().puisJusqua("22", "attestation");
        Jdbi jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        update attestation.regle_preuve set au = '2024-12-31' where code = 'heures_par_jour';
        insert into attestation.regle_preuve (code, valeur, du, texte, source) values ('heures_par_jour', 6.5, '2025-01-01', 'Six heures et demie.', 'Note');
        """));
        base.puis("attestation");
        BaremesSql baremes = Injection.poser(new BaremesSql(), Injection.poser(new Regles(), jdbi));
        Bareme avant = baremes.au(LocalDate.of(2024, 12, 31));
        Bareme apres = baremes.au(LocalDate.of(2025, 1, 1));
        assertEquals(0, new BigDecimal("6").compareTo(avant.valeur("heures_par_jour")));
        assertEquals(0, new BigDecimal("6.5").compareTo(apres.valeur("heures_par_jour")));
        assertEquals("Note", apres.regle("heures_par_jour").source());
        assertEquals(0, new BigDecimal("0.5").compareTo(avant.valeur("demi_journee_communaute")));
        assertEquals(
                LocalDate.of(2018, 1, 1), avant.regle("distance_seule_perdue").depuis());
    }
}
