package fr.cnfpt.inscription.quotas.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.EtudierUneDemande;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.quotas.persistence.Quotas;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Une session dont la délégation partage les places entre les collectivités : qui passe, qui attend, et ce qu'on en
 * lit.
 */
class QuotasTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final Horloge horloge = new Horloge(Clock.fixed(MAINTENANT, Horloge.PARIS));
    private final List<String> journal = new ArrayList<>();

    /** Ce qui place, annule, règle et lit, sur une connexion. */
    private final class Atelier {
        final Jdbi jdbi;
        final PlacesSql places = new PlacesSql();
        final ReglerLeQuota reglage = new ReglerLeQuota();
        final LimiterLAttente limite = new LimiterLAttente();
        final AnnulerBulletin annulation = new AnnulerBulletin();
        final EtudierUneDemande etude = new EtudierUneDemande();

        Atelier(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            ReglesDuCircuit regles = Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), jdbi), jdbi);
            Injection.poser(places, em, jdbi);
            BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            RendreLaPlace rendu = Injection.poser(new RendreLaPlace(), places, regles, horloge);
            Quotas quotas = Injection.poser(new Quotas(), jdbi);
            Journal carnet = (Journal) Proxy.newProxyInstance(
                    Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (p, m, a) -> {
                        journal.add(a[0] + " " + a[1] + " " + a[2]);
                        return null;
                    });
            Injection.poser(limite, quotas, offre, places, portees, carnet, horloge);
            Injection.poser(
                    reglage,
                    quotas,
                    offre,
                    places,
                    Injection.poser(new SessionsSuivies(), jdbi),
                    rendu,
                    annuaire,
                    portees,
                    carnet,
                    horloge);
            Injection.poser(
                    annulation,
                    courant,
                    Injection.poser(
                            new ConsulterBulletins(),
                            courant,
                            portees,
                            annuaire,
                            offre,
                            bulletins,
                            places,
                            regles,
                            horloge),
                    offre,
                    bulletins,
                    places,
                    rendu,
                    horloge);
            Injection.poser(etude, courant, portees, annuaire, offre, bulletins, places, regles, horloge);
        }
    }

    @BeforeEach
    void poser() {
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        LongStream.rangeClosed(101, 120).forEach(i -> annuaire.agents.add(agent(i)));
        LongStream.rangeClosed(201, 205).forEach(i -> annuaire.agents.add(agentDeValenciennes(i)));
    }

    private <T> T comme(Utilisateur u, Function<Atelier, T> acte) {
        return courant.agirComme(u, () -> PostgresDeTest.dans(POSTGRES.emf(), em -> acte.apply(new Atelier(em))));
    }

    private SessionInfo ouvrir(long id, Integer places, Integer quota) {
        SessionInfo s = session(id, places);
        offre.sessions.put(id, s);
        comme(delegation(), a -> {
            a.places.ouvrirJauge(s);
            return a.reglage.executer(id, quota);
        });
        return s;
    }

    private List<Placement> inscrire(SessionInfo s, long... agents) {
        List<AgentInfo> siens = LongStream.of(agents)
                .mapToObj(i -> annuaire.agents(List.of(i)).get(i))
                .toList();
        return comme(
                agents[0] < 200 ? rh() : rhDeValenciennes(),
                a -> a.places.inscrire(s, siens, courant.get(), MAINTENANT));
    }

    private int annuler(long bulletin) {
        return comme(delegation(), a -> {
            a.annulation.executer(bulletin, "Empêchement");
            return 0;
        });
    }

    private int regler(SessionInfo s, Integer quota) {
        return comme(delegation(), a -> a.reglage.executer(s.id(), quota));
    }

    private List<String> bulletins(SessionInfo s) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select agent_id || ' ' || etat from inscription.bulletin where session_id = :s order by rang")
                        .bind("s", s.id())
                        .mapTo(String.class)
                        .list());
    }

    private List<String> histoire(long bulletin) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select texte from inscription.changement where bulletin_id = :b order by id")
                        .bind("b", bulletin)
                        .mapTo(String.class)
                        .list());
    }

    private void limiter(SessionInfo s, Integer max) {
        comme(delegation(), a -> {
            a.limite.executer(s.id(), max);
            return 0;
        });
    }

    /** Ce qui s'écrit d'un refus : rien, pas même un verrou ; la transaction n'a pas de numéro. */
    private boolean refuseSansEcrire(SessionInfo s, long agent) {
        return comme(rh(), a -> {
            Refus r = assertThrows(
                    Refus.class,
                    () -> a.places.inscrire(
                            s, List.of(annuaire.agents(List.of(agent)).get(agent)), rh(), MAINTENANT));
            assertEquals("attente-pleine", r.code());
            return a.jdbi.withHandle(h -> h.createQuery("select pg_current_xact_id_if_assigned() is null")
                    .mapTo(Boolean.class)
                    .one());
        });
    }

    @Test
    void complete_et_sa_liste_d_attente_pleine_une_session_refuse_sans_rien_ecrire() {
        SessionInfo s = ouvrir(40, 2, null);
        limiter(s, 1);
        List<Placement> placements = inscrire(s, 101, 102, 103);
        assertEquals(
                List.of(true, true, false),
                placements.stream().map(Placement::place).toList());
        assertTrue(refuseSansEcrire(s, 104));

        annuler(placements.get(0).bulletinId());
        assertEquals(1, inscrire(s, 104).get(0).position());
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE", "103 TRANSMISE", "104 LISTE_ATTENTE"), bulletins(s));
        assertTrue(journal.contains("attente-limitee session 40 1 demande au plus en liste d'attente"));
    }

    @Test
    void une_demande_qui_depasserait_la_liste_d_attente_n_y_entre_pas_a_moitie() {
        SessionInfo s = ouvrir(41, 1, null);
        limiter(s, 1);
        assertEquals(
                "attente-pleine",
                assertThrows(Refus.class, () -> inscrire(s, 101, 102, 103)).code());
        assertEquals(List.of(), bulletins(s));
        assertEquals(2, inscrire(s, 101, 102).size());
    }

    @Test
    void baissee_la_limite_n_ote_son_rang_a_personne_et_levee_elle_reprend() {
        SessionInfo s = ouvrir(42, 1, null);
        inscrire(s, 101, 102, 103);
        limiter(s, 0);
        assertTrue(refuseSansEcrire(s, 104));
        assertEquals(List.of("101 TRANSMISE", "102 LISTE_ATTENTE", "103 LISTE_ATTENTE"), bulletins(s));
        limiter(s, null);
        assertEquals(3, inscrire(s, 104).get(0).position());
        assertEquals(
                "attente-invalide",
                assertThrows(Refus.class, () -> limiter(s, -1)).code());
    }

    @Test
    void validee_quand_la_liste_d_attente_est_pleine_une_demande_reste_a_valider() {
        SessionInfo s = ouvrir(44, 1, null);
        limiter(s, 0);
        inscrire(s, 101);
        long demande = POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("""
                insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat)
                values (44, :stage, :structure, 102, :denain, :debut, :fin, 'AVIS_RENDU') returning id
                """)
                        .bind("stage", s.stageId())
                        .bind("structure", s.structureId())
                        .bind("denain", DENAIN)
                        .bind("debut", s.debut())
                        .bind("fin", s.fin())
                        .mapTo(Long.class)
                        .one());
        assertEquals(
                "attente-pleine",
                assertThrows(
                                Refus.class,
                                () -> comme(rh(), a -> a.places.placer(44, List.of(demande), rh(), MAINTENANT)))
                        .code());
        assertEquals(List.of("101 TRANSMISE", "102 AVIS_RENDU"), bulletins(s));
    }

    @Test
    void quota_et_limite_tiennent_ensemble() {
        SessionInfo s = ouvrir(43, 3, 1);
        limiter(s, 1);
        assertEquals(
                List.of(true, false),
                inscrire(s, 101, 102).stream().map(Placement::place).toList());
        assertEquals(
                "attente-pleine",
                assertThrows(Refus.class, () -> inscrire(s, 103)).code());
        assertTrue(inscrire(s, 201).get(0).place());
    }

    @Test
    void au_dela_de_son_quota_une_collectivite_attend_et_une_autre_prend_la_place_libre() {
        SessionInfo s = ouvrir(1, 4, 2);
        List<Placement> denain = inscrire(s, 101, 102, 103, 104);
        assertEquals(
                List.of(true, true, false, false),
                denain.stream().map(Placement::place).toList());
        assertEquals(
                List.of(0, 0, 1, 2), denain.stream().map(Placement::position).toList());
        assertEquals(
                "Le quota de votre collectivité est atteint (2 places) : 1er en liste d'attente.",
                denain.get(2).enClair());
        assertEquals(
                "En liste d'attente, 1er : le quota de la collectivité est atteint (2 places)",
                histoire(denain.get(2).bulletinId()).get(1));

        List<Placement> valenciennes = inscrire(s, 201, 202, 203);
        assertEquals(
                List.of(true, true, false),
                valenciennes.stream().map(Placement::place).toList(),
                "qui attend son quota n'empêche pas les autres");
    }

    @Test
    void complete_ou_au_quota_ce_qui_arrete_est_dit_sans_se_confondre() {
        SessionInfo libre = ouvrir(3, 9, 1);
        inscrire(libre, 101);
        assertEquals(1, inscrire(libre, 102).get(0).quota());
        SessionInfo pleine = ouvrir(4, 1, 3);
        inscrire(pleine, 101);
        List<Placement> attendent = inscrire(pleine, 102, 103, 104);
        assertEquals(
                List.of(
                        "La session est complète : 1er en liste d'attente.",
                        "La session est complète : 2e en liste d'attente.",
                        "La session est complète : 3e en liste d'attente."),
                attendent.stream().map(Placement::enClair).toList());
    }

    @Test
    void une_place_rendue_passe_qui_est_au_quota_et_chacun_en_garde_la_raison() {
        SessionInfo s = ouvrir(5, 3, 2);
        inscrire(s, 101, 102);
        long rendue = inscrire(s, 201).get(0).bulletinId();
        long passee = inscrire(s, 103).get(0).bulletinId();
        long servie = inscrire(s, 202).get(0).bulletinId();
        annuler(rendue);
        assertEquals(
                List.of("101 TRANSMISE", "102 TRANSMISE", "201 ANNULEE", "103 LISTE_ATTENTE", "202 TRANSMISE"),
                bulletins(s));
        assertEquals(
                "Une place libre est allée à une demande suivante : le quota de la collectivité est atteint (2 places)",
                histoire(passee).get(2));
        assertTrue(histoire(servie).get(2).startsWith("Une place s'est libérée"), histoire(servie)::toString);
    }

    @Test
    void une_place_rendue_par_les_siens_va_a_qui_attendait_son_quota_meme_devant_des_places_libres() {
        SessionInfo s = ouvrir(6, 9, 1);
        long tenue = inscrire(s, 101).get(0).bulletinId();
        inscrire(s, 102);
        annuler(tenue);
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE"), bulletins(s));
    }

    @Test
    void releve_ou_ote_le_quota_fait_avancer_la_file_aussitot() {
        SessionInfo s = ouvrir(7, 4, 1);
        inscrire(s, 101, 102, 103, 104, 105);
        assertEquals(1, regler(s, 2));
        assertEquals(2, regler(s, null));
        assertEquals(
                List.of("101 TRANSMISE", "102 TRANSMISE", "103 TRANSMISE", "104 TRANSMISE", "105 LISTE_ATTENTE"),
                bulletins(s));
        assertTrue(journal.contains("quota-regle session 7 2 places au plus par collectivité"), journal::toString);
        assertEquals(0, regler(s, null), "rien ne change");
    }

    @Test
    void un_quota_sous_ce_qu_une_collectivite_tient_est_refuse_avec_son_nom() {
        SessionInfo s = ouvrir(8, 9, null);
        inscrire(s, 101, 102, 103);
        Refus r = assertThrows(Refus.class, () -> regler(s, 2));
        assertEquals("quota-sous-les-places", r.code());
        assertEquals(
                "Denain tient déjà 3 places : gardez un quota d'au moins 3, ou refusez ou annulez d'abord des demandes, avec leur motif.",
                r.getMessage());
        assertThrows(Refus.class, () -> regler(s, 0));
        assertEquals(
                "session-inconnue",
                assertThrows(Refus.class, () -> comme(autreDelegation(), a -> a.reglage.executer(8, 3)))
                        .code());
    }

    @Test
    void une_session_a_selection_n_a_pas_de_quota() {
        SessionInfo s = ouvrir(14, 9, null);
        POSTGRES.jdbi()
                .useHandle(h -> h.execute("update inscription.jauge set a_selection = true where session_id = 14"));
        Refus r = assertThrows(Refus.class, () -> regler(s, 2));
        assertEquals("selection-et-quota", r.code());
        UnableToExecuteStatementException refus = assertThrows(
                UnableToExecuteStatementException.class,
                () -> POSTGRES.jdbi()
                        .useHandle(h -> h.execute("update inscription.jauge set quota = 2 where session_id = 14")));
        assertTrue(refus.getMessage().contains("ck_jauge_selection_sans_quota"), refus::getMessage);
    }

    @Test
    void l_agent_lit_le_quota_de_sa_collectivite_avant_de_demander() {
        SessionInfo s = ouvrir(9, 9, 2);
        assertEquals("oui Quota de la collectivité : 0 place tenue sur 2", constat(s));
        inscrire(s, 101, 102);
        assertEquals(
                "attention Quota de la collectivité atteint, 2 places tenues sur 2 : la demande attend que l'une des siennes se libère",
                constat(s));
    }

    private String constat(SessionInfo s) {
        return comme(
                agentConnecte(119),
                a -> a
                        .etude
                        .constats(119, 0, s, a.places.jauges(List.of(s.id())).get(s.id()), null)
                        .stream()
                        .filter(c -> c.texte().startsWith("Quota"))
                        .map(c -> c.verdict() + " " + c.texte())
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void seize_fils_de_deux_collectivites_se_disputent_les_places_et_le_quota_tient_sans_qu_aucun_n_echoue()
            throws Exception {
        SessionInfo s = ouvrir(10, 5, 3);
        CyclicBarrier depart = new CyclicBarrier(16);
        ExecutorService fils = Executors.newFixedThreadPool(16);
        List<Callable<Placement>> courses = Stream.concat(
                        LongStream.rangeClosed(101, 112).boxed(),
                        LongStream.rangeClosed(201, 204).boxed())
                .map(id -> (Callable<Placement>) () -> PostgresDeTest.dans(POSTGRES.emf(), em -> {
                    PlacesSql places = Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em, horloge));
                    try {
                        depart.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return places.inscrire(
                                    s,
                                    List.of(id < 200 ? agent(id) : agentDeValenciennes(id)),
                                    id < 200 ? rh() : rhDeValenciennes(),
                                    MAINTENANT)
                            .get(0);
                }))
                .toList();
        List<Long> places = new ArrayList<>();
        for (Future<Placement> f : fils.invokeAll(courses)) {
            Placement p = f.get();
            if (p.place()) {
                places.add(p.agentId());
            }
        }
        fils.shutdown();
        assertEquals(5, places.size(), "nulle place vide quand on l'attend : " + places);
        assertTrue(places.stream().filter(id -> id < 200).count() <= 3, places::toString);
        assertTrue(places.stream().filter(id -> id >= 200).count() <= 3, places::toString);
    }

    @Test
    void la_base_refuse_seule_qu_une_collectivite_passe_son_quota() {
        SessionInfo s = ouvrir(11, 9, 1);
        inscrire(s, 101, 102);
        UnableToExecuteStatementException refus = assertThrows(
                UnableToExecuteStatementException.class,
                () -> POSTGRES.jdbi().useTransaction(h -> {
                    h.execute("update inscription.bulletin set etat = 'TRANSMISE' where session_id = 11");
                    h.execute("update inscription.jauge set places_prises = 2, en_attente = 0 where session_id = 11");
                }));
        assertTrue(refus.getMessage().contains("plus de places que son quota"), refus::getMessage);
    }

    @Test
    void sans_quota_rien_de_plus_ne_se_lit() {
        assertEquals(0, lectures(ouvrir(12, 2, null)));
        assertTrue(lectures(ouvrir(13, 2, 1)) > 0, "sinon l'épreuve ne voit rien");
    }

    /** Combien de fois ce que tient chaque collectivité se lit, pour inscrire quatre agents puis annuler le premier. */
    private long lectures(SessionInfo s) {
        return comme(rh(), a -> {
            a.jdbi.useHandle(h -> h.execute("set local track_functions = 'all'"));
            List<Placement> p = a.places.inscrire(
                    s, LongStream.rangeClosed(101, 104).mapToObj(i -> agent(i)).toList(), rh(), MAINTENANT);
            a.annulation.executer(p.get(0).bulletinId(), "Empêchement");
            return a.jdbi.withHandle(h -> h.createQuery(
                            "select coalesce(sum(calls), 0) from pg_stat_xact_user_functions where schemaname = 'inscription' and funcname in ('parts', 'tenir_le_quota')")
                    .mapTo(Long.class)
                    .one());
        });
    }
}
