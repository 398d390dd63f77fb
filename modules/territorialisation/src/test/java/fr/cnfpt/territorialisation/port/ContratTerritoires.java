package fr.cnfpt.territorialisation.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.domain.ActionMutualisee;
import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.domain.Theme;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le contrat des ports du module, joué sur le faux et sur PostgreSQL. */
public abstract class ContratTerritoires {

    protected static final LocalDate EN_2090 = LocalDate.of(2090, 1, 1);
    private static final Seuil QUINZE =
            new Seuil(15, 20, "15 stagiaires fermes au moins dans le périmètre (règle générale).", "fiche");
    private static final Seuil DOUZE = new Seuil(12, 20, "un seul engin", "fiche");

    protected abstract Themes themes();

    protected abstract Perimetres perimetres();

    protected abstract Actions actions();

    @BeforeEach
    void poser() {
        themes().fixer(null, QUINZE, LocalDate.of(2008, 1, 1));
        themes().ajouter("ETC", "État civil", "ECV", false);
        themes().ajouter("CAN", "CACES nacelle", "GTE", true);
        themes().fixer("CAN", DOUZE, EN_2090.minusYears(1));
    }

    @Test
    void prefere_le_seuil_propre_du_theme_au_seuil_commun() {
        assertEquals(List.of("CAN 12", "ETC 15"), minima(EN_2090));
    }

    @Test
    void un_seuil_nouveau_ne_change_pas_les_annees_d_avant() {
        themes().fixer("CAN", new Seuil(13, 20, "deux engins", "fiche"), LocalDate.of(2091, 1, 1));
        assertEquals(List.of("CAN 12", "ETC 15"), minima(EN_2090));
        assertEquals(List.of("CAN 13", "ETC 15"), minima(LocalDate.of(2091, 1, 1)));
    }

    @Test
    void rend_les_perimetres_par_identifiant_et_retrouve_celui_d_une_intercommunalite() {
        long b = perimetres().ajouter(7, "Cambrésis", 70, List.of("200068500"));
        long a = perimetres().ajouter(7, "Artois", 71, List.of("200033579", "200033488"));
        perimetres().ajouter(8, "Ailleurs", 80, List.of("200000172"));
        assertEquals(
                List.of(b, a),
                perimetres().deLaStructure(7).stream().map(p -> p.id()).toList());
        assertEquals(
                List.of("200033488", "200033579"),
                perimetres().deLEpci("200033579").orElseThrow().epci());
        assertTrue(perimetres().deLEpci("999999999").isEmpty());
    }

    @Test
    void refuse_une_intercommunalite_deja_rattachee() {
        perimetres().ajouter(7, "Cambrésis", 70, List.of("200068500"));
        assertThrows(Refus.class, () -> perimetres().ajouter(7, "Grand Cambrésis", 70, List.of("200068500")));
    }

    @Test
    void remplace_les_actions_sans_changer_leur_identifiant_et_ote_celles_qui_ne_sont_plus_demandees() {
        long p = perimetres().ajouter(7, "Cambrésis", 70, List.of("200068500"));
        actions().remplacer(2027, p, List.of(action("ETC", 16), action("CAN", 3)));
        long id = actions().duPerimetre(2027, p).get(1).id();
        actions().remplacer(2027, p, List.of(action("ETC", 14)));
        List<ActionInfo> restent = actions().duPerimetre(2027, p);
        assertEquals(1, restent.size());
        assertEquals(id, restent.get(0).id());
        assertEquals("il manque 1 personne, 4 indicatifs", restent.get(0).resultat());
        actions().remplacer(2027, p, List.of());
        assertTrue(actions().duPerimetre(2027, p).isEmpty());
    }

    @Test
    void ne_touche_ni_aux_autres_annees_ni_aux_autres_perimetres() {
        long p = perimetres().ajouter(7, "Cambrésis", 70, List.of("200068500"));
        long q = perimetres().ajouter(7, "Artois", 71, List.of("200033579"));
        actions().remplacer(2026, p, List.of(action("ETC", 16)));
        actions().remplacer(2027, q, List.of(action("ETC", 17)));
        actions().remplacer(2027, p, List.of(action("CAN", 18)));
        actions().remplacer(2027, p, List.of());
        assertEquals(1, actions().deLaStructure(2026, 7).size());
        assertEquals(
                List.of("Artois"),
                actions().deLaStructure(2027, 7).stream()
                        .map(ActionInfo::perimetre)
                        .toList());
        assertTrue(actions().deLaStructure(2027, 8).isEmpty());
    }

    private List<String> minima(LocalDate jour) {
        return themes().le(jour).stream()
                .map((Theme t) -> t.code() + " " + t.seuil().minimum())
                .toList();
    }

    protected static ActionMutualisee action(String theme, int fermes) {
        return QUINZE.decider(new BesoinRegroupe(theme, fermes, 4, 2), false);
    }
}
