package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Qui nomme un agent et un employeur nomme celui de l'agent : la base le tient, et répare une base d'avant. */
class AppartenanceTest {

    private static PostgresDeTest base;
    private static Jdbi jdbi;

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        base = PostgresDeTest.neuve().puisJusqua("119?", "annuaire", "acces", "garde");
        jdbi = base.jdbi();
        CarteDeTest.charger(jdbi);
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, categorie) overriding system value
          select 100 + n, case when n < 3 then premiere else seconde end, 'A' || n, 'Roux', 'Zoé', 'C'
            from generate_series(1, 3) n, (select min(id) as premiere, max(id) as seconde from annuaire.collectivite) as c;
        insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id)
          select 'ailleurs', 'A', 'AGENT', max(id), 101 from annuaire.collectivite;
        insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au)
          select min(id), 101, 103, '2026-01-01', '2026-01-02' from annuaire.collectivite;
        insert into garde.demande (agent_id, collectivite_id, nature, deposee_le, echeance)
          select 102, max(id), 'EFFACEMENT', now(), '2026-01-01' from annuaire.collectivite;
        """));
        base.puis("annuaire", "acces", "garde");
    }

    private static List<String> lire(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void une_base_d_avant_se_repare_sans_rien_ouvrir_a_personne() {
        assertEquals(
                List.of("true false"),
                lire("select (collectivite_id = (select min(id) from annuaire.collectivite)) || ' ' || actif"
                        + " from acces.compte where identifiant = 'ailleurs'"));
        assertEquals(List.of(), lire("select du from acces.interim"));
        assertEquals(
                List.of("true"),
                lire(
                        "select (collectivite_id = (select min(id) from annuaire.collectivite))::text from garde.demande"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fk_compte_d_un_agent_de_cet_employeur         | insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id) select 'xx', 'X', 'AGENT', max(id), 101 from annuaire.collectivite
        ck_compte_agent_avec_son_employeur            | insert into acces.compte (identifiant, nom, role, agent_id) values ('xx', 'X', 'SIEGE', 101)
        fk_statut_partage_d_un_agent_de_cet_employeur | insert into acces.statut_partage (agent_id, collectivite_id, avec_id, par_compte, declare_le) select 101, max(id), min(id), 1, now() from annuaire.collectivite
        fk_interim_titulaire_de_cet_employeur         | insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) select min(id), 103, 101, '2026-01-01', '2026-01-02' from annuaire.collectivite
        fk_interim_suppleant_de_cet_employeur         | insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) select min(id), 101, 103, '2026-01-01', '2026-01-02' from annuaire.collectivite
        fk_demande_d_un_agent_de_cet_employeur        | insert into garde.demande (agent_id, collectivite_id, nature, deposee_le, echeance) select 101, max(id), 'EFFACEMENT', now(), '2026-01-01' from annuaire.collectivite
        fk_encadrement_d_un_agent_de_cet_employeur    | insert into annuaire.encadrement (agent_id, collectivite_id) select 101, max(id) from annuaire.collectivite
        """)
    void la_base_refuse_l_agent_d_un_autre_employeur(String contrainte, String ordre) {
        String dit = assertThrows(JdbiException.class, () -> jdbi.useHandle(h -> h.execute(ordre)))
                .getMessage();
        assertTrue(dit.contains(contrainte), dit);
    }

    /** Le N+1 se juge par un déclencheur, qui nomme le matricule fautif. */
    @Test
    void toute_table_qui_nomme_un_agent_et_un_employeur_se_tient_a_la_paire() {
        assertEquals(List.of("annuaire.agent.agent_responsable_id_fkey"), lire("""
        select c.conrelid::regclass || '.' || c.conname from pg_constraint c
         where c.contype = 'f' and c.confrelid = 'annuaire.agent'::regclass and cardinality(c.conkey) = 1
           and exists (select 1 from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'collectivite_id')
         order by 1
        """));
    }
}
