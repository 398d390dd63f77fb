package fr.cnfpt.commun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexteTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-03 | 2026-03-03 | le mardi 3 mars 2026",
                "2026-03-03 | 2026-03-05 | du 3 au 5 mars 2026",
                "2026-03-01 | 2026-03-05 | du 1er au 5 mars 2026",
                "2026-03-30 | 2026-04-01 | du 30 mars au 1er avril 2026",
                "2026-12-30 | 2027-01-02 | du 30 décembre 2026 au 2 janvier 2027"
            })
    void dit_une_periode_comme_on_la_dirait(LocalDate debut, LocalDate fin, String phrase) {
        assertEquals(phrase, Texte.periode(debut, fin));
    }

    @Test
    void dit_un_moment_a_l_heure_de_paris() {
        assertEquals("1er juillet 2026, 9 h 05", Texte.moment(Instant.parse("2026-07-01T07:05:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-03T00:05:00Z | 3 mars 2026, 1 h 05",
                "2026-03-01T00:05:00Z | 1er mars 2026, 1 h 05",
                "2026-03-11T00:01:00Z | 11 mars 2026, 1 h 01",
                "2026-05-01T09:30:00Z | 1er mai 2026, 11 h 30"
            })
    void seul_le_premier_du_mois_est_un_ordinal(Instant i, String phrase) {
        assertEquals(phrase, Texte.moment(i));
    }

    @Test
    void le_premier_du_mois_se_dit_premier_dans_toutes_les_dates() {
        LocalDate premier = LocalDate.of(2026, 1, 1);
        assertEquals("jeudi 1er janvier 2026", Texte.jour(premier));
        assertEquals("1er janvier 2026", Texte.date(premier));
        assertEquals("1er janv. 2026", Texte.court(premier));
        assertEquals("11 janv. 2026", Texte.court(premier.plusDays(10)));
    }

    @Test
    void accorde_et_ecrit_les_nombres_a_la_francaise() {
        assertEquals("0 place", Texte.pluriel(0, "place", "places"));
        assertEquals("1 place", Texte.pluriel(1, "place", "places"));
        assertEquals("2 places", Texte.pluriel(2, "place", "places"));
        assertEquals("Aucune place", Texte.compte(0, "Aucune place", "place", "places"));
        assertEquals("1 place", Texte.compte(1, "Aucune place", "place", "places"));
        assertEquals("places", Texte.accord(1_234_567, "place", "places"));
        assertEquals("place", Texte.accord(1, "place", "places"));
        assertEquals("0,5", Texte.nombre(new BigDecimal("0.50")));
        assertEquals("10", Texte.nombre(new BigDecimal("10.00")));
        assertEquals("1E+999999999", Texte.nombre(new BigDecimal("1E999999999")));
        assertEquals("1E-999999999", Texte.chiffres(new BigDecimal("1E-999999999")));
    }

    @Test
    void une_ligne_ne_se_coupe_ni_devant_un_deux_points_ni_dans_des_guillemets_ni_dans_une_heure() {
        assertEquals(
                "Il dit\u00a0: «\u00a0Venez\u00a0» à 19\u00a0h\u00a038, 9\u00a0h\u00a0; 17\u00a0% viennent\u00a0!",
                Texte.insecable("Il dit : « Venez » à 19 h 38, 9 h ; 17 % viennent !"));
        assertEquals("3 hommes, h 4, « ", Texte.insecable("3 hommes, h 4, « ").replace('\u00a0', ' '));
        assertEquals("3 hommes, h 4", Texte.insecable("3 hommes, h 4"));
        assertEquals("Décret n°\u00a02007-1845", Texte.insecable("Décret n° 2007-1845"));
        assertEquals("\u00a0»", Texte.insecable(" »"));
        assertEquals("", Texte.insecable(""));
    }
}
