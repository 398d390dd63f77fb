package fr.cnfpt.planformation.adapter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Attente.Tuile;
import fr.cnfpt.planformation.application.AnnuaireEnMemoire;
import fr.cnfpt.planformation.application.LancerSynthese;
import fr.cnfpt.planformation.application.LireSynthese;
import fr.cnfpt.planformation.application.SuivreSynthese;
import fr.cnfpt.planformation.application.TenirPlan;
import fr.cnfpt.planformation.application.TerritoiresEnMemoire;
import fr.cnfpt.planformation.application.TraitementsEnMemoire;
import fr.cnfpt.planformation.application.TransmettrePlan;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.PlansEnMemoire;
import fr.cnfpt.planformation.port.SynthesesEnMemoire;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.Decision;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Le plan et la synthèse les jours où la date trébuche : la nuit du Nouvel An, les deux nuits où l'heure change, un 29
 * février. Ce qui se préparait la veille se tient encore le lendemain.
 */
class JoursQuiChangentTest {

    private static final Utilisateur RH =
            new Utilisateur(1, "rh", "RH de Denain", Role.GESTIONNAIRE_RH, 1L, null, null, "Denain");
    private static final Utilisateur HDF =
            new Utilisateur(3, "delegation", "Conseillère 7", Role.DELEGATION, null, 7L, null, "HDF");

    private final PlansEnMemoire plans = new PlansEnMemoire();
    private final SynthesesEnMemoire syntheses = new SynthesesEnMemoire();
    private final TerritoiresEnMemoire territoires = new TerritoiresEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final TraitementsEnMemoire traitements = new TraitementsEnMemoire();
    private final UtilisateurCourant courant = new UtilisateurCourant();

    private TenirPlan tenir;
    private TransmettrePlan transmettre;
    private LireSynthese lire;
    private LancerSynthese lancer;
    private final AttenteDesPlans attente = new AttenteDesPlans();

    JoursQuiChangentTest() {
        annuaire.mettre(1, "E1", 7L);
        territoires.perimetres.add(new PerimetreInfo(1, 7, "CA de la Porte du Hainaut", 10, List.of("E1")));
    }

    private void ilEst(String instant) {
        Horloge horloge = new Horloge(Clock.fixed(Instant.parse(instant), Horloge.PARIS));
        tenir = new TenirPlan(plans, territoires, annuaire, courant, horloge);
        transmettre = new TransmettrePlan(plans, courant, horloge);
        lire = new LireSynthese(
                syntheses, plans, territoires, annuaire, traitements, new PorteesEnMemoire(courant), horloge);
        lancer = new LancerSynthese(lire, territoires, new SuivreSynthese(syntheses, horloge), traitements, courant);
        attente.plan = tenir;
        attente.lecture = lire;
    }

    @ParameterizedTest
    @CsvSource({
        // La dernière seconde de 2026 et la première de 2027, à Paris.
        "2026-12-31T22:59:59Z, 2027",
        "2026-12-31T23:00:00Z, 2027",
        "2027-01-01T09:00:00Z, 2027",
        // Les deux nuits où l'heure change, avant et après.
        "2027-03-28T00:59:59Z, 2027",
        "2027-03-28T01:00:00Z, 2028",
        "2027-10-31T00:30:00Z, 2027",
        "2027-10-31T01:30:00Z, 2028",
        "2028-02-29T12:00:00Z, 2028",
        "2028-02-29T23:30:00Z, 2029",
        "2028-12-31T22:59:59Z, 2029",
    })
    void un_brouillon_se_complete_se_transmet_et_se_reunit(String instant, int annee) {
        ilEst(instant);
        courant.agirComme(RH, () -> {
            tenir.ajouter(annee, besoin());
            assertEquals(annee, tenir.annee(), "la page s'ouvre sur le plan qui attend");
            assertEquals(
                    List.of("/planformation/plan.xhtml?annee=" + annee),
                    attente.pour(RH).stream().map(Tuile::lien).toList());
            transmettre.executer(annee, null, null);
            assertEquals(List.of(), attente.pour(RH));
        });
        assertEquals(
                Instant.parse(instant),
                plans.de(1, annee).orElseThrow().transmisLe().toInstant());
        territoires.actions.put(annee, List.of(action(annee)));
        courant.agirComme(HDF, () -> {
            lancer.executer(annee, 7);
            assertEquals(annee, lire.annee(7));
            assertEquals(
                    List.of("/planformation/synthese.xhtml?annee=" + annee + "&resultat=deployable"),
                    attente.pour(HDF).stream().map(Tuile::lien).toList());
        });
    }

