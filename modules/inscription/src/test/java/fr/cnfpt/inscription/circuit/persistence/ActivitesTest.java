package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Le volume d'une période : celui des sessions d'une délégation, ou des agents d'un employeur. */
class ActivitesTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final Activites ACTIVITES = Injection.poser(new Activites(), POSTGRES.jdbi());

    @Test
    void trois_jours_et_deux_inscrits_font_six_jfs_pour_la_delegation_comme_pour_l_employeur() {
        SessionInfo s = session(81, 2);
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            PlacesSql places = Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em));
            places.ouvrirJauge(s);
            for (long i = 1; i <= 3; i++) {
                places.inscrire(s, List.of(agent(8100 + i)), rh(), MAINTENANT);
            }
            return null;
        });
        LocalDate du = s.debut().minusDays(1);
        LocalDate au = s.debut().plusDays(1);
        Portee delegation = new Portee(Portee.Par.STRUCTURES, Set.of(DELEGATION), DELEGATION);
        Portee employeur = new Portee(Portee.Par.COLLECTIVITES, Set.of(DENAIN), null);
        assertEquals(
                "2 stagiaires, 6 JFS", ACTIVITES.commencees(delegation, du, au).enClair());
        assertEquals(
                "2 stagiaires, 6 JFS", ACTIVITES.commencees(employeur, du, au).enClair());
        assertEquals(
                "2 stagiaires, 6 JFS",
                ACTIVITES.commencees(Portee.ENTIERE, du, au).enClair());
        assertEquals(
                "aucun stagiaire, 0 JFS",
                ACTIVITES
                        .commencees(new Portee(Portee.Par.COLLECTIVITES, Set.of(DENAIN + 1), null), du, au)
                        .enClair());
        assertEquals(
                "aucun stagiaire, 0 JFS",
                ACTIVITES.commencees(delegation, au, au.plusDays(1)).enClair());
    }

    @Test
    void une_jauge_d_avant_recoit_ses_heures() {
        SessionInfo s = session(82, 2);
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em)).ouvrirJauge(s);
            return null;
        });
        POSTGRES.jdbi().useHandle(h -> h.execute("update inscription.jauge set heures = null where session_id = 82"));
        assertEquals(List.of(82L), ACTIVITES.sansHeures(0, 9));
        ACTIVITES.reporter(List.of(s));
        assertEquals(List.of(), ACTIVITES.sansHeures(0, 9));
    }
}
