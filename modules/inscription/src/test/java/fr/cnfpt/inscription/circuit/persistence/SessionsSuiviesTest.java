package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** La jauge, les demandes et la file d'une session qui change. */
class SessionsSuiviesTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static final SessionsSuivies SUIVIES = Injection.poser(new SessionsSuivies(), JDBI);

    private static void inscrire(SessionInfo s, int combien) {
        PostgresDeTest.dans(EMF, em -> {
            PlacesSql places = Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em));
            places.ouvrirJauge(s);
            for (long i = 1; i <= combien; i++) {
                places.inscrire(s, List.of(agent(s.id() * 100 + i)), rh(), MAINTENANT);
            }
            return null;
        });
    }

    private static List<String> etats(long session) {
        return JDBI.withHandle(
                h -> h.createQuery("select etat from inscription.bulletin where session_id = :s order by rang")
                        .bind("s", session)
                        .mapTo(String.class)
                        .list());
    }

    private static String jauge(long session) {
        return JDBI.withHandle(h -> h.createQuery(
                        "select capacite || ' ' || places_prises || ' ' || en_attente from inscription.jauge where session_id = :s")
                .bind("s", session)
                .mapTo(String.class)
                .one());
    }

    @Test
    void un_effectif_qui_grandit_fait_avancer_la_file_d_autant_et_dans_l_ordre() {
        inscrire(session(71, 1), 4);
        SUIVIES.suivre(session(71, 3), true, MAINTENANT);
        assertEquals(List.of("TRANSMISE", "TRANSMISE", "TRANSMISE", "LISTE_ATTENTE"), etats(71));
        assertEquals("3 3 1", jauge(71));
        SUIVIES.suivre(session(71, 10), true, MAINTENANT);
        assertEquals("10 4 0", jauge(71));
    }

    @Test
    void un_effectif_sous_les_places_tenues_est_refuse_et_dit_combien() {
        inscrire(session(72, 4), 3);
        Refus r = assertThrows(Refus.class, () -> SUIVIES.suivre(session(72, 2), true, MAINTENANT));
        assertEquals("capacite", r.champ());
        assertTrue(r.getMessage().contains("3 places sont déjà tenues"), r.getMessage());
        assertEquals("4 3 0", jauge(72));
    }

    @Test
    void les_demandes_prennent_les_dates_et_le_changement_s_ajoute_a_leur_histoire() {
        inscrire(session(73, 2), 2);
        JDBI.useHandle(
                h -> h.execute(
                        "update inscription.bulletin set session_debut = session_debut - 9, session_fin = session_fin - 9 where session_id = 73"));
        SUIVIES.suivre(session(73, 2), true, MAINTENANT);
        assertEquals(
                2L,
                nombre(
                        "select count(*) from inscription.bulletin b join inscription.jauge j using (session_id) where session_id = 73 and b.session_debut = j.debut"));
        assertEquals(
                2, SUIVIES.noter(73, "La session est changée", rh(), MAINTENANT).size());
        assertEquals(
                2L,
                nombre(
                        "select count(*) from inscription.changement where texte = 'La session est changée' and etat = 'TRANSMISE'"));
    }

    @Test
    void une_session_annulee_annule_ses_demandes_avec_son_motif_et_vide_sa_jauge() {
        inscrire(session(74, 2), 3);
        assertEquals(
                3, SUIVIES.annuler(74, "Formateur malade", rh(), MAINTENANT).size());
        assertEquals(List.of("ANNULEE", "ANNULEE", "ANNULEE"), etats(74));
        assertEquals("2 0 0", jauge(74));
        assertEquals(
                1L,
                nombre("select count(*) from inscription.jauge where session_id = 74 and annulee"),
                "elle n'est plus sous son minimum");
        assertEquals(
                3L,
                nombre(
                        "select count(*) from inscription.changement c join inscription.bulletin b on b.id = c.bulletin_id where b.session_id = 74 and c.etat = 'ANNULEE' and c.motif = 'Formateur malade'"));
    }

    @Test
    void une_session_ou_des_presences_sont_notees_ne_s_annule_plus() {
        inscrire(session(75, 2), 2);
        JDBI.useHandle(
                h -> h.execute(
                        "update inscription.bulletin set etat = 'PRESENTE' where id = (select min(id) from inscription.bulletin where session_id = 75)"));
        Refus r = assertThrows(Refus.class, () -> SUIVIES.annuler(75, "Trop tard", rh(), MAINTENANT));
        assertEquals("presences-notees", r.code());
        assertEquals(List.of("PRESENTE", "TRANSMISE"), etats(75));
    }

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }
}
