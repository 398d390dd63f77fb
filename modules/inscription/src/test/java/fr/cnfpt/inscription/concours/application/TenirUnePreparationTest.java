package fr.cnfpt.inscription.concours.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.concours;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.concours.domain.Parcours;
import fr.cnfpt.inscription.concours.persistence.Preparations;
import fr.cnfpt.inscription.concours.persistence.ReglesDesConcours;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une préparation aux concours : le test d'orientation, l'assiduité, l'avertissement, la radiation. Sur PostgreSQL. */
class TenirUnePreparationTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();
    private static final AtomicLong SESSIONS = new AtomicLong(70_000);
    private static final BigDecimal DOUZE = BigDecimal.valueOf(12);

    private final Horloge horloge = Horloge.arretee(JOUR);
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final List<String> courriels = new ArrayList<>();

    private final class Monde {
        private final UtilisateurCourant courant = new UtilisateurCourant();
        private final TenirUnePreparation tenue = new TenirUnePreparation();
        private final LireUnePreparation lecture = new LireUnePreparation();
        private final InstruireBulletins instruction = new InstruireBulletins();
        private final PlacesSql places = new PlacesSql();
        private final BulletinsSql bulletins = new BulletinsSql();

        private Monde(EntityManager em) {
            Jdbi jdbi = PostgresDeTest.jdbi(em, horloge);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Injection.poser(bulletins, em, jdbi);
            Injection.poser(places, em, jdbi);
            ReglesDesConcours regles =
                    Injection.poser(new ReglesDesConcours(), Injection.poser(new Regles(), jdbi), jdbi);
            Preparations preparations = Injection.poser(new Preparations(), jdbi, regles);
            Courriers courriers = (Courriers) Proxy.newProxyInstance(
                    Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                        courriels.add(a[0] + " " + a[1] + " " + a[2]);
                        return null;
                    });
            ConsulterBulletins consultation = Injection.poser(
                    new ConsulterBulletins(), courant, portees, annuaire, offre, bulletins, places, horloge);
            Injection.poser(
                    tenue,
                    courant,
                    portees,
                    bulletins,
                    places,
                    preparations,
                    regles,
                    offre,
                    annuaire,
                    courriers,
                    horloge);
            Injection.poser(lecture, courant, consultation, offre, annuaire, preparations, regles, horloge);
            Injection.poser(instruction, courant, portees, bulletins, places, offre, preparations, horloge);
        }
    }

    private <T> T comme(Utilisateur u, Function<Monde, T> action) {
        return PostgresDeTest.dans(EMF, em -> {
            Monde m = new Monde(em);
            return m.courant.agirComme(u, () -> action.apply(m));
        });
    }

    private void enDelegation(Consumer<Monde> g) {
        comme(delegation(), m -> {
            g.accept(m);
            return null;
        });
    }

    private String refus(Utilisateur u, Consumer<Monde> action) {
        return assertThrows(
                        Refus.class,
                        () -> comme(u, m -> {
                            action.accept(m);
                            return null;
                        }))
                .code();
    }

    @AfterAll
    static void fermer() {
        EMF.close();
    }

    @BeforeEach
    void peupler() {
        annuaire.collectivites.add(denain(true, true));
        LongStream.rangeClosed(101, 105)
                .forEach(i -> annuaire.agents.add(new AgentInfo(
                        i,
                        DENAIN,
                        "M" + i,
                        "Nom" + i,
                        "Prénom",
                        i + "@denain.fr",
                        "Jardinière",
                        null,
                        "C",
                        null,
                        100L)));
    }

    /** Une préparation, de ce jour à ce jour, et les bulletins de ces agents, dans l'ordre. */
    private List<Long> preparation(int places, LocalDate debut, LocalDate fin, long... agents) {
        SessionInfo s = concours(dates(
                session(SESSIONS.incrementAndGet(), places), debut.minusDays(60), debut.minusDays(20), debut, fin));
        offre.sessions.put(s.id(), s);
        return comme(rh(), m -> {
            m.places.ouvrirJauge(s);
            return m
                    .places
                    .inscrire(
                            s,
                            LongStream.of(agents)
                                    .mapToObj(i -> annuaire.agents.stream()
                                            .filter(a -> a.id() == i)
                                            .findFirst()
                                            .orElseThrow())
                                    .toList(),
                            rh(),
                            horloge.maintenant())
                    .stream()
                    .map(Placement::bulletinId)
                    .toList();
        });
    }

    private List<Long> aVenir(int places, long... agents) {
        return preparation(places, JOUR.plusDays(30), JOUR.plusDays(90), agents);
    }

    /** Commencée il y a tant de jours ; les places y sont convoquées. */
    private List<Long> commencee(int places, int jours, long... agents) {
        List<Long> ids = preparation(places, JOUR.minusDays(jours), JOUR.plusDays(60), agents);
        POSTGRES.jdbi()
                .useHandle(h -> h.createUpdate(
                                "update inscription.bulletin set etat = 'CONVOQUEE' where id = any(:b) and etat = 'TRANSMISE'")
                        .bind("b", ids.toArray(Long[]::new))
                        .execute());
        return ids;
    }

    private String etat(long bulletin) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select etat from inscription.bulletin where id = :b")
                        .bind("b", bulletin)
                        .mapTo(String.class)
                        .one());
    }

    private void noterLeTest(long bulletin, Parcours parcours) {
        enDelegation(m -> m.tenue.noterLeTest(
                bulletin,
                DOUZE,
                JOUR,
                parcours,
                parcours == Parcours.ADMIS ? null : "Une remise à niveau en français"));
    }

    private void manquer(long bulletin, int... ilYA) {
        for (int j : ilYA) {
            enDelegation(m -> m.tenue.noterUneAbsence(bulletin, JOUR.minusDays(j), 2, null));
        }
    }

    @Test
    void nul_n_est_accepte_sans_le_resultat_de_son_test_d_orientation() {
        long elle = aVenir(5, 101).get(0);
        assertEquals("orientation-attendue", refus(delegation(), m -> m.instruction.accepter(List.of(elle))));
        assertEquals("TRANSMISE", etat(elle));
        noterLeTest(elle, Parcours.ADMIS);
        enDelegation(m -> m.instruction.accepter(List.of(elle)));
        assertEquals("ACCEPTEE", etat(elle));
    }

    @Test
    void accepter_tous_ne_prend_que_ceux_que_leur_test_admet() {
        List<Long> ids = aVenir(5, 101, 102, 103);
        long session = comme(
                delegation(), m -> m.bulletins.parId(ids.get(0)).orElseThrow().sessionId());
        assertEquals("orientation-attendue", refus(delegation(), m -> m.instruction.accepterTous(session)));
        noterLeTest(ids.get(0), Parcours.ADMIS);
        noterLeTest(ids.get(1), Parcours.REMISE_A_NIVEAU);
        assertEquals(1, (int) comme(delegation(), m -> m.instruction.accepterTous(session)));
        assertEquals(
                List.of("ACCEPTEE", "TRANSMISE", "TRANSMISE"),
                ids.stream().map(this::etat).toList());
        enDelegation(m -> m.instruction.accepter(List.of(ids.get(1))));
        assertEquals("ACCEPTEE", etat(ids.get(1)), "un conseil n'est pas un refus : la délégation décide");
    }

    @Test
    void un_resultat_a_ses_bornes_se_corrige_et_ne_change_plus_une_fois_la_demande_acceptee() {
        long elle = aVenir(5, 101).get(0);
        assertEquals(
                "points-impossibles",
                refus(
                        delegation(),
                        m -> m.tenue.noterLeTest(elle, BigDecimal.valueOf(21), JOUR, Parcours.ADMIS, null)));
        assertEquals(
                "jour-impossible",
                refus(delegation(), m -> m.tenue.noterLeTest(elle, DOUZE, JOUR.plusDays(1), Parcours.ADMIS, null)));
        assertEquals(
                "conseil-absent",
                refus(delegation(), m -> m.tenue.noterLeTest(elle, DOUZE, JOUR, Parcours.AUTRE_PARCOURS, " ")));
        noterLeTest(elle, Parcours.REMISE_A_NIVEAU);
        noterLeTest(elle, Parcours.ADMIS);
        assertEquals(
                Parcours.ADMIS,
                comme(
                        delegation(),
                        m -> m.lecture.lire(elle).orElseThrow().orientation().parcours()));
        enDelegation(m -> m.instruction.accepter(List.of(elle)));
        assertEquals(
                "etat-du-bulletin",
                refus(delegation(), m -> m.tenue.noterLeTest(elle, DOUZE, JOUR, Parcours.ADMIS, null)));
    }

    @Test
    void les_points_ne_sont_qu_a_la_personne_et_au_cnfpt() {
        long elle = aVenir(5, 101).get(0);
        noterLeTest(elle, Parcours.ADMIS);
        assertTrue((boolean) comme(
                agentConnecte(101), m -> m.lecture.lire(elle).orElseThrow().voitLesPoints()));
        assertTrue((boolean)
                comme(delegation(), m -> m.lecture.lire(elle).orElseThrow().voitLesPoints()));
        assertFalse(
                (boolean) comme(rh(), m -> m.lecture.lire(elle).orElseThrow().voitLesPoints()));
        assertEquals("bulletin-inconnu", refus(agentConnecte(102), m -> m.lecture.lire(elle)));
        assertEquals(
                "bulletin-inconnu",
                refus(autreDelegation(), m -> m.tenue.noterLeTest(elle, DOUZE, JOUR, Parcours.ADMIS, null)));
        assertFalse(courriels.toString().contains("12"), "aucun courriel ne les dit : " + courriels);
    }

    @Test
    void seules_comptent_les_absences_sans_justification_d_un_jour_de_la_session() {
        long elle = commencee(5, 10, 101).get(0);
        assertEquals(
                "jour-impossible",
                refus(delegation(), m -> m.tenue.noterUneAbsence(elle, JOUR.minusDays(11), 1, null)));
        assertEquals(
                "jour-impossible", refus(delegation(), m -> m.tenue.noterUneAbsence(elle, JOUR.plusDays(1), 1, null)));
        enDelegation(m -> m.tenue.noterUneAbsence(elle, JOUR, 1, null));
        enDelegation(m -> m.tenue.noterUneAbsence(elle, JOUR.minusDays(1), 2, "Justificatif reçu"));
        assertEquals(1, (int) comme(
                delegation(),
                m -> m.lecture.lire(elle).orElseThrow().assiduite().demiJournees()));
        enDelegation(m -> m.tenue.noterUneAbsence(elle, JOUR, 1, "Justificatif reçu"));
        assertEquals(0, (int) comme(
                delegation(),
                m -> m.lecture.lire(elle).orElseThrow().assiduite().demiJournees()));
        enDelegation(m -> m.tenue.retirerUneAbsence(elle, JOUR));
        assertEquals("absence-inconnue", refus(delegation(), m -> m.tenue.retirerUneAbsence(elle, JOUR)));
    }

    @Test
    void on_avertit_au_seuil_du_jour_et_l_on_ne_radie_que_qui_est_averti_et_en_a_trop() {
        long elle = commencee(5, 10, 101).get(0);
        assertEquals("absences-insuffisantes", refus(delegation(), m -> m.tenue.avertir(elle, "Deux absences")));
        assertEquals("avertissement-absent", refus(delegation(), m -> m.tenue.radier(elle, "Trop d'absences")));
        manquer(elle, 5);
        assertEquals("motif-absent", refus(delegation(), m -> m.tenue.avertir(elle, " ")));
        enDelegation(m -> m.tenue.avertir(elle, "Une journée sans prévenir"));
        assertEquals("deja-avertie", refus(delegation(), m -> m.tenue.avertir(elle, "Encore")));
        assertEquals("absences-insuffisantes", refus(delegation(), m -> m.tenue.radier(elle, "Trop d'absences")));
        assertEquals("CONVOQUEE", etat(elle));
        manquer(elle, 3);
        enDelegation(m -> m.tenue.radier(elle, "Deux journées sans prévenir"));
        assertEquals("ANNULEE", etat(elle));
        assertEquals(
                "Radié",
                comme(rh(), m -> m.bulletins.ligne(elle, Portee.ENTIERE).orElseThrow())
                        .libelle(),
                "et non « Annulée », dans les listes comme sur sa page");

        var vue = comme(rh(), m -> m.lecture.lire(elle).orElseThrow());
        assertEquals(4, vue.radiation().demiJournees());
        assertEquals(4, vue.radiation().seuil());
        assertTrue(
                vue.radiation().regle().startsWith("Une personne avertie"),
                vue.radiation().regle());
        assertTrue(
                courriels.stream().anyMatch(c -> c.startsWith("101@denain.fr Radiation"))
                        && courriels.stream().anyMatch(c -> c.startsWith("rh@59 Radiation")),
                courriels::toString);
        assertEquals("moment-de-la-session", refus(delegation(), m -> m.tenue.noterUneAbsence(elle, JOUR, 1, null)));
    }

    @Test
    void la_place_d_une_personne_radiee_va_a_la_file_tant_que_la_regle_le_permet() {
        List<Long> tot = commencee(1, 15, 101, 102);
        manquer(tot.get(0), 5, 3);
        enDelegation(m -> m.tenue.avertir(tot.get(0), "Deux journées"));
        assertTrue((boolean) comme(delegation(), m -> m.tenue.radier(tot.get(0), "Deux journées")));
        assertEquals("TRANSMISE", etat(tot.get(1)));
        assertTrue(courriels.stream().anyMatch(c -> c.startsWith("102@denain.fr Une place pour vous")));

        List<Long> tard = commencee(1, 16, 103, 104);
        manquer(tard.get(0), 5, 3);
        enDelegation(m -> m.tenue.avertir(tard.get(0), "Deux journées"));
        assertFalse((boolean) comme(delegation(), m -> m.tenue.radier(tard.get(0), "Deux journées")));
        assertEquals("LISTE_ATTENTE", etat(tard.get(1)));
    }

    @Test
    void la_base_refuse_une_radiation_sans_avertissement() {
        long elle = commencee(5, 10, 105).get(0);
        JdbiException refus = assertThrows(
                JdbiException.class,
                () -> POSTGRES.jdbi()
                        .useHandle(h -> h.execute(
                                "insert into inscription.radiation (bulletin_id, le, demi_journees, seuil, regle, source) values (?, now(), 4, 4, 'r', 's')",
                                elle)));
        assertTrue(refus.getMessage().contains("radiation_bulletin_id_fkey"), refus.getMessage());
    }

    @Test
    void une_session_qui_ne_prepare_pas_un_concours_n_a_rien_de_cela() {
        SessionInfo s = session(SESSIONS.incrementAndGet(), 3);
        offre.sessions.put(s.id(), s);
        long elle = comme(rh(), m -> {
            m.places.ouvrirJauge(s);
            return m.places
                    .inscrire(s, List.of(annuaire.agents.get(0)), rh(), horloge.maintenant())
                    .get(0)
                    .bulletinId();
        });
        assertTrue((boolean) comme(rh(), m -> m.lecture.lire(elle)).isEmpty());
        assertEquals(
                "pas-une-preparation",
                refus(delegation(), m -> m.tenue.noterLeTest(elle, DOUZE, JOUR, Parcours.ADMIS, null)));
        enDelegation(m -> m.instruction.accepter(List.of(elle)));
        assertEquals("ACCEPTEE", etat(elle));
    }
}
