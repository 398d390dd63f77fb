package fr.cnfpt.inscription.remplacement.application;

import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.au;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.joignable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.sirh;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AvisAttendus;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.EtudierUneDemande;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une place acceptée passe à un collègue, sans aller à la file et sans que nul la prenne deux fois. */
class RemplacerUnAgentTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");

    private final List<String> destinataires = new ArrayList<>();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final Horloge horloge = Horloge.arretee(JOUR);

    @BeforeEach
    void poser() {
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        LongStream.rangeClosed(101, 105).forEach(i -> annuaire.agents.add(joignable(agent(i))));
        annuaire.agents.add(agentDeValenciennes(201));
    }

    private RemplacerUnAgent atelier(EntityManager em) {
        Jdbi jdbi = PostgresDeTest.jdbi(em, horloge);
        ReglesDuCircuit regles = Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), jdbi), jdbi);
        PlacesSql places = Injection.poser(new PlacesSql(), em, jdbi);
        BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
        PorteesEnMemoire portees = new PorteesEnMemoire(courant);
        Courriers boite = (Courriers) Proxy.newProxyInstance(
                Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                    synchronized (destinataires) {
                        destinataires.add((String) a[0]);
                    }
                    return null;
                });
        AgendaDesSessions agendas = new AgendaDesSessions() {
            @Override
            public Optional<String> ics(long session) {
                return Optional.empty();
            }

            @Override
            public String calendrier(String nom, Map<Long, Boolean> sessions) {
                throw new UnsupportedOperationException();
            }
        };
        EtudierUneDemande etude =
                Injection.poser(new EtudierUneDemande(), courant, portees, annuaire, offre, bulletins, regles, horloge);
        ConsulterBulletins consultation = Injection.poser(
                new ConsulterBulletins(),
                courant,
                portees,
                annuaire,
                offre,
                bulletins,
                places,
                regles,
                etude,
                Injection.poser(new AvisAttendus(), annuaire, horloge),
                horloge);
        return Injection.poser(
                new RemplacerUnAgent(),
                courant,
                consultation,
                etude,
                bulletins,
                places,
                offre,
                annuaire,
                Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire, boite),
                boite,
                agendas,
                horloge);
    }

    private <T> T comme(Utilisateur u, Function<RemplacerUnAgent, T> acte) {
        return courant.agirComme(u, () -> PostgresDeTest.dans(POSTGRES.emf(), em -> acte.apply(atelier(em))));
    }

    private SessionInfo ouvrir(long id, int places) {
        SessionInfo s = session(id, places);
        offre.sessions.put(id, s);
        PostgresDeTest.dans(POSTGRES.emf(), em -> {
            Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em)).ouvrirJauge(s);
            return null;
        });
        return s;
    }

    private long inscrire(SessionInfo s, long agent, String etat) {
        long id = PostgresDeTest.dans(
                POSTGRES.emf(),
                em -> Injection.poser(new PlacesSql(), em, PostgresDeTest.jdbi(em))
                        .inscrire(s, List.of(agent(agent)), rh(), MAINTENANT)
                        .get(0)
                        .bulletinId());
        if (etat != null) {
            POSTGRES.jdbi()
                    .useHandle(h -> h.execute("update inscription.bulletin set etat = ? where id = ?", etat, id));
        }
        return id;
    }

    private List<String> bulletins(long session) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select agent_id || ' ' || etat from inscription.bulletin where session_id = :s order by rang")
                        .bind("s", session)
                        .mapTo(String.class)
                        .list());
    }

    private String jauge(long session) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select places_prises || ' ' || en_attente from inscription.jauge where session_id = :s")
                        .bind("s", session)
                        .mapTo(String.class)
                        .one());
    }

    private static String code(org.junit.jupiter.api.function.Executable acte) {
        return assertThrows(Refus.class, acte).code();
    }

    @Test
    void la_place_d_une_preparation_aux_concours_ne_se_passe_pas() {
        SessionInfo s = ouvrir(2090, 2);
        long acceptee = inscrire(s, 101, "ACCEPTEE");
        offre.sessions.put(s.id(), fr.cnfpt.inscription.Exemples.concours(s));
        assertEquals(
                "orientation-attendue", code(() -> comme(rh(), r -> r.executer(acceptee, 104, "Arrêt de travail"))));
    }

    @Test
    void la_place_passe_dans_le_meme_etat_et_celui_qui_attend_n_a_ni_gagne_ni_perdu() {
        SessionInfo s = ouvrir(2001, 2);
        long acceptee = inscrire(s, 101, "ACCEPTEE");
        long convoquee = inscrire(s, 102, "CONVOQUEE");
        inscrire(s, 103, null);
        var un = comme(rh(), r -> r.executer(acceptee, 104, "Arrêt de travail"));
        var deux = comme(sirh(), r -> r.parMatricule(convoquee, "M105", "Départ"));
        assertEquals("ACCEPTEE", un.etat());
        assertEquals("CONVOQUEE", deux.etat());
        assertEquals(
                List.of("101 ANNULEE", "102 ANNULEE", "103 LISTE_ATTENTE", "104 ACCEPTEE", "105 CONVOQUEE"),
                bulletins(2001));
        assertEquals("2 1", jauge(2001));
        assertEquals(List.of("101@exemple", "104@exemple", "102@exemple", "105@exemple"), destinataires);
        List<String> histoire = POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select texte || ' / ' || coalesce(motif, '') from inscription.changement where bulletin_id = :b order by id")
                        .bind("b", un.nouveau())
                        .mapTo(String.class)
                        .list());
        assertEquals(
                "Inscrit par la collectivité à la place d'un collègue : bulletin n° " + acceptee
                        + " / Arrêt de travail",
                histoire.get(0));
        assertEquals("La place est acceptée / ", histoire.get(1));
    }

    @Test
    void ce_qui_n_est_pas_encore_accepte_ou_a_commence_ne_se_passe_pas() {
        SessionInfo s = ouvrir(2002, 5);
        long transmise = inscrire(s, 101, null);
        long acceptee = inscrire(s, 102, "ACCEPTEE");
        assertEquals("etat-du-bulletin", code(() -> comme(rh(), r -> r.executer(transmise, 104, "Arrêt"))));
        assertEquals("motif-absent", code(() -> comme(rh(), r -> r.executer(acceptee, 104, " "))));
        offre.sessions.put(2002L, au(Moment.COMMENCEE, s));
        assertEquals("moment-de-la-session", code(() -> comme(rh(), r -> r.executer(acceptee, 104, "Arrêt"))));
        assertTrue(!comme(rh(), r -> r.lire(acceptee)).possible());
        assertEquals(List.of("101 TRANSMISE", "102 ACCEPTEE"), bulletins(2002));
    }

    @Test
    void le_collegue_est_du_meme_employeur_n_y_est_pas_deja_et_n_est_pas_qui_agit() {
        SessionInfo s = ouvrir(2003, 5);
        long acceptee = inscrire(s, 101, "ACCEPTEE");
        inscrire(s, 102, null);
        assertEquals("agent-inconnu", code(() -> comme(rh(), r -> r.executer(acceptee, 201, "Arrêt"))));
        assertEquals("deja-inscrit", code(() -> comme(rh(), r -> r.executer(acceptee, 102, "Arrêt"))));
        assertEquals("deja-inscrit", code(() -> comme(rh(), r -> r.executer(acceptee, 101, "Arrêt"))));
        annuaire.postes.put(rh().compteId(), Set.of(103L));
        assertEquals("sa-propre-demande", code(() -> comme(rh(), r -> r.executer(acceptee, 103, "Arrêt"))));
        annuaire.postes.put(50L, Set.of(104L, 102L));
        assertEquals(
                "deja-inscrit",
                code(() -> comme(rh(), r -> r.executer(acceptee, 104, "Arrêt"))),
                "la même personne, par son autre poste");
        assertEquals(
                "bulletin-inconnu", code(() -> comme(rhDeValenciennes(), r -> r.executer(acceptee, 201, "Arrêt"))));
        assertEquals(List.of("101 ACCEPTEE", "102 TRANSMISE"), bulletins(2003));
        assertEquals(
                List.of(103L, 104L, 105L),
                comme(rh(), r -> r.collegues(acceptee, "Nom", 20)).stream()
                        .map(AgentInfo::id)
                        .toList());
    }

    @Test
    void avant_de_passer_la_place_on_lit_ce_que_les_regles_disent_du_collegue() {
        SessionInfo s = ouvrir(2004, 5);
        long acceptee = inscrire(s, 101, "ACCEPTEE");
        List<String> dits = comme(rh(), r -> r.constats(acceptee, 104)).stream()
                .map(c -> c.texte())
                .toList();
        assertTrue(dits.stream().anyMatch(t -> t.startsWith("Pas d'autre formation sur le même objet")), dits + "");
        assertTrue(dits.stream().noneMatch(t -> t.startsWith("Inscriptions jusqu'au")), dits + "");
    }

    @Test
    void deux_gestionnaires_a_la_fois_ne_passent_la_place_qu_une_fois() throws Exception {
        SessionInfo s = ouvrir(2005, 1);
        long acceptee = inscrire(s, 101, "ACCEPTEE");
        ExecutorService fils = Executors.newFixedThreadPool(2);
        List<Callable<String>> deux = List.of(104L, 105L).stream()
                .map(a -> (Callable<String>) () -> {
                    try {
                        return comme(rh(), r -> r.executer(acceptee, a, "Arrêt"))
                                .etat();
                    } catch (Refus r) {
                        return r.code();
                    }
                })
                .toList();
        List<String> sorts = new ArrayList<>();
        for (Future<String> f : fils.invokeAll(deux)) {
            sorts.add(f.get());
        }
        fils.shutdown();
        assertEquals(
                List.of("ACCEPTEE", "etat-du-bulletin"), sorts.stream().sorted().toList());
        assertEquals("1 0", jauge(2005));
    }
}
