package fr.cnfpt.inscription.simulation;

import static fr.cnfpt.inscription.Exemples.DELEGATION;
import static fr.cnfpt.inscription.Exemples.JOUR;
import static fr.cnfpt.inscription.Exemples.delegation;
import static fr.cnfpt.inscription.Exemples.session;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.Exemples;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Une année de sessions dans une même base : chacune s'ouvre, se remplit au-delà de ses places, perd des inscrits,
 * change d'effectif, s'annule parfois, convoque et reçoit. Chaque geste est validé ; chaque soir, ce qui est vide
 * pendant qu'on l'attend se compte sur toutes à la fois.
 */
final class Annee {

    private static final int FILS = 2;
    private static final int COLLECTIVITES = 300;
    private static final int AGENTS = 1_000;
    private static final long PREMIERE_COLLECTIVITE = 1_000;
    private static final long PREMIERE_SESSION = 20_000_000;
    private static final int OUVERTURE = 70;
    private static final int CLOTURE = 14;
    private static final Duration DELAI = Duration.ofSeconds(5);

    /** Sur cent : convoqués absents, sessions annulées, sessions dont l'effectif change, demandes placées annulées. */
    private static final int ABSENTS = 18;

    private static final int ANNULEES = 13;
    private static final int EFFECTIFS = 15;
    private static final int DESISTEMENTS = 12;

    private enum Geste {
        OUVRIR,
        INSCRIRE,
        DEMANDER,
        ACCEPTER,
        EFFECTIF,
        ANNULER_LA_SESSION,
        CONVOQUER,
        RECEVOIR
    }

    private record Prevu(long session, Geste geste) {}

    /** @param offertes les places proposées par courriel, dont {@code echues} sans réponse à leur heure */
    record Bilan(
            int sessions,
            long demandes,
            long annulees,
            long effectifs,
            long heures,
            long oisives,
            long rendues,
            long promues,
            long offertes,
            long echues,
            long presents,
            long absents,
            long refus,
            long gestes,
            Duration duGeste,
            long horsDelai,
            List<String> fautes) {

        String enClair() {
            return "%,d sessions, dont %,d annulées et %,d changements d'effectif ; %,d demandes ; %,d heures de places, dont %,d oisives pendant que quelqu'un attend ; %,d places rendues, %,d allées à la file dans le même geste, le plus long en %,d ms, %,d au-delà de 5 s ; %,d places offertes, %,d échues ; %,d présents, %,d absents ; %,d gestes validés, %,d refusés"
                    .formatted(
                            sessions,
                            annulees,
                            effectifs,
                            demandes,
                            heures,
                            oisives,
                            rendues,
                            promues,
                            duGeste.toMillis(),
                            horsDelai,
                            offertes,
                            echues,
                            presents,
                            absents,
                            gestes,
                            refus);
        }
    }

    /** Un guichetier : ses gestes sur sa connexion, ouverte toute l'année. */
    private final class Fil {
        private final EntityManager em = base.createEntityManager();
        private final UtilisateurCourant courant = new UtilisateurCourant();
        private final Bureaux b;
        private final Jdbi lecture;

        private Fil(PlacesSql places, Jdbi lecture) {
            this.lecture = lecture;
            b = new Bureaux(em, marche, courant, offre, annuaire, places, nouveaux::add);
        }

        /** @return faux si le geste est refusé : il n'a alors rien changé */
        private boolean valider(Utilisateur qui, Consumer<Bureaux> geste) {
            em.getTransaction().begin();
            try {
                courant.agirComme(qui, () -> geste.accept(b));
                em.getTransaction().commit();
                gestes.incrementAndGet();
                return true;
            } catch (Refus r) {
                em.getTransaction().rollback();
                refus.incrementAndGet();
                return false;
            } finally {
                em.clear();
            }
        }
    }

    private final class Offre extends OffreEnMemoire {
        private final Map<Long, SessionInfo> toutes = new ConcurrentHashMap<>();

        @Override
        public Optional<SessionInfo> session(long id) {
            return Optional.ofNullable(toutes.get(id));
        }

        @Override
        public Map<Long, SessionInfo> sessions(Collection<Long> ids) {
            return ids.stream().distinct().filter(toutes::containsKey).collect(Collectors.toMap(id -> id, toutes::get));
        }

