package fr.cnfpt.inscription.reglages.application;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.au;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.persistence.ChangementsARefuser;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.quotas.application.LimiterLAttente;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota;
import fr.cnfpt.inscription.quotas.persistence.Quotas;
import fr.cnfpt.inscription.reglages.application.ReglerLesPlaces.Reglages;
import fr.cnfpt.inscription.sauvetage.application.ReglerLesOffres;
import fr.cnfpt.inscription.selection.application.ReglerLaSelection;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Les trois réglages des places d'une session, d'un seul envoi. Sur PostgreSQL. */
class ReglerLesPlacesTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final Reglages AUCUN = new Reglages(null, null, false, false);

    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final Horloge horloge = new Horloge(Clock.fixed(MAINTENANT, Horloge.PARIS));

    /** Ce qui place et règle, sur une connexion. */
    private final class Atelier {
        final UtilisateurCourant courant = new UtilisateurCourant();
        final PlacesSql places = new PlacesSql();
        final ReglerLesPlaces reglage = new ReglerLesPlaces();

        Atelier(EntityManager em) {
            Jdbi jdbi = PostgresDeTest.jdbi(em, horloge);
            ReglesDuCircuit regles = Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), jdbi), jdbi);
            Injection.poser(places, em, jdbi);
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Journal journal = (Journal) Proxy.newProxyInstance(
                    Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (p, m, a) -> null);
            Injection.poser(
                    reglage,
                    Injection.poser(
                            new TableauDesSessions(),
                            portees,
                            offre,
                            places,
                            bulletins,
                            Injection.poser(new ChangementsARefuser(), jdbi),
                            regles,
                            horloge),
                    Injection.poser(
                            new ReglerLeQuota(),
                            Injection.poser(new Quotas(), jdbi),
                            offre,
                            places,
                            Injection.poser(new SessionsSuivies(), jdbi),
                            Injection.poser(new RendreLaPlace(), places, regles, horloge),
                            annuaire,
                            portees,
                            journal,
                            horloge),
                    Injection.poser(
                            new LimiterLAttente(),
                            Injection.poser(new Quotas(), jdbi),
                            offre,
                            places,
                            portees,
                            journal,
                            horloge),
                    Injection.poser(
                            new ReglerLaSelection(),
                            Injection.poser(new Selections(), em, jdbi),
                            offre,
                            places,
                            portees,
                            horloge),
                    Injection.poser(
                            new ReglerLesOffres(),
                            Injection.poser(new Offres(), jdbi),
                            offre,
                            places,
                            portees,
                            regles,
                            horloge),
                    places);
        }
    }

    @BeforeEach
    void poser() {
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        LongStream.rangeClosed(101, 105).forEach(i -> annuaire.agents.add(agent(i)));
    }

    private <T> T comme(Utilisateur u, Function<Atelier, T> acte) {
        return PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Atelier a = new Atelier(em);
            return a.courant.agirComme(u, () -> acte.apply(a));
        });
    }

    private SessionInfo ouvrir(long id, Integer places, Moment moment) {
        SessionInfo s = au(moment, session(id, places));
        offre.sessions.put(id, s);
        return comme(delegation(), a -> {
            a.places.ouvrirJauge(s);
            return s;
        });
    }

    private Reglages lire(SessionInfo s) {
        return comme(delegation(), a -> a.reglage.lire(s.id()).reglages());
    }

    private int regler(SessionInfo s, Reglages lus, Reglages voulus) {
        return comme(delegation(), a -> a.reglage.executer(s.id(), lus.version(), voulus));
    }

    private String refus(Utilisateur u, SessionInfo s, Reglages lus, Reglages voulus) {
        return assertThrows(Refus.class, () -> comme(u, a -> a.reglage.executer(s.id(), lus.version(), voulus)))
                .code();
    }

    @Test
    void les_trois_reglages_se_posent_ensemble_ou_pas_du_tout() {
        SessionInfo s = ouvrir(1, 4, Moment.OUVERTE);
        regler(s, AUCUN, new Reglages(2, null, false, true));
        assertEquals(new Reglages(2, null, false, true), lire(s));
        // La sélection ne se choisit plus, les inscriptions ouvertes : le quota ôté avec elle reste donc.
        assertEquals(
                "selection-trop-tard",
                refus(delegation(), s, new Reglages(2, null, false, true), new Reglages(null, null, true, false)));
        assertEquals(new Reglages(2, null, false, true), lire(s));
    }

    @Test
    void un_quota_cede_a_une_selection_et_une_selection_a_un_quota_d_un_seul_envoi() {
        SessionInfo s = ouvrir(2, 4, Moment.AVANT_OUVERTURE);
        Reglages quota = new Reglages(2, null, false, false);
        Reglages selection = new Reglages(null, null, true, false);
        regler(s, AUCUN, quota);
        regler(s, quota, selection);
        assertEquals(selection, lire(s));
        regler(s, selection, quota);
        assertEquals(quota, lire(s));
        assertEquals("selection-et-quota", refus(delegation(), s, quota, new Reglages(2, null, true, false)));
    }

    @Test
    void la_liste_d_attente_se_limite_avec_le_reste_et_cede_a_une_selection() {
        SessionInfo s = ouvrir(8, 4, Moment.AVANT_OUVERTURE);
        Reglages limitee = new Reglages(2, 0, false, true);
        regler(s, AUCUN, limitee);
        assertEquals(limitee, lire(s));
        assertEquals("selection-et-attente", refus(delegation(), s, limitee, new Reglages(null, 0, true, false)));
        regler(s, limitee, new Reglages(null, null, true, false));
        assertEquals(new Reglages(null, null, true, false), lire(s));
    }

    @Test
    void on_ne_change_que_ce_qu_on_a_lu_et_deux_a_la_fois_un_seul_compte() throws Exception {
        SessionInfo s = ouvrir(3, 4, Moment.OUVERTE);
        assertEquals(
                ReglerLesPlaces.CHANGES,
                refus(delegation(), s, new Reglages(3, null, false, false), new Reglages(1, null, false, false)));
        CyclicBarrier ensemble = new CyclicBarrier(2);
        ExecutorService deux = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> fils = List.of(1, 2).stream()
                    .map(q -> deux.submit(() -> {
                        ensemble.await();
                        try {
                            regler(s, AUCUN, new Reglages(q, null, false, false));
                            return "fait";
                        } catch (Refus r) {
                            return r.code();
                        }
                    }))
                    .toList();
            Set<String> dits = new HashSet<>();
            for (Future<String> f : fils) {
                dits.add(f.get());
            }
            assertEquals(Set.of("fait", ReglerLesPlaces.CHANGES), dits);
        } finally {
            deux.shutdownNow();
        }
    }

    @Test
    void un_quota_releve_donne_une_place_a_qui_l_attendait() {
        SessionInfo s = ouvrir(4, 4, Moment.OUVERTE);
        Reglages un = new Reglages(1, null, false, false);
        regler(s, AUCUN, un);
        comme(
                rh(),
                a -> a.places.inscrire(
                        s,
                        LongStream.of(101, 102, 103)
                                .mapToObj(i -> annuaire.agents(List.of(i)).get(i))
                                .toList(),
                        a.courant.get(),
                        MAINTENANT));
        assertEquals(1, regler(s, un, new Reglages(2, null, false, false)));
    }

    @Test
    void sans_effectif_ou_commencee_une_session_n_offre_pas_de_place_rendue() {
        assertEquals(
                "offres-sans-effectif",
                refus(delegation(), ouvrir(5, null, Moment.OUVERTE), AUCUN, new Reglages(null, null, false, true)));
        assertEquals(
                "moment-de-la-session",
                refus(delegation(), ouvrir(6, 4, Moment.COMMENCEE), AUCUN, new Reglages(null, null, false, true)));
    }

    @Test
    void celle_d_une_autre_delegation_est_introuvable() {
        SessionInfo s = ouvrir(7, 4, Moment.OUVERTE);
        assertEquals("session-inconnue", refus(autreDelegation(), s, AUCUN, new Reglages(1, null, false, false)));
        assertEquals(AUCUN, lire(s));
    }

    @Test
    void deux_reglages_differents_n_ont_pas_la_meme_version() {
        Set<Integer> versions = new HashSet<>();
        for (Integer quota : new Integer[] {null, 1, 2, ReglerLeQuota.MAXIMUM}) {
            for (Integer limite : new Integer[] {null, 0, 1, ReglerLeQuota.MAXIMUM}) {
                for (int i = 0; i < 4; i++) {
                    versions.add(new Reglages(quota, limite, i % 2 == 1, i > 1).version());
                }
            }
        }
        assertEquals(64, versions.size());
        assertTrue(versions.stream().allMatch(v -> v >= 0));
        assertNotEquals(AUCUN.version(), new Reglages(null, null, true, false).version());
    }
}
