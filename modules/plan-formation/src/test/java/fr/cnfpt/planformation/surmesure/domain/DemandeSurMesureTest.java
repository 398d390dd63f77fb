package fr.cnfpt.planformation.surmesure.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Etat;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure.Type;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemandeSurMesureTest {

    private static final LocalDate JOUR = LocalDate.of(2026, 11, 28);
    private static final Instant QUAND = Instant.parse("2026-11-28T09:00:00Z");
    private static final Regle REGLE = new Regle("Une règle.", "Une source", LocalDate.of(2018, 1, 1));
    private static final Recevabilite.Regles REGLES = new Recevabilite.Regles(8, REGLE, 20, REGLE, REGLE, REGLE);
    private static final Devis.Tarifs TARIFS = new Devis.Tarifs(
            new BigDecimal("900"),
            new Regle("intra", "s", JOUR),
            new Regle("payante", "s", JOUR),
            new Regle("nouvelle", "s", JOUR),
            new Regle("union", "s", JOUR));

    private static BesoinSurMesure besoin(int effectif) {
        return new BesoinSurMesure(
                12L, "Accueillir le public", null, effectif, JOUR.plusDays(60), JOUR.plusDays(90), null, null, null);
    }

    private static DemandeSurMesure intra(int effectif) {
        return DemandeSurMesure.ouvrir(Type.INTRA, 1, 7, besoin(effectif), "RH", QUAND);
    }

    private static Utilisateur par(String nom) {
        return new Utilisateur(9, nom, nom, Role.GESTIONNAIRE_RH, 1L, null, null, nom);
    }

    private static DemandeSurMesure union() {
        return DemandeSurMesure.ouvrir(Type.UNION, 1, 7, besoin(5), "RH", QUAND);
    }

    private static Recevabilite juger(DemandeSurMesure d, LocalDate cotisation, boolean plan) {
        return Recevabilite.de(d, cotisation, plan, REGLES, JOUR);
    }

    private static List<String> contre(Recevabilite r) {
        return r.constats().stream()
                .filter(c -> !c.bon())
                .map(Recevabilite.Constat::code)
                .toList();
    }

    @Test
    void une_demande_porte_sur_les_trois_annees_qui_viennent() {
        for (LocalDate dernier :
                List.of(JOUR.plusYears(3).plusDays(1), LocalDate.of(9999, 12, 31), JOUR.plusDays(59))) {
            BesoinSurMesure trop = new BesoinSurMesure(
                    12L, "Accueillir le public", null, 9, JOUR.plusDays(60), dernier, null, null, null);
            assertEquals(
                    "souhaitAu",
                    assertThrows(Refus.class, () -> DemandeSurMesure.ouvrir(Type.INTRA, 1, 7, trop, "RH", QUAND))
                            .champ());
        }
    }

    @Test
    void un_intra_part_pour_un_employeur_a_jour_qui_a_un_plan() {
        assertEquals(List.of(), contre(juger(intra(12), JOUR, true)), "le dernier jour couvert compte");
        assertEquals(List.of("cotisation"), contre(juger(intra(12), JOUR.minusDays(1), true)));
        assertEquals(List.of("cotisation"), contre(juger(intra(12), null, true)), "jamais constatée : elle manque");
        assertEquals(List.of("plan-absent"), contre(juger(intra(12), JOUR, false)));
    }

    @Test
    void l_effectif_est_celui_d_un_groupe() {
        assertEquals(List.of("effectif-insuffisant"), contre(juger(intra(7), JOUR, true)));
        assertEquals(List.of(), contre(juger(intra(8), JOUR, true)));
        assertEquals(List.of(), contre(juger(intra(20), JOUR, true)));
        assertEquals(List.of("effectif-trop-grand"), contre(juger(intra(21), JOUR, true)));
    }

    @Test
    void une_union_attend_les_reponses_et_compte_ceux_qui_viennent_sans_demander_de_cotisation() {
        DemandeSurMesure d = union();
        assertEquals(List.of("effectif-insuffisant", "union-seule"), contre(juger(d, null, false)));
        d.inviter(2, "Haspres", "RH", QUAND);
        d.inviter(3, "Haveluy", "RH", QUAND);
        d.repondre(2, "Haspres", 4, "RH 2", QUAND);
        assertEquals(List.of("reponse-attendue"), contre(juger(d, null, false)));
        d.repondre(3, "Haveluy", null, "RH 3", QUAND);
        assertEquals(List.of(), contre(juger(d, null, false)));
        assertEquals(9, d.effectifTotal());
        assertEquals(Set.of(1L, 2L), d.employeurs(), "qui ne vient pas ne verra pas la session");
    }

    @Test
    void un_refus_dit_la_regle_sa_source_et_quoi_faire() {
        DemandeSurMesure d = intra(12);
        Refus refus = assertThrows(Refus.class, () -> d.envoyer(juger(d, null, true), "RH", QUAND));
        assertEquals("cotisation", refus.code());
        assertEquals(REGLE, refus.regle());
        assertTrue(refus.getMessage().contains("Demandez à votre délégation"), refus.getMessage());
        assertEquals(Etat.BROUILLON, d.etat());
    }

    @Test
    void on_n_invite_ni_soi_ni_deux_fois_ni_dans_un_intra() {
        DemandeSurMesure d = union();
        d.inviter(2, "Haspres", "RH", QUAND);
        assertThrows(Refus.class, () -> d.inviter(2, "Haspres", "RH", QUAND));
        assertThrows(Refus.class, () -> d.inviter(1, "Denain", "RH", QUAND));
        assertThrows(Refus.class, () -> intra(12).inviter(2, "Haspres", "RH", QUAND));
        d.desinviter(2, "Haspres", "RH", QUAND);
        assertNull(d.invitation(2));
        assertThrows(Refus.class, () -> d.repondre(2, "Haspres", 3, "RH 2", QUAND));
    }

    @Test
    void sans_fiche_le_besoin_est_dit_en_mots() {
        BesoinSurMesure b = new BesoinSurMesure(
                null, "Premiers secours", " ", 12, JOUR.plusDays(1), JOUR.plusDays(1), null, null, null);
        Refus refus = assertThrows(Refus.class, () -> DemandeSurMesure.ouvrir(Type.INTRA, 1, 7, b, "RH", QUAND));
        assertEquals("besoin", refus.champ());
    }

    @Test
    void une_famille_payante_se_paie_par_stagiaire_meme_en_union() {
        Devis devis = Devis.calculer(Type.UNION, 12, new BigDecimal("2.5"), new BigDecimal("95"), true, TARIFS);
        assertEquals(new BigDecimal("2850.00"), devis.total());
        assertEquals(
                "12 stagiaires × 2,5 jours × 95 € par stagiaire et par jour",
                devis.lignes().get(0).libelle());
        assertEquals("payante", devis.lignes().get(0).regle().texte());
    }

    @Test
    void hors_des_familles_payantes_seul_un_intra_deja_au_catalogue_se_paie() {
        assertEquals("union", regle(Type.UNION, false));
        assertEquals("nouvelle", regle(Type.INTRA, true));
        assertEquals("intra", regle(Type.INTRA, false));
        assertEquals(
                new BigDecimal("1800.00"),
                Devis.calculer(Type.INTRA, 12, new BigDecimal("2"), null, false, TARIFS)
                        .total());
        assertEquals(
                0,
                Devis.calculer(Type.INTRA, 12, new BigDecimal("2"), null, true, TARIFS)
                        .total()
                        .signum());
    }

    private static String regle(Type type, boolean nouvelle) {
        return Devis.calculer(type, 12, BigDecimal.ONE, null, nouvelle, TARIFS)
                .lignes()
                .get(0)
                .regle()
                .texte();
    }

    @Test
    void la_derniere_proposition_seule_vaut() {
        DemandeSurMesure d = a(Etat.PROPOSEE);
        proposer(d, 15);
        assertEquals(15, d.proposition().places());
        assertEquals(
                "Proposition : du 27 au 28 janvier 2027, Denain, 1800 €",
                d.histoire().get(1).texte());
        assertThrows(Refus.class, () -> proposer(d, 11), "moins de places que d'agents");
    }

    /** Chaque geste, de chaque état : ce que le tableau admet passe, le reste est refusé et ne change rien. */
    @ParameterizedTest
    @EnumSource(Etat.class)
    void chaque_geste_ne_se_fait_que_des_etats_que_dit_le_tableau(Etat etat) {
        for (GesteSurMesure g : GesteSurMesure.values()) {
            DemandeSurMesure d = a(etat);
            if (g.admet(etat)) {
                faire(g, d);
                assertEquals(g.vers() == null ? etat : g.vers(), d.etat(), g + " depuis " + etat);
            } else {
                Refus refus = assertThrows(Refus.class, () -> faire(g, d), g + " depuis " + etat);
                assertEquals("etat-de-la-demande", refus.code());
                assertEquals(etat, d.etat());
            }
        }
    }

    @Test
    void un_employeur_ne_nomme_pas_plus_d_agents_qu_il_n_en_annonce_ni_deux_fois_le_meme() {
        DemandeSurMesure d = union();
        d.inviter(2, "Haspres", "RH", QUAND);
        d.repondre(2, "Haspres", 2, "RH 2", QUAND);
        d.nommer(1, "Denain", List.of(101L, 102L, 103L), par("RH"), QUAND);
        d.nommer(2, "Haspres", List.of(201L, 202L), par("RH 2"), QUAND);
        assertEquals(
                "agents",
                assertThrows(Refus.class, () -> d.nommer(2, "Haspres", List.of(203L), par("RH 2"), QUAND))
                        .champ());
        assertThrows(Refus.class, () -> d.nommer(1, "Denain", List.of(101L), par("RH"), QUAND), "déjà nommé");
        d.nommer(1, "Denain", List.of(101L, 104L, 105L), par("RH"), QUAND);
        assertEquals(7, d.nommes().size(), "celui qui l'était déjà ne compte pas deux fois");
        assertEquals(
                "Denain nomme 2 agents",
                d.histoire().get(d.histoire().size() - 1).texte());
    }

    @Test
    void l_effectif_ne_descend_pas_sous_les_agents_nommes() {
        DemandeSurMesure d = union();
        d.inviter(2, "Haspres", "RH", QUAND);
        d.repondre(2, "Haspres", 3, "RH 2", QUAND);
        d.nommer(1, "Denain", List.of(101L, 102L, 103L), par("RH"), QUAND);
        d.nommer(2, "Haspres", List.of(201L, 202L), par("RH 2"), QUAND);
        assertEquals(
                "effectif",
                assertThrows(Refus.class, () -> d.completer(besoin(2), QUAND)).champ());
        assertEquals(
                "effectifInvite",
                assertThrows(Refus.class, () -> d.repondre(2, "Haspres", 1, "RH 2", QUAND))
                        .champ());
        d.nePlusNommer(1, "Denain", 103, "RH", QUAND);
        d.completer(besoin(2), QUAND);
        assertThrows(Refus.class, () -> d.nePlusNommer(1, "Denain", 201, "RH", QUAND), "celui d'un autre");
    }

    @Test
    void qui_ne_vient_plus_et_ce_qui_n_aura_pas_lieu_n_ont_plus_de_noms() {
        DemandeSurMesure d = union();
        d.inviter(2, "Haspres", "RH", QUAND);
        d.repondre(2, "Haspres", 3, "RH 2", QUAND);
        d.nommer(1, "Denain", List.of(101L), par("RH"), QUAND);
        d.nommer(2, "Haspres", List.of(201L), par("RH 2"), QUAND);
        d.repondre(2, "Haspres", null, "RH 2", QUAND);
        assertEquals(List.of(101L), d.nommes().stream().map(AgentNomme::agentId).toList());
        d.retirer("Plus besoin", "RH", QUAND);
        assertEquals(List.of(), d.nommes());
    }

    @Test
    void l_adr_dit_le_tableau_du_code() throws IOException {
        List<String> tableau = new ArrayList<>(List.of("| Geste | Qui | Depuis | Vers |", "|---|---|---|---|"));
        for (GesteSurMesure g : GesteSurMesure.values()) {
            tableau.add("| " + g.libelle() + " | " + g.qui().libelle() + " | "
                    + Arrays.stream(Etat.values())
                            .filter(g::admet)
                            .map(e -> "`" + e + "`")
                            .collect(Collectors.joining(" "))
                    + " | " + (g.vers() == null ? "–" : "`" + g.vers() + "`") + " |");
        }
        assertEquals(
                String.join("\n", tableau),
                Files.readAllLines(Path.of("../../docs/adr/0042-la-formation-sur-mesure.md")).stream()
                        .filter(l -> l.startsWith("|"))
                        .collect(Collectors.joining("\n")));
    }

    private static void faire(GesteSurMesure g, DemandeSurMesure d) {
        switch (g) {
            case COMPLETER -> d.completer(besoin(6), QUAND);
            case INVITER -> d.inviter(3, "Haveluy", "RH", QUAND);
            case REPONDRE -> d.repondre(2, "Haspres", 6, "RH 2", QUAND);
            case ENVOYER -> d.envoyer(juger(d, null, false), "RH", QUAND);
            case PROPOSER -> proposer(d, 20);
            case DECLINER -> d.decliner("Les dates ne vont pas", "RH", QUAND);
            case ACCEPTER -> d.accepter("RH", QUAND);
            case ETABLIR -> d.etablir(UUID.randomUUID(), "Conseillère", QUAND);
            case SIGNER -> d.signer(JOUR, JOUR, "Conseillère", QUAND);
            case PUBLIER -> d.publier(99, List.of(), "Conseillère", QUAND);
            case NOMMER -> d.nommer(1, "Denain", List.of(101L, 102L), par("RH"), QUAND);
            case REFUSER -> d.refuser("Aucun intervenant disponible", "Conseillère", QUAND);
            case RETIRER -> d.retirer("Plus besoin", "RH", QUAND);
        }
    }

    private static void proposer(DemandeSurMesure d, int places) {
        d.proposer(
                new PropositionDeSession.Saisie(
                        12,
                        "Accueillir le public",
                        new BigDecimal("2"),
                        LocalDate.of(2027, 1, 27),
                        LocalDate.of(2027, 1, 28),
                        LocalDate.of(2027, 1, 13),
                        "9 h – 16 h",
                        "Denain",
                        null,
                        "59172",
                        places,
                        false,
                        null),
                Devis.calculer(Type.INTRA, 12, new BigDecimal("2"), null, false, TARIFS),
                JOUR,
                "Conseillère",
                QUAND);
    }

    /** Une union de deux employeurs, douze agents, menée à cet état par la seule porte qui ne juge pas : le champ. */
    private static DemandeSurMesure a(Etat etat) {
        DemandeSurMesure d = DemandeSurMesure.ouvrir(Type.UNION, 1, 7, besoin(6), "RH", QUAND);
        d.inviter(2, "Haspres", "RH", QUAND);
        d.repondre(2, "Haspres", 6, "RH 2", QUAND);
        if (etat == Etat.PROPOSEE) {
            return neuve();
        }
        poser(d, "envoyeeLe", QUAND.atOffset(java.time.ZoneOffset.UTC));
        poser(d, "etat", etat);
        return d;
    }

    private static DemandeSurMesure neuve() {
        DemandeSurMesure d = intra(12);
        poser(d, "etat", Etat.ENVOYEE);
        proposer(d, 12);
        return d;
    }

    private static void poser(DemandeSurMesure d, String champ, Object valeur) {
        try {
            Field f = DemandeSurMesure.class.getDeclaredField(champ);
            f.setAccessible(true);
            f.set(d, valeur);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void un_motif_est_du_a_qui_l_on_dit_non() {
        DemandeSurMesure d = a(Etat.PROPOSEE);
        assertThrows(Refus.class, () -> d.decliner(" ", "RH", QUAND));
        assertThrows(Refus.class, () -> d.refuser(null, "Conseillère", QUAND));
        assertFalse(d.histoire().stream().anyMatch(p -> p.motif() != null));
        d.decliner("Trop tard pour la saison", "RH", QUAND);
        assertEquals(
                "Trop tard pour la saison",
                d.histoire().get(d.histoire().size() - 1).motif());
    }
}
