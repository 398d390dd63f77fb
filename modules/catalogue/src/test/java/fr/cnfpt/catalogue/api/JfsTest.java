package fr.cnfpt.catalogue.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Un jour vaut six heures, en présence comme à distance. */
class JfsTest {

    @Test
    void six_heures_font_un_jour_et_le_volume_suit_les_stagiaires() {
        assertEquals(new BigDecimal("2.00"), Jfs.deHeures(BigDecimal.valueOf(12)));
        assertEquals(new BigDecimal("0.33"), Jfs.deHeures(BigDecimal.valueOf(2)));
    }

    @Test
    void un_volume_se_dit_au_dixieme_puis_a_l_unite() {
        assertEquals("0 JFS", Jfs.enClair(BigDecimal.ZERO));
        assertEquals("0,3 JFS", Jfs.enClair(new BigDecimal("0.33")));
        assertEquals("45 JFS", Jfs.enClair(new BigDecimal("45.00")));
        assertEquals("1235 JFS", Jfs.enClair(new BigDecimal("1234.50")));
        assertEquals("2\u202f500\u202f000 JFS", Jfs.enClair(new BigDecimal("2500000")));
    }
}
