package fr.cnfpt.planformation.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Le contrat des ports du module, joué sur les faux et sur PostgreSQL ; chaque appel à {@code dans…} est une
 * transaction.
 */
public abstract class ContratPlans {

    private static final OffsetDateTime MAINTENANT = OffsetDateTime.parse("2026-11-22T09:00:00+01:00");

    protected abstract <T> T dansPlans(Function<Plans, T> action);

    protected abstract <T> T dansSyntheses(Function<Syntheses, T> action);

    @Test
    void garde_un_plan_et_ses_besoins() {
        ouvrir(1, 7L, 2027, false, besoin("ETC", 3, true), besoin("M57", 2, false));
        dansPlans(p -> {
            Plan lu = p.de(1, 2027).orElseThrow();
            assertEquals(2, lu.besoins().size());
            assertEquals("Agents d'accueil", lu.besoins().get(0).publicVise());
            assertEquals(LocalDate.of(2028, 6, 30), lu.besoins().get(0).echeance());
            assertFalse(lu.transmis());
            return null;
        });
        assertTrue(this.<Boolean>dansPlans(p -> p.de(1, 2026).isEmpty()));
        assertTrue(this.<Boolean>dansPlans(p -> p.de(2, 2027).isEmpty()));
    }

    @Test
    void retient_l_ajout_et_le_retrait_d_un_besoin() {
        ouvrir(1, 7L, 2027, false, besoin("ETC", 3, true));
        dansPlans(p -> {
            p.pourModifier(1, 2027).orElseThrow().ajouter(besoin("M57", 2, true));
            return null;
        });
        long id = dansPlans(p -> p.de(1, 2027).orElseThrow().besoins().stream()
                .filter(b -> b.theme().equals("ETC"))
                .findFirst()
                .orElseThrow()
                .id());
        dansPlans(p -> {
            p.pourModifier(1, 2027).orElseThrow().retirer(id);
            return null;
        });
        assertEquals(
                List.of("M57"),
                dansPlans(p -> p.de(1, 2027).orElseThrow().besoins().stream()
                        .map(b -> b.theme())
                        .toList()));
    }

    @Test
    void refuse_un_second_plan_pour_la_meme_annee() {
        ouvrir(1, 7L, 2027, false, besoin("ETC", 3, true));
        assertEquals(
                "plan-deja-ouvert",
                assertThrows(Refus.class, () -> ouvrir(1, 7L, 2027, false, besoin("ETC", 3, true)))
                        .code());
        ouvrir(1, 7L, 2028, false, besoin("ETC", 3, true));
    }

    @Test
    void regroupe_par_theme_les_seuls_plans_transmis_des_seules_collectivites_demandees() {
        ouvrir(
                1,
                7L,
                2027,
                true,
                besoin("ETC", 3, true),
                besoin("ETC", 4, true),
                besoin("ETC", 5, false),
                besoin("M57", 1, false));
        ouvrir(2, 7L, 2027, true, besoin("ETC", 6, true));
        ouvrir(3, 7L, 2027, false, besoin("ETC", 100, true));
        ouvrir(4, 7L, 2027, true, besoin("ETC", 1000, true));
        ouvrir(1, 7L, 2026, true, besoin("ETC", 2000, true));
        assertEquals(
                List.of(new BesoinRegroupe("ETC", 13, 5, 2), new BesoinRegroupe("M57", 0, 1, 1)),
                dansPlans(p -> p.regrouper(2027, List.of(1L, 2L, 3L))));
        assertEquals(List.of(), dansPlans(p -> p.regrouper(2027, List.of())));
    }

    @Test
    void compte_les_plans_transmis_a_une_delegation() {
        ouvrir(1, 7L, 2027, true, besoin("ETC", 3, true));
        ouvrir(2, 7L, 2027, false, besoin("ETC", 3, true));
        ouvrir(3, 8L, 2027, true, besoin("ETC", 3, true));
        ouvrir(4, null, 2027, true, besoin("ETC", 3, true));
        assertEquals(1L, this.<Long>dansPlans(p -> p.transmis(2027, voit(7L))));
        assertEquals(2L, this.<Long>dansPlans(p -> p.transmis(2027, voit(8L, 7L))), "et à celle qu'elle a remplacée");
        assertTrue(this.<Boolean>dansPlans(p -> p.existe(2027)));
        assertFalse(this.<Boolean>dansPlans(p -> p.existe(2026)));
    }

    @Test
    void ne_laisse_qu_une_synthese_en_cours_par_delegation_et_par_annee() {
        long id = lancer(2027, 7);
        assertEquals(
                "synthese-en-cours",
                assertThrows(Refus.class, () -> lancer(2027, 7)).code());
        lancer(2027, 8);
        lancer(2028, 7);
        dansSyntheses(s -> {
            s.parId(id).orElseThrow().terminer(MAINTENANT);
            return null;
        });
        long suivante = lancer(2027, 7);
        assertEquals(
                suivante,
                this.<Long>dansSyntheses(s -> s.derniere(2027, 7).orElseThrow().id()));
    }

    @Test
    void retient_l_avancement_d_une_synthese() {
        long id = lancer(2027, 7);
        dansSyntheses(s -> {
            s.parId(id).orElseThrow().porter(41);
            return null;
        });
        dansSyntheses(s -> {
            s.parId(id).orElseThrow().avancer(3, "CU d'Arras");
            return null;
        });
        dansSyntheses(s -> {
            Synthese lue = s.derniere(2027, 7).orElseThrow();
            assertEquals(41L, lue.executionId());
            assertEquals(3, lue.traites());
            assertEquals("CU d'Arras", lue.perimetreEnCours());
            return null;
        });
        assertTrue(this.<Boolean>dansSyntheses(s -> s.derniere(2026, 7).isEmpty()));
    }

    private static Portee voit(Long... structures) {
        return new Portee(Portee.Par.STRUCTURES, Set.of(structures), structures[0]);
    }

    private long lancer(int annee, long structure) {
        return dansSyntheses(s -> {
            Synthese x = Synthese.lancer(annee, structure, 36, "CA de Cambrai", "Conseillère 7", MAINTENANT);
            s.ajouter(x);
            return x.id();
        });
    }

    private void ouvrir(long collectivite, Long structure, int annee, boolean transmis, BesoinSaisi... besoins) {
        dansPlans(p -> {
            Plan plan = Plan.ouvrir(collectivite, structure, annee);
            for (BesoinSaisi b : besoins) {
                plan.ajouter(b);
            }
            if (transmis) {
                plan.transmettre(null, null, MAINTENANT);
            }
            p.ajouter(plan);
            return null;
        });
    }

    private static BesoinSaisi besoin(String theme, int effectif, boolean ferme) {
        return new BesoinSaisi(
                theme, Nature.PERFECTIONNEMENT, "Agents d'accueil", effectif, ferme, 2, LocalDate.of(2028, 6, 30));
    }
}
