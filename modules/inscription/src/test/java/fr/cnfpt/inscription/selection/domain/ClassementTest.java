package fr.cnfpt.inscription.selection.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.selection.domain.Classement.Bareme;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dans quel ordre se rangent les demandes d'une session à sélection, et ce qu'on en dit à chacun. */
class ClassementTest {

    private static final Bareme LES_DEUX = bareme(1, 1, "CGFP, art. L422-3");

    private static Bareme bareme(int priorite, int premiere, String source) {
        return new Bareme(
                regle(1, priorite, source, LocalDate.of(2022, 3, 1)),
                regle(2, premiere, "Choix : aucun texte ne le dit", LocalDate.of(2026, 1, 1)));
    }

    private static VersionDeRegle regle(long id, int valeur, String source, LocalDate du) {
        return new VersionDeRegle(
                id,
                "selection",
                "r" + id,
                "",
                Unite.NOMBRE,
                BigDecimal.valueOf(valeur),
                du,
                null,
                "Texte",
                source,
                1,
                "x",
                null);
    }

    private static Candidature demande(long id, boolean prioritaire, boolean premiere) {
        return new Candidature(id, prioritaire, premiere, id, null);
    }

    private static Candidature avec(Candidature c, Ecart ecart) {
        return new Candidature(c.bulletinId(), c.prioritaire(), c.premiere(), c.arrivee(), ecart);
    }

    private static List<Long> ordre(List<Place> places) {
        return places.stream().map(Place::bulletinId).toList();
    }

    private static final Candidature TOT = demande(1, false, false);
    private static final Candidature TARD = demande(2, false, false);
    private static final Candidature JAMAIS_FORME = demande(3, false, true);
    private static final Candidature PRIORITAIRE = demande(4, true, false);
    private static final Candidature PRIORITAIRE_JAMAIS_FORME = demande(5, true, true);
    private static final List<Candidature> TOUTES =
            List.of(TOT, TARD, JAMAIS_FORME, PRIORITAIRE, PRIORITAIRE_JAMAIS_FORME);

    @Test
    void la_priorite_de_droit_passe_d_abord_puis_l_agent_jamais_forme_puis_l_arrivee() {
        List<Place> p = Classement.classer(TOUTES, 3, LES_DEUX);
        assertEquals(List.of(4L, 5L, 3L, 1L, 2L), ordre(p), "entre prioritaires, l'arrivée, fût-on jamais formé");
        assertEquals(
                List.of(Issue.RETENUE, Issue.RETENUE, Issue.RETENUE, Issue.EN_ATTENTE, Issue.EN_ATTENTE),
                p.stream().map(Place::issue).toList());
        assertEquals(List.of(1, 2, 3, 4, 5), p.stream().map(Place::rang).toList());
    }

