package fr.cnfpt.annuaire.agents.imports.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.outils.PostgresDeTest;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Une base d'avant les documents, où un fichier attend ses colonnes, puis migrée ; et ce que la base tient depuis. */
class FichierDImportTest {

    private static Jdbi jdbi;

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        PostgresDeTest base = PostgresDeTest.neuve().puisJusqua("51", "annuaire");
        jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026);
        insert into annuaire.collectivite (siren, nom, nature, departement) values
          ('215901729', 'Denain', 'COMMUNE', '59'), ('200042190', 'CA', 'EPCI', '59'), ('215906066', 'Valenciennes', 'COMMUNE', '59');
        insert into annuaire.import (collectivite_id, fichier, taille, etat, par, par_compte_id) values
          (1, 'paie.csv', 3000000, 'COLONNES', 'RH', 7), (2, 'C:\\paie.xlsx', 4, 'COLONNES', 'RH', 8), (3, 'fini.csv', 4, 'ESSAI', 'RH', 9);
        insert into annuaire.import_fichier (import_id, contenu, entetes, exemples) values
          (1, convert_to(repeat('Éluard;A' || chr(10), 300000), 'UTF8'), '{Qui,Quoi}', '{Ana,x}'),
          (2, 'PK34'::bytea, '{Qui}', '{Jo}'), (3, 'reste'::bytea, '{Qui}', '{Jo}')
        """));
        base.puis("annuaire");
    }

    private static List<String> textes(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void chaque_fichier_qui_attend_est_un_document_entier_de_sa_collectivite() {
        assertEquals(
                List.of(
                        "collectivite 1 | paie.csv | text/plain | 3000000 | t | {Qui,Quoi} | {Ana,x}",
                        "collectivite 2 | C:paie.xlsx | application/zip | 4 | t | {Qui} | {Jo}"),
                textes("""
        select concat_ws(' | ', d.proprietaire, d.nom, d.type, d.taille,
                         d.sha256 = (select encode(sha256(string_agg(m.octets, ''::bytea order by m.rang)), 'hex') from outils.document_morceau m where m.document_id = d.id),
                         i.entetes, i.exemples) from annuaire.import i join outils.document d on d.id = i.document_id order by i.id
        """));
        assertEquals(List.of("3000000", "4"), textes("select octets::text from outils.espace order by proprietaire"));
        assertEquals(
                List.of("2"),
                textes("select count(*)::text from outils.document"),
                "ce qu'un import fini avait laissé n'est pas repris");
    }

    @Test
    void un_import_qui_quitte_l_attente_ou_qu_on_supprime_ote_son_fichier() {
        jdbi.useTransaction(h -> {
            h.execute("update annuaire.import set etat = 'ABANDONNE', fini_le = now() where id = 1");
            h.execute("delete from annuaire.import where id = 2");
            assertEquals(
                    0,
                    h.select("select count(*) from outils.document")
                            .mapTo(Integer.class)
                            .one());
            assertEquals(
                    "{}{}",
                    h.select(
                                    "select entetes::text || exemples::text from annuaire.import where id = 1 and document_id is null")
                            .mapTo(String.class)
                            .one());
            h.rollback();
        });
    }
}
