package fr.cnfpt.ecommunautes.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.ecommunautes.port.PortsContrat;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Le contrat sur PostgreSQL. Chaque écriture est validée aussitôt, pour que les lectures SQL la voient. */
class PortsPostgresTest extends PortsContrat {

    private static PostgresDeTest base;
    private static EntityManagerFactory emf;
    private EntityManager em;

    @BeforeAll
    static void demarrer() {
        base = PostgresDeTest.avec("e-communautes");
        emf = base.emf();
    }

    @BeforeEach
    void ouvrir() {
        Jdbi jdbi = base.jdbi();
        jdbi.useHandle(
                h -> h.execute(
                        "truncate e_communautes.communaute, e_communautes.contribution, e_communautes.connexion restart identity"));
        em = emf.createEntityManager();
        EspacesJpa e = new EspacesJpa() {
            @Override
            public void ajouter(fr.cnfpt.ecommunautes.domain.Communaute c) {
                valider(() -> super.ajouter(c));
            }
        };
        e.em = em;
        e.jdbi = jdbi;
        ContributionsJpa c = new ContributionsJpa() {
            @Override
            public void ajouter(fr.cnfpt.ecommunautes.domain.Contribution x) {
                valider(() -> super.ajouter(x));
            }
        };
        c.em = em;
        c.jdbi = jdbi;
        PassagesSql p = new PassagesSql();
        p.jdbi = jdbi;
        espaces = e;
        contributions = c;
        passages = p;
    }

    private void valider(Runnable ecriture) {
        em.getTransaction().begin();
        ecriture.run();
        em.getTransaction().commit();
    }

    @AfterEach
    void fermer() {
        em.close();
    }

    private void refuse(String contrainte, String... sql) {
        String message = assertThrows(
                        Exception.class,
                        () -> base.jdbi().useTransaction(h -> {
                            for (String s : sql) {
                                h.execute(s);
                            }
                        }))
                .getMessage();
        assertTrue(message.contains(contrainte), message);
    }

    private static final String RESEAU =
            "insert into e_communautes.communaute (nature, titre, description, ouverture) values ('NATIONALE', 'A', '', '2026-01-01'), ('NATIONALE', 'B', '', '2026-01-01')";
    private static final String MESSAGE =
            "insert into e_communautes.contribution (communaute_id, parent_id, auteur_compte_id, auteur_nom, auteur_role, titre, texte, le) values ";

    @Test
    void la_base_refuse_une_reponse_a_une_reponse() {
        refuse(
                "fk_contribution_repond_a_un_message_de_sa_communaute",
                RESEAU,
                MESSAGE + "(1, null, 0, '', 'AGENT', 't', 't', now())",
                MESSAGE + "(1, 1, 0, '', 'AGENT', null, 't', now())",
                MESSAGE + "(1, 2, 0, '', 'AGENT', null, 't', now())");
    }

    @Test
    void la_base_refuse_une_reponse_dans_une_autre_communaute() {
        refuse(
                "fk_contribution_repond_a_un_message_de_sa_communaute",
                RESEAU,
                MESSAGE + "(1, null, 0, '', 'AGENT', 't', 't', now())",
                MESSAGE + "(2, 1, 0, '', 'AGENT', null, 't', now())");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ck_communaute_de_stage_tient_a_une_session | ('STAGE', null, null, 'A', '2026-01-01', '2026-02-01')",
                "ck_communaute_de_stage_a_une_fin | ('STAGE', 7, 3, 'A', '2026-01-01', null)",
                "ck_communaute_ferme_apres_son_ouverture | ('STAGE', 7, 3, 'A', '2026-01-02', '2026-01-01')",
                "uq_communaute_par_session | ('STAGE', 7, 3, 'A', '2026-01-01', '2026-02-01'), ('STAGE', 7, 3, 'A', '2026-01-01', '2026-02-01')"
            })
    void la_base_refuse_une_communaute_impossible(String contrainte, String valeurs) {
        refuse(
                contrainte,
                "insert into e_communautes.communaute (nature, session_id, structure_id, titre, ouverture, fermeture, description) select v.*, '' from (values "
                        + valeurs.replace("null, null,", "null::bigint, null::bigint,")
                                .replace("'2026-01-01'", "date '2026-01-01'")
                                .replace("'2026-01-02'", "date '2026-01-02'")
                                .replace("'2026-02-01'", "date '2026-02-01'")
                                .replace(", null)", ", null::date)")
                        + ") as v");
    }

    @Test
    void compte_un_jour_par_ligne() {
        espaces.ajouter(fr.cnfpt.ecommunautes.domain.Communaute.nationale("A", "", java.time.LocalDate.of(2026, 1, 1)));
        passages.noter(1, 1, MATIN);
        passages.noter(1, 1, MATIN.plusSeconds(60));
        passages.noter(1, 1, MATIN.plusSeconds(86_400));
        int lignes = base.jdbi()
                .withHandle(h -> h.createQuery("select count(*) from e_communautes.connexion")
                        .mapTo(Integer.class)
                        .one());
        assertEquals(2, lignes);
    }
}