    @Test
    void une_regle_a_zero_ne_favorise_plus_personne() {
        assertEquals(List.of(3L, 5L, 1L, 2L, 4L), ordre(Classement.classer(TOUTES, 3, bareme(0, 1, "x"))));
        assertEquals(List.of(4L, 5L, 1L, 2L, 3L), ordre(Classement.classer(TOUTES, 3, bareme(1, 0, "x"))));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ordre(Classement.classer(TOUTES, 3, bareme(0, 0, "x"))));
    }

    @Test
    void chacun_lit_son_rang_l_article_et_sa_date() {
        List<Place> p = Classement.classer(TOUTES, 3, LES_DEUX);
        assertEquals(
                "1re sur 5, pour 3 places. Prioritaire de droit, la demande passe avant les autres (CGFP, art. L422-3, règle du 1er mars 2022) ; entre prioritaires, l'ordre d'arrivée : 4e reçue.",
                p.get(0).phrase());
        assertEquals(
                "3e sur 5, pour 3 places. Agent jamais formé : sa demande passe avant l'ordre d'arrivée, après les priorités de droit (règle du 1er janvier 2026) ; à égalité, l'ordre d'arrivée : 3e reçue.",
                p.get(2).phrase());
        assertEquals(
                "4e sur 5, pour 3 places. Classée par l'ordre d'arrivée, 1re reçue, après les priorités de droit (CGFP, art. L422-3, règle du 1er mars 2022) et les agents jamais formés (règle du 1er janvier 2026).",
                p.get(3).phrase());
        assertEquals(
                "1re sur 2, pour 3 places. Classée par l'ordre d'arrivée, 1re reçue.",
                Classement.classer(List.of(TOT, TARD), 3, LES_DEUX).get(0).phrase());
    }

    @Test
    void une_demande_deplacee_a_le_rang_voulu_et_le_motif_le_dit() {
        List<Candidature> deplacee = List.of(
                TOT, avec(TARD, Ecart.deplacer(1, 5, "Elle remplace l'agente partie")), JAMAIS_FORME, PRIORITAIRE);
        List<Place> p = Classement.classer(deplacee, 2, LES_DEUX);
        assertEquals(List.of(2L, 4L, 3L, 1L), ordre(p));
        assertEquals(
                "1re sur 4, pour 2 places. Classée par l'ordre d'arrivée, 2e reçue. Les règles la mettaient 4e ; la délégation l'a déplacée : Elle remplace l'agente partie.",
                p.get(0).phrase());
        List<Candidature> descendue = List.of(avec(TOT, Ecart.deplacer(2, 2, "Peut attendre")), TARD);
        assertEquals(List.of(2L, 1L), ordre(Classement.classer(descendue, 1, LES_DEUX)));
    }

    @Test
    void un_rang_que_plus_personne_n_atteint_devient_le_dernier() {
        assertEquals(
                List.of(2L, 1L),
                ordre(Classement.classer(List.of(avec(TOT, new Ecart(9, "Peut attendre")), TARD), 1, LES_DEUX)));
    }

    @Test
    void une_demande_a_refuser_ne_prend_le_rang_de_personne() {
        List<Place> p = Classement.classer(
                List.of(TOT, avec(PRIORITAIRE, Ecart.refuser("Hors du public visé")), TARD), 1, LES_DEUX);
        assertEquals(List.of(1L, 2L, 4L), ordre(p));
        assertNull(p.get(2).rang());
        assertEquals(Issue.REFUSEE, p.get(2).issue());
        assertEquals(
                "Refusée par la délégation, sans être classée : Hors du public visé.",
                p.get(2).phrase());
        assertEquals(
                "1re sur 2, pour 1 place. Classée par l'ordre d'arrivée, 1re reçue.",
                p.get(0).phrase());
    }

    @Test
    void l_ordre_ne_depend_que_des_faits_et_non_de_celui_ou_ils_se_lisent() {
        List<Candidature> melees = new ArrayList<>();
        IntStream.rangeClosed(1, 60)
                .forEach(i -> melees.add(new Candidature(
                        i, i % 7 == 0, i % 3 == 0, i, i % 11 == 0 ? new Ecart(i / 2, "Un motif assez long") : null)));
        List<Place> attendu = Classement.classer(melees, 20, LES_DEUX);
        for (int graine = 1; graine <= 20; graine++) {
            Collections.shuffle(melees, new Random(graine));
            assertEquals(attendu, Classement.classer(melees, 20, LES_DEUX));
        }
        attendu.stream()
                .filter(x -> x.candidature().ecart() != null)
                .forEach(x -> assertEquals(x.candidature().ecart().rang(), x.rang(), x.phrase()));
    }

    @Test
    void aucune_phrase_ne_passe_quatre_vingts_mots() {
        String longue = IntStream.range(0, 40).mapToObj(i -> "mot" + i).collect(Collectors.joining(" "));
        String motif = IntStream.range(0, 20).mapToObj(i -> "oui").collect(Collectors.joining(" "));
        Bareme bavard = new Bareme(
                regle(1, 1, longue, LocalDate.of(2022, 12, 31)), regle(2, 1, longue, LocalDate.of(2022, 12, 31)));
        List<Candidature> toutes = new ArrayList<>(TOUTES);
        long rang = 1;
        for (Candidature c : List.of(TOT, JAMAIS_FORME, PRIORITAIRE)) {
            toutes.add(new Candidature(
                    c.bulletinId() + 100,
                    c.prioritaire(),
                    c.premiere(),
                    c.arrivee() + 100,
                    Ecart.deplacer((int) rang++, 99, motif)));
        }
        toutes.add(new Candidature(300, false, false, 300, Ecart.refuser(motif)));
        for (Place p : Classement.classer(toutes, 12, bavard)) {
            assertTrue(p.phrase().split("\\s+").length <= 80, p.phrase());
        }
    }

    @Test
    void un_ecart_a_un_motif_que_l_agent_comprenne_et_un_rang_du_classement() {
        assertEquals(
                "motif-absent",
                assertThrows(Refus.class, () -> Ecart.refuser(" ")).code());
        assertEquals(
                "motif-trop-long",
                assertThrows(Refus.class, () -> Ecart.refuser("un ".repeat(21))).code());
        assertEquals(
                "motif-trop-long",
                assertThrows(Refus.class, () -> Ecart.refuser("x".repeat(301))).code());
        for (Integer rang : new Integer[] {null, 0, 6}) {
            assertEquals(
                    "rang-hors-du-classement",
                    assertThrows(Refus.class, () -> Ecart.deplacer(rang, 5, "Motif"))
                            .code());
        }
    }

    @Test
    void la_categorie_c_ne_se_dit_pas_d_un_poste_d_une_autre_et_se_dit_d_un_poste_qui_n_en_a_pas() {
        assertEquals(
                "poste-d-une-autre-categorie",
                assertThrows(Refus.class, () -> MotifDePriorite.CATEGORIE_C.exigerQueLePosteLAdmette("B"))
                        .code());
        MotifDePriorite.CATEGORIE_C.exigerQueLePosteLAdmette("C");
        MotifDePriorite.CATEGORIE_C.exigerQueLePosteLAdmette(null);
        MotifDePriorite.HANDICAP.exigerQueLePosteLAdmette("A");
        assertEquals(
                "motif-de-priorite-inconnu",
                assertThrows(Refus.class, () -> MotifDePriorite.de("AUTRE")).code());
    }
}
