package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.liste.Tri;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Un MOOC de 13 000 inscrits, une collectivité de 3 000 agents : un compte compte tout, une recherche cherche partout,
 * un geste par lot prend tous ceux qu'il annonce.
 */
class GrandNombreTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final int INSCRITS = 13_000;
    private static final int AGENTS = 3_000;
    private static final long MOOC = 1;

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();

    GrandNombreTest() {
        annuaire.collectivites.add(denain(true, true));
    }

    /** Les 3 000 de Denain d'abord, et autant d'autres demandes de l'agent 1 qu'il faut pour cacher la dernière. */
    @BeforeAll
    static void remplir() {
        POSTGRES.jdbi().useHandle(h -> {
            h.createUpdate("""
            insert into inscription.jauge (session_id, minimum, structure_id, debut, places_prises, dernier_rang)
            select s, 1, :d, :debut + s::int, 0, 0 from generate_series(1, 151) s
            """).bind("d", DELEGATION).bind("debut", JOUR).execute();
            h.createUpdate("""
            insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang)
            select 1, 501, :d, n, case when n <= :agents then :denain else :denain + 1 end, :debut, :debut, 'TRANSMISE', n
              from generate_series(1, :n) n
            """)
                    .bind("d", DELEGATION)
                    .bind("denain", DENAIN)
                    .bind("agents", AGENTS)
                    .bind("n", INSCRITS)
                    .bind("debut", JOUR.plusDays(1))
                    .execute();
            h.createUpdate("""
            insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)
            select s, 501, :d, 1, :denain, :debut + s::int, :debut + s::int, 'CONVOQUEE', 1, now() - make_interval(days => s::int) from generate_series(2, 151) s
            """)
                    .bind("d", DELEGATION)
                    .bind("denain", DENAIN)
                    .bind("debut", JOUR)
                    .execute();
        });
    }

    private <T> T comme(Utilisateur u, Function<Cas, T> action) {
        return PostgresDeTest.dans(POSTGRES.emf(), em -> {
            BulletinsSql bulletins = new BulletinsSql();
            Injection.poser(bulletins, em);
            Injection.poser(bulletins, PostgresDeTest.jdbi(em));
            OffreEnMemoire offre = new OffreEnMemoire();
            LongStream.rangeClosed(1, 151).forEach(s -> offre.sessions.put(s, session(s, null)));
            Cas cas = new Cas(new ConsulterBulletins(), new InstruireBulletins(), new TableauDesSessions());
            for (Object c : List.of(cas.consulter, cas.instruire, cas.sessions)) {
                Injection.poser(c, bulletins);
                Injection.poser(c, new PorteesEnMemoire(courant));
            }
            for (Object c : List.of(cas.consulter, cas.instruire)) {
                Injection.poser(c, Horloge.arretee(JOUR));
                Injection.poser(c, courant);
                Injection.poser(c, offre);
            }
            Injection.poser(cas.consulter, annuaire);
            return courant.agirComme(u, () -> action.apply(cas));
        });
    }

    private static ConsulterBulletins.Recherche nommes(String nom) {
        return new ConsulterBulletins.Recherche(null, MOOC, nom, null, false, null, Tri.AUCUN);
    }

    private record Cas(ConsulterBulletins consulter, InstruireBulletins instruire, TableauDesSessions sessions) {}

    @Test
    void qui_est_deja_inscrit_se_sait_quel_que_soit_son_rang() {
        assertEquals(
                Set.of(1L, 2_999L, 3_000L),
                comme(rh(), c -> c.consulter.enCours(MOOC, List.of(1L, 2_999L, 3_000L, 99_999L)))
                        .keySet());
    }

    @Test
    void un_nom_se_cherche_parmi_tous_les_agents() {
        LongStream.rangeClosed(1, AGENTS).forEach(i -> annuaire.agents.add(agent(i)));
        assertEquals(
                AGENTS,
                comme(rh(), c -> c.consulter.lister(nommes("Nom"), 0, 10)).total());
        assertEquals(
                List.of(3_000L),
                comme(rh(), c -> c.consulter.lister(nommes("Nom3000"), 0, 10)).lignes().stream()
                        .map(l -> l.agent().id())
                        .toList());
        assertEquals(
                Map.of(Etat.TRANSMISE, 1L),
                comme(rh(), c -> c.consulter.compterParmi(nommes("Nom3000"))),
                "les onglets comptent ce que la liste montre");
    }

    @Test
    void les_pages_d_une_session_se_suivent_jusqu_au_dernier() {
        Set<Long> vus = new HashSet<>();
        for (int premiere = 0; premiere < INSCRITS; premiere += 2_000) {
            int p = premiere;
            comme(delegation(), c -> c.consulter.lister(null, MOOC, p, 2_000))
                    .lignes()
                    .forEach(l -> vus.add(l.id()));
        }
        assertEquals(INSCRITS, vus.size());
    }

    @Test
    void les_convocations_a_venir_se_comptent_toutes() {
        assertEquals(
                150L,
                comme(
                                agentConnecte(1),
                                c -> c.consulter.compterParmi(new ConsulterBulletins.Recherche(
                                        null, null, null, null, true, null, Tri.AUCUN)))
                        .get(Etat.CONVOQUEE));
    }

    @Test
    void accepter_puis_convoquer_tous_les_prend_tous() {
        assertEquals(
                (long) INSCRITS,
                comme(delegation(), c -> c.sessions.attente(Etat.TRANSMISE)).bulletins());
        assertEquals(
                INSCRITS,
                comme(delegation(), c -> c.instruire.accepterTous(MOOC)).intValue());
        assertEquals(
                INSCRITS, comme(delegation(), c -> c.instruire.convoquer(MOOC)).intValue());
        assertEquals(
                Map.of(Etat.CONVOQUEE, (long) INSCRITS),
                comme(delegation(), c -> c.consulter.compterParmi(ConsulterBulletins.Recherche.de(null, MOOC))));
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute(
                                "update inscription.bulletin set etat = 'TRANSMISE' where session_id = 1 and etat = 'CONVOQUEE'"));
    }
}
