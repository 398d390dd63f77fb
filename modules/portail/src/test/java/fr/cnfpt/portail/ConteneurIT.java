package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.comptes.application.TenirLesComptes;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.structures.application.TenirLesStructures;
import fr.cnfpt.attestation.attestations.application.ConsulterAttestations;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.session.application.DelivrerAttestations;
import fr.cnfpt.attestation.session.application.EnregistrerPresences;
import fr.cnfpt.attestation.session.application.SessionsAPrendre;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.catalogue.sessions.application.PublierSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.outils.persistence.Battements;
import fr.cnfpt.outils.taches.Traitements;
import fr.cnfpt.planformation.application.LancerSynthese;
import fr.cnfpt.planformation.application.ReprendreSynthese;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Dans le serveur, sur la vraie WAR : transactions à travers les modules, reprise d'un traitement, rôles exigés à la
 * porte des cas d'usage.
 */
@ArquillianTest
class ConteneurIT {

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "iel.war")
                .importFrom(new File("target/iel.war"))
                .as(WebArchive.class)
                .addClasses(ConteneurIT.class, Saboteur.class);
    }

    /** Un observateur qui, sur commande, fait échouer la publication après que l'inscription a ouvert sa jauge. */
    @ApplicationScoped
    public static class Saboteur {
        static volatile boolean arme;

        void quand(@Observes @jakarta.annotation.Priority(9_000) SessionPubliee annonce) {
            if (arme) {
                throw new IllegalStateException("panne provoquée");
            }
        }
    }

    private final UtilisateurCourant courant = bean(UtilisateurCourant.class);
    private final PublierSession publication = bean(PublierSession.class);
    private final InscrireAgents inscription = bean(InscrireAgents.class);
    private final TenirLesComptes comptes = bean(TenirLesComptes.class);
    private final TableauDesSessions tableau = bean(TableauDesSessions.class);
    private final OffreDeFormation offre = bean(OffreDeFormation.class);
    private final Annuaire annuaire = bean(Annuaire.class);
    private final Acteurs acteurs = bean(Acteurs.class);

    /** Dans le serveur, le bean ; hors du serveur, où JUnit instancie aussi la classe, rien. */
    private static <T> T bean(Class<T> type) {
        try {
            return CDI.current().select(type).get();
        } catch (IllegalStateException horsDuServeur) {
            return null;
        }
    }

    private static Utilisateur siege() {
        return new Utilisateur(1, "siege", "Le siège", Role.SIEGE, null, null, null, "le siège");
    }

    private Utilisateur rh() {
        return new Utilisateur(
                2,
                "rh",
                "La RH",
                Role.GESTIONNAIRE_RH,
                acteurs.compte("rh").orElseThrow().collectiviteId(),
                null,
                null,
                "Denain");
    }

    private long hautsDeFrance() {
        return annuaire.structures().stream()
                .filter(s -> s.code().equals("HDF"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Session.Publication publication(String ville) {
        LocalDate j = LocalDate.now().plusDays(60);
        return new Session.Publication(
                offre.stages("", 1).get(0).id(),
                "INTER",
                j,
                j,
                null,
                ville,
                null,
                "59350",
                15,
                8,
                LocalDate.now().minusDays(1),
                j.minusDays(1),
                null);
    }

    private static DataSource source() throws NamingException {
        return (DataSource) new InitialContext().lookup("jdbc/iel");
    }

    private long nombre(String sql) throws Exception {
        try (Connection c = source().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        }
    }

    @Test
    void publier_une_session_ouvre_sa_jauge_dans_la_meme_transaction() throws Exception {
        long id = courant.agirComme(siege(), () -> publication.executer(publication("Lille"), hautsDeFrance(), ""))
                .id();
        assertEquals(1, nombre("select count(*) from inscription.jauge where session_id = " + id));
    }

    @Test
    void une_panne_dans_un_module_defait_ce_que_l_autre_avait_ecrit() throws Exception {
        long jauges = nombre("select count(*) from inscription.jauge");
        Saboteur.arme = true;
        try {
            assertThrows(
                    RuntimeException.class,
                    () -> courant.agirComme(
                            siege(), () -> publication.executer(publication("Sabotage"), hautsDeFrance(), "")));
        } finally {
            Saboteur.arme = false;
        }
        assertEquals(0, nombre("select count(*) from catalogue.session where ville = 'Sabotage'"));
        assertEquals(jauges, nombre("select count(*) from inscription.jauge"));
    }

    @Test
    void un_refus_au_milieu_d_une_inscription_ne_laisse_rien() throws Exception {
        long session = courant.agirComme(siege(), () -> publication.executer(publication("Arras"), hautsDeFrance(), ""))
                .id();
        long denain = rh().collectiviteId();
        List<Long> agents =
                annuaire.chercherAgents(denain, "", 3).stream().map(a -> a.id()).toList();
        courant.agirComme(rh(), () -> inscription.executer(session, agents.subList(0, 1)));
        Refus refus =
                assertThrows(Refus.class, () -> courant.agirComme(rh(), () -> inscription.executer(session, agents)));
        assertEquals("deja-inscrit", refus.code());
        assertEquals(1, nombre("select count(*) from inscription.bulletin where session_id = " + session));
        assertEquals(1, nombre("select places_prises from inscription.jauge where session_id = " + session));
    }

    @Test
    void une_synthese_arretee_au_milieu_puis_reprise_donne_le_meme_resultat() throws Exception {
        long hdf = hautsDeFrance();
        int annee = LocalDate.now().getYear() + 1;
        // La démonstration a déjà réuni l'année d'avant.
        String deLAnnee = " and annee = " + annee;
        Utilisateur delegation =
                new Utilisateur(3, "delegation", "La conseillère", Role.DELEGATION, null, hdf, null, "Hauts-de-France");
        courant.agirComme(delegation, () -> bean(LancerSynthese.class).executer(annee, hdf));
        attendre("select count(*) from plan_formation.synthese where terminee_le is not null" + deLAnnee, 1);
        long reference = empreinte(deLAnnee);
        long actions = nombre("select count(*) from territorialisation.action_mutualisee where true" + deLAnnee);
        assertTrue(actions > 50);

        try (Connection verrou = DriverManager.getConnection(System.getProperty("iel.db.url"));
                Statement s = verrou.createStatement()) {
            s.execute("update territorialisation.action_mutualisee set regle = 'à refaire' where true" + deLAnnee);
            verrou.setAutoCommit(false);
            s.execute(
                    "select 1 from territorialisation.action_mutualisee where perimetre_id = (select max(perimetre_id) from territorialisation.action_mutualisee where true"
                            + deLAnnee + ")" + deLAnnee + " for update");
            courant.agirComme(delegation, () -> bean(LancerSynthese.class).executer(annee, hdf));
            attendre(
                    "select case when traites > 0 then 1 else 0 end from plan_formation.synthese where terminee_le is null"
                            + deLAnnee,
                    1);
            long execution =
                    nombre("select execution_id from plan_formation.synthese where terminee_le is null" + deLAnnee);
            BatchRuntime.getJobOperator().stop(execution);
            verrou.rollback();
            attendre(() ->
                    BatchRuntime.getJobOperator().getJobExecution(execution).getBatchStatus() == BatchStatus.STOPPED);
        }
        assertTrue(
                nombre("select total - traites from plan_formation.synthese where terminee_le is null" + deLAnnee) > 0);
        assertTrue(empreinte(deLAnnee) != reference);

        courant.agirComme(delegation, () -> bean(ReprendreSynthese.class).executer(annee, hdf));
        attendre("select count(*) from plan_formation.synthese where terminee_le is not null" + deLAnnee, 2);
        assertEquals(reference, empreinte(deLAnnee));
        assertEquals(
                actions, nombre("select count(*) from territorialisation.action_mutualisee where true" + deLAnnee));
        attendre("select count(*) from batch.battement", 0);
    }

    /** Une exécution qu'un autre serveur tient, ou tenait avant d'être tué : le registre en dit la même chose. */
    @Test
    void une_execution_d_ailleurs_tourne_tant_que_son_serveur_se_fait_entendre() throws Exception {
        long ailleurs = BatchRuntime.getJobOperator().start("conservation", new java.util.Properties());
        attendre(() -> BatchRuntime.getJobOperator().getJobExecution(ailleurs).getBatchStatus() == BatchStatus.FAILED);
        executer("update batch.jbatchexecutioninstancedata set batchstatus = 'STARTED' where jobexecid = " + ailleurs);
        assertFalse(bean(Traitements.class).tourne("conservation", ailleurs));
        bean(Battements.class).battre(ailleurs);
        assertTrue(bean(Traitements.class).tourne("conservation", ailleurs));
        executer("update batch.jbatchexecutioninstancedata set batchstatus = 'FAILED' where jobexecid = " + ailleurs);
        assertFalse(bean(Traitements.class).tourne("conservation", ailleurs));
        bean(Battements.class).oublier(ailleurs);
    }

    private static void executer(String sql) throws Exception {
        try (Connection c = DriverManager.getConnection(System.getProperty("iel.db.url"));
                Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    private long empreinte(String deLAnnee) throws Exception {
        return nombre(
                "select sum(hashtextextended(a.annee || '|' || perimetre_id || theme || fermes || '|' || indicatifs || decision || coalesce(manque, 0) || regle, 0)) % 1000000007 from territorialisation.action_mutualisee a where true"
                        + deLAnnee);
    }

    private void attendre(String sql, long valeur) throws Exception {
        attendre(() -> nombre(sql) == valeur);
    }

    private static void attendre(Callable<Boolean> condition) throws Exception {
        long limite = System.nanoTime() + 60_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < limite, "attendu en vain");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long structure(String code) {
        return annuaire.structures().stream()
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Utilisateur conseillere(long structure) {
        return new Utilisateur(4, "conseillere", "La conseillère", Role.DELEGATION, null, structure, null, "D");
    }

    /** La Corse se fond dans la Provence : une session à venir, une autre finie et pas encore attestée. */
    @Test
    void une_fusion_de_delegations_ne_prend_a_personne_ce_qu_il_faisait() throws Exception {
        long corse = structure("COR");
        long provence = structure("PAC");
        Utilisateur avant = conseillere(corse);
        long denain = rh().collectiviteId();
        List<Long> agent =
                annuaire.chercherAgents(denain, "", 1).stream().map(a -> a.id()).toList();
        long aVenir = courant.agirComme(avant, () -> publication.executer(publication("Bastia"), corse, "N"))
                .id();
        long demande = courant.agirComme(rh(), () -> inscription.executer(aVenir, agent))
                .get(0)
                .bulletinId();
        long finie = courant.agirComme(avant, () -> publication.executer(publication("Ajaccio"), corse, "N"))
                .id();
        long convoque = courant.agirComme(rh(), () -> inscription.executer(finie, agent))
                .get(0)
                .bulletinId();
        courant.agirComme(avant, () -> {
            bean(InstruireBulletins.class).accepter(List.of(convoque));
            bean(InstruireBulletins.class).convoquer(finie);
        });
        executer(
                "update catalogue.session set ouverture = current_date - 60, cloture = current_date - 20, debut = current_date - 9, fin = current_date - 9 where id = "
                        + finie);
        courant.agirComme(
                avant,
                () -> bean(EnregistrerPresences.class)
                        .executer(finie, List.of(new Suivi.Saisie(convoque, true, null, null, null))));

        courant.agirComme(
                siege(),
                () -> bean(TenirLesStructures.class).fusionner(List.of(corse), provence, null, LocalDate.now()));

        // Encore connectée sous l'ancienne, ou entrée depuis sous la nouvelle : la même portée.
        long publiee = courant.agirComme(avant, () -> publication.executer(publication("Corte"), corse, "N"))
                .id();
        assertEquals(provence, offre.session(publiee).orElseThrow().structureId());
        for (Utilisateur u : List.of(avant, conseillere(provence))) {
            for (long session : List.of(aVenir, finie, publiee)) {
                assertEquals(
                        session,
                        courant.agirComme(u, () -> tableau.session(session)).id());
            }
            assertEquals(
                    demande,
                    courant.agirComme(u, () -> bean(ConsulterBulletins.class).ligne(demande))
                            .id());
            assertTrue(courant.agirComme(u, () -> bean(SessionsAPrendre.class).aAttester()).stream()
                    .anyMatch(s -> s.session().id() == finie));
        }
        courant.agirComme(avant, () -> bean(InstruireBulletins.class).accepter(List.of(demande)));
        assertEquals(
                1,
                courant.agirComme(
                                conseillere(provence),
                                () -> bean(DelivrerAttestations.class)
                                        .executer(finie)
                                        .delivrees())
                        .size());
        long attestation =
                courant
                        .agirComme(
                                avant,
                                () -> bean(ConsulterAttestations.class)
                                        .lister("", null, 0, 10)
                                        .lignes())
                        .stream()
                        .filter(a -> a.sessionId() == finie)
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertEquals(
                corse,
                nombre("select structure_id from attestation.attestation where id = " + attestation),
                "elle garde la structure de son temps");

        Utilisateur ailleurs = conseillere(hautsDeFrance());
        for (Runnable geste : List.<Runnable>of(
                () -> tableau.session(aVenir),
                () -> tableau.session(finie),
                () -> bean(ConsulterBulletins.class).ligne(demande),
                () -> bean(DelivrerAttestations.class).executer(finie),
                () -> bean(ConsulterAttestations.class).une(attestation))) {
            assertEquals(
                    Refus.Genre.INTROUVABLE,
                    assertThrows(Refus.class, () -> courant.agirComme(ailleurs, geste))
                            .genre());
        }
    }

    @Test
    void un_cas_d_usage_refuse_qui_n_a_pas_le_role() {
        assertTrue(assertThrows(
                        Refus.class,
                        () -> courant.agirComme(
                                rh(), () -> publication.executer(publication("X"), hautsDeFrance(), "")))
                .getMessage()
                .contains("gestionnaire rh"));
        assertThrows(
                Refus.class,
                () -> courant.agirComme(rh(), () -> comptes.lister("", "", fr.cnfpt.outils.liste.Tri.AUCUN, 0, 10)));
        assertThrows(Refus.class, () -> courant.agirComme(siege(), () -> inscription.executer(1, List.of(1L))));
        assertThrows(Refus.class, () -> courant.agirComme(rh(), () -> tableau.sousLeMinimum()));
    }

    @Test
    void personne_ne_passe_sans_etre_connecte() {
        assertEquals(
                "Connectez-vous pour continuer.",
                assertThrows(Refus.class, () -> inscription.executer(1, List.of(1L)))
                        .getMessage());
    }
}