        @Override
        public Map<CollectiviteInfo, Map<Long, SessionInfo>> sessionsVisibles(
                Map<CollectiviteInfo, Set<Long>> voulues) {
            return voulues.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> sessions(e.getValue())));
        }
    }

    /** Trois cents employeurs de mille agents, qu'un numéro dit. */
    private static final class Employeurs extends AnnuaireEnMemoire {

        private static AgentInfo poste(long id) {
            return new AgentInfo(
                    id,
                    id / 10_000,
                    "M" + id,
                    "Nom" + id,
                    "Prénom",
                    id + "@exemple",
                    "Jardinier",
                    null,
                    "C",
                    null,
                    null);
        }

        @Override
        public Map<Long, AgentInfo> agents(Collection<Long> ids) {
            return ids.stream().distinct().collect(Collectors.toMap(id -> id, Employeurs::poste));
        }

        @Override
        public List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids) {
            return ids.stream()
                    .map(Employeurs::poste)
                    .filter(a -> a.collectiviteId() == collectiviteId)
                    .toList();
        }

        @Override
        public Optional<CollectiviteInfo> collectivite(long id) {
            return Optional.of(new CollectiviteInfo(
                    id,
                    "%09d".formatted(id),
                    "Commune " + id,
                    "COMMUNE",
                    "59606",
                    "59",
                    "32",
                    "245901160",
                    43_000,
                    DELEGATION,
                    true,
                    false));
        }

        @Override
        public Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids) {
            return ids.stream()
                    .distinct()
                    .collect(Collectors.toMap(id -> id, id -> collectivite(id).orElseThrow()));
        }
    }

    private final EntityManagerFactory base;
    private final Jdbi jdbi;
    private final Offres offres;
    private final int combien;
    private final Marche marche = new Marche();
    private final Offre offre = new Offre();
    private final Employeurs annuaire = new Employeurs();
    private final Queue<String> nouveaux = new ConcurrentLinkedQueue<>();
    private final Map<LocalDate, List<Prevu>> agenda = new TreeMap<>();
    private final Map<Long, Random> hasards = new ConcurrentHashMap<>();
    private final List<Fil> fils;
    private final AtomicLong demandes = new AtomicLong();
    private final AtomicLong annulees = new AtomicLong();
    private final AtomicLong effectifs = new AtomicLong();
    private final AtomicLong presents = new AtomicLong();
    private final AtomicLong absents = new AtomicLong();
    private final AtomicLong refus = new AtomicLong();
    private final AtomicLong gestes = new AtomicLong();
    private final AtomicLong rendues = new AtomicLong();
    private final AtomicLong horsDelai = new AtomicLong();
    private final AtomicLong plusLong = new AtomicLong();
    private final List<String> fautes = new ArrayList<>();
    private long heures;
    private long oisives;
    private long offertes;
    private long echues;

    Annee(PostgresDeTest postgres, int combien, Supplier<PlacesSql> places) {
        this.base = postgres.emf();
        this.jdbi = lecture(postgres);
        this.offres = Injection.poser(new Offres(), jdbi);
        this.combien = combien;
        List<Fil> ouverts = new ArrayList<>();
        for (int i = 0; i < FILS; i++) {
            ouverts.add(new Fil(places.get(), lecture(postgres)));
        }
        this.fils = List.copyOf(ouverts);
        for (int i = 0; i < combien; i++) {
            prevoir(PREMIERE_SESSION + i, new Random(0x9E3779B97F4A7C15L * (i + 1)));
        }
    }

    /** Sur une connexion gardée toute l'année. */
    private static Jdbi lecture(PostgresDeTest postgres) {
        try {
            return Sql.configurer(Jdbi.create(postgres.source().getConnection()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prevoir(long id, Random hasard) {
        hasards.put(id, hasard);
        LocalDate debut = ouvre(JOUR.plusDays(OUVERTURE + hasard.nextInt(365)));
        offre.toutes.put(
                id,
                Exemples.dates(
                        session(id, 2 + hasard.nextInt(3)),
                        debut.minusDays(OUVERTURE),
                        debut.minusDays(CLOTURE),
                        debut,
                        debut.plusDays(hasard.nextInt(3))));
        noter(debut.minusDays(OUVERTURE), id, Geste.OUVRIR);
        for (int i = 0; i < 3; i++) {
            noter(debut.minusDays(CLOTURE + hasard.nextInt(OUVERTURE - CLOTURE)), id, Geste.INSCRIRE);
        }
        if (hasard.nextInt(3) == 0) {
            noter(debut.minusDays(CLOTURE + 1L + hasard.nextInt(30)), id, Geste.DEMANDER);
        }
        noter(debut.minusDays(30), id, Geste.ACCEPTER);
        noter(debut.minusDays(CLOTURE - 1L), id, Geste.ACCEPTER);
        if (hasard.nextInt(100) < EFFECTIFS) {
            noter(debut.minusDays(2L + hasard.nextInt(60)), id, Geste.EFFECTIF);
        }
        if (hasard.nextInt(100) < ANNULEES) {
            noter(debut.minusDays(42), id, Geste.ANNULER_LA_SESSION);
        }
        noter(debut.minusDays(CLOTURE - 2L), id, Geste.CONVOQUER);
        noter(debut.minusDays(2), id, Geste.CONVOQUER);
        noter(debut, id, Geste.RECEVOIR);
    }

    private void noter(LocalDate jour, long session, Geste geste) {
        agenda.computeIfAbsent(jour, j -> new ArrayList<>()).add(new Prevu(session, geste));
    }

    private static LocalDate ouvre(LocalDate jour) {
        return jour.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue() ? jour : jour.plusDays(2);
    }

    Bilan vivre() {
        ExecutorService equipe = Executors.newFixedThreadPool(FILS);
        try {
            LocalDate fin = agenda.keySet().stream().max(LocalDate::compareTo).orElse(JOUR);
            for (LocalDate jour = JOUR; !jour.isAfter(fin) && fautes.isEmpty(); jour = jour.plusDays(1)) {
                marche.jour = jour;
                Fil premier = fils.get(0);
                echues += finirLesOffres(premier);
                repondreAuxOffres(premier);
                jouer(equipe, agenda.getOrDefault(jour, List.of()));
                compter(jour);
                if (combien > 10_000 && jour.getDayOfMonth() == 1) {
                    System.out.printf("%tT : %s, %,d gestes%n", LocalTime.now(), jour, gestes.get());
                }
            }
        } finally {
            equipe.shutdownNow();
            fils.forEach(f -> f.em.close());
        }
        verifierTout();
        long promues = jdbi.withHandle(h -> h.createQuery(
                        "select count(*) from inscription.changement where texte like 'Une place s''est libérée%'")
                .mapTo(Long.class)
                .one());
        return new Bilan(
                combien,
                demandes.get(),
                annulees.get(),
                effectifs.get(),
                heures,
                oisives,
                rendues.get(),
                promues,
                offertes,
                echues,
                presents.get(),
                absents.get(),
                refus.get(),
                gestes.get(),
                Duration.ofNanos(plusLong.get()),
                horsDelai.get(),
                List.copyOf(fautes));
    }

    /** Les gestes d'un jour : ceux d'une session l'un après l'autre, les sessions à la fois. */
    private void jouer(ExecutorService equipe, List<Prevu> duJour) {
        List<List<Prevu>> parSession = List.copyOf(duJour.stream()
                .collect(Collectors.groupingBy(Prevu::session, TreeMap::new, Collectors.toList()))
                .values());
        AtomicInteger suivante = new AtomicInteger();
        List<Future<?>> encours = new ArrayList<>();
        for (Fil fil : fils) {
            encours.add(equipe.submit(() -> {
                for (int i = suivante.getAndIncrement(); i < parSession.size(); i = suivante.getAndIncrement()) {
                    parSession.get(i).stream()
                            .sorted(Comparator.comparing(Prevu::geste))
                            .forEach(p -> faire(fil, p));
                    seDesister(fil, parSession.get(i).get(0).session());
                }
            }));
        }
        try {
            for (Future<?> f : encours) {
                f.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(marche.jour.toString(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void faire(Fil fil, Prevu p) {
        SessionInfo s = offre.toutes.get(p.session());
        Random hasard = hasards.get(s.id());
        if (Moment.de(s, marche.jour) == Moment.ANNULEE) {
            return;
        }
        switch (p.geste()) {
            case OUVRIR -> ouvrir(fil, s, hasard);
            case INSCRIRE -> {
                long employeur = PREMIERE_COLLECTIVITE + hasard.nextInt(COLLECTIVITES);
                List<Long> agents = hasard.ints(1L + hasard.nextInt(3), 0, AGENTS)
                        .distinct()
                        .mapToObj(n -> employeur * 10_000 + n)
                        .toList();
                if (fil.valider(rhDe(employeur), b -> b.inscription.executer(s.id(), agents))) {
                    demandes.addAndGet(agents.size());
                }
            }
            case DEMANDER -> demander(fil, s, hasard);
            case ACCEPTER -> accepter(fil, s);
            case EFFECTIF -> {
                changer(fil, s, Exemples.capacite(s, Math.max(1, s.capacite() + hasard.nextInt(4) - 1)));
            }
            case ANNULER_LA_SESSION -> {
                SessionInfo annulee = Exemples.annulee(s);
                offre.toutes.put(s.id(), annulee);
                fil.valider(
                        delegation(),
                        b -> b.suivies.annuler(s.id(), "Trop peu d'inscrits", delegation(), marche.instant()));
                annulees.incrementAndGet();
            }
            case CONVOQUER -> {
                accepter(fil, s);
                if (!ceux(fil, s.id(), "ACCEPTEE").isEmpty()) {
                    fil.valider(delegation(), b -> b.instruction.convoquer(s.id()));
                }
            }
            case RECEVOIR -> {
                for (long id : ceux(fil, s.id(), "CONVOQUEE")) {
                    boolean present = hasard.nextInt(100) >= ABSENTS;
                    if (fil.valider(delegation(), b -> b.suivi.noterPresence(id, present))) {
                        (present ? presents : absents).incrementAndGet();
                    }
                }
            }
        }
    }

    private void ouvrir(Fil fil, SessionInfo s, Random hasard) {
        boolean offerte = hasard.nextInt(5) < 2;
        Integer quota = hasard.nextInt(5) == 0 ? 1 + hasard.nextInt(2) : null;
        fil.valider(delegation(), b -> {
            b.places.ouvrirJauge(s);
            if (offerte) {
                b.offres.regler(s.id(), true);
            }
            b.quotas.regler(s.id(), quota);
        });
    }

    /** Un agent demande, sa RH valide. */
    private void demander(Fil fil, SessionInfo s, Random hasard) {
        long employeur = PREMIERE_COLLECTIVITE + hasard.nextInt(COLLECTIVITES);
        long agent = employeur * 10_000 + hasard.nextInt(AGENTS);
        Utilisateur lui =
                new Utilisateur(4, "agent", "L'agente", Role.AGENT, employeur, null, agent, "Commune " + employeur);
        if (fil.valider(lui, b -> b.preinscription.executer(s.id()))) {
            demandes.incrementAndGet();
            fil.valider(rhDe(employeur), b -> b.validation.executer(ceux(fil, s.id(), "PREINSCRIPTION")));
        }
    }

    private void accepter(Fil fil, SessionInfo s) {
        List<Long> transmises = ceux(fil, s.id(), "TRANSMISE");
        if (!transmises.isEmpty()) {
            fil.valider(delegation(), b -> b.instruction.accepter(transmises));
        }
    }

    private void changer(Fil fil, SessionInfo avant, SessionInfo apres) {
        offre.toutes.put(avant.id(), apres);
        boolean avance = Ouverture.avance(avant, apres, marche.jour, Suite.JOURS_DE_PROMOTION);
        if (fil.valider(delegation(), b -> b.suivies.suivre(apres, avance, marche.instant()))) {
            effectifs.incrementAndGet();
        } else {
            offre.toutes.put(avant.id(), avant);
        }
    }

    /** Quelqu'un s'en va, une fois sur huit : ce qui suit une place rendue se mesure d'ici à la validation. */
    private void seDesister(Fil fil, long session) {
        if (hasards.get(session).nextInt(100) >= DESISTEMENTS) {
            return;
        }
        List<Map<String, Object>> places = fil.lecture.withHandle(
                h -> h.createQuery("""
                select id, collectivite_id from inscription.bulletin
                 where session_id = :s and etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE') order by id fetch first row only
                """).bind("s", session).mapToMap().list());
        for (Map<String, Object> place : places) {
            long debut = System.nanoTime();
            if (fil.valider(
                    rhDe((Long) place.get("collectivite_id")),
                    b -> b.annulation.executer((Long) place.get("id"), "Empêchement"))) {
                long duree = System.nanoTime() - debut;
                rendues.incrementAndGet();
                plusLong.accumulateAndGet(duree, Math::max);
                if (duree > DELAI.toNanos()) {
                    horsDelai.incrementAndGet();
                }
            }
        }
    }

    /** Ceux dont l'heure est passée, l'un après l'autre, chacun dans sa transaction, comme la tâche. */
    private long finirLesOffres(Fil fil) {
        long finies = 0;
        for (List<Long> dues = offres.enRetard(marche.instant(), 500);
                !dues.isEmpty();
                dues = offres.enRetard(marche.instant(), 500)) {
            for (long due : dues) {
                fil.valider(Utilisateur.SYSTEME, b -> b.finDUneOffre.executer(due));
                finies++;
            }
        }
        return finies;
    }

    /** Sur dix à qui l'on offre une place, cinq la prennent le lendemain, deux la refusent, trois ne répondent pas. */
    private void repondreAuxOffres(Fil fil) {
        for (String jeton = nouveaux.poll(); jeton != null; jeton = nouveaux.poll()) {
            String lien = jeton;
            offertes++;
            int reponse = Math.floorMod(jeton.hashCode(), 10);
            if (reponse < 5) {
                fil.valider(Utilisateur.SYSTEME, b -> b.reponse.prendre(lien));
            } else if (reponse < 7) {
                fil.valider(Utilisateur.SYSTEME, b -> b.reponse.refuser(lien, null));
            }
            if (nouveaux.size() > 100_000) {
                throw new IllegalStateException("une offre refusée en fait d'autres sans fin");
            }
        }
    }

    private static Utilisateur rhDe(long employeur) {
        return new Utilisateur(1, "rh", "La RH", Role.GESTIONNAIRE_RH, employeur, null, null, "Commune " + employeur);
    }

    private List<Long> ceux(Fil fil, long session, String etat) {
        return fil.lecture.withHandle(h -> h.createQuery(
                        "select id from inscription.bulletin where session_id = :s and etat = :e order by id")
                .bind("s", session)
                .bind("e", etat)
                .mapTo(Long.class)
                .list());
    }

    private record Soir(long heures, long oisives) {}

    /** Sur toutes les sessions dont une place rendue va encore à la file, jusqu'au lendemain. */
    private void compter(LocalDate jour) {
        Long[] ouvertes = offre.toutes.values().stream()
                .filter(s -> !s.ouverture().isAfter(jour))
                .filter(s -> Ouverture.promeut(s, jour, Suite.JOURS_DE_PROMOTION))
                .map(SessionInfo::id)
                .toArray(Long[]::new);
        Soir soir = jdbi.withHandle(
                h -> h.createQuery("""
                with j as (select * from inscription.jauge where session_id = any(:s) and capacite is not null),
                tenues as (select b.session_id, b.collectivite_id, count(*) as n from inscription.bulletin b join j using (session_id)
                            where j.quota is not null and b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')
                            group by 1, 2),
                servables as (select b.session_id, count(*) as n from inscription.bulletin b join j using (session_id)
                                left join tenues t on t.session_id = b.session_id and t.collectivite_id = b.collectivite_id
                               where b.etat = 'LISTE_ATTENTE' and (j.quota is null or coalesce(t.n, 0) < j.quota) group by 1)
                select coalesce(sum(j.capacite * 24), 0) as heures,
                       coalesce(sum(24 * least(coalesce(s.n, 0), j.capacite - j.places_prises)), 0) as oisives
                  from j left join servables s using (session_id)
                """).bind("s", ouvertes).mapTo(Soir.class).one());
        heures += soir.heures();
        oisives += soir.oisives();
        if (soir.oisives() > 0) {
            fautes.add(soir.oisives() + " heures oisives le " + jour);
        }
    }

    /** Les jauges de l'année disent ce que les bulletins disent, et rien n'est surréservé. */
    private void verifierTout() {
        jdbi.useHandle(h -> h.createQuery("""
                select j.session_id from inscription.jauge j
                  left join lateral (select count(*) filter (where b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')) as prises,
                                            count(*) filter (where b.etat = 'LISTE_ATTENTE') as attente
                                       from inscription.bulletin b where b.session_id = j.session_id) v on true
                 where j.session_id >= :premiere and (j.places_prises <> v.prises or j.en_attente <> v.attente or j.places_prises > j.capacite)
                """)
                .bind("premiere", PREMIERE_SESSION)
                .mapTo(Long.class)
                .forEach(id -> fautes.add("la jauge de " + id + " est fausse")));
    }
}
