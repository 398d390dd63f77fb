package fr.cnfpt.inscription.circuit.persistence;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.BulletinsContrat;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class BulletinsSqlTest extends BulletinsContrat {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("inscription");
    private static final EntityManagerFactory EMF = POSTGRES.emf();

    @Override
    protected <T> T dans(Function<Ports, T> action) {
        return PostgresDeTest.dans(EMF, em -> {
            BulletinsSql b = new BulletinsSql();
            Injection.poser(b, em);
            Injection.poser(b, PostgresDeTest.jdbi(em));
            PlacesSql p = new PlacesSql();
            Injection.poser(p, em);
            Injection.poser(p, b.jdbi);
            return action.apply(new Ports(b, p));
        });
    }

    /** Annulés et préinscrits compris : ce que change une session qui se déplace ou s'annule. */
    @Test
    void tous_les_bulletins_d_une_session_se_trouvent_par_un_index() {
        List<String> plan = POSTGRES.jdbi().inTransaction(h -> {
            h.execute("set local enable_seqscan = off");
            return h.createQuery("explain select id from inscription.bulletin where session_id = 1")
                    .mapTo(String.class)
                    .list();
        });
        assertTrue(plan.stream().noneMatch(l -> l.contains("Seq Scan")), plan::toString);
    }

    @Test
    void trente_deux_fils_se_disputent_dix_places_et_exactement_dix_les_ont() throws Exception {
        SessionInfo s = session(1, 10);
        dans(b -> {
            b.places().ouvrirJauge(s);
            return null;
        });
        ExecutorService fils = Executors.newFixedThreadPool(32);
        List<Callable<Placement>> demandes = new ArrayList<>();
        for (int i = 1; i <= 64; i++) {
            long id = i;
            demandes.add(() -> dans(b -> b.places().inscrire(s, List.of(agent(id)), rh(), MAINTENANT))
                    .get(0));
        }
        List<Placement> obtenus = new ArrayList<>();
        for (Future<Placement> f : fils.invokeAll(demandes)) {
            obtenus.add(f.get());
        }
        fils.shutdown();
        assertEquals(10, obtenus.stream().filter(Placement::place).count());
        assertEquals(
                IntStream.rangeClosed(1, 54).boxed().toList(),
                obtenus.stream()
                        .filter(p -> !p.place())
                        .map(Placement::position)
                        .sorted()
                        .toList());
    }

    @Test
    void le_catalogue_sait_ou_une_place_est_libre_et_ce_qui_attend_la_delegation() {
        SessionInfo pleine = session(21, 1);
        SessionInfo vide = session(22, 9);
        dans(b -> {
            b.places().ouvrirJauge(pleine);
            b.places().ouvrirJauge(vide);
            b.places().inscrire(pleine, List.of(agent(1)), rh(), MAINTENANT);
            return null;
        });
        assertEquals(List.of(22L), retenues(PlacesPrises.Critere.LIBRE));
        assertEquals(List.of(21L), retenues(PlacesPrises.Critere.A_INSTRUIRE));
        assertEquals(List.of(), retenues(PlacesPrises.Critere.A_CONVOQUER));
        assertEquals(List.of(22L), retenues(PlacesPrises.Critere.SOUS_LE_MINIMUM));
    }

    private static ReglesDuCircuit regles() {
        return Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), POSTGRES.jdbi()));
    }

    private static List<Long> retenues(PlacesPrises.Critere critere) {
        CriteresDesSessions criteres = Injection.poser(new CriteresDesSessions(), Horloge.arretee(PROCHE), regles());
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery("select s.id from unnest(array[21, 22]::bigint[]) as s(id) where "
                                + criteres.sql(critere, "s.id"))
                        .mapTo(Long.class)
                        .list());
    }

    @Test
    void valider_huit_fois_en_meme_temps_un_meme_bulletin_ne_prend_qu_une_place() throws Exception {
        SessionInfo s = session(4, 10);
        long id = dans(b -> {
            b.places().ouvrirJauge(s);
            Bulletin x = Bulletin.preinscrire(s, agent(1), false, rh(), MAINTENANT);
            b.bulletins().ajouter(x);
            return x.id();
        });
        ExecutorService fils = Executors.newFixedThreadPool(8);
        List<Callable<List<Placement>>> validations = java.util.Collections.nCopies(
                8,
                () -> dans(b -> {
                    b.places().verrouiller(s.id());
                    return b.places().placer(s.id(), List.of(id), rh(), MAINTENANT);
                }));
        int placees = 0;
        for (Future<List<Placement>> f : fils.invokeAll(validations)) {
            placees += f.get().size();
        }
        fils.shutdown();
        assertEquals(1, placees);
        assertEquals(
                1, dans(b -> b.places().jauges(List.of(s.id()))).get(s.id()).placesPrises());
    }

    @Test
    void la_base_refuse_de_depasser_l_effectif() {
        SessionInfo s = session(2, 1);
        dans(b -> {
            b.places().ouvrirJauge(s);
            return null;
        });
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> POSTGRES.jdbi()
                        .useHandle(
                                h -> h.execute("update inscription.jauge set places_prises = 2 where session_id = 2")));
        assertTrue(e.getMessage().contains("ck_jauge_places_dans_capacite"), e.getMessage());
    }

    @Test
    void la_base_refuse_qu_on_recrive_l_histoire() {
        SessionInfo s = session(3, 1);
        dans(b -> {
            b.places().ouvrirJauge(s);
            return b.places().inscrire(s, List.of(agent(1)), rh(), MAINTENANT);
        });
        JdbiException e = assertThrows(
                JdbiException.class,
                () -> POSTGRES.jdbi().useHandle(h -> h.execute("update inscription.changement set texte = 'autre'")));
        assertTrue(e.getMessage().contains("ne se récrit pas"), e.getMessage());
        JdbiException vide = assertThrows(
                JdbiException.class,
                () -> POSTGRES.jdbi().useHandle(h -> h.execute("truncate inscription.changement cascade")));
        assertTrue(vide.getMessage().contains("ne se récrit pas"), vide.getMessage());
    }
}
