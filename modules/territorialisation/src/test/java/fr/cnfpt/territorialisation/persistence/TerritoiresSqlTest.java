package fr.cnfpt.territorialisation.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.port.Actions;
import fr.cnfpt.territorialisation.port.ContratTerritoires;
import fr.cnfpt.territorialisation.port.Perimetres;
import fr.cnfpt.territorialisation.port.Themes;
import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

class TerritoiresSqlTest extends ContratTerritoires {

    private static final Jdbi JDBI = PostgresDeTest.neuve("territorialisation").jdbi();

    private final ThemesSql themes = new ThemesSql();
    private final PerimetresSql perimetres = new PerimetresSql();
    private final ActionsSql actions = new ActionsSql();

    TerritoiresSqlTest() {
        // Le passé se défend même ici : il faut taire ses déclencheurs pour repartir de rien.
        JDBI.useTransaction(h -> h.execute("""
                set local session_replication_role = replica;
                delete from outils.regle;
                truncate territorialisation.action_mutualisee, territorialisation.perimetre_epci,
                         territorialisation.perimetre, territorialisation.theme restart identity"""));
        themes.jdbi = JDBI;
        themes.regles = Injection.poser(new Regles(), JDBI);
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
    void une_action_garde_les_versions_qui_l_ont_decidee() {
        long p = perimetres.ajouter(7, "Cambrésis", 70, List.of("200068500"));
        Seuil douze = themes.le(EN_2090).get(0).seuil();
        actions.remplacer(2090, p, List.of(douze.decider(new BesoinRegroupe("CAN", 12, 0, 1), true)));
        assertEquals(
                List.of("SEUIL_MINIMUM CAN 12", "GROUPE_MAXIMUM  20"),
                JDBI.withHandle(h -> h.createQuery("""
                select r.code || ' ' || r.pour || ' ' || trunc(r.valeur) from territorialisation.action_mutualisee a
                 cross join unnest(a.regles) with ordinality as x(id, rang) join outils.regle r on r.id = x.id order by x.rang""").mapTo(String.class).list()));
    }

    @Test
    void dit_au_siege_ce_qu_un_seuil_toucherait() {
        long p = perimetres.ajouter(7, "Cambrésis", 70, List.of("200068500"));
        actions.remplacer(2090, p, List.of(action("ETC", 14), action("CAN", 16)));
        ReglesDesTerritoires famille = Injection.poser(new ReglesDesTerritoires(), JDBI);
        assertEquals(
                List.of(
                        "1 thème la suit",
                        "1 action du plan 2090 en a été décidée",
                        "1 d'entre elles serait décidée autrement"),
                famille
                        .touche(new ProjetDeRegle(
                                "territoires",
                                "SEUIL_MINIMUM",
                                "",
                                Unite.NOMBRE,
                                BigDecimal.valueOf(14),
                                EN_2090,
                                "t",
                                "s"))
                        .stream()
                        .map(t -> t.nombre() + " " + t.libelle())
                        .toList());
        assertEquals(
                "0 d'entre elles aurait un autre nombre de groupes",
                famille
                        .touche(new ProjetDeRegle(
                                "territoires",
                                "GROUPE_MAXIMUM",
                                "CAN",
                                Unite.NOMBRE,
                                BigDecimal.valueOf(18),
                                EN_2090,
                                "t",
                                "s"))
                        .stream()
                        .map(t -> t.nombre() + " " + t.libelle())
                        .toList()
                        .get(1));
    }

    @Test
    void la_base_refuse_une_action_deployable_sous_son_seuil() {
        long p = perimetres.ajouter(7, "Cambrésis", 70, List.of("200068500"));
        actions.remplacer(2027, p, List.of(action("ETC", 14)));
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
