package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Une base d'avant la coupe de l'annuaire, pleine, puis migrée : chaque ligne, chaque contrainte, chaque index, chaque
 * séquence et chaque déclencheur sont là, et la chaîne du journal tient.
 */
class MigrationTest {

    private static final Map<String, List<String>> DEMENAGEES = Map.of(
            "acces",
            List.of(
                    "adhesion",
                    "compte",
                    "conditions_utilisation",
                    "frein",
                    "identite_externe",
                    "interim",
                    "jeton",
                    "lien",
                    "oubli",
                    "rattachement",
                    "regle_acces"),
            "garde",
            List.of(
                    "courrier",
                    "demande",
                    "evenement_securite",
                    "journal",
                    "journal_tete",
                    "passage_compte",
                    "passage_conservation"));

    private static Jdbi jdbi;
    private static Map<String, List<String>> avant;
    private static Map<String, List<String>> apres;
    private static List<String> courriers;

    @BeforeAll
    static void remplir_une_base_d_avant_puis_migrer() {
        PostgresDeTest base = PostgresDeTest.neuve("annuaire");
        jdbi = base.jdbi();
        jdbi.useHandle(h -> h.execute("""
        insert into annuaire.region (code, nom, zone, millesime) values ('32', 'Hauts-de-France', 'metro', 2026);
        insert into annuaire.departement (code, nom, region, zone, millesime) values ('59', 'Nord', '32', 'metro', 2026);
        insert into annuaire.structure (code, nom, type, region, ville) values ('HDF', 'Délégation Hauts-de-France', 'DELEGATION', '32', 'Lille');
        insert into annuaire.collectivite (siren, nom, nature, departement, structure_id) values
          ('215901729', 'Denain', 'COMMUNE', '59', 1), ('200042190', 'CA de la Porte du Hainaut', 'EPCI', '59', 1);
        insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) values (1, 'M1', 'Éluard', 'Ana', 'A'), (1, 'M2', 'd’Hondt', 'Jo', 'C');

        insert into annuaire.compte (identifiant, nom, role, empreinte, collectivite_id, courriel, demonstration) values
          ('rh.denain', 'La RH', 'GESTIONNAIRE_RH', 'PBKDF2:x', 1, 'rh@denain.exemple', true);
        insert into annuaire.compte (identifiant, nom, role, collectivite_id, agent_id) values ('ana', 'Ana Éluard', 'AGENT', 1, 1);
        insert into annuaire.compte (identifiant, nom, role, structure_id) values ('deleguee', 'La déléguée', 'DELEGATION', 1);
        delete from annuaire.compte where identifiant = 'deleguee';
        insert into annuaire.jeton (compte_id, empreinte, libelle, expire_le) values (1, 'e1', 'SIRH', now() + interval '1 year');
        insert into annuaire.lien (empreinte, usage, compte_id, destinataire, cree_le, expire_le, servi_le) values
          (repeat('a', 64), 'ACTIVATION', 1, 'rh@denain.exemple', now(), now() + interval '7 days', now());
        insert into annuaire.identite_externe (emetteur, sujet, compte_id) values ('https://proconnect.exemple', 's1', 2);
        insert into annuaire.adhesion (collectivite_id, code, empreinte, remise_le, remise_par, expire_le) values
          (1, 'ABCD-EFGH', 'PBKDF2:y', now(), 'La délégation', now() + interval '60 days');
        insert into annuaire.rattachement (collectivite_id, gestionnaire_id, debut, motif) values (1, 2, '2026-01-01', 'Convention');
        insert into annuaire.interim (collectivite_id, titulaire_id, suppleant_id, du, au) values (1, 1, 2, '2026-11-01', '2026-11-30');
        insert into annuaire.frein (genre, cle, debut, essais) values ('ESSAIS_PAR_ADRESSE', '192.0.2.1', now(), 3);
        insert into annuaire.oubli (saisi) values ('rh.denain');

        insert into annuaire.journal (action, objet, detail, auteur, auteur_compte_id, collectivite_id, structure_id) values
          ('compte-ouvert', 'compte 1', 'La RH « Denain »', 'Chargée de mission', 9, 1, null),
          ('interim-ouvert', 'interim 1', 'agent 2 remplace agent 1', 'agent 1', 2, 1, null),
          ('carte-chargee', 'carte 2026', 'Millésime 2026', 'Chargée de mission', 9, null, 1);
        insert into annuaire.evenement_securite (genre, compte_id, adresse, detail) values ('connexion-reussie', 2, '192.0.2.7', 'Entrée');
        insert into annuaire.courrier (destinataire, objet, texte, collectivite_id, fugace) values ('rh@denain.exemple', 'Bonjour', 'Un lien', 1, true);
        insert into annuaire.courrier (destinataire, objet, texte, essais, parti_le, abandonne_le, erreur) values
          ('a@denain.exemple', 'Parti', E'Bonjour,\nÇa y est.', 2, '2026-11-01T09:00Z', null, null),
          ('b@denain.exemple', 'Abandonné', 'x', 10, null, '2026-11-02T09:00Z', 'Adresse impossible'),
          ('c@denain.exemple', 'Abandonné sans raison', 'x', 10, null, '2026-11-03T09:00Z', null);
        insert into annuaire.demande (agent_id, collectivite_id, nature, texte, deposee_le, echeance) values (1, 1, 'RECTIFICATION', 'Mon nom', now(), '2026-12-28');
        insert into annuaire.passage_conservation (lance_par, lance_le) values ('traitement automatique', now());
        insert into annuaire.passage_compte values (1, 'COURRIER', 3);
        """));
        avant = releve(h -> "annuaire");
        base.puisJusqua("1", "acces", "garde");
        apres = releve(MigrationTest::schema);
        courriers = courriers("garde.courrier");
        base.puis("acces", "garde");
    }

