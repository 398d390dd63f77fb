package fr.cnfpt.planformation.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.planformation.port.PlansEnMemoire;
import fr.cnfpt.planformation.port.SynthesesEnMemoire;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlansDeFormationTest {

    private static final Utilisateur DENAIN =
            new Utilisateur(1, "rh", "RH de Denain", Role.GESTIONNAIRE_RH, 1L, null, null, "Denain");
    private static final Utilisateur VALENCIENNES =
            new Utilisateur(2, "rh2", "RH de Valenciennes", Role.GESTIONNAIRE_RH, 2L, null, null, "Valenciennes");
    private static final Utilisateur HDF =
            new Utilisateur(3, "delegation", "Conseillère 7", Role.DELEGATION, null, 7L, null, "HDF");
    private static final Utilisateur BRETAGNE =
            new Utilisateur(4, "bre", "Conseiller 8", Role.DELEGATION, null, 8L, null, "BRE");
    private static final Utilisateur SIEGE =
            new Utilisateur(5, "siege", "Chargée de mission", Role.SIEGE, null, null, null, "le siège");

    private final PlansEnMemoire plans = new PlansEnMemoire();
    private final SynthesesEnMemoire syntheses = new SynthesesEnMemoire();
    private final TerritoiresEnMemoire territoires = new TerritoiresEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final TraitementsEnMemoire traitements = new TraitementsEnMemoire();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final PorteesEnMemoire portees = new PorteesEnMemoire(courant);
    private final Horloge horloge = Horloge.arretee(LocalDate.of(2026, 11, 22));
    private final TenirPlan tenir = new TenirPlan(plans, territoires, annuaire, courant, horloge);
    private final TransmettrePlan transmettre = new TransmettrePlan(plans, courant, horloge);
    private final SuivreSynthese suivi = new SuivreSynthese(syntheses, horloge);
    private final LireSynthese lire =
            new LireSynthese(syntheses, plans, territoires, annuaire, traitements, portees, horloge);
    private final LancerSynthese lancer = new LancerSynthese(lire, territoires, suivi, traitements, courant);
    private final ReprendreSynthese reprendre = new ReprendreSynthese(lire, suivi, traitements, courant);

    PlansDeFormationTest() {
        annuaire.mettre(1, "E1", 7L);
        annuaire.mettre(2, "E1", 7L);
        territoires.perimetres.add(new PerimetreInfo(1, 7, "CA de la Porte du Hainaut", 10, List.of("E1")));
        territoires.perimetres.add(new PerimetreInfo(2, 7, "CA de Cambrai", 11, List.of("E2")));
    }

    @Test
    void le_premier_besoin_ouvre_le_plan_chez_la_delegation_de_reference() {
        par(DENAIN, () -> {
            assertFalse(tenir.lire(2027).ouvert());
            tenir.ajouter(2027, besoin("ETC", 3));
            assertEquals(
                    List.of("État civil"),
                    tenir.lire(2027).besoins().stream()
                            .map(PlanVue.Ligne::theme)
                            .toList());
        });
        assertEquals(7L, plans.de(1, 2027).orElseThrow().structureId());
    }

    @Test
    void une_collectivite_ne_voit_ni_ne_touche_le_plan_d_une_autre() {
        par(DENAIN, () -> tenir.ajouter(2027, besoin("ETC", 3)));
        long besoin = plans.de(1, 2027).orElseThrow().besoins().get(0).id();
        par(VALENCIENNES, () -> {
            assertFalse(tenir.lire(2027).ouvert());
            tenir.ajouter(2027, besoin("M57", 2));
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> tenir.retirer(2027, besoin)).genre());
        });
        assertEquals(1, plans.de(1, 2027).orElseThrow().besoins().size());
    }

    @Test
    void refuse_un_theme_qui_n_existe_pas() {
        par(
                DENAIN,
                () -> assertEquals(
                        "theme",
                        assertThrows(Refus.class, () -> tenir.ajouter(2027, besoin("XXX", 3)))
                                .champ()));
    }

    @Test
    void un_plan_transmis_est_fige_et_compte_dans_le_regroupement() {
        RegrouperBesoins regrouper = new RegrouperBesoins(plans, annuaire);
        par(DENAIN, () -> tenir.ajouter(2027, besoin("ETC", 3)));
        assertEquals(List.of(), regrouper.de(territoires.perimetres.get(0), 2027));
        par(DENAIN, () -> {
            transmettre.executer(2027, null, null);
            assertThrows(Refus.class, () -> tenir.ajouter(2027, besoin("ETC", 3)));
            assertTrue(tenir.lire(2027).transmis());
        });
        assertEquals(List.of(new BesoinRegroupe("ETC", 3, 0, 1)), regrouper.de(territoires.perimetres.get(0), 2027));
        assertEquals(List.of(), regrouper.de(territoires.perimetres.get(1), 2027));
    }

    @Test
    void on_ne_transmet_pas_un_plan_qui_n_est_pas_commence() {
        par(
                DENAIN,
                () -> assertEquals(
                        "plan-vide",
                        assertThrows(Refus.class, () -> transmettre.executer(2027, null, null))
                                .code()));
    }

    @Test
    void une_delegation_ne_lit_ni_ne_lance_la_synthese_d_une_autre_le_siege_si() {
        par(BRETAGNE, () -> {
            assertEquals(
                    Refus.Genre.INTERDIT,
                    assertThrows(Refus.class, () -> lancer.executer(2027, 7)).genre());
            assertThrows(Refus.class, () -> lire.synthese(2027, 7));
            assertThrows(Refus.class, () -> lire.actions(2027, 7));
            assertThrows(Refus.class, () -> reprendre.executer(2027, 7));
            assertEquals(
                    List.of(8L), lire.structures().stream().map(s -> s.id()).toList());
        });
        par(SIEGE, () -> {
            lancer.executer(2027, 7);
            assertEquals(
                    List.of(7L, 8L), lire.structures().stream().map(s -> s.id()).toList());
        });
        assertEquals(1, traitements.commandes.size());
    }

    @Test
    void apres_une_fusion_celle_qui_succede_lit_les_plans_et_les_syntheses_de_l_ancienne() {
        annuaire.mettre(3, "E1", 8L);
        Utilisateur rennes = new Utilisateur(6, "rh3", "RH", Role.GESTIONNAIRE_RH, 3L, null, null, "C");
        par(rennes, () -> {
            tenir.ajouter(2027, besoin("ETC", 3));
            transmettre.executer(2027, null, null);
        });
        par(HDF, () -> assertEquals(0, lire.plansTransmis(2027, 7)));
        portees.fusionner(7, 8);
        for (Utilisateur u : List.of(HDF, BRETAGNE)) {
            par(u, () -> {
                assertEquals(
                        7L,
                        lire.structures().get(0).id(),
                        "qui est encore connecté sous l'ancienne choisit la nouvelle");
                assertEquals(1, lire.plansTransmis(2027, 7));
                assertEquals(java.util.Optional.empty(), lire.synthese(2027, 8));
            });
        }
    }

    @Test
    void une_synthese_lancee_porte_son_execution_et_dit_ou_elle_en_est() {
        par(HDF, () -> {
            lancer.executer(2027, 7);
            SyntheseVue s = lire.synthese(2027, 7).orElseThrow();
            assertTrue(s.enCours());
            assertFalse(s.interrompue());
            assertEquals("CA de la Porte du Hainaut", s.perimetre());
            assertEquals("Conseillère 7", s.lanceePar());
            assertEquals(0, s.traites());
            assertEquals(2, s.total());
        });
    }

    @Test
    void on_n_en_lance_pas_deux_a_la_fois() {
        par(HDF, () -> {
            lancer.executer(2027, 7);
            assertEquals(
                    "synthese-en-cours",
                    assertThrows(Refus.class, () -> lancer.executer(2027, 7)).code());
        });
        assertEquals(1, traitements.commandes.size());
    }

    @Test
    void une_delegation_sans_perimetre_n_a_rien_a_reunir() {
        par(
                BRETAGNE,
                () -> assertEquals(
                        "aucun-perimetre",
                        assertThrows(Refus.class, () -> lancer.executer(2027, 8))
                                .code()));
    }

    @Test
    void apres_un_arret_brutal_elle_se_dit_interrompue_et_se_reprend_une_fois() {
        par(HDF, () -> {
            lancer.executer(2027, 7);
            traitements.tuer();
            assertTrue(lire.synthese(2027, 7).orElseThrow().interrompue());
            reprendre.executer(2027, 7);
            assertFalse(lire.synthese(2027, 7).orElseThrow().interrompue());
            assertEquals(
                    "synthese-non-interrompue",
                    assertThrows(Refus.class, () -> reprendre.executer(2027, 7)).code());
        });
        long id = syntheses.derniere(2027, 7).orElseThrow().id();
        assertEquals(List.of("lancer " + id, "reprendre 101 pour " + id), traitements.commandes);
    }

    private void par(Utilisateur u, Runnable action) {
        courant.agirComme(u, action);
    }

    private static BesoinSaisi besoin(String theme, int effectif) {
        return new BesoinSaisi(theme, Nature.PERFECTIONNEMENT, "Agents d'accueil", effectif, true, 2, null);
    }
}
