package fr.cnfpt.inscription.sauvetage.application;

import static fr.cnfpt.inscription.Exemples.DENAIN;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.MAINTENANT;
import static fr.cnfpt.inscription.Exemples.VALENCIENNES;
import static fr.cnfpt.inscription.Exemples.agent;
import static fr.cnfpt.inscription.Exemples.agentDeValenciennes;
import static fr.cnfpt.inscription.Exemples.annulee;
import static fr.cnfpt.inscription.Exemples.autreDelegation;
import static fr.cnfpt.inscription.Exemples.dates;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.denain;
import static fr.cnfpt.inscription.Exemples.duStage;
import static fr.cnfpt.inscription.Exemples.joignable;
import static fr.cnfpt.inscription.Exemples.rh;
import static fr.cnfpt.inscription.Exemples.rhDeValenciennes;
import static fr.cnfpt.inscription.Exemples.session;
import static fr.cnfpt.inscription.Exemples.valenciennes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.ChangerUneSession;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.application.SuivreLaSession;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.places.application.OffrirUnePlace;
import fr.cnfpt.inscription.places.application.PermettreDeRefuser;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.persistence.ChangementsARefuser;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Emmene;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Sort;
import fr.cnfpt.inscription.sauvetage.application.RepondreAUneProposition.Situation;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Une session qui n'a pas son minimum, ou qui est annulée : ce qui arrive à ses gens, et ce qu'ils répondent. */
class SauvetageTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.neuve("inscription");
    private static final long STAGE = 900;
    private static final Pattern LIEN = Pattern.compile("place\\.xhtml\\?jeton=(\\S+)");

    private record Depose(String a, String objet, String texte) {}

    private final List<Depose> deposes = new ArrayList<>();
    private final UtilisateurCourant courant = new UtilisateurCourant();
    private final AnnuaireEnMemoire annuaire = new AnnuaireEnMemoire();
    /** Celles de toutes les épreuves : la base, elle aussi, est la même. */
    private static final OffreEnMemoire OFFRE = new OffreEnMemoire();

    private final OffreEnMemoire offre = OFFRE;
    private Instant maintenant = MAINTENANT;
    private final Horloge horloge = new Horloge(new Clock() {
        @Override
        public ZoneId getZone() {
            return Horloge.PARIS;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return maintenant;
        }
    });

    /** Tout ce qui sauve, sur une connexion. */
    private final class Atelier {
        final Jdbi jdbi;
        final PlacesSql places = new PlacesSql();
        final BulletinsSql bulletins = new BulletinsSql();
        final SauverUneSession sauver = new SauverUneSession();
        final SessionsASauver liste = new SessionsASauver();
        final TableauDesSessions tableau = new TableauDesSessions();
        final RepondreAUneProposition repondre = new RepondreAUneProposition();
        final RefuserUnChangement changement = new RefuserUnChangement();
        final SuivreLaSession suivre = new SuivreLaSession();
        final FinirUneOffre fin = new FinirUneOffre();
        final FinirLesOffres tache = Injection.poser(new FinirLesOffres(), fin);
        final ReglerLesOffres reglage = new ReglerLesOffres();
        final AnnulerBulletin annulation = new AnnulerBulletin();

        Atelier(EntityManager em) {
            jdbi = PostgresDeTest.jdbi(em, horloge);
            ReglesDuCircuit regles = Injection.poser(new ReglesDuCircuit(), Injection.poser(new Regles(), jdbi), jdbi);
            Injection.poser(places, em, jdbi);
            Injection.poser(bulletins, em, jdbi);
            PorteesEnMemoire portees = new PorteesEnMemoire(courant);
            Propositions propositions = Injection.poser(new Propositions(), jdbi);
            Courriers boite = (Courriers) Proxy.newProxyInstance(
                    Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                        synchronized (deposes) {
                            deposes.add(new Depose((String) a[0], (String) a[1], (String) a[2]));
                        }
                        return null;
                    });
            PrevenirLesAutresEmployeurs autres = Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire, boite);
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
            EcrireAuxInscrits courriels = Injection.poser(new EcrireAuxInscrits(), boite, annuaire, agendas);
            EmmenerLesInscrits emmener = Injection.poser(
                    new EmmenerLesInscrits(),
                    annuaire,
                    offre,
                    bulletins,
                    places,
                    propositions,
                    autres,
                    regles,
                    courant,
                    horloge);
            ChangerUneSession changer = (ChangerUneSession) Proxy.newProxyInstance(
                    ChangerUneSession.class.getClassLoader(), new Class<?>[] {ChangerUneSession.class}, (p, m, a) -> {
                        if (m.getName().equals("annulerPourReunir")) {
                            offre.sessions.put((Long) a[0], annulee(offre.sessions.get(a[0])));
                        }
                        return m.getReturnType() == List.class ? List.of() : null;
                    });
            Injection.poser(
                    sauver,
                    changer,
                    offre,
                    portees,
                    places,
                    bulletins,
                    Injection.poser(new SessionsSuivies(), jdbi),
                    propositions,
                    emmener,
                    courriels,
                    annuaire,
                    courant,
                    horloge);
            ConsulterBulletins consultation = Injection.poser(
                    new ConsulterBulletins(), courant, portees, annuaire, offre, bulletins, places, regles, horloge);
            ChangementsARefuser changements = Injection.poser(new ChangementsARefuser(), jdbi);
            Offres offres = Injection.poser(new Offres(), jdbi);
            RendreLaPlace rendu = Injection.poser(
                    new RendreLaPlace(),
                    places,
                    regles,
                    Injection.poser(new OffrirUnePlace(), offres, annuaire, boite, horloge),
                    horloge);
            Injection.poser(
                    repondre,
                    propositions,
                    offre,
                    annuaire,
                    bulletins,
                    places,
                    rendu,
                    emmener,
                    courriels,
                    changement,
                    fin,
                    courant,
                    horloge);
            Injection.poser(
                    changement,
                    courant,
                    consultation,
                    propositions,
                    offre,
                    annuaire,
                    bulletins,
                    places,
                    rendu,
                    emmener,
                    autres,
                    courriels,
                    horloge);
            Injection.poser(
                    suivre,
                    Injection.poser(new SessionsSuivies(), jdbi),
                    rendu,
                    regles,
                    Injection.poser(new PermettreDeRefuser(), changements, horloge),
                    annuaire,
                    boite,
                    agendas,
                    courant,
                    horloge);
            Injection.poser(
                    fin, offres, propositions, offre, bulletins, places, rendu, regles, annuaire, boite, horloge);
            Injection.poser(reglage, offres, offre, places, portees, regles, horloge);
            Injection.poser(annulation, courant, consultation, offre, bulletins, places, rendu, horloge);
            Injection.poser(
                    liste,
                    Injection.poser(tableau, portees, offre, places, bulletins, changements, regles, horloge),
                    offre,
                    changer,
                    sauver,
                    propositions,
                    places,
                    portees,
                    horloge);
        }
    }

    @BeforeEach
    void poser() {
        annuaire.collectivites.addAll(List.of(denain(true, true), valenciennes()));
        LongStream.rangeClosed(101, 109).forEach(i -> annuaire.agents.add(joignable(agent(i))));
        annuaire.agents.add(joignable(agentDeValenciennes(201)));
        deposes.clear();
    }

    private <T> T dans(Function<Atelier, T> acte) {
        return PostgresDeTest.dans(POSTGRES.emf(), em -> acte.apply(new Atelier(em)));
    }

    private <T> T comme(Utilisateur u, Function<Atelier, T> acte) {
        return courant.agirComme(u, () -> dans(acte));
    }

    /** Une session de ce stage, à tant de jours d'ici, dont le minimum est un : elle l'a dès le premier inscrit. */
    private SessionInfo ouvrir(long id, int places, int dans) {
        SessionInfo s = duStage(STAGE + id / 100, session(id, places), JOUR.plusDays(dans));
        offre.sessions.put(id, s);
        dans(a -> {
            a.places.ouvrirJauge(s);
            a.jdbi.useHandle(h -> h.execute("update inscription.jauge set minimum = 8 where session_id = ?", id));
            return null;
        });
        return s;
    }

    private long inscrire(SessionInfo s, long agent) {
        AgentInfo a = annuaire.agents(List.of(agent)).get(agent);
        return dans(x -> x.places
                .inscrire(s, List.of(a), a.collectiviteId() == DENAIN ? rh() : rhDeValenciennes(), MAINTENANT)
                .get(0)
                .bulletinId());
    }

    private void mettre(long bulletin, String etat) {
        POSTGRES.jdbi().useHandle(h -> {
            h.execute("update inscription.bulletin set etat = ? where id = ?", etat, bulletin);
            h.execute(
                    "insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role) values (?, now(), ?, 'Posé', 0, 'x', 'SYSTEME')",
                    bulletin,
                    etat);
        });
    }

    private String jauge(long session) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select places_prises || ' ' || en_attente from inscription.jauge where session_id = :s")
                        .bind("s", session)
                        .mapTo(String.class)
                        .one());
    }

    private List<String> bulletins(long session) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select agent_id || ' ' || etat from inscription.bulletin where session_id = :s order by rang")
                        .bind("s", session)
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

    private List<String> a(String destinataire) {
        return deposes.stream()
                .filter(d -> d.a().equals(destinataire))
                .map(Depose::objet)
                .toList();
    }

    private String jeton(String destinataire) {
        return deposes.stream()
                .filter(d -> d.a().equals(destinataire))
                .map(d -> LIEN.matcher(d.texte()))
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .reduce((avant, apres) -> apres)
                .orElseThrow();
    }

    @Test
    void reunir_donne_une_place_a_chacun_et_les_deux_histoires_le_disent() {
        SessionInfo vide = ouvrir(1001, 12, 30);
        SessionInfo accueil = ouvrir(1002, 12, 40);
        long accepte = inscrire(vide, 101);
        mettre(accepte, "ACCEPTEE");
        inscrire(vide, 201);
        List<Emmene> faits = comme(delegation(), x -> x.sauver.reunir(1001, 1002));
        assertTrue(faits.stream().allMatch(e -> e.bulletinId() != null));
        assertEquals(List.of("101 ACCEPTEE", "201 TRANSMISE"), bulletins(1002), "l'accepté le reste");
        assertEquals(List.of("101 ANNULEE", "201 ANNULEE"), bulletins(1001));
        assertEquals("0 0", jauge(1001));
        assertEquals("2 0", jauge(1002));
        long nouveau = faits.get(0).bulletinId();
        assertTrue(
                histoire(accepte).get(histoire(accepte).size() - 1).endsWith("bulletin n° " + nouveau),
                histoire(accepte) + "");
        assertTrue(
                histoire(nouveau).stream().anyMatch(t -> t.endsWith("bulletin n° " + accepte)), histoire(nouveau) + "");
        assertTrue(
                histoire(nouveau).get(0).startsWith("Inscrit par le CNFPT"),
                "nul n'a signé celui-là : " + histoire(nouveau));
        assertEquals(
                List.of("Une place pour vous dans une autre session : " + accueil.intitule()),
                a("101@exemple"),
                "un seul courriel, et non l'annulation puis la place");
        assertEquals(1, a("rh@" + DENAIN).size());
        assertEquals(1, a("rh@" + VALENCIENNES).size());
    }

    @Test
    void il_n_y_a_jamais_plus_d_emmenes_que_de_places_et_qui_tenait_une_place_passe_avant_qui_attendait() {
        SessionInfo pleine = ouvrir(1101, 2, 30);
        SessionInfo accueil = ouvrir(1102, 3, 40);
        long p1 = inscrire(pleine, 101);
        inscrire(pleine, 102);
        inscrire(pleine, 103);
        inscrire(accueil, 104);
        mettre(p1, "CONVOQUEE");
        List<Emmene> faits = comme(delegation(), x -> x.sauver.reunir(1101, 1102));
        assertEquals(List.of("104 TRANSMISE", "101 ACCEPTEE", "102 TRANSMISE"), bulletins(1102));
        assertEquals("3 0", jauge(1102));
        assertEquals(Sort.SANS_PLACE, faits.get(2).empeche());
        assertEquals(List.of("Session annulée : " + pleine.intitule()), a("103@exemple"));
        SessionInfo seconde = ouvrir(1103, 3, 50);
        faits = comme(delegation(), x -> x.sauver.emmener(1101, seconde.id()));
        assertEquals(1, faits.size(), "qui a déjà été emmené ne l'est pas deux fois");
        assertEquals(List.of("103 TRANSMISE"), bulletins(1103));
        assertEquals(
                "personne-a-emmener",
                assertThrows(Refus.class, () -> comme(delegation(), x -> x.sauver.emmener(1101, 1103)))
                        .code());
    }

    @Test
    void qui_y_est_deja_ou_dont_l_employeur_ne_la_voit_pas_n_est_pas_emmene_et_cela_se_dit() {
        SessionInfo vide = ouvrir(1201, 12, 30);
        SessionInfo accueil = ouvrir(1202, 12, 40);
        inscrire(vide, 101);
        inscrire(vide, 102);
        inscrire(accueil, 101);
        annuaire.agents.removeIf(x -> x.id() == 102);
        List<Emmene> faits = comme(delegation(), x -> x.sauver.reunir(1201, 1202));
        assertEquals(
                List.of(Sort.DEJA_LA, Sort.PARTI),
                faits.stream().map(Emmene::empeche).toList());
        assertEquals("1 0", jauge(1202));
        SessionInfo autre = ouvrir(1203, 12, 30);
        inscrire(autre, 103);
        ouvrir(1204, 12, 40);
        offre.cachees.add(1204L);
        assertEquals(
                Sort.HORS_DE_L_AIRE,
                comme(delegation(), x -> x.sauver.reunir(1203, 1204)).get(0).empeche());
    }

    @Test
    void une_place_donnee_se_refuse_par_le_lien_et_va_aussitot_a_qui_attend() {
        SessionInfo vide = ouvrir(1301, 12, 30);
        ouvrir(1302, 1, 40);
        inscrire(vide, 101);
        comme(delegation(), x -> x.sauver.reunir(1301, 1302));
        inscrire(offre.sessions.get(1302L), 102);
        assertEquals(List.of("101 TRANSMISE", "102 LISTE_ATTENTE"), bulletins(1302));
        String jeton = jeton("101@exemple");
        assertEquals(
                Situation.A_REFUSER,
                dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        dans(x -> {
            x.repondre.refuser(jeton, null);
            return null;
        });
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE"), bulletins(1302));
        assertEquals(
                Situation.REFUSEE,
                dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        assertTrue(a("rh@" + DENAIN).contains("Changement refusé : " + vide.intitule()));
        assertThrows(
                Refus.class,
                () -> dans(x -> {
                    x.repondre.refuser(jeton, null);
                    return null;
                }),
                "on ne refuse qu'une fois");
        assertEquals("1 0", jauge(1302));
        assertTrue(dans(x -> x.repondre.lire("inconnu")).isEmpty());
    }

    @Test
    void qui_attend_ailleurs_est_invite_une_fois_prend_la_place_et_quitte_sa_file() {
        SessionInfo sous = ouvrir(1401, 12, 30);
        SessionInfo pleine = ouvrir(1402, 1, 40);
        inscrire(pleine, 101);
        long attend = inscrire(pleine, 102);
        inscrire(pleine, 103);
        int invites = comme(delegation(), x -> x.sauver.inviter(1401));
        assertEquals(2, invites);
        assertEquals(List.of("Une place est libre plus tôt ou ailleurs : " + sous.intitule()), a("102@exemple"));
        assertEquals(1, a("rh@" + DENAIN).size());
        assertEquals(
                "personne-a-inviter",
                assertThrows(Refus.class, () -> comme(delegation(), x -> x.sauver.inviter(1401)))
                        .code());
        String jeton = jeton("102@exemple");
        assertEquals(
                Situation.A_PRENDRE,
                dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        dans(x -> {
            x.repondre.prendre(jeton);
            return null;
        });
        assertEquals(List.of("102 TRANSMISE"), bulletins(1401));
        assertEquals(List.of("101 TRANSMISE", "102 ANNULEE", "103 LISTE_ATTENTE"), bulletins(1402));
        assertEquals("1 0", jauge(1401));
        assertEquals("1 1", jauge(1402));
        assertEquals(
                Situation.PRISE, dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        assertTrue(histoire(attend).contains("Annulé par l'agent"), histoire(attend) + "");
        String autre = jeton("103@exemple");
        dans(x -> {
            x.repondre.refuser(autre, null);
            return null;
        });
        assertEquals("1 1", jauge(1402), "qui préfère attendre garde son rang");
    }

    @Test
    void deux_invites_ne_prennent_pas_la_meme_derniere_place_et_l_autre_garde_son_rang() throws Exception {
        ouvrir(1501, 1, 30);
        SessionInfo pleine = ouvrir(1502, 1, 40);
        inscrire(pleine, 101);
        inscrire(pleine, 102);
        inscrire(pleine, 103);
        comme(delegation(), x -> x.sauver.inviter(1501));
        ExecutorService fils = Executors.newFixedThreadPool(2);
        List<Callable<String>> deux = List.of("102@exemple", "103@exemple").stream()
                .map(c -> jeton(c))
                .map(j -> (Callable<String>) () -> {
                    try {
                        return dans(x -> {
                            x.repondre.prendre(j);
                            return "prise";
                        });
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
                List.of("prise", "session-complete"), sorts.stream().sorted().toList());
        assertEquals("1 0", jauge(1501));
        assertEquals("1 1", jauge(1502));
    }

    @Test
    void on_ne_reunit_ni_une_session_qui_a_son_minimum_ni_a_un_autre_stage_ni_celle_d_une_autre_delegation() {
        SessionInfo s = ouvrir(1601, 12, 30);
        ouvrir(1602, 12, 40);
        ouvrir(1701, 12, 40);
        assertEquals("autre-stage", code(() -> comme(delegation(), x -> x.sauver.reunir(1601, 1701))));
        assertEquals("autre-stage", code(() -> comme(delegation(), x -> x.sauver.reunir(1601, 1601))));
        assertEquals("session-inconnue", code(() -> comme(autreDelegation(), x -> x.sauver.reunir(1601, 1602))));
        assertEquals("session-publiee", code(() -> comme(delegation(), x -> x.sauver.emmener(1601, 1602))));
        POSTGRES.jdbi().useHandle(h -> h.execute("update inscription.jauge set minimum = 1 where session_id = 1601"));
        inscrire(s, 101);
        assertEquals("minimum-atteint", code(() -> comme(delegation(), x -> x.sauver.reunir(1601, 1602))));
        assertEquals("1 0", jauge(1601));
    }

    private static String code(org.junit.jupiter.api.function.Executable acte) {
        return assertThrows(Refus.class, acte).code();
    }

    @Test
    void la_delegation_voit_ses_sessions_sous_leur_minimum_et_ce_qui_peut_les_sauver() {
        ouvrir(1801, 12, 30);
        ouvrir(1802, 12, 40);
        SessionInfo pleine = ouvrir(1803, 1, 50);
        inscrire(pleine, 101);
        inscrire(pleine, 102);
        var lignes = comme(delegation(), x -> x.liste.lister(500)).lignes();
        var l = lignes.stream().filter(x -> x.ligne().id() == 1801).findFirst().orElseThrow();
        assertEquals(1, l.voisines());
        assertEquals(1, l.attendent());
        assertTrue(
                lignes.stream().noneMatch(x -> x.ligne().id() == 1803),
                "passé six semaines, ce n'est pas encore l'heure");
        var e = comme(delegation(), x -> x.liste.examiner(1801));
        assertEquals(
                List.of(1802L), e.voisines().stream().map(v -> v.session().id()).toList());
        assertEquals(1, e.invitables());
        assertEquals(0, e.aEmmener());
        assertEquals("session-inconnue", code(() -> comme(autreDelegation(), x -> x.liste.examiner(1801))));
    }

    @Test
    void a_combien_de_jours_une_session_se_montre_est_une_regle_datee() {
        ouvrir(1901, 12, 60);
        assertEquals(
                JOUR.plusDays(42), comme(delegation(), x -> x.liste.lister(500)).jusqu());
        assertTrue(comme(delegation(), x -> x.liste.lister(500)).lignes().stream()
                .noneMatch(x -> x.ligne().id() == 1901));
        courant.agirComme(
                delegation(),
                () -> PostgresDeTest.dans(POSTGRES.emf(), em -> {
                    Atelier x = new Atelier(em);
                    Injection.poser(x.tableau, new ReglesDuCircuit() {
                        @Override
                        public int joursPourSauver(LocalDate jour) {
                            return 70;
                        }
                    });
                    assertTrue(x.liste.lister(500).lignes().stream()
                            .anyMatch(l -> l.ligne().id() == 1901));
                    return null;
                }));
    }

    private List<String> reponses(long session) {
        return POSTGRES.jdbi()
                .withHandle(h -> h.createQuery(
                                "select b.agent_id || ' ' || coalesce(p.reponse, 'attend') from inscription.proposition p join inscription.bulletin b on b.id = p.bulletin_id where p.session_id = :s order by p.id")
                        .bind("s", session)
                        .mapTo(String.class)
                        .list());
    }

    /** Une session d'une place que 101 tient, et que 102, 103, … attendent ; elle offre ses places rendues. */
    private long complete(long id, int enFile) {
        SessionInfo s = ouvrir(id, 1, 60);
        long tenue = inscrire(s, 101);
        LongStream.rangeClosed(102, 101 + enFile).forEach(a -> inscrire(s, a));
        comme(delegation(), x -> {
            x.reglage.executer(id, true);
            return null;
        });
        return tenue;
    }

    private void annuler(long bulletin) {
        comme(rh(), x -> {
            x.annulation.executer(bulletin, "Empêchement");
            return null;
        });
    }

    private void passer(Duration duree) {
        maintenant = maintenant.plus(duree);
        comme(Utilisateur.SYSTEME, x -> {
            x.tache.executer();
            return null;
        });
    }

    @Test
    void une_place_offerte_refusee_va_aussitot_a_la_suivante_et_la_raison_de_chacun_est_gardee() {
        annuler(complete(3001, 3));
        assertEquals(
                List.of("101 ANNULEE", "102 TRANSMISE", "103 LISTE_ATTENTE", "104 LISTE_ATTENTE"), bulletins(3001));
        String un = jeton("102@exemple");
        assertEquals(
                Situation.A_CONFIRMER,
                dans(x -> x.repondre.lire(un)).orElseThrow().situation());
        assertEquals(
                MAINTENANT.plus(Duration.ofHours(48)),
                dans(x -> x.repondre.lire(un)).orElseThrow().echeance());
        dans(x -> {
            x.repondre.refuser(un, null);
            return null;
        });
        assertEquals(List.of("101 ANNULEE", "102 ANNULEE", "103 TRANSMISE", "104 LISTE_ATTENTE"), bulletins(3001));
        passer(Duration.ofHours(47));
        assertEquals("103 TRANSMISE", bulletins(3001).get(2), "il lui reste une heure");
        passer(Duration.ofHours(2));
        assertEquals(List.of("101 ANNULEE", "102 ANNULEE", "103 ANNULEE", "104 TRANSMISE"), bulletins(3001));
        String trois = jeton("104@exemple");
        dans(x -> {
            x.repondre.prendre(trois);
            return null;
        });
        assertEquals(List.of("102 REFUSEE", "103 ECHUE", "104 PRISE"), reponses(3001));
        assertEquals("1 0", jauge(3001));
        passer(Duration.ofDays(9));
        assertEquals("104 TRANSMISE", bulletins(3001).get(3), "prise, elle n'échoit plus");
    }

    @Test
    void sans_reponse_et_sans_personne_qui_attende_la_place_reste_a_qui_elle_est_offerte() {
        annuler(complete(3002, 1));
        passer(Duration.ofDays(3));
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE"), bulletins(3002));
        assertEquals(List.of("102 PRISE"), reponses(3002));
    }

    @Test
    void l_heure_passee_le_lien_ne_prend_plus_rien_meme_avant_la_tache() {
        annuler(complete(3003, 2));
        String jeton = jeton("102@exemple");
        maintenant = maintenant.plus(Duration.ofHours(49));
        assertThrows(
                Refus.class,
                () -> dans(x -> {
                    x.repondre.prendre(jeton);
                    return null;
                }));
        assertEquals(
                Situation.PASSEE,
                dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        assertEquals(
                List.of("101 ANNULEE", "102 ANNULEE", "103 TRANSMISE"), bulletins(3003), "la lire a suffi à la passer");
    }

    @Test
    void acceptee_avant_l_heure_elle_n_echoit_pas() {
        annuler(complete(3004, 2));
        POSTGRES.jdbi()
                .useHandle(
                        h -> h.execute(
                                "update inscription.bulletin set etat = 'ACCEPTEE' where session_id = 3004 and agent_id = 102"));
        passer(Duration.ofDays(3));
        assertEquals("102 ACCEPTEE", bulletins(3004).get(1));
        assertEquals(List.of("102 PRISE"), reponses(3004));
    }

    @Test
    void sans_ce_reglage_une_place_rendue_se_donne_d_office_et_une_autre_delegation_ne_le_change_pas() {
        SessionInfo s = ouvrir(3005, 1, 60);
        long tenue = inscrire(s, 101);
        inscrire(s, 102);
        assertEquals(
                "session-inconnue",
                code(() -> comme(autreDelegation(), x -> {
                    x.reglage.executer(3005, true);
                    return null;
                })));
        annuler(tenue);
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE"), bulletins(3005));
        assertEquals(List.of(), reponses(3005));
    }

    /** La session se tient tant de jours plus tard. */
    private SessionInfo decaler(long id, int jours) {
        SessionInfo avant = offre.sessions.get(id);
        SessionInfo apres = dates(
                avant,
                avant.ouverture(),
                avant.cloture().plusDays(jours),
                avant.debut().plusDays(jours),
                avant.fin().plusDays(jours));
        offre.sessions.put(id, apres);
        comme(delegation(), x -> {
            x.suivre.quand(new SessionReprogrammee(avant, apres));
            return null;
        });
        return apres;
    }

    private static Utilisateur agentConnecte(long agent) {
        return new Utilisateur(agent, "agent" + agent, "Agent " + agent, Role.AGENT, DENAIN, null, agent, null);
    }

    @Test
    void une_session_deplacee_se_refuse_par_le_lien_sans_motif_et_la_place_va_aussitot_a_qui_attend() {
        SessionInfo s = ouvrir(4001, 1, 30);
        long b = inscrire(s, 101);
        mettre(b, "CONVOQUEE");
        inscrire(s, 102);
        SessionInfo apres = decaler(4001, 7);
        String jeton = jeton("101@exemple");
        var lue = dans(x -> x.repondre.lire(jeton)).orElseThrow();
        assertEquals(Situation.A_REFUSER, lue.situation());
        assertTrue(lue.avant().startsWith(s.periode()), "ce qui était : " + lue.avant());
        assertEquals(apres.debut(), lue.session().debut());
        assertEquals(MAINTENANT.plus(Duration.ofDays(15)), lue.echeance(), "la règle datée");
        assertEquals(List.of("101 CONVOQUEE", "102 LISTE_ATTENTE"), bulletins(4001), "lire ne refuse rien");
        dans(x -> {
            x.repondre.refuser(jeton, null);
            return null;
        });
        assertEquals(List.of("101 ANNULEE", "102 TRANSMISE"), bulletins(4001));
        assertEquals("1 0", jauge(4001));
        List<String> histoire = histoire(b);
        assertEquals("Changement de la session, refusé par l'agent", histoire.get(histoire.size() - 1));
        assertTrue(a("rh@" + DENAIN).contains("Changement refusé : " + s.intitule()));
        assertEquals(
                "Annulée, changement refusé",
                dans(x -> x.bulletins.ligne(b, Portee.ENTIERE)).orElseThrow().libelle());
        assertEquals(
                "a refusé le changement",
                comme(delegation(), x -> x.liste.examiner(4001))
                        .ligne()
                        .refusEnClair()
                        .substring(2));
        assertEquals(
                "rien-a-refuser",
                code(() -> dans(x -> {
                    x.repondre.refuser(jeton, null);
                    return null;
                })),
                "un lien sert une fois");
        assertEquals("1 0", jauge(4001));
    }

    @Test
    void une_session_dont_la_liste_d_attente_est_pleine_ne_se_propose_pas() {
        ouvrir(4301, 3, 30);
        SessionInfo pleine = ouvrir(4302, 1, 45);
        inscrire(pleine, 104);
        POSTGRES.jdbi()
                .useHandle(h -> h.execute("update inscription.jauge set attente_max = 0 where session_id = 4302"));
        inscrire(offre.sessions.get(4301L), 101);
        decaler(4301, 7);
        String lien = jeton("101@exemple");
        assertEquals(List.of(), dans(x -> x.repondre.lire(lien)).orElseThrow().autres());
        assertEquals(
                "autre-session",
                code(() -> dans(x -> {
                    x.repondre.refuser(lien, 4302L);
                    return null;
                })));
    }

    @Test
    void qui_refuse_peut_garder_sa_demande_pour_une_autre_session_du_meme_stage_au_bout_de_sa_file() {
        SessionInfo s = ouvrir(4101, 3, 30);
        SessionInfo libre = ouvrir(4102, 1, 50);
        SessionInfo pleine = ouvrir(4103, 1, 45);
        inscrire(pleine, 104);
        inscrire(pleine, 105);
        ouvrir(4201, 5, 40);
        ouvrir(4104, 5, 40);
        offre.cachees.add(4104L);
        long un = inscrire(s, 101);
        inscrire(s, 102);
        decaler(4101, 7);
        String premier = jeton("101@exemple");
        var autres = dans(x -> x.repondre.lire(premier)).orElseThrow().autres();
        assertEquals(
                List.of(4103L, 4102L),
                autres.stream().map(a -> a.session().id()).toList(),
                "du même stage, vues de l'employeur, la plus proche d'abord");
        assertEquals(
                List.of("liste d'attente", "1 place libre"),
                autres.stream().map(RefuserUnChangement.Autre::places).toList());
        assertEquals(
                "autre-session",
                code(() -> dans(x -> {
                    x.repondre.refuser(premier, 4201L);
                    return null;
                })));
        assertEquals(List.of("101 TRANSMISE", "102 TRANSMISE"), bulletins(4101), "rien n'a été rendu");
        dans(x -> {
            x.repondre.refuser(premier, 4102L);
            return null;
        });
        String second = jeton("102@exemple");
        dans(x -> {
            x.repondre.refuser(second, 4103L);
            return null;
        });
        assertEquals(List.of("101 ANNULEE", "102 ANNULEE"), bulletins(4101));
        assertEquals(List.of("101 TRANSMISE"), bulletins(4102));
        assertEquals(
                List.of("104 TRANSMISE", "105 LISTE_ATTENTE", "102 LISTE_ATTENTE"),
                bulletins(4103),
                "après ceux qui attendaient");
        assertEquals("0 0", jauge(4101));
        assertEquals("1 0", jauge(4102));
        assertEquals("1 2", jauge(4103));
        assertTrue(
                histoire(un).get(histoire(un).size() - 1).contains("la demande continue, " + libre.periode()),
                histoire(un) + "");
    }

    @Test
    void l_agent_connecte_refuse_pour_lui_sa_rh_pour_qui_n_a_pas_d_adresse_et_nul_autre() {
        SessionInfo s = ouvrir(4301, 5, 30);
        long un = inscrire(s, 101);
        long deux = inscrire(s, 102);
        long trois = inscrire(s, 103);
        assertTrue(comme(rh(), x -> x.changement.lire(un)).isEmpty(), "rien n'a changé");
        assertEquals("rien-a-refuser", code(() -> comme(rh(), x -> x.changement.executer(un, null))));
        decaler(4301, 3);
        deposes.clear();
        annuaire.postes.put(101L, Set.of(101L));
        assertTrue(comme(agentConnecte(101), x -> x.changement.lire(un)).isPresent());
        comme(agentConnecte(101), x -> x.changement.executer(un, null));
        assertEquals(
                "Changement de la session, refusé par l'agent",
                histoire(un).get(histoire(un).size() - 1));
        assertEquals(List.of("Changement refusé : " + s.intitule()), a("rh@" + DENAIN));
        assertEquals(List.of(), a("101@exemple"), "c'est lui");
        comme(rh(), x -> x.changement.executer(deux, null));
        assertEquals(
                "Changement de la session, refusé par la collectivité",
                histoire(deux).get(histoire(deux).size() - 1));
        assertEquals(List.of("Changement refusé : " + s.intitule()), a("102@exemple"));
        assertEquals(
                "bulletin-inconnu", code(() -> comme(rhDeValenciennes(), x -> x.changement.executer(trois, null))));
        assertEquals(List.of("101 ANNULEE", "102 ANNULEE", "103 TRANSMISE"), bulletins(4301));
    }

    @Test
    void passe_le_delai_un_changement_ne_se_refuse_plus_et_la_demande_s_annule_encore() {
        SessionInfo s = ouvrir(4401, 5, 60);
        long b = inscrire(s, 101);
        decaler(4401, 7);
        String jeton = jeton("101@exemple");
        passer(Duration.ofDays(15));
        assertEquals("101 TRANSMISE", bulletins(4401).get(0), "ne rien dire, c'est suivre");
        assertEquals(
                Situation.PASSEE,
                dans(x -> x.repondre.lire(jeton)).orElseThrow().situation());
        assertEquals(
                "rien-a-refuser",
                code(() -> dans(x -> {
                    x.repondre.refuser(jeton, null);
                    return null;
                })));
        assertEquals("rien-a-refuser", code(() -> comme(rh(), x -> x.changement.executer(b, null))));
        annuler(b);
        assertEquals("101 ANNULEE", bulletins(4401).get(0));
    }

    @Test
    void une_session_qui_approche_se_refuse_jusqu_a_la_veille_et_deux_changements_valent_chacun_leur_lien() {
        SessionInfo s = ouvrir(4501, 5, 30);
        inscrire(s, 101);
        decaler(4501, 2);
        String ancien = jeton("101@exemple");
        SessionInfo proche = decaler(4501, -27);
        String nouveau = jeton("101@exemple");
        assertEquals(
                proche.debut().atStartOfDay(proche.fuseau()).toInstant().minus(Duration.ofMinutes(1)),
                dans(x -> x.repondre.lire(nouveau)).orElseThrow().echeance());
        dans(x -> {
            x.repondre.refuser(ancien, null);
            return null;
        });
        assertEquals("101 ANNULEE", bulletins(4501).get(0));
        assertEquals(
                Situation.PASSEE,
                dans(x -> x.repondre.lire(nouveau)).orElseThrow().situation(),
                "il n'y a plus rien à refuser");
        assertEquals(
                "1 a refusé le changement",
                comme(delegation(), x -> x.liste.examiner(4501)).ligne().refusEnClair(),
                "compté une fois");
    }

    @Test
    void la_base_seule_refuse_qu_un_changement_soit_pris_ou_n_ait_pas_d_echeance() {
        SessionInfo s = ouvrir(4601, 5, 30);
        inscrire(s, 101);
        decaler(4601, 7);
        for (String faux : List.of("reponse = 'PRISE', repondue_le = now()", "echeance = null", "avant = null")) {
            assertThrows(
                    org.jdbi.v3.core.JdbiException.class,
                    () -> POSTGRES.jdbi()
                            .useHandle(h -> h.execute(
                                    "update inscription.proposition set " + faux + " where session_id = 4601")),
                    faux);
        }
    }
}