    private static String schema(String table) {
        return DEMENAGEES.entrySet().stream()
                .filter(e -> e.getValue().contains(table))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Par table, ses lignes et tout ce qui la tient, sans le nom des schémas. */
    private static Map<String, List<String>> releve(java.util.function.UnaryOperator<String> ou) {
        Map<String, List<String>> r = new TreeMap<>();
        DEMENAGEES
                .values()
                .forEach(tables -> tables.forEach(t -> {
                    String nom = ou.apply(t) + "." + t;
                    List<String> tout = new ArrayList<>();
                    for (String sql : List.of(
                            "select 'ligne ' || to_jsonb(t)::text from " + nom + " t",
                            "select 'contrainte ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = '"
                                    + nom + "'::regclass",
                            "select 'index ' || pg_get_indexdef(indexrelid) from pg_index where indrelid = '" + nom
                                    + "'::regclass",
                            "select 'déclencheur ' || pg_get_triggerdef(oid) from pg_trigger where tgrelid = '" + nom
                                    + "'::regclass and not tgisinternal",
                            "select 'colonne ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')"
                                    + " || coalesce(col_description(attrelid, attnum), '') || coalesce(pg_get_serial_sequence('"
                                    + nom
                                    + "', attname), '') from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum"
                                    + " where attrelid = '" + nom + "'::regclass and attnum > 0",
                            "select 'suite ' || last_value from pg_sequences where schemaname = '" + ou.apply(t)
                                    + "' and sequencename = '" + t + "_id_seq'")) {
                        jdbi
                                .withHandle(h ->
                                        h.createQuery(sql).mapTo(String.class).list())
                                .stream()
                                .map(s -> s.replaceAll("\\b(annuaire|acces|garde)\\.", ""))
                                .sorted()
                                .forEach(tout::add);
                    }
                    r.put(t, tout);
                }));
        return r;
    }

    @Test
    void chaque_ligne_et_tout_ce_qui_la_tient_a_demenage() {
        avant.forEach((table, tout) -> {
            assertTrue(tout.stream().anyMatch(x -> x.startsWith("ligne ")), () -> "rien n'éprouve " + table);
            assertEquals(tout, apres.get(table), table);
        });
    }

    private static List<String> courriers(String table) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select concat_ws(' | ', destinataire, objet, texte, collectivite_id, fugace, depose_le, essais, essayer_le, parti_le, abandonne_le,
                         coalesce(erreur, case when abandonne_le is not null then 'Abandonné sans que la raison ait été gardée.' end)) from %s order by id
        """.formatted(table)).mapTo(String.class).list());
    }

    private static List<String> textes(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void chaque_courrier_est_devenu_un_envoi_dans_l_ordre_avec_sa_cle() {
        assertEquals(4, courriers.size());
        assertEquals(courriers, courriers("outils.envoi"));
        assertEquals(
                List.of("4"), textes("select count(distinct cle)::text from outils.envoi where canal = 'courriel'"));
        assertEquals(List.of("true"), textes("select (to_regclass('garde.courrier') is null)::text"));
    }

    @Test
    void il_ne_reste_a_l_annuaire_que_ce_qui_existe() {
        assertEquals(
                "agent, agent_passage, cadre_emplois, collectivite, commune, departement, encadrement, epci, import, import_colonne, import_ligne, import_refus, millesime, millesime_ligne, position, region, structure",
                jdbi.withHandle(h -> h.createQuery(
                                "select string_agg(tablename, ', ' order by tablename) from pg_tables where schemaname = 'annuaire' and tablename <> 'flyway_schema_history'")
                        .mapTo(String.class)
                        .one()));
        assertEquals(
                List.of(),
                jdbi.withHandle(h -> h.createQuery("""
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('annuaire', 'acces', 'garde') and p.prosrc ~ ('annuaire\\.(' || :tables || ')\\M')
        """)
                        .bind(
                                "tables",
                                String.join(
                                        "|",
                                        DEMENAGEES.values().stream()
                                                .flatMap(List::stream)
                                                .toList()))
                        .mapTo(String.class)
                        .list()),
                "aucune fonction ne nomme l'ancienne place");
    }

    @Test
    void la_chaine_du_journal_tient_s_allonge_et_se_defend() {
        LignesDuJournal journal = Injection.poser(new LignesDuJournal(), jdbi);
        assertEquals(Optional.empty(), journal.premiereRupture());
        jdbi.useHandle(
                h -> h.execute(
                        "insert into garde.journal (action, objet, detail, auteur, auteur_compte_id) values ('essai-apres', 'o', 'd', 'a', 1)"));
        assertEquals(4, journal.tete().numero());
        assertEquals(Optional.empty(), journal.premiereRupture());
        String refus = assertThrows(
                        JdbiException.class,
                        () -> jdbi.useHandle(h -> h.execute("update garde.journal set detail = 'autre'")))
                .getMessage();
        assertTrue(refus.contains("ne se récrit pas"), refus);
        jdbi.useHandle(h -> {
            h.begin();
            h.execute("alter table garde.journal disable trigger user");
            h.execute("update garde.journal set detail = 'autre' where numero = 2");
            assertEquals(
                    Optional.of(2L),
                    Injection.poser(
                                    new LignesDuJournal(),
                                    fr.cnfpt.outils.persistence.Sql.configurer(Jdbi.create(h.getConnection())))
                            .premiereRupture());
            h.rollback();
        });
    }

    @Test
    void un_lien_servi_ne_sert_toujours_pas_deux_fois() {
        String refus = assertThrows(
                        JdbiException.class,
                        () -> jdbi.useHandle(h -> h.execute("update acces.lien set servi_le = null")))
                .getMessage();
        assertTrue(refus.contains("ne sert qu'une fois"), refus);
    }
}
