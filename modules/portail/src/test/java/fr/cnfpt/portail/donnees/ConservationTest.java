package fr.cnfpt.portail.donnees;

import static fr.cnfpt.portail.donnees.Base.JOUR;
import static fr.cnfpt.portail.donnees.Base.comme;
import static fr.cnfpt.portail.donnees.Base.ecrire;
import static fr.cnfpt.portail.donnees.Base.nombre;
import static fr.cnfpt.portail.donnees.Base.texte;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.conservation.adapter.batch.AgentsAEffacerProcessor;
import fr.cnfpt.garde.conservation.adapter.batch.AgentsAEffacerReader;
import fr.cnfpt.garde.conservation.adapter.batch.AgentsAEffacerWriter;
import fr.cnfpt.garde.conservation.adapter.batch.PurgesReader;
import fr.cnfpt.garde.conservation.adapter.batch.PurgesWriter;
import fr.cnfpt.garde.conservation.application.ConsulterLaConservation;
import fr.cnfpt.garde.conservation.application.SuivreLaConservation;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.garde.journal.application.ConsulterLeJournal;
import fr.cnfpt.garde.journal.application.VerifierLeJournal;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.persistence.Sql;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Ce qui a fait son temps s'efface, et rien d'autre ; un passage coupé reprend ; un second ne trouve plus rien. */
class ConservationTest {

    private static final Utilisateur SIEGE =
            new Utilisateur(9_100, "siege", "Chargée de mission", Role.SIEGE, null, null, null, "le siège");
    private static final LocalDate CINQ_ANS_ET_UN_JOUR = JOUR.minusDays(1827);

    private Serializable point;

    private static long parti(LocalDate le) {
        long a = Base.agent("Noé", "Dubois");
        ecrire(
                "update annuaire.agent set parti_le = ?, modifie_le = ? where id = ?",
                le,
                le.atStartOfDay().atOffset(java.time.ZoneOffset.UTC),
                a);
        return a;
    }

    private static long immobile(LocalDate depuis) {
        long a = Base.agent("Ida", "Leroy");
        ecrire(
                "update annuaire.agent set modifie_le = ? where id = ?",
                depuis.atStartOfDay().atOffset(java.time.ZoneOffset.UTC),
                a);
        return a;
    }

    private static boolean efface(long agent) {
        return nombre("select count(*) from annuaire.agent where id = ? and efface_le is not null", agent) == 1;
    }

    /**
     * Les agents d'un passage, un à un comme le fait le serveur, chacun dans sa transaction ; au plus autant
     * d'examinés.
     */
    private void agents(long passage, int examines) {
        for (int n = 0; n < examines; n++) {
            boolean reste = comme(Utilisateur.SYSTEME, JOUR, p -> {
                AgentsAEffacerReader lecteur = p.pieceDeTraitement(AgentsAEffacerReader.class, passage);
                AgentsAEffacerProcessor tri = p.pieceDeTraitement(AgentsAEffacerProcessor.class, passage);
                lecteur.open(point);
                List<Object> lot = new ArrayList<>();
                Object id = null;
                for (int lus = 0; lus < 1 && (id = lecteur.readItem()) != null; lus++) {
                    Object retenu = tri.processItem(id);
                    if (retenu != null) {
                        lot.add(retenu);
                    }
                }
                p.pieceDeTraitement(AgentsAEffacerWriter.class, passage).writeItems(lot);
                point = lecteur.checkpointInfo();
                return id != null;
            });
            if (!reste) {
                return;
            }
        }
    }

    private static void purges(long passage) {
        comme(Utilisateur.SYSTEME, JOUR, p -> {
            PurgesReader lecteur = p.pieceDeTraitement(PurgesReader.class, passage);
            lecteur.open(null);
            for (Object code = lecteur.readItem(); code != null; code = lecteur.readItem()) {
                p.pieceDeTraitement(PurgesWriter.class, passage).writeItems(List.of(code));
            }
            return null;
        });
    }

