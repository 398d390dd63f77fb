package fr.cnfpt.territorialisation.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.port.ActionsEnMemoire;
import fr.cnfpt.territorialisation.port.PerimetresEnMemoire;
import fr.cnfpt.territorialisation.port.ThemesEnMemoire;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerritoiresPubliesTest {

    private final ThemesEnMemoire themes = new ThemesEnMemoire();
    private final PerimetresEnMemoire perimetres = new PerimetresEnMemoire();
    private final TerritoiresPublies territoires =
            new TerritoiresPublies(perimetres, themes, new ActionsEnMemoire(perimetres, themes));
    private final long cambresis = perimetres.ajouter(7, "Cambrésis", 70, List.of("200068500"));

    TerritoiresPubliesTest() {
        themes.fixer(null, new Seuil(15, 20, "règle générale", "fiche"), LocalDate.of(2008, 1, 1));
        themes.ajouter("ETC", "État civil", "ECV", false);
        themes.ajouter("CAN", "CACES nacelle", "GTE", true);
        themes.fixer("CAN", new Seuil(12, 20, "un seul engin", "fiche"), LocalDate.of(2008, 1, 1));
    }

    @Test
    void decide_chaque_theme_avec_son_propre_seuil() {
        territoires.decider(
                2027, cambresis, List.of(new BesoinRegroupe("ETC", 13, 2, 4), new BesoinRegroupe("CAN", 13, 0, 3)));
        assertEquals(List.of("déployable, payant", "il manque 2 personnes, 2 indicatifs"), resultats());
    }

    @Test
    void decide_deux_fois_comme_une() {
        List<BesoinRegroupe> besoins = List.of(new BesoinRegroupe("ETC", 41, 0, 9));
        territoires.decider(2027, cambresis, besoins);
        List<ActionInfo> une = territoires.actions(2027, 7);
        territoires.decider(2027, cambresis, besoins);
        assertEquals(une, territoires.actions(2027, 7));
        assertEquals(List.of("déployable, 3 groupes"), resultats());
    }

    @Test
    void retient_le_seuil_du_premier_janvier_de_l_annee() {
        themes.fixer("ETC", new Seuil(10, 20, "essai", "fiche"), LocalDate.of(2027, 6, 1));
        territoires.decider(2027, cambresis, List.of(new BesoinRegroupe("ETC", 11, 0, 9)));
        territoires.decider(2028, cambresis, List.of(new BesoinRegroupe("ETC", 11, 0, 9)));
        assertEquals(15, territoires.actions(2027, 7).get(0).seuil());
        assertTrue(territoires.actions(2028, 7).get(0).deployable());
    }

    @Test
    void dit_loin_du_seuil_quand_il_manque_plus_de_deux_personnes() {
        territoires.decider(2027, cambresis, List.of(new BesoinRegroupe("ETC", 4, 2, 2)));
        assertEquals(List.of("loin du seuil : il manque 11 personnes"), resultats());
    }

    @Test
    void refuse_un_theme_inconnu() {
        assertThrows(
                Refus.class, () -> territoires.decider(2027, cambresis, List.of(new BesoinRegroupe("XXX", 15, 0, 1))));
    }

    private List<String> resultats() {
        return territoires.actions(2027, 7).stream().map(ActionInfo::resultat).toList();
    }
}
