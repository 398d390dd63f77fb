package fr.cnfpt.inscription.pilotage.application;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.duStage;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.pilotage.application.PiloterLesInscriptions.Tableau;
import fr.cnfpt.inscription.pilotage.domain.Bilan;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Les chiffres d'une année, sur PostgreSQL : chacun les siens, et de l'instant. */
class PilotageTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve("inscription").jdbi();
    private static final long INSTITUT = 8;

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final PiloterLesInscriptions pilotage = Injection.poser(
            new PiloterLesInscriptions(),
            new PorteesEnMemoire(courant),
            Injection.poser(new Pilotages(), JDBI),
            offre,
            new AnnuaireEnMemoire(),
            Horloge.arretee(JOUR));

    @BeforeEach
    void poser() {
        JDBI.useHandle(h -> {
            h.execute("alter table inscription.changement disable trigger all");
            h.execute("truncate inscription.jauge, inscription.changement cascade");
            h.execute("alter table inscription.changement enable trigger all");
        });
        jauge(1, DELEGATION, 10, 4, 1, "2026-05-04");
        jauge(2, INSTITUT, 20, 1, 0, "2026-06-01");
        jauge(3, DELEGATION, 10, 1, 0, "2025-06-01");
        bulletin(1, 1, 501, DELEGATION, DENAIN, "ACCEPTEE", 1L);
        bulletin(2, 1, 501, DELEGATION, DENAIN, "LISTE_ATTENTE", 2L);
        bulletin(3, 1, 501, DELEGATION, VALENCIENNES, "TRANSMISE", 3L);
        bulletin(4, 1, 501, DELEGATION, DENAIN, "REFUSEE", null);
        bulletin(5, 2, 502, INSTITUT, DENAIN, "CONVOQUEE", 1L);
        bulletin(6, 3, 501, DELEGATION, DENAIN, "ATTESTEE", 1L);
        pas(1, "2026-01-01T08:00Z", "PREINSCRIPTION");
        pas(1, "2026-01-03T08:00Z", "TRANSMISE");
        pas(1, "2026-01-10T08:00Z", "ACCEPTEE");
        pas(5, "2026-01-05T08:00Z", "TRANSMISE");
        pas(5, "2026-01-08T08:00Z", "ACCEPTEE");
        pas(5, "2026-01-20T08:00Z", "CONVOQUEE");
        pas(4, "2026-01-02T08:00Z", "REFUSEE");
        offre.sessions.put(1L, duStage(501, session(1, 10), LocalDate.parse("2026-05-04")));
        offre.sessions.put(2L, duStage(502, session(2, 20), LocalDate.parse("2026-06-01")));
        offre.sessions.put(3L, duStage(501, session(3, 10), LocalDate.parse("2025-06-01")));
    }

    private static void jauge(long session, long structure, int capacite, int prises, int attente, String debut) {
        JDBI.useHandle(h -> h.execute(
                "insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut, places_prises, en_attente) values (?, ?, 1, ?, ?::date, ?, ?)",
                session,
                capacite,
                structure,
                debut,
                prises,
                attente));
    }

    private static void bulletin(
            long id, long session, long stage, long structure, long collectivite, String etat, Long rang) {
        JDBI.useHandle(h -> h.execute(
                "insert into inscription.bulletin (id, session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)"
                        + " overriding system value select ?, j.session_id, ?, ?, ?, ?, j.debut, j.debut + 1, ?, ?::bigint, '2026-01-01T08:00Z' from inscription.jauge j where j.session_id = ?",
                id,
                stage,
                structure,
                id,
                collectivite,
                etat,
                rang,
                session));
    }

    private static void pas(long bulletin, String quand, String etat) {
        JDBI.useHandle(h -> h.execute(
                "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role) values (?, ?::timestamptz, ?, '', 1, 'RH', 'RH')",
                bulletin,
                quand,
                etat));
    }

    private Tableau annee(Utilisateur u, int annee) {
        return courant.agirComme(u, () -> pilotage.annee(annee));
    }

    @Test
    void un_employeur_lit_ses_demandes_a_travers_sa_delegation_et_les_instituts() {
        Tableau t = annee(rh(), 2026);
        assertEquals(new Bilan("", 4, 2, 1, 1, 0), t.total());
        assertEquals(2, t.organisateurs().size());
        assertEquals(3, t.organisateurs().get(0).bilan().demandes());
        assertEquals(7.0, t.organisateurs().get(0).reponse(), 1e-9, "la délégation");
        assertEquals(3.0, t.organisateurs().get(1).reponse(), 1e-9, "l'institut");
        assertEquals(5.0, t.delai().orElseThrow().reponse(), 1e-9, "la médiane des deux");
        assertEquals(3.0, t.delai().orElseThrow().transmission(), 1e-9, "deux jours et quatre");
        assertEquals(2, t.delai().orElseThrow().repondues(), "le refus de l'employeur n'est pas une réponse du CNFPT");
        assertEquals("[2026-05-01 3/1, 2026-06-01 1/1]", mois(t));
        assertEquals(1, annee(rh(), 2025).total().tenues());
    }

    @Test
    void une_delegation_lit_les_places_de_ses_sessions_et_ce_qui_lui_est_transmis() {
        Tableau t = annee(delegation(), 2026);
        assertEquals(new Bilan("", 3, 2, 1, 0, 0), t.total(), "ni l'institut, ni ce que l'employeur a refusé");
        assertEquals(1, t.mois().size());
        assertEquals(10L, t.mois().get(0).places());
        assertEquals(4, t.mois().get(0).tenues());
    }

    @Test
    void un_theme_mene_aux_stages_qu_il_compte() {
        Tableau t = annee(rh(), 2026);
        assertEquals(1, t.themes().size(), "les deux stages sont du même thème");
        assertEquals(
                Set.of(501L, 502L),
                new TreeSet<>(courant.agirComme(
                        rh(), () -> pilotage.stages(2026, t.themes().get(0).nom()))));
        assertEquals(Set.of(), new TreeSet<>(courant.agirComme(rh(), () -> pilotage.stages(2026, "Autre chose"))));
        assertEquals("25 %", t.total().part(t.total().attente()));
    }

    @Test
    void le_chiffre_est_de_l_instant() {
        annee(rh(), 2026);
        bulletin(9, 2, 502, INSTITUT, DENAIN, "ANNULEE", 2L);
        assertEquals(1, annee(rh(), 2026).total().annulees());
    }

    private static String mois(Tableau t) {
        return t.mois().stream()
                .map(m -> m.mois() + " " + m.demandes() + "/" + m.tenues())
                .toList()
                .toString();
    }
}
