package fr.cnfpt.inscription.bord.persistence;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.bord.domain.Axe;
import fr.cnfpt.inscription.bord.domain.Bilan;
import fr.cnfpt.inscription.bord.domain.Delai;
import fr.cnfpt.inscription.bord.domain.Remplissage;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ce que compte le tableau de bord est ce que la liste des bulletins montre, dans la portée de qui regarde. */
class ChiffresTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final Chiffres CHIFFRES = Injection.poser(new Chiffres(), POSTGRES.jdbi());
    private static final Portee EMPLOYEUR = new Portee(Portee.Par.COLLECTIVITES, Set.of(DENAIN), null);
    private static final Portee LA_DELEGATION = new Portee(Portee.Par.STRUCTURES, Set.of(DELEGATION), DELEGATION);

    /** Deux places, quatre demandes : une acceptée le troisième jour, une annulée, une promue, une qui attend. */
    private static SessionInfo remplir() {
        SessionInfo s = session(71, 2);
        PostgresDeTest.dans(EMF, em -> {
            PlacesSql places = Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em));
            places.ouvrirJauge(s);
            List<Placement> p =
                    places.inscrire(s, List.of(agent(7101), agent(7102), agent(7103), agent(7104)), rh(), MAINTENANT);
            em.find(Bulletin.class, p.get(0).bulletinId())
                    .accepter(Moment.OUVERTE, delegation(), MAINTENANT.plus(Duration.ofDays(3)));
            em.flush();
            em.find(Bulletin.class, p.get(1).bulletinId()).annuler("Empêchée", Moment.OUVERTE, rh(), MAINTENANT);
            places.rendre(s.id(), true, true, MAINTENANT);
            return null;
        });
        return s;
    }

    @Test
    void l_annee_se_compte_par_mois_par_stage_et_la_delegation_y_voit_ses_places() {
        SessionInfo s = remplir();
        LocalDate du = s.debut().withDayOfYear(1);
        LocalDate au = du.plusYears(1).minusDays(1);
        String mois = YearMonth.from(s.debut()).toString();
        Bilan attendu = new Bilan(mois, 4, 2, 1, 0, 1, 0);
        assertEquals(List.of(attendu), CHIFFRES.comptes(EMPLOYEUR, Axe.MOIS, du, au));
        assertEquals(List.of(attendu), CHIFFRES.comptes(LA_DELEGATION, Axe.MOIS, du, au));
        for (Axe axe : Axe.values()) {
            List<Bilan> comptes = CHIFFRES.comptes(EMPLOYEUR, axe, du, au);
            assertEquals(
                    List.of(attendu), comptes.stream().map(c -> c.sous(mois)).toList(), axe.libelle());
        }
        assertEquals(
                List.of(),
                CHIFFRES.comptes(new Portee(Portee.Par.COLLECTIVITES, Set.of(DENAIN + 1), null), Axe.MOIS, du, au),
                "un autre employeur n'y compte rien");
        assertEquals(List.of(), CHIFFRES.comptes(EMPLOYEUR, Axe.MOIS, du.plusYears(1), au.plusYears(1)));

        assertEquals(
                List.of(new Remplissage(mois, 1, 2, 2, s.minimum() > 2 ? 1 : 0)),
                CHIFFRES.remplissages(LA_DELEGATION, du, au));
        assertEquals(100L, CHIFFRES.remplissages(LA_DELEGATION, du, au).get(0).taux());
        assertEquals(25L, attendu.partNonServie());
        assertNull(new Bilan("", 0, 0, 0, 0, 0, 0).partNonServie());

        List<Delai> delais = CHIFFRES.delais(EMPLOYEUR, MAINTENANT.minus(Duration.ofDays(1)));
        assertEquals(
                List.of(new Delai("Réponse de la délégation", 1, new BigDecimal("3.00"), new BigDecimal("3.00"))),
                delais);
        assertEquals("3 jours", delais.get(0).medianEnClair());
        assertEquals(List.of(), CHIFFRES.delais(EMPLOYEUR, MAINTENANT.plus(Duration.ofDays(1))));
    }
}
