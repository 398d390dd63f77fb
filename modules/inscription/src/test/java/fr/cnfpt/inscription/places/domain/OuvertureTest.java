package fr.cnfpt.inscription.places.domain;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.capacite;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.api.Etat;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OuvertureTest {

    private static String refus(SessionInfo session) {
        return assertThrows(Refus.class, () -> Ouverture.exiger(session, JOUR)).code();
    }

    @Test
    void s_inscrit_du_jour_de_l_ouverture_a_celui_de_la_cloture_compris() {
        assertDoesNotThrow(() -> Ouverture.exiger(session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR, JOUR), JOUR));
    }

    @Test
    void refuse_le_lendemain_de_la_cloture_et_dit_la_date() {
        Refus r = assertThrows(
                Refus.class,
                () -> Ouverture.exiger(
                        session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR.minusDays(9), JOUR.minusDays(1)), JOUR));
        assertEquals("session-close", r.code());
        assertEquals("Les inscriptions à cette session sont closes depuis le lundi 2 mars 2026.", r.getMessage());
    }

    @Test
    void refuse_avant_l_ouverture() {
        assertEquals(
                "session-pas-ouverte",
                refus(session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR.plusDays(1), JOUR.plusDays(9))));
    }

    @Test
    void refuse_une_session_annulee() {
        assertEquals("session-annulee", refus(session(1, 15, Modalite.PRESENTIEL, "ANNULEE", JOUR, JOUR)));
    }

    @Test
    void refuse_ce_qui_se_suit_sans_inscription() {
        assertEquals("sans-inscription", refus(session(1, null, Modalite.MOOC, "PUBLIEE", JOUR, JOUR)));
        assertEquals("sans-inscription", refus(session(1, null, Modalite.E_COMMUNAUTE, "PUBLIEE", JOUR, JOUR)));
    }

    @Test
    void se_dit_ouverte_quand_et_seulement_quand_on_s_y_inscrit() {
        for (SessionInfo s : List.of(
                session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR, JOUR),
                session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR.minusDays(9), JOUR.minusDays(1)),
                session(1, 15, Modalite.PRESENTIEL, "PUBLIEE", JOUR.plusDays(1), JOUR.plusDays(9)),
                session(1, 15, Modalite.PRESENTIEL, "ANNULEE", JOUR, JOUR),
                session(1, null, Modalite.MOOC, "PUBLIEE", JOUR, JOUR))) {
            boolean admise = true;
            try {
                Ouverture.exiger(s, JOUR);
            } catch (Refus r) {
                admise = false;
            }
            assertEquals(admise, Ouverture.estOuverte(s, JOUR), s::toString);
        }
    }

    @Test
    void un_placement_dit_sa_place_ou_son_rang() {
        Placement tenue = new Placement(1, 101, true, 0, 15, null);
        assertEquals(Etat.TRANSMISE, tenue.etat());
        assertEquals("Une place est tenue.", tenue.enClair());
        Placement premier = new Placement(1, 101, false, 1, 15, null);
        assertEquals(Etat.LISTE_ATTENTE, premier.etat());
        assertEquals("La session est complète : 1er en liste d'attente.", premier.enClair());
        assertEquals(
                "La session est complète : 2e en liste d'attente.",
                new Placement(1, 101, false, 2, 15, null).enClair());
    }

    @Test
    void une_offre_finit_avant_que_la_file_ne_puisse_plus_recevoir_la_place() {
        SessionInfo s = dates(session(1, 5), JOUR.minusDays(9), JOUR.plusDays(9), JOUR.plusDays(10), JOUR.plusDays(11));
        assertEquals(
                MAINTENANT.plus(java.time.Duration.ofHours(48)),
                Ouverture.echeanceDOffre(s, MAINTENANT, 48, 1).orElseThrow());
        SessionInfo proche = dates(s, JOUR.minusDays(9), JOUR, JOUR.plusDays(2), JOUR.plusDays(3));
        assertEquals(
                JOUR.plusDays(1).atTime(23, 0).atZone(proche.fuseau()).toInstant(),
                Ouverture.echeanceDOffre(proche, MAINTENANT, 48, 1).orElseThrow(),
                "la veille du début, une heure avant minuit");
        assertEquals(
                JOUR.atTime(23, 0).atZone(proche.fuseau()).toInstant(),
                Ouverture.echeanceDOffre(proche, MAINTENANT, 48, 5).orElseThrow(),
                "close, la règle ne le permet plus que jusqu'à la clôture");
        assertTrue(
                Ouverture.echeanceDOffre(
                                proche,
                                JOUR.plusDays(1)
                                        .atTime(22, 30)
                                        .atZone(proche.fuseau())
                                        .toInstant(),
                                48,
                                1)
                        .isEmpty(),
                "il ne reste pas une heure : elle se donne");
    }

    // Ce que la file prend quand la délégation change la session.

    private static final int JOURS = 2;

    private final SessionInfo dix = session(1, 10);
    private final LocalDate veille = dix.debut().minusDays(1);

    @Test
    void la_veille_une_place_rendue_ne_va_plus_a_la_file_et_changer_la_session_ne_l_y_envoie_pas() {
        assertFalse(Ouverture.promeut(dix, veille, JOURS));
        assertFalse(Ouverture.avance(dix, dix, veille, JOURS));
        assertFalse(Ouverture.avance(dix, capacite(dix, 9), veille, JOURS));
    }

    @Test
    void des_places_ajoutees_vont_a_la_file_jusqu_au_bout() {
        assertTrue(Ouverture.avance(dix, capacite(dix, 11), veille, JOURS));
        assertTrue(Ouverture.avance(dix, capacite(dix, null), veille, JOURS));
    }

    @Test
    void tant_qu_une_place_rendue_va_a_la_file_tout_changement_la_fait_avancer() {
        LocalDate avant = dix.debut().minusDays(JOURS);
        assertTrue(Ouverture.avance(dix, capacite(dix, 9), avant, JOURS));
    }
}
