package fr.cnfpt.territorialisation.persistence;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.territorialisation.port.Actions;
import fr.cnfpt.territorialisation.port.ContratTerritoires;
import fr.cnfpt.territorialisation.port.Perimetres;
import fr.cnfpt.territorialisation.port.Themes;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

class TerritoiresSqlTest extends ContratTerritoires {

    private static final Jdbi JDBI = PostgresDeTest.avec("territorialisation").jdbi();

    private final ThemesSql themes = new ThemesSql();
    private final PerimetresSql perimetres = new PerimetresSql();
    private final ActionsSql actions = new ActionsSql();

    TerritoiresSqlTest() {
        JDBI.useHandle(
                h -> h.execute(
                        "truncate territorialisation.action_mutualisee, territorialisation.perimetre_epci, "
                                + "territorialisation.perimetre, territorialisation.seuil, territorialisation.theme restart identity"));
        themes.jdbi = JDBI;
        perimetres.jdbi = JDBI;
        actions.jdbi = JDBI;
    }

    @Override
    protected Themes themes() {
        return themes;
    }

    @Override
    protected Perimetres perimetres() {
        return perimetres;
    }

    @Override
    protected Actions actions() {
        return actions;
    }

    @Test
    void la_base_refuse_deux_seuils_pour_un_theme_le_meme_jour() {
        refuse(
                "ex_seuil_unique_par_theme_et_par_jour",
                "insert into territorialisation.seuil (theme, minimum, groupe_max, motif, source, du) values ('CAN', 14, 20, 'm', 's', '2020-01-01')");
        refuse(
                "ex_seuil_unique_par_theme_et_par_jour",
                "insert into territorialisation.seuil (theme, minimum, groupe_max, motif, source, du) values (null, 14, 20, 'm', 's', '2020-01-01')");
    }

    @Test
    void la_base_refuse_une_action_deployable_sous_son_seuil() {
        long p = perimetres.ajouter(7, "Cambrésis", 70, java.util.List.of("200068500"));
        actions.remplacer(2027, p, java.util.List.of(action("ETC", 14)));
        refuse(
                "ck_action_deployable_si_le_seuil_est_atteint",
                "update territorialisation.action_mutualisee set decision = 'DEPLOYABLE', groupes = 1");
    }

    private static void refuse(String contrainte, String sql) {
        String message = assertThrows(
                        UnableToExecuteStatementException.class, () -> JDBI.useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains(contrainte), message);
    }
}
