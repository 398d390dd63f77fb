package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Les comptes et les jetons dans un vrai PostgreSQL. */
class ComptesJpaTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();

    @BeforeAll
    static void charger() {
        CarteDeTest.charger(JDBI);
    }

    private static long denain() {
        return JDBI.withHandle(h -> h.createQuery("select id from annuaire.collectivite where siren = '215901729'")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void un_jeton_revoque_ou_expire_n_ouvre_plus() {
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Jdbi jdbi = PostgresDeTest.jdbi(em);
            Comptes comptes = Injection.poser(new Comptes(), em, jdbi);
            jdbi.useHandle(h ->
                    h.execute("update annuaire.collectivite set operationnelle_le = now() where siren = '215901729'"));
            Compte c = Compte.ouvrir("sirh.test", "SIRH", Role.PARTENAIRE, denain(), null, null);
            comptes.ajouter(c);
            Instant t = Instant.parse("2026-03-03T08:00:00Z");
            comptes.ajouterJeton(c.id(), "e1", "essai", t.plus(Duration.ofDays(1)));
            assertEquals("Denain", comptes.parJeton("e1", t).orElseThrow().pour());
            assertTrue(comptes.parJeton("e1", t.plus(Duration.ofDays(2))).isEmpty());
            comptes.revoquerJetons(c.id(), t);
            assertTrue(comptes.parJeton("e1", t).isEmpty());
            return null;
        });
    }

    @Test
    void un_jeton_agit_comme_ce_pour_quoi_il_est_remis() {
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Jdbi jdbi = PostgresDeTest.jdbi(em);
            Comptes comptes = Injection.poser(new Comptes(), em, jdbi);
            jdbi.useHandle(h ->
                    h.execute("update annuaire.collectivite set operationnelle_le = now() where siren = '215901729'"));
            long hdf = jdbi.withHandle(h -> h.createQuery("select id from annuaire.structure where code = 'HDF'")
                    .mapTo(Long.class)
                    .one());
            assertEquals("PARTENAIRE Denain", agit(comptes, "d", denain(), null));
            assertTrue(agit(comptes, "s", null, hdf).matches("DELEGATION .*Hauts-de-France"));
            assertEquals("SIEGE le siège", agit(comptes, "n", null, null));
            return null;
        });
        assertThrows(
                PersistenceException.class,
                () -> PostgresDeTest.dans(POSTGRES.emf(), em -> {
                    Comptes comptes = Injection.poser(new Comptes(), em, PostgresDeTest.jdbi(em));
                    return agit(comptes, "deux", denain(), 1L);
                }));
    }

    private static String agit(Comptes comptes, String jeton, Long collectivite, Long structure) {
        Compte c = Compte.ouvrir("outil." + jeton, "Outil", Role.PARTENAIRE, collectivite, structure, null);
        comptes.ajouter(c);
        Instant t = Instant.parse("2026-03-03T08:00:00Z");
        comptes.ajouterJeton(c.id(), jeton, "essai", t.plus(Duration.ofDays(1)));
        Utilisateur u = comptes.parJeton(jeton, t).orElseThrow();
        return u.role() + " " + u.pour();
    }

    @Test
    void une_invitation_reprise_pour_un_autre_pendant_qu_elle_se_prend_ne_se_prend_pas() {
        long id = PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Compte c = Compte.ouvrir("invitee.a.deux", "Ana", Role.GESTIONNAIRE_RH, denain(), null, null);
            Injection.poser(new Comptes(), em, JDBI).ajouter(c);
            return c.id();
        });
        long personne = JDBI.withHandle(h -> h.createQuery("insert into acces.personne default values returning id")
                .mapTo(Long.class)
                .one());
        PersistenceException e = assertThrows(
                PersistenceException.class,
                () -> PostgresDeTest.dans(POSTGRES.emf(), em -> {
                    Compte lue = em.find(Compte.class, id);
                    PostgresDeTest.dans(POSTGRES.emf(), autre -> {
                        autre.find(Compte.class, id).reprendrePour("Bea", "bea@exemple.fr");
                        return null;
                    });
                    lue.prendre(personne);
                    return null;
                }));
        assertTrue(e.getCause() instanceof OptimisticLockException, String.valueOf(e.getCause()));
    }

    @Test
    void la_base_refuse_une_portee_qui_ne_convient_pas_au_role() {
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> JDBI.useHandle(h -> h.execute(
                        "insert into acces.compte (identifiant, nom, role) values ('x1', 'X', 'GESTIONNAIRE_RH')")));
        assertTrue(e.getMessage().contains("ck_compte_portee"), e.getMessage());
    }
}
