package fr.cnfpt.inscription.convocations.application;

import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentConnecte;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.joignable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.convocations.persistence.Convocations;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** La convocation part une fois ; si elle n'arrive pas, ceux qui y peuvent quelque chose le savent et la renvoient. */
class ConvocationsTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final String AGENDA = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    private final OffreEnMemoire offre = new OffreEnMemoire();
    private final Horloge horloge = new Horloge(Clock.fixed(MAINTENANT, Horloge.PARIS));
    private final List<String> journal = new ArrayList<>();
    private List<Long> bulletins;

    /** Ce qui convoque, envoie et suit, sur une connexion. */
    private final class Atelier {
        final PlacesSql places = new PlacesSql();
        final InstruireBulletins instruction = new InstruireBulletins();
        final EnvoyerLesConvocations tache = new EnvoyerLesConvocations();
        final SuivreLesConvocations suivi = new SuivreLesConvocations();
        final Envois envois = new Envois();

        Atelier(EntityManager em) {
            Jdbi jdbi = PostgresDeTest.jdbi(em, horloge);
            Injection.poser(places, em, jdbi);
            Injection.poser(envois, jdbi);
            BulletinsSql b = Injection.poser(new BulletinsSql(), em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Convocations convocations = Injection.poser(new Convocations(), jdbi);
            AgendaDesSessions agendas = new AgendaDesSessions() {
                @Override
                public Optional<String> ics(long session) {
                    return Optional.of(AGENDA);
                }

                @Override
                public String calendrier(String nom, Map<Long, Boolean> sessions) {
                    throw new UnsupportedOperationException();
                }
            };
            EcrireUneConvocation courriel = Injection.poser(new EcrireUneConvocation(), envois, agendas);
            Injection.poser(instruction, courant, portees, offre, b, places, horloge);
            Injection.poser(
                    tache, Injection.poser(new EnvoyerUnLot(), convocations, courriel, annuaire, offre, horloge));
            Injection.poser(
                    suivi,
                    courant,
                    portees,
                    Injection.poser(
                            new ConsulterBulletins(),
                            courant,
                            portees,
                            annuaire,
                            offre,
                            b,
                            places,
                            new ReglesDuCircuit(),
                            horloge),
                    convocations,
                    courriel,
                    envois,
                    annuaire,
                    offre,
                    (Journal) Proxy.newProxyInstance(
                            Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (p, m, a) -> {
                                journal.add(a[0] + " " + a[1]);
                                return null;
                            }),
                    horloge);
        }
    }

    /** Trois convoqués : les deux premiers ont une adresse. */
    @BeforeEach
    void convoquer() {
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute(
                                "delete from outils.envoi; delete from outils.non_remis; alter table inscription.changement disable trigger user;"
                                        + " truncate inscription.jauge cascade; alter table inscription.changement enable trigger user"));
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        annuaire.agents.addAll(List.of(joignable(agent(101)), joignable(agent(102)), agent(103)));
        SessionInfo s = session(1, 5);
        offre.sessions.put(1L, s);
        bulletins = comme(rh(), a -> {
            a.places.ouvrirJauge(s);
            return a.places.inscrire(s, List.of(agent(101), agent(102), agent(103)), rh(), MAINTENANT).stream()
                    .map(p -> p.bulletinId())
                    .toList();
        });
        faire(delegation(), a -> a.instruction.accepterTous(1));
        faire(delegation(), a -> a.instruction.convoquer(1));
    }

    private <T> T comme(Utilisateur u, Function<Atelier, T> acte) {
        return courant.agirComme(u, () -> PostgresDeTest.dans(POSTGRES.emf(), em -> acte.apply(new Atelier(em))));
    }

    private void faire(Utilisateur u, java.util.function.Consumer<Atelier> acte) {
        comme(u, a -> {
            acte.accept(a);
            return null;
        });
    }

    private void envoyer() {
        faire(Utilisateur.SYSTEME, a -> a.tache.executer());
    }

    private static List<String> lire(String sql) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    /** Le courriel est parti, puis revenu. */
    private void revient(String adresse) {
        POSTGRES.jdbi()
                .useHandle(h -> h.createUpdate("update outils.envoi set parti_le = now() where destinataire = :a")
                        .bind("a", adresse)
                        .execute());
        List<String> retours = lire("select retour::text from outils.envoi where destinataire = '" + adresse
                + "' order by id desc limit 1");
        faire(
                Utilisateur.SYSTEME,
                a -> assertTrue(a.envois.noterRetour(
                        UUID.fromString(retours.get(0)), "Cette adresse n'existe pas, ou plus.", MAINTENANT)));
    }

    private List<Long> nonRemises(Utilisateur u) {
        return comme(
                u,
                a -> a.suivi.nonRemises(10).lignes().stream()
                        .map(l -> l.bulletinId())
                        .toList());
    }

    private String adresse(long agent) {
        return annuaire.agents(List.of(agent)).get(agent).courriel();
    }

    @Test
    void chaque_convoque_qui_a_une_adresse_recoit_sa_convocation_agenda_joint_et_une_seule_fois() {
        envoyer();
        envoyer();
        assertEquals(
                List.of(adresse(101), adresse(102)),
                lire("select destinataire from outils.envoi order by destinataire"));
        assertEquals(
                List.of("2"), lire("select count(*)::text from outils.envoi where agenda like 'BEGIN:VCALENDAR%'"));
        assertEquals(
                List.of("1"),
                lire("select count(*)::text from outils.envoi where texte like '%bulletin.xhtml?id=" + bulletins.get(0)
                        + "%'"));
    }

    @Test
    void deux_instances_a_la_fois_n_envoient_chaque_convocation_qu_une_fois() throws Exception {
        CyclicBarrier depart = new CyclicBarrier(4);
        ExecutorService fils = Executors.newFixedThreadPool(4);
        List<Callable<Object>> instances = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            instances.add(() -> PostgresDeTest.dans(POSTGRES.emf(), em -> {
                Atelier a = new Atelier(em);
                try {
                    depart.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                a.tache.executer();
                return null;
            }));
        }
        for (Future<Object> f : fils.invokeAll(instances)) {
            f.get();
        }
        fils.shutdown();
        assertEquals(List.of("2"), lire("select count(*)::text from outils.envoi"));
    }

    @Test
    void une_convocation_revenue_se_montre_a_sa_delegation_et_se_renvoie() {
        envoyer();
        assertEquals(List.of(bulletins.get(2)), nonRemises(delegation()), "qui n'a pas d'adresse n'a rien reçu");
        revient(adresse(101));
        assertEquals(List.of(bulletins.get(0), bulletins.get(2)), nonRemises(delegation()));
        assertEquals(2, (long) comme(delegation(), a -> a.suivi.combienDeNonRemises()));
        assertEquals(List.of(), nonRemises(autreDelegation()));
        assertTrue(
                comme(delegation(), a -> a.suivi.nonRemises(1).lignes().get(0).raison())
                        .endsWith(" : cette adresse n'existe pas, ou plus."));

        faire(delegation(), a -> a.suivi.renvoyer(bulletins.get(0)));
        assertEquals(List.of(bulletins.get(2)), nonRemises(delegation()));
        assertEquals(
                List.of("2"),
                lire("select count(*)::text from outils.envoi where destinataire = '" + adresse(101) + "'"));
        assertEquals(List.of("convocation-renvoyee bulletin " + bulletins.get(0)), journal);
        revient(adresse(101));
        assertEquals(List.of(bulletins.get(0), bulletins.get(2)), nonRemises(delegation()), "elle revient encore");
    }

    @Test
    void le_bulletin_dit_a_chacun_ce_qui_le_regarde() {
        envoyer();
        revient(adresse(101));
        assertEquals(
                adresse(101),
                comme(rh(), a -> a.suivi.duBulletin(bulletins.get(0))).adresse());
        assertEquals(
                adresse(101),
                comme(agentConnecte(101), a -> a.suivi.duBulletin(bulletins.get(0)))
                        .adresse());
        SuivreLesConvocations.Remise vue = comme(delegation(), a -> a.suivi.duBulletin(bulletins.get(0)));
        assertTrue(vue.echec().isPresent() && vue.aRenvoyer());
        assertEquals(null, vue.adresse(), "l'adresse est à l'employeur");
        assertEquals(
                "bulletin-inconnu",
                assertThrows(Refus.class, () -> comme(rhDeValenciennes(), a -> a.suivi.duBulletin(bulletins.get(0))))
                        .code());
        assertThrows(Refus.class, () -> faire(rhDeValenciennes(), a -> a.suivi.renvoyer(bulletins.get(0))));
    }

    @Test
    void l_adresse_corrigee_le_bulletin_ne_dit_plus_rien_d_elle() {
        envoyer();
        revient(adresse(102));
        assertTrue(
                comme(rh(), a -> a.suivi.duBulletin(bulletins.get(1))).echec().isPresent());
        AgentInfo autre = joignable(agent(109));
        annuaire.agents.removeIf(x -> x.id() == 102);
        annuaire.agents.add(new AgentInfo(
                102,
                autre.collectiviteId(),
                autre.matricule(),
                autre.nom(),
                autre.prenom(),
                autre.courriel(),
                autre.metier(),
                autre.service(),
                autre.categorie(),
                null,
                null));
        assertTrue(
                comme(rh(), a -> a.suivi.duBulletin(bulletins.get(1))).echec().isEmpty());
        faire(rh(), a -> a.suivi.renvoyer(bulletins.get(1)));
        assertEquals(
                List.of("1"),
                lire("select count(*)::text from outils.envoi where destinataire = '" + autre.courriel() + "'"));
    }

    @Test
    void ce_qui_ne_peut_pas_se_renvoyer_dit_pourquoi() {
        assertEquals(
                "convocation-a-partir",
                assertThrows(Refus.class, () -> faire(rh(), a -> a.suivi.renvoyer(bulletins.get(0))))
                        .code());
        envoyer();
        assertEquals(
                "agent-sans-adresse",
                assertThrows(Refus.class, () -> faire(rh(), a -> a.suivi.renvoyer(bulletins.get(2))))
                        .code());
    }
}
