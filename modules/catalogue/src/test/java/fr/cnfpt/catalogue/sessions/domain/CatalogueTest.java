package fr.cnfpt.catalogue.sessions.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.commun.Fuseau;
import fr.cnfpt.commun.Refus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final ZoneId PARIS = Fuseau.PARIS;
    private static final LocalDate J = LocalDate.of(2026, 3, 3);

    private static Session.Publication publication(
            LocalDate ouverture, LocalDate cloture, LocalDate debut, LocalDate fin, Integer capacite, int minimum) {
        return new Session.Publication(
                1, "INTER", debut, fin, null, "Lille", null, "59350", capacite, minimum, ouverture, cloture, null);
    }

    private static String champ(Session.Publication p) {
        return assertThrows(Refus.class, () -> Session.publier(p, true, 7, PARIS, Set.of("N")))
                .champ();
    }

    @Test
    void une_session_se_publie_dans_l_ordre_de_ses_dates() {
        assertDoesNotThrow(() -> Session.publier(publication(J, J, J, J, 15, 8), true, 7, PARIS, Set.of("N")));
        assertEquals("fin", champ(publication(J, J, J.plusDays(2), J.plusDays(1), 15, 8)));
        assertDoesNotThrow(
                () -> Session.publier(publication(J, J, J, J.plusYears(5), 15, 8), true, 7, PARIS, Set.of("N")));
        assertEquals("fin", champ(publication(J, J, J, J.plusYears(5).plusDays(1), 15, 8)));
        LocalDate loin = LocalDate.of(9999, 12, 31);
        assertEquals("debut", champ(publication(J, J, loin, loin, 15, 8)), "une année de trop");
        assertEquals("cloture", champ(publication(J, J.plusDays(3), J.plusDays(2), J.plusDays(2), 15, 8)));
        assertEquals(
                "ouverture", champ(publication(J.plusDays(2), J.plusDays(1), J.plusDays(2), J.plusDays(2), 15, 8)));
        assertEquals("debut", champ(publication(J, J, null, J, 15, 8)));
    }

    @Test
    void son_minimum_tient_dans_son_effectif_et_elle_a_une_aire() {
        assertEquals("minimum", champ(publication(J, J, J, J, 7, 8)));
        assertEquals("capacite", champ(publication(J, J, J, J, 0, 1)));
        assertDoesNotThrow(() -> Session.publier(publication(J, J, J, J, null, 1), true, 7, PARIS, Set.of("N")));
        assertEquals(
                "aire",
                assertThrows(
                                Refus.class,
                                () -> Session.publier(publication(J, J, J, J, 7, 1), true, 7, PARIS, Set.of()))
                        .champ());
    }

    @Test
    void une_session_se_deplace_tant_qu_elle_n_a_pas_commence_et_jamais_dans_le_passe() {
        LocalDate la = J.plusDays(10);
        Session s = Session.publier(publication(J, la, la, la, 15, 8), true, 7, PARIS, Set.of("N"));
        assertDoesNotThrow(() -> s.reprogrammer(publication(null, la, la.plusDays(5), la.plusDays(6), 15, 8), true, J));
        assertEquals("debut", refusDe(s, publication(null, J, J, J, 15, 8), J).champ());
        assertEquals(
                "fin",
                refusDe(s, publication(null, la, la, la.minusDays(1), 15, 8), J).champ());
        assertEquals(
                "session-commencee",
                refusDe(s, publication(null, la, la.plusDays(9), la.plusDays(9), 15, 8), la.plusDays(5))
                        .code());
    }

    @Test
    void publiee_elle_garde_son_stage_son_type_et_qui_l_anime_au_brouillon_son_stage() {
        Session s = Session.publier(publication(J, J, J, J, 15, 8), true, 7, PARIS, Set.of("N"));
        Session.Publication p = publication(null, J, J, J, 15, 8);
        assertEquals("stage", refusDe(s, p.duStage(2), J.minusDays(9)).champ());
        for (String champ : List.of("type", "formateur")) {
            Session.Publication autre = new Session.Publication(
                    1,
                    champ.equals("type") ? "UNION" : "INTER",
                    J,
                    J,
                    null,
                    "Lille",
                    null,
                    "59350",
                    15,
                    8,
                    null,
                    J,
                    champ.equals("type") ? null : 41L);
            assertEquals(champ, refusDe(s, autre, J.minusDays(9)).champ());
        }
        Session brouillon = Session.brouillon(p, 7, PARIS, "D:59");
        assertEquals(
                "stage",
                assertThrows(Refus.class, () -> brouillon.corriger(p.duStage(2), ""))
                        .champ());
        assertEquals(
                Session.CHANGEE,
                assertThrows(Refus.class, () -> brouillon.exigerLaVersion(9)).code());
    }

    @Test
    void la_ou_l_on_vient_est_une_commune() {
        Session.Publication nullePart = publication(J, J, J, J, 15, 8).dansLaCommune(null);
        assertEquals("commune", champ(nullePart));
        assertDoesNotThrow(() -> Session.publier(nullePart, false, 7, PARIS, Set.of("N")), "à distance");
        Session s = Session.publier(publication(J, J, J, J, 15, 8), true, 7, PARIS, Set.of("N"));
        assertEquals("commune", refusDe(s, nullePart, J.minusDays(9)).champ());
        Session brouillon = Session.brouillon(nullePart, 7, PARIS, "");
        assertEquals(
                "Il manque pour publier : la commune où l'on vient.",
                assertThrows(Refus.class, () -> brouillon.publier(true, Set.of("N"), J))
                        .getMessage());
    }

    @Test
    void une_aire_se_dit_par_ses_cles_et_rien_d_autre() {
        assertEquals(Set.of(), AireRecrutement.lire(" "));
        assertEquals(Set.of("N"), AireRecrutement.lire("D:59 N"));
        assertEquals(Set.of("D:2A", "E:200042190", "C:12"), AireRecrutement.lire("D:2A  E:200042190 C:12 D:2A"));
        for (String fausse :
                List.of("R:32", "D:59,D:62", "C:", "x", "D:59 ".repeat(2) + "C:1 C:2 ".repeat(1) + "E:1")) {
            assertEquals(
                    "aire",
                    assertThrows(Refus.class, () -> AireRecrutement.lire(fausse))
                            .champ());
        }
    }

    @Test
    void un_brouillon_peut_se_taire_mais_ne_se_contredit_pas() {
        Session s = Session.brouillon(publication(null, null, null, null, 15, 8), 7, PARIS, "");
        assertEquals(EtatDeSession.BROUILLON, s.etat());
        s.corriger(publication(null, null, J, J.plusDays(1), 15, 8), "N");
        assertEquals(J, s.publication().debut());
        for (Session.Publication fausse : List.of(
                publication(null, null, J, J.minusDays(1), 15, 8),
                publication(null, J.plusDays(2), J.plusDays(1), null, 15, 8),
                publication(null, null, null, null, 7, 8))) {
            assertThrows(Refus.class, () -> s.corriger(fausse, "N"));
        }
        assertEquals(J, s.publication().debut());
    }

    @Test
    void publier_un_brouillon_nomme_tout_ce_qui_manque() {
        Session s = Session.brouillon(publication(null, null, J, null, 15, 8), 7, PARIS, "");
        Refus r = assertThrows(Refus.class, () -> s.publier(true, Set.of("N"), J.minusDays(30)));
        assertEquals("fin", r.champ());
        assertEquals("Il manque pour publier : le dernier jour, le dernier jour où l'on s'inscrit.", r.getMessage());
        s.corriger(publication(null, J.minusDays(14), J, J, 15, 8), "D:59 D:62");
        s.publier(true, Set.of("N"), J.minusDays(30));
        assertEquals("D:59 D:62", s.aireVoulue());
        assertEquals(EtatDeSession.PUBLIEE, s.etat());
        assertEquals(J.minusDays(30), s.publication().ouverture());
        assertEquals(
                "session-publiee",
                assertThrows(Refus.class, () -> s.corriger(s.publication(), "")).code());
    }

    @Test
    void une_session_s_annule_avec_un_motif_jusqu_a_son_premier_jour_compris() {
        Session s = Session.publier(publication(J, J, J, J.plusDays(1), 15, 8), true, 7, PARIS, Set.of("N"));
        assertEquals(
                "motif",
                assertThrows(Refus.class, () -> s.annuler(" ", J, Instant.EPOCH))
                        .champ());
        assertEquals(
                "session-commencee",
                assertThrows(Refus.class, () -> s.annuler("Formateur malade", J.plusDays(1), Instant.EPOCH))
                        .code());
        s.annuler("Formateur malade", J, Instant.EPOCH);
        assertEquals(EtatDeSession.ANNULEE, s.etat());
        assertEquals(
                "session-annulee",
                assertThrows(Refus.class, () -> s.annuler("Encore", J, Instant.EPOCH))
                        .code());
        Session brouillon = Session.brouillon(publication(null, null, null, null, 15, 8), 7, PARIS, "");
        assertEquals(
                "session-au-brouillon",
                assertThrows(Refus.class, () -> brouillon.annuler("Rien", J, Instant.EPOCH))
                        .code());
    }

    @Test
    void decalee_d_un_bloc_elle_dure_autant_et_sa_cloture_suit() {
        Session.Publication p = publication(J, J.plusDays(10), J.plusDays(20), J.plusDays(22), 15, 8);
        assertEquals(publication(J, J.plusDays(17), J.plusDays(27), J.plusDays(29), 15, 8), p.decalee(7));
        assertEquals(J.minusDays(5), p.decalee(-15).ouverture(), "on n'ouvre pas après avoir clos");
    }

    @Test
    void son_aire_s_etend_a_un_departement_qui_ne_la_voyait_pas() {
        Session s = Session.publier(
                publication(J, J.plusDays(10), J.plusDays(20), J.plusDays(20), 15, 8), true, 7, PARIS, Set.of("R:32"));
        assertEquals("deja-ouverte", refusD(() -> s.ouvrirAussi("59", "32", J)).code());
        s.ouvrirAussi("08", "44", J);
        assertEquals(true, s.recruteDans("08", "44"));
        assertEquals(false, s.recruteDans("51", "44"));
        assertEquals("deja-ouverte", refusD(() -> s.ouvrirAussi("08", "44", J)).code());
        assertEquals(
                "session-close",
                refusD(() -> s.ouvrirAussi("51", "44", J.plusDays(11))).code());
        Session intra = Session.publier(
                new Session.Publication(1, "INTRA", J, J, null, "Lille", null, "59350", 15, 8, J, J, null),
                true,
                7,
                PARIS,
                Set.of("C:1"));
        assertEquals(
                "session-reservee",
                refusD(() -> intra.ouvrirAussi("08", "44", J)).code());
    }

    @Test
    void passee_a_distance_elle_n_a_plus_de_lieu_et_se_deplace_encore() {
        Session s = Session.publier(
                publication(J, J.plusDays(10), J.plusDays(20), J.plusDays(20), 15, 8), true, 7, PARIS, Set.of("N"));
        assertEquals(
                "lien", refusD(() -> s.passerADistance("http://visio", true, J)).champ());
        assertEquals(
                "session-commencee",
                refusD(() -> s.passerADistance("https://visio.exemple", true, J.plusDays(20)))
                        .code());
        assertEquals(
                "deja-a-distance",
                refusD(() -> s.passerADistance("https://visio.exemple", false, J))
                        .code());
        s.passerADistance("https://visio.exemple", true, J);
        assertEquals(null, s.publication().codeInsee());
        assertEquals(null, s.publication().ville());
        assertEquals(
                "deja-a-distance",
                refusD(() -> s.passerADistance("https://visio.exemple", true, J))
                        .code());
        s.reprogrammer(s.publication().decalee(3), true, J);
        assertEquals(J.plusDays(23), s.publication().debut());
        s.reprogrammer(publication(J, J.plusDays(10), J.plusDays(20), J.plusDays(20), 15, 8), true, J);
        assertEquals(
                "commune",
                refusDe(s, s.publication().dansLaCommune(null), J).champ(),
                "revenue quelque part, elle y reste");
    }

    private static Refus refusD(org.junit.jupiter.api.function.Executable geste) {
        return assertThrows(Refus.class, geste);
    }

    @Test
    void un_dimanche_ou_un_jour_ferie_du_departement_se_signale() {
        LocalDate vendrediSaint = LocalDate.of(2026, 4, 3);
        Session.Publication p = publication(J, J, vendrediSaint, LocalDate.of(2026, 4, 5), 15, 8);
        assertEquals(1, p.joursChomes("59").size());
        assertEquals(2, p.joursChomes("67").size());
        assertEquals(List.of("Le dimanche 5 avril 2026 n'est pas travaillé."), p.joursChomes(null));
        assertEquals(List.of(), publication(J, J, J, J, 15, 8).joursChomes("59"));
        LocalDate abolition = LocalDate.of(2027, 12, 20);
        Session.Publication ailleurs = publication(J, J, abolition, abolition, 15, 8);
        assertEquals(1, ailleurs.joursChomes("974").size());
        assertEquals(List.of(), ailleurs.joursChomes("59"));
    }

    private static Refus refusDe(Session s, Session.Publication p, LocalDate jour) {
        return assertThrows(Refus.class, () -> s.reprogrammer(p, true, jour));
    }

    @Test
    void on_s_inscrit_a_tout_sauf_aux_mooc_sans_marque_blanche_et_aux_e_communautes() {
        for (Modalite m : Modalite.values()) {
            assertEquals(m != Modalite.MOOC && m != Modalite.E_COMMUNAUTE, m.surInscription(false), m.name());
            assertEquals(m != Modalite.E_COMMUNAUTE, m.surInscription(true), m.name());
        }
    }
}