    @Test
    void la_nuit_du_nouvel_an_n_emporte_ni_brouillon_ni_action() {
        ilEst("2026-12-31T22:59:59Z");
        territoires.actions.put(2027, List.of(action(2027)));
        courant.agirComme(RH, () -> tenir.ajouter(2027, besoin()));
        courant.agirComme(HDF, () -> lancer.executer(2027, 7));
        List<Tuile> rh = courant.agirComme(RH, () -> attente.pour(RH));
        List<Tuile> delegation = courant.agirComme(HDF, () -> attente.pour(HDF));
        assertEquals(List.of(1, 1), List.of(rh.size(), delegation.size()));

        ilEst("2026-12-31T23:00:00Z");

        courant.agirComme(RH, () -> {
            assertEquals(rh, attente.pour(RH));
            assertEquals(2027, tenir.annee());
        });
        courant.agirComme(HDF, () -> {
            assertEquals(delegation, attente.pour(HDF));
            assertEquals(2027, lire.annee(7));
        });
    }

    @Test
    void une_fois_l_annee_transmise_la_page_s_ouvre_sur_la_suivante_et_l_autre_se_rouvre() {
        ilEst("2027-01-01T09:00:00Z");
        courant.agirComme(RH, () -> {
            assertEquals(2028, tenir.annee(), "rien n'attend en 2027");
            tenir.ajouter(2027, besoin());
            transmettre.executer(2027, null, null);
            assertEquals(2028, tenir.annee());
            assertTrue(tenir.lire(2027).transmis());
            tenir.ajouter(2028, besoin());
        });
        courant.agirComme(HDF, () -> assertEquals(2027, lire.annee(7), "aucun plan 2028 n'est transmis"));
        courant.agirComme(RH, () -> transmettre.executer(2028, null, null));
        courant.agirComme(HDF, () -> assertEquals(2028, lire.annee(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2026, 2029, 9999})
    void un_plan_passe_ou_trop_loin_ne_se_tient_pas(int annee) {
        ilEst("2027-01-01T09:00:00Z");
        courant.agirComme(RH, () -> {
            for (Runnable geste : List.<Runnable>of(
                    () -> tenir.lire(annee),
                    () -> tenir.ajouter(annee, besoin()),
                    () -> tenir.retirer(annee, 1),
                    () -> transmettre.executer(annee, null, null))) {
                assertEquals(
                        "plan-hors-saison",
                        assertThrows(Refus.class, geste::run).code());
            }
        });
        courant.agirComme(
                HDF,
                () -> assertEquals(
                        "plan-hors-saison",
                        assertThrows(Refus.class, () -> lancer.executer(annee, 7))
                                .code()));
        assertEquals(List.of(2027, 2028), Plan.annees(java.time.LocalDate.of(2027, 1, 1)));
    }

    private static BesoinSaisi besoin() {
        return new BesoinSaisi("ETC", Nature.PERFECTIONNEMENT, "Agents d'accueil", 15, true, 2, null);
    }

    private static ActionInfo action(int annee) {
        return new ActionInfo(
                1, annee, 1, "CA", "ETC", "État civil", 15, 0, 1, 15, Decision.DEPLOYABLE, 1, 0, false, "r", "s");
    }
}
