package fr.cnfpt.annuaire.agents.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Une base d'avant, pleine : chaque fiche y reste telle quelle, et un service déjà écrit en chemin en prend la forme.
 */
class MigrationDuPosteTest {

    @Test
    void une_fiche_d_avant_ne_change_que_par_la_forme_de_son_service() {
        PostgresDeTest base = PostgresDeTest.neuve().puisJusqua("65", "annuaire");
        base.jdbi().useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026);
        insert into annuaire.collectivite (siren, nom, nature, departement) values ('215901729', 'Denain', 'COMMUNE', '59');
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, service, parti_le, version) values
          (1, 'M1', 'Éluard', 'Ana', 'A', 'Direction>  Voirie >', null, 3), (1, 'M2', 'd’Hondt', 'Jo', 'C', ' > ', '2026-03-31', 1),
          (1, 'M3', 'Zola', 'Max', 'B', 'Accueil, état civil', null, 1), (1, 'M4', 'Sand', 'Lou', 'C', null, null, 1);
        """));
        base.puis("annuaire");
        assertEquals(
                List.of(
                        "M1 Éluard A Direction > Voirie - 3",
                        "M2 d’Hondt C - 2026-03-31 1",
                        "M3 Zola B Accueil, état civil - 1",
                        "M4 Sand C - - 1"),
                base.jdbi()
                        .withHandle(h -> h.createQuery("""
        select concat_ws(' ', matricule, nom, categorie, coalesce(service, '-'), coalesce(parti_le::text, '-'), version) from annuaire.agent order by matricule
        """).mapTo(String.class).list()));
    }
}
