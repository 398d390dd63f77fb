package fr.cnfpt.attestation.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.persistence.AttestationsJpa;
import fr.cnfpt.attestation.port.PortsContrat;
import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.persistence.BaremesSql;
import fr.cnfpt.attestation.preuve.persistence.SuivisJpa;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Le contrat sur PostgreSQL, et ce que la base seule peut promettre. */
class PortsPostgresTest extends PortsContrat {

    private static PostgresDeTest base;
    private static EntityManagerFactory emf;
    private EntityManager em;

    @BeforeAll
    static void demarrer() {
        base = PostgresDeTest.avec("attestation");
        emf = base.emf();
    }

    @BeforeEach
    void ouvrir() {
        base.jdbi()
                .useTransaction(
                        // Rien ne vide ces tables, sauf une épreuve qui fait taire leurs déclencheurs.
                        h -> h.execute(
                                "set local session_replication_role = replica; truncate attestation.attestation, attestation.ligne, attestation.partage, attestation.emargement, attestation.suivi restart identity"));
        em = emf.createEntityManager();
        SuivisJpa s = new SuivisJpa();
        Injection.poser(s, em);
        Injection.poser(s, base.jdbi());
        AttestationsJpa a = new AttestationsJpa();
        Injection.poser(a, em);
        Injection.poser(a, base.jdbi());
        suivis = s;
        attestations = a;
    }

    @AfterEach
    void fermer() {
        em.close();
    }

    @Override
    protected void valider(Runnable ecriture) {
        em.getTransaction().begin();
        try {
            ecriture.run();
            em.getTransaction().commit();
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        }
    }

    private void refuse(String attendu, String sql) {
        String message = assertThrows(Exception.class, () -> base.jdbi().useHandle(h -> h.execute(sql)))
                .getMessage();
        assertTrue(message.contains(attendu), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update attestation.attestation set heures = 99",
                "update attestation.attestation set nom = 'Un autre'",
                "update attestation.attestation set agent_id = 2, revoquee_le = now(), revoquee_par = 'x', motif = 'x'",
                "delete from attestation.attestation",
                "truncate attestation.attestation cascade",
                "truncate attestation.ligne"
            })
    void la_base_refuse_de_changer_une_attestation_delivree(String sql) {
        attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        refuse("une attestation délivrée est figée", sql);
    }

    @Test
    void la_base_refuse_de_changer_le_detail_et_de_lever_une_revocation() {
        attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        refuse("le détail d'une attestation délivrée est figé", "update attestation.ligne set heures = 99");
        refuse("ck_attestation_revoquee_avec_motif", "update attestation.attestation set revoquee_le = now()");
        base.jdbi()
                .useHandle(h -> h.execute(
                        "update attestation.attestation set revoquee_le = now(), revoquee_par = 'x', motif = 'x'"));
        refuse(
                "une attestation délivrée est figée",
                "update attestation.attestation set revoquee_le = null, revoquee_par = null, motif = null");
    }

    @Test
    void de_deux_revocations_simultanees_la_seconde_apprend_que_c_est_fait() {
        Attestation a = attestation(70, 1, 50, 3, "Awa DIALLO", LE);
        valider(() -> {
            Attestation lue = attestations.parId(a.id()).orElseThrow();
            PostgresDeTest.dans(emf, autre -> {
                autre.find(Attestation.class, a.id()).revoquer("Erreur de durée", "Une autre", LE);
                return null;
            });
            assertEquals(
                    "deja-revoquee",
                    assertThrows(
                                    Refus.class,
                                    () -> attestations.verrouiller(lue).revoquer("Doublon", "Conseillère 7", LE))
                            .code());
        });
    }

    @Test
    void lit_le_bareme_du_jour_et_une_regle_changee_ne_vaut_qu_a_partir_de_sa_date() {
        PostgresDeTest neuve = PostgresDeTest.neuve("attestation");
        Regles regles = Injection.poser(new Regles(), neuve.jdbi());
        BaremesSql baremes = Injection.poser(new BaremesSql(), regles);
        LocalDate change = LocalDate.of(2090, 1, 1);
        regles.poser(
                new ProjetDeRegle(
                        "preuve", "part_suivie_minimale", "", Unite.POURCENT, new BigDecimal("60"), change, "x", "x"),
                "Le siège");
        Bareme avant = baremes.au(change.minusDays(1));
        assertEquals(0, new BigDecimal("50").compareTo(avant.valeur("part_suivie_minimale")));
        assertEquals(
                LocalDate.of(2018, 1, 1), avant.regle("part_suivie_minimale").depuis());
        assertEquals(0, new BigDecimal("60").compareTo(baremes.au(change).valeur("part_suivie_minimale")));
        assertEquals(0, new BigDecimal("6").compareTo(avant.valeur("heures_par_jour")));
        assertEquals(0, new BigDecimal("0.5").compareTo(avant.valeur("demi_journee_communaute")));
        assertEquals(0, new BigDecimal("2").compareTo(avant.valeur("webinaire_asynchrone")));
    }

    @Test
    void delivrer_a_deux_en_meme_temps_se_fait_chacun_son_tour() {
        em.getTransaction().begin();
        attestations.prendreSonTour(7);
        boolean autre = base.jdbi()
                .withHandle(
                        h -> h.createQuery("select pg_try_advisory_lock(hashtextextended('attestation.session', 7))")
                                .mapTo(Boolean.class)
                                .one());
        boolean ailleurs = base.jdbi()
                .inTransaction(h -> h.createQuery(
                                "select pg_try_advisory_xact_lock(hashtextextended('attestation.session', 8))")
                        .mapTo(Boolean.class)
                        .one());
        em.getTransaction().rollback();
        assertEquals(false, autre);
        assertEquals(true, ailleurs);
    }
}