    private static long ouvrir() {
        return comme(
                Utilisateur.SYSTEME,
                JOUR,
                p -> p.piece(SuivreLaConservation.class).ouvrir("essai"));
    }

    private static void finir(long passage) {
        comme(Utilisateur.SYSTEME, JOUR, p -> {
            p.piece(SuivreLaConservation.class).finir(passage);
            return null;
        });
    }

    private static Map<String, Long> comptes(long passage) {
        return comme(SIEGE, JOUR, p -> p.piece(Conservation.class).comptes(passage));
    }

    @Test
    void efface_ce_qui_a_fait_son_temps_et_rien_d_autre_reprend_apres_une_coupure_et_ne_fait_rien_deux_fois() {
        List<Long> partis = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            partis.add(parti(CINQ_ANS_ET_UN_JOUR));
        }
        long depuisPeu = parti(JOUR.minusDays(1825));
        long formeDepuis = parti(CINQ_ANS_ET_UN_JOUR);
        Base.bulletin(formeDepuis, JOUR.minusDays(400), "ATTESTEE");
        long dormant = immobile(JOUR.minusDays(3653));
        long enPoste = immobile(JOUR.minusDays(3000));
        ecrire(
                "insert into garde.evenement_securite (genre, le, detail) values ('essai', ?::timestamptz, 'vieux'), ('essai', ?::timestamptz, 'recent')",
                JOUR.minusDays(366).toString(),
                JOUR.minusDays(360).toString());
        ecrire(
                "insert into outils.envoi (canal, destinataire, objet, texte, depose_le, parti_le) values ('courriel', 'a@b.fr', 'vieux', 'x', ?::timestamptz, ?::timestamptz), ('courriel', 'a@b.fr', 'recent', 'x', ?::timestamptz, ?::timestamptz)",
                JOUR.minusDays(40).toString(),
                JOUR.minusDays(32).toString(),
                JOUR.minusDays(40).toString(),
                JOUR.minusDays(20).toString());
        ecrire(
                "insert into outils.document (id, proprietaire, conservation, nom, type, taille, sha256, magasin, etat, cree_le) values (gen_random_uuid(), 'siege', 'EXPORT', 'vieux', 'text/csv', 1, repeat('0', 64), 'postgresql', 'PRET', ?::timestamptz), (gen_random_uuid(), 'siege', 'EXPORT', 'recent', 'text/csv', 1, repeat('0', 64), 'postgresql', 'PRET', ?::timestamptz)",
                JOUR.minusDays(8).toString(),
                JOUR.minusDays(6).toString());
        long jamais = nombre(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, cree_le) values ('jamais.active', 'J', 'GESTIONNAIRE_RH', ?, ?::timestamptz) returning id",
                Base.COLLECTIVITE,
                JOUR.minusDays(181).toString());
        ecrire(
                "insert into acces.lien (empreinte, usage, compte_id, destinataire, cree_le, expire_le) values (encode(sha256('j'::bytea), 'hex'), 'ACTIVATION', ?, 'j@b.fr', ?::timestamptz, ?::timestamptz)",
                jamais,
                JOUR.minusDays(181).toString(),
                JOUR.minusDays(174).toString());
        long invite = nombre(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, cree_le) values ('invite.hier', 'I', 'GESTIONNAIRE_RH', ?, ?::timestamptz) returning id",
                Base.COLLECTIVITE,
                JOUR.minusDays(20).toString());

        Map<String, Long> essai =
                comme(SIEGE, JOUR, p -> p.piece(ConsulterLaConservation.class).essayer());
        assertEquals(1L, essai.get("EXPORT"));
        assertEquals(12L, essai.get("AGENT_PARTI"));
        assertEquals(1L, essai.get("AGENT_SANS_ACTIVITE"));
        assertEquals(1L, essai.get("COMPTE_JAMAIS_ACTIVE"));
        assertEquals(0, partis.stream().filter(ConservationTest::efface).count(), "un essai n'efface rien");

        long passage = ouvrir();
        assertEquals(
                "passage-en-cours",
                assertThrows(Refus.class, ConservationTest::ouvrir).code());
        purges(passage);
        agents(passage, 8);
        long aMiChemin = partis.stream().filter(ConservationTest::efface).count();
        assertTrue(aMiChemin > 0 && aMiChemin < 12, () -> "coupé au milieu : " + aMiChemin);
        agents(passage, Integer.MAX_VALUE);
        finir(passage);

        assertEquals(12, partis.stream().filter(ConservationTest::efface).count());
        assertTrue(efface(dormant));
        assertEquals(List.of(false, false, false), List.of(efface(depuisPeu), efface(formeDepuis), efface(enPoste)));
        assertEquals(
                "recent", texte("select string_agg(detail, ',') from garde.evenement_securite where genre = 'essai'"));
        assertEquals("recent", texte("select string_agg(objet, ',') from outils.envoi where destinataire = 'a@b.fr'"));
        assertEquals(0, nombre("select count(*) from acces.compte where id = ?", jamais));
        assertEquals(1, nombre("select count(*) from acces.compte where id = ?", invite));
        Map<String, Long> faits = comptes(passage);
        essai.forEach((code, n) -> assertEquals(n, faits.getOrDefault(code, 0L), code));

        point = null;
        long second = ouvrir();
        purges(second);
        agents(second, Integer.MAX_VALUE);
        finir(second);
        assertEquals(
                0,
                comptes(second).values().stream().mapToLong(Long::longValue).sum(),
                "le second passage ne fait rien");
    }

    @Test
    void un_compte_d_aucun_poste_ferme_depuis_cinq_ans_perd_son_nom_partout_et_le_journal_le_dit_sans_lui() {
        long ancien = duSiege("Zénobie Kerguélen", "zenobie.k", CINQ_ANS_ET_UN_JOUR);
        long recent = duSiege("Yolande Kervella", "yolande.k", JOUR.minusDays(100));
        long bulletin = Base.bulletin(Base.agent("Ana", "Petit"), JOUR.minusDays(2_000), "PRESENTE");
        for (long c : List.of(ancien, recent)) {
            ecrire(
                    "insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role) values (?, now(), 'PRESENTE', 'Présente', 'Vue par Zénobie Kerguélen', ?, (select nom from acces.compte where id = ?), 'FORMATEUR')",
                    bulletin,
                    c,
                    c);
        }
        assertEquals(
                1L,
                comme(SIEGE, JOUR, p -> p.piece(ConsulterLaConservation.class).essayer())
                        .get("COMPTE_FERME"));
        long passage = ouvrir();
        purges(passage);
        finir(passage);
        assertEquals(1L, comptes(passage).get("COMPTE_FERME"));
        assertEquals(
                "t",
                texte(
                        "select nom like 'Agent effacé %' and courriel is null and personne_id is null from acces.compte where id = "
                                + ancien));
        assertEquals("Yolande Kervella", texte("select nom from acces.compte where id = " + recent));
        assertEquals(
                0,
                nombre(
                        "select count(*) from inscription.changement where par_nom like '%Kerguélen%' or motif like '%Kerguélen%'"));
        assertEquals(
                1,
                nombre("select count(*) from garde.journal where action = 'compte-efface' and objet = 'compte " + ancien
                        + "' and detail not like '%Kergu%'"));
    }

    private static long duSiege(String nom, String identifiant, java.time.LocalDate ferme) {
        return nombre(
                """
        with p as (insert into acces.personne (courriel) values (?) returning id)
        insert into acces.compte (identifiant, nom, role, structure_id, courriel, personne_id, cree_le, au) select ?, ?, 'SIEGE', null, ?, id, ?::date - 30, ?::date from p returning id
        """,
                identifiant + "@form.exemple",
                identifiant,
                nom,
                identifiant + "@form.exemple",
                ferme.toString(),
                ferme.toString());
    }

    /** Ce qui ne vit que quelques jours se lit en entier ; le reste a son index. */
    @Test
    void chercher_un_nom_parmi_ce_qui_se_garde_ne_lit_pas_la_table_entiere() {
        for (String colonne : List.of(
                "inscription.changement.motif",
                "e_communautes.contribution.texte",
                "e_communautes.contribution.titre",
                "outils.document.nom")) {
            String table = colonne.substring(0, colonne.lastIndexOf('.'));
            String c = colonne.substring(colonne.lastIndexOf('.') + 1);
            String plan = Base.JDBI.inTransaction(h -> {
                h.execute("set local enable_seqscan = off");
                return String.join(
                        "\n",
                        h.createQuery("explain select * from " + table + " where " + c + " ~* :m")
                                .bind(
                                        "m",
                                        new Sujet(1, 1, "Kerguélen", "Zénobie", List.of(), List.of(), null)
                                                .motif(false))
                                .mapTo(String.class)
                                .list());
            });
            assertTrue(plan.contains("Bitmap Index Scan") && !plan.contains("Seq Scan"), colonne + " : " + plan);
        }
    }

    @Test
    void une_chaine_rompue_se_dit_crie_et_nomme_l_acte() {
        comme(SIEGE, JOUR, p -> {
            p.piece(fr.cnfpt.commun.Journal.class).noter("essai-un", "objet", "=1+1", null);
            p.piece(fr.cnfpt.commun.Journal.class).noter("essai-deux", "objet", "d", null);
            return null;
        });
        assertEquals(
                Optional.empty(),
                comme(SIEGE, JOUR, p -> p.piece(ConsulterLeJournal.class).premiereRupture()));
        Base.JDBI.useHandle(h -> {
            h.begin();
            Pieces p = new Pieces(
                    Sql.configurer(Jdbi.create(h.getConnection())),
                    fr.cnfpt.commun.Horloge.arretee(JOUR),
                    Base.COURANT);
            long acte = h.select("select max(numero) - 1 from garde.journal")
                    .mapTo(Long.class)
                    .one();
            h.execute("alter table garde.journal disable trigger user");
            h.execute("update garde.journal set detail = 'autre' where numero = ?", acte);
            Base.COURANT.agirComme(
                    Utilisateur.SYSTEME, () -> p.piece(VerifierLeJournal.class).executer());
            assertEquals(Optional.of(acte), p.piece(LignesDuJournal.class).premiereRupture());
            assertEquals(
                    "Journal des actes rompu à l'acte " + acte,
                    h.select("select detail from garde.evenement_securite where genre = 'chaine-rompue'")
                            .mapTo(String.class)
                            .one());
            h.rollback();
        });
    }

    @Test
    void chacun_lit_les_actes_de_sa_portee() {
        long structure = nombre(
                "insert into annuaire.structure (code, nom, type, region, ville) values ('HDF', 'HDF', 'DELEGATION', '32', 'Lille') on conflict do nothing returning id");
        ecrire("update annuaire.collectivite set structure_id = ? where id = ?", structure, Base.COLLECTIVITE);
        comme(SIEGE, JOUR, p -> {
            p.piece(fr.cnfpt.commun.Journal.class)
                    .noter("essai-portee", "collectivité", "chez elle", Base.COLLECTIVITE);
            p.piece(fr.cnfpt.commun.Journal.class).noter("essai-portee", "national", "pour tous", null);
            return null;
        });
        assertEquals(2, lus(SIEGE));
        assertEquals(1, lus(new Utilisateur(1, "rh", "RH", Role.GESTIONNAIRE_RH, Base.COLLECTIVITE, null, null, "")));
        assertEquals(
                0, lus(new Utilisateur(1, "rh", "RH", Role.GESTIONNAIRE_RH, Base.COLLECTIVITE + 1, null, null, "")));
        assertEquals(1, lus(new Utilisateur(1, "d", "D", Role.DELEGATION, null, structure, null, "")));
        assertEquals(0, lus(new Utilisateur(1, "d", "D", Role.DELEGATION, null, structure + 1, null, "")));
    }

    private static int lus(Utilisateur u) {
        return comme(u, JOUR, p -> p.piece(ConsulterLeJournal.class).actes("essai-portee", 0, 50))
                .size();
    }
}
