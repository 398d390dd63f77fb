package fr.cnfpt.annuaire.agents.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Les agents de la démonstration passent par les mêmes contraintes que les vrais. */
class AgentsDeDemonstrationTest {

    private final Jdbi jdbi = PostgresDeTest.neuve("outils", "annuaire").jdbi();

    private long nombre(String condition) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from annuaire.agent where " + condition)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void chacun_a_un_statut_et_un_apprenti_n_a_ni_categorie_ni_grade() {
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026);
        insert into annuaire.epci (siren, nom, type, population, millesime) values ('200042190', 'CA de la Porte du Hainaut', 'CA', 158000, 2026);
        insert into annuaire.commune (code_insee, nom, departement, population, millesime) values ('59172', 'Denain', '59', 20000, 2026);
        insert into annuaire.collectivite (siren, nom, nature, code_insee, departement, epci_siren, population) values ('215901729', 'Denain', 'COMMUNE', '59172', '59', '200042190', 20000);
        """));
        AgentsDeDemonstrationSql demonstration = Injection.poser(new AgentsDeDemonstrationSql(), jdbi, new Horloge());
        int engendres = demonstration.engendrer("215901729", "215901729");
        assertEquals(57, engendres);
        assertEquals(
                engendres,
                nombre("statut is not null and sexe is not null and residence = '59172' and arrive_le is not null"));
        assertEquals(
                2, nombre("statut = 'APPRENTI' and categorie is null and grade is null and cadre_emplois_id is null"));
        assertTrue(nombre("responsabilite_depuis is not null") > 0);
        assertEquals(
                1,
                nombre(
                        "matricule = '1033' and (nom, prenom) = (select nom, prenom from annuaire.agent where matricule = '1012')"));
        assertEquals(1, nombre("parti_le <= current_date"), "quelqu'un s'en est allé");
        assertEquals(1, nombre("parti_le > current_date"), "quelqu'un s'en va");
        assertTrue(nombre("left(nom, 1) = 'É'") > 0 && nombre("nom like '%''%'") > 0);
    }
}
