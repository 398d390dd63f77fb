package fr.cnfpt.territorialisation.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Des seuils d'avant, communs et propres, l'un changé en route : après la migration, chaque jour décide comme avant.
 */
class MigrationDesSeuilsTest {

    private static Jdbi jdbi;
    private final ThemesSql themes = new ThemesSql();

    MigrationDesSeuilsTest() {
        themes.jdbi = jdbi;
        themes.regles = Injection.poser(new Regles(), jdbi);
    }

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        PostgresDeTest base = PostgresDeTest.neuve().puisJusqua("1", "territorialisation");
        jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        insert into territorialisation.theme values ('ETC', 'État civil', 'ECV', false), ('CAN', 'CACES nacelle', 'GTE', true), ('ELE', 'Habilitation', 'ARB', false);
        insert into territorialisation.seuil (theme, minimum, groupe_max, motif, source, du, au) values
          (null, 15, 20, 'règle générale', 'fiche', '2008-01-01', null),
          ('CAN', 12, 20, 'un seul engin', 'fiche', '2008-01-01', '2025-01-01'),
          ('CAN', 13, 10, 'deux engins', 'note', '2025-01-01', null),
          ('ELE', 12, 20, 'cellules d''essai', 'fiche', '2008-01-01', null);
        insert into territorialisation.perimetre (structure_id, nom, coordinatrice_id) values (7, 'Cambrésis', 70);
        insert into territorialisation.action_mutualisee
               (annee, perimetre_id, theme, fermes, indicatifs, collectivites, seuil, decision, groupes, manque, payant, regle, source) values
          (2024, 1, 'CAN', 12, 0, 1, 12, 'DEPLOYABLE', 1, 0, true, 'r', 'fiche'), (2026, 1, 'CAN', 12, 0, 1, 13, 'INSUFFISANTE', 0, 1, true, 'r', 'note'),
          (2026, 1, 'ETC', 15, 0, 1, 15, 'DEPLOYABLE', 1, 0, false, 'r', 'fiche');
        """));
        base.puis("territorialisation");
    }

    private List<String> le(int annee) {
        return themes.le(LocalDate.of(annee, 1, 1)).stream()
                .map(t -> t.code() + " " + t.seuil().minimum() + "/" + t.seuil().groupeMax())
                .toList();
    }

    @Test
    void chaque_annee_decide_comme_avant() {
        assertEquals(List.of("CAN 12/20", "ETC 15/20", "ELE 12/20"), le(2024));
        assertEquals(List.of("CAN 13/10", "ETC 15/20", "ELE 12/20"), le(2025));
        assertEquals(
                "13 stagiaires fermes au moins dans le périmètre (deux engins). note",
                themes.le(LocalDate.of(2025, 1, 1)).get(0).seuil().texte() + " "
                        + themes.le(LocalDate.of(2025, 1, 1)).get(0).seuil().source());
    }

    @Test
    void chaque_action_nomme_les_versions_de_son_annee() {
        assertEquals(
                List.of("2024 CAN 20 12", "2026 CAN 10 13", "2026 ETC 20 15"),
                jdbi.withHandle(h -> h.createQuery("""
                select a.annee || ' ' || a.theme || ' ' || string_agg(trunc(r.valeur)::text, ' ' order by r.code)
                  from territorialisation.action_mutualisee a join outils.regle r on r.id = any(a.regles) group by a.id order by a.annee, a.theme""").mapTo(String.class).list()));
    }
}
