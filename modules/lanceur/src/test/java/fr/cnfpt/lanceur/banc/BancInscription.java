package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Combien d'inscriptions par seconde par l'API, et quelle part du plafond : les mêmes lectures et la même écriture
 * envoyées droit à la même base. Application et plafond alternent dans chaque tour ; on rend médiane et étendue.
 * Méthode : docs/performance.md.
 */
public final class BancInscription {

    private static final int[] CLIENTS = {1, 8, 32};

    /** Ceux d'une ruée sur une seule session. */
    private static final int RUEE = 256;

    /** Ce qu'attend, en millisecondes, un client prié de revenir ; le serveur demande davantage. */
    private static final long REVENIR = 1_000;

    /** Les agents d'un grand appel, et d'un moyen, dont on compare ce que coûte chacun. */
    private static final int GRAND = 1_000;

    private static final int MOYEN = 100;

    /** Les inscriptions qui servent à relever les instructions de l'application. */
    private static final int RELEVE = 4;

    /** Ce que le banc pose et mesure ; durées en millisecondes. */
    record Taille(int tours, int duree, int chauffe, int sessions, int agents) {

        /** Celle de la vraie mesure. */
        static Taille entiere() {
            return new Taille(
                    Integer.getInteger("banc.tours", 5),
                    Integer.getInteger("banc.duree.ms", 1_500),
                    Integer.getInteger("banc.chauffe.ms", 60_000),
                    1_000,
                    400_000);
        }
    }

    /** Ce qui inscrit un agent et dit si la base l'a gardé ; un par client, avec sa connexion. */
    interface Voie extends AutoCloseable {
        void inscrire(long session, long agent) throws Exception;

        @Override
        void close() throws Exception;
    }

    /** Ouvre une voie par client. */
    interface Acces {
        Voie ouvrir() throws Exception;
    }

    record Cas(String nom, boolean etale, int clients) {}

    private final Application application;
    private final Donnees donnees;
    private final Taille taille;
    private final List<Long> sessions;
    private final long chaude;
    private final long pleine;
    private final List<Long> agents;
    private final AtomicLong suivant = new AtomicLong();
    private final LongAdder inscrits = new LongAdder();
    private final LongAdder erreurs = new LongAdder();
    private final LongAdder revenus = new LongAdder();

    BancInscription(Application application, Donnees donnees, Taille taille) throws Exception {
        this.application = application;
        this.donnees = donnees;
        this.taille = taille;
        long denain = donnees.denain();
        this.sessions = donnees.sessions(taille.sessions(), 10_000, denain, 30);
        donnees.ecrire("update inscription.jauge set capacite = 1000000 where session_id = any(?)", (Object)
                sessions.toArray(Long[]::new));
        this.chaude = donnees.session(10_000, denain);
        donnees.ecrire("update inscription.jauge set capacite = 1000000 where session_id = ?", chaude);
        this.pleine = donnees.session(1, denain);
        this.agents = donnees.agents(taille.agents(), denain);
        donnees.ecrire("analyze");
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        boolean juste;
        try (Application application = Application.neuve("banc");
                Donnees donnees = new Donnees(application)) {
            juste = new BancInscription(application, donnees, Taille.entiere()).mesurer();
        }
        System.exit(juste ? 0 : 1);
    }

    /** @return vrai si tout ce que les clients ont compté est en base, sans erreur ni jauge fausse */
    boolean mesurer() throws Exception {
        // Ceux de la démonstration ne comptent pas.
        long dernierBulletin = donnees.nombre("select coalesce(max(id), 0) from inscription.bulletin");
        Acces parApi = () -> new ClientHttp(application.port(), Application.JETON);
        suivant.set(RELEVE);
        inscrits.add(RELEVE);
        List<Releve.Instruction> instructions =
                Releve.de(application, donnees, sessions.get(0), agents.subList(0, RELEVE));
        Acces plafond = () -> new PlafondSql(application.urlDeLaBase(), instructions);
        System.out.printf("Relevé : %d instructions par inscription.%n", instructions.size());
        long debut = System.nanoTime();
        System.out.printf(
                "Mise en température : %.1f s par l'API, puis %.1f s par la base…%n",
                taille.chauffe() / 1e3, taille.chauffe() / 12e3);
        passer(parApi, new Cas("", true, 8), taille.chauffe() * 2 / 3);
        passer(parApi, new Cas("", false, 32), taille.chauffe() / 3);
        passer(plafond, new Cas("", true, 8), taille.chauffe() / 12);

        List<Cas> cas = new ArrayList<>();
        for (boolean etale : new boolean[] {true, false}) {
            for (int n : CLIENTS) {
                cas.add(new Cas(
                        (etale ? "étalée sur " + taille.sessions() + " sessions, " : "une seule session, ")
                                + n
                                + (n > 1 ? " clients" : " client"),
                        etale,
                        n));
            }
        }
        cas.add(new Cas("une seule session, " + RUEE + " clients", false, RUEE));
        Map<Cas, double[]> api = new LinkedHashMap<>();
        Map<Cas, List<long[]>> delais = new LinkedHashMap<>();
        Map<Cas, double[]> base = new LinkedHashMap<>();
        double processeur = 0;
        long mesurees = 0;
        for (int tour = 0; tour < taille.tours(); tour++) {
            for (Cas c : cas) {
                double avant = processeurDeLApplication();
                long deja = inscrits.sum();
                api.computeIfAbsent(c, x -> new double[taille.tours()])[tour] =
                        passer(parApi, c, taille.duree(), delais.computeIfAbsent(c, x -> new ArrayList<>()));
                processeur += processeurDeLApplication() - avant;
                mesurees += inscrits.sum() - deja;
                if (c.clients() < RUEE) {
                    base.computeIfAbsent(c, x -> new double[taille.tours()])[tour] = passer(plafond, c, taille.duree());
                }
            }
            System.out.printf("Tour %d sur %d fait.%n", tour + 1, taille.tours());
        }
        Refusees refusees = refuser();
        double clientSeul = coutDuClient();
        double moyen = unAppel(MOYEN);
        double grand = unAppel(GRAND);

        System.out.printf(
                "%nInscriptions par seconde, un agent chacune : médiane de %d tours de %.1f s (étendue)%n",
                taille.tours(), taille.duree() / 1e3);
        System.out.printf("%-42s %22s %22s%n", "", "API", "base directe");
        for (Cas c : cas) {
            System.out.printf(
                    "%-42s %22s %22s   délai médian %s, 99 %% sous %s%n",
                    c.nom(),
                    resume(api.get(c)),
                    base.containsKey(c) ? resume(base.get(c)) : "–",
                    millisecondes(quantile(delais.get(c), 0.5)),
                    millisecondes(quantile(delais.get(c), 0.99)));
        }
        System.out.printf(
                "Une session pleine, liste d'attente comprise, 32 clients : %.0f refus par seconde, %.0f octets de journal chacun.%n",
                refusees.parSeconde(), refusees.octets());
        System.out.printf(
                "Un appel de %,d agents : %.2f s ; de %d : %.3f s (médianes de trois).%n", GRAND, grand, MOYEN, moyen);
        System.out.println(
                "Plafond de chaque charge : la meilleure médiane de la base, à un nombre quelconque de connexions.");
        long enBase = donnees.nombre("select count(*) from inscription.bulletin where id > " + dernierBulletin);
        List<Long> fausses = donnees.jaugesFausses();
        long attente = donnees.nombre(
                "select count(*) from inscription.bulletin where etat <> 'TRANSMISE' and id > " + dernierBulletin);
        boolean juste = erreurs.sum() == 0 && enBase == inscrits.sum() && fausses.isEmpty() && attente == 0;
        System.out.printf(
                "%nErreurs : %d ; priées de revenir : %d. Inscriptions comptées par les clients : %d ; bulletins en base : %d ; jauges fausses : %d.%n",
                erreurs.sum(), revenus.sum(), inscrits.sum(), enBase, fausses.size());
        System.out.printf(
                "Le client du banc coûte %.0f µs de processeur par demande (compris dans la colonne API).%n",
                clientSeul);
        System.out.printf("L'application use %.2f ms de processeur par inscription.%n", 1_000 * processeur / mesurees);
        System.out.printf(
                "Mémoire résidente de l'application après la charge : %d Mo (PostgreSQL : %d Mo partagés et propres).%n",
                residente(application.pid()), postgres());
        System.out.printf(
                "Banc mené en %d s, %d processeurs.%n%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - debut),
                Runtime.getRuntime().availableProcessors());
        for (Cas c : cas) {
            ratio("inscription-" + (c.etale() ? "etalee-" : "une-session-") + c.clients(), rapport(api, base, c));
        }
        ratio(
                "inscription-ruee-99-sur-calme-median",
                quantile(delais.get(cas(cas, false, 32)), 0.99) / quantile(delais.get(cas(cas, true, 1)), 0.5));
        ratio(
                "inscription-pleine-refus-sur-une-session-32",
                refusees.parSeconde() / mediane(api.get(cas(cas, false, 32))));
        ratio("inscription-pleine-octets-par-refus", refusees.octets());
        ratio("inscription-mille-sur-une-demi-seconde", grand / 0.5);
        ratio("inscription-mille-sur-dix-fois-cent", grand / (moyen * GRAND / MOYEN));
        ratio("inscription-etalee", celui(api, base, true, 8));
        ratio("inscription-une-session", celui(api, base, false, 32));
        if (!juste) {
            System.out.println("LE COMPTE N'EST PAS JUSTE : ces mesures ne valent rien.");
        }
        return juste;
    }

    /** Notre débit à ce nombre de clients, sur le meilleur de la base à cette charge. */
    private static double rapport(Map<Cas, double[]> api, Map<Cas, double[]> base, Cas c) {
        double plafond = base.entrySet().stream()
                .filter(e -> e.getKey().etale() == c.etale())
                .mapToDouble(e -> mediane(e.getValue()))
                .max()
                .orElseThrow();
        return mediane(api.get(c)) / plafond;
    }

    private static double celui(Map<Cas, double[]> api, Map<Cas, double[]> base, boolean etale, int clients) {
        return rapport(api, base, cas(api.keySet(), etale, clients));
    }

    private static Cas cas(Collection<Cas> cas, boolean etale, int clients) {
        return cas.stream()
                .filter(c -> c.etale() == etale && c.clients() == clients)
                .findFirst()
                .orElseThrow();
    }

    /** Le délai, en nanosecondes, sous lequel est cette part des réponses. */
    private static double quantile(List<long[]> delais, double part) {
        long[] tous = delais.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return tous[(int) Math.min(tous.length - 1, Math.floor(tous.length * part))];
    }

    private static String millisecondes(double nanosecondes) {
        return String.format("%.1f ms", nanosecondes / 1e6);
    }

    /** Ce que met un appel de tant d'agents sur la session chaude, en secondes : la médiane de trois. */
    private double unAppel(int combien) throws Exception {
        double[] secondes = new double[3];
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            for (int i = 0; i < secondes.length; i++) {
                int premier = (int) suivant.getAndAdd(combien);
                List<Long> ceux = agents.subList(premier, premier + combien);
                long debut = System.nanoTime();
                client.inscrire(chaude, ceux);
                secondes[i] = (System.nanoTime() - debut) / 1e9;
                inscrits.add(combien);
            }
        }
        return mediane(secondes);
    }

    /** @param octets ceux que le journal de la base prend pour un refus, bruit de fond compris */
    private record Refusees(double parSeconde, double octets) {}

    /** Trente-deux clients devant une session d'une place, prise, qui ne laisse attendre personne. */
    private Refusees refuser() throws Exception {
        donnees.ecrire("update inscription.jauge set capacite = 1, attente_max = 0 where session_id = ?", pleine);
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            client.inscrire(pleine, agents.get((int) suivant.getAndIncrement()));
            inscrits.increment();
        }
        LongAdder refus = new LongAdder();
        Acces repousse = () -> {
            ClientHttp client = new ClientHttp(application.port(), Application.JETON);
            return new Voie() {
                @Override
                public void inscrire(long session, long agent) throws Exception {
                    try {
                        client.inscrire(pleine, agent);
                        throw new IllegalStateException("une session pleine a pris quelqu'un");
                    } catch (ClientHttp.Pleine attendu) {
                        refus.increment();
                    }
                }

                @Override
                public void close() throws Exception {
                    client.close();
                }
            };
        };
        Cas cas = new Cas("pleine", false, 32);
        passer(repousse, cas, taille.chauffe() / 6);
        inscrits.add(-refus.sumThenReset());
        String journal = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";
        long avant = donnees.nombre(journal);
        double parSeconde = passer(repousse, cas, taille.duree());
        double octets = (double) (donnees.nombre(journal) - avant) / refus.sum();
        inscrits.add(-refus.sum());
        return new Refusees(parSeconde, octets);
    }

    /** Retire ce que le banc a posé, pour qui se sert de la même application après lui. */
    void ranger() throws Exception {
        List<Long> posees = new ArrayList<>(sessions);
        posees.add(chaude);
        posees.add(pleine);
        Long[] ids = posees.toArray(Long[]::new);
        // L'histoire d'un bulletin ne se récrit pas : il faut taire le déclencheur qui la garde.
        donnees.ecrire("set session_replication_role = replica");
        for (String vider : List.of(
                "delete from inscription.changement where bulletin_id in (select id from inscription.bulletin where session_id = any(?))",
                "delete from inscription.bulletin where session_id = any(?)",
                "delete from inscription.jauge where session_id = any(?)",
                "delete from catalogue.aire_recrutement where session_id = any(?)",
                "delete from catalogue.session where id = any(?)")) {
            donnees.ecrire(vider, (Object) ids);
        }
        donnees.ecrire("delete from annuaire.agent where id = any(?)", (Object) agents.toArray(Long[]::new));
        donnees.ecrire("set session_replication_role = origin");
    }

    private static void ratio(String nom, double valeur) {
        System.out.println(String.format(Locale.ROOT, "ratio %s %.2f", nom, valeur));
    }

    private double passer(Acces acces, Cas cas, long millisecondes) throws Exception {
        return passer(acces, cas, millisecondes, new ArrayList<>());
    }

    /** @return faux si le serveur prie de revenir */
    private boolean servie(Voie voie, long session, long agent) throws Exception {
        try {
            voie.inscrire(session, agent);
            return true;
        } catch (ClientHttp.Revenir plusTard) {
            revenus.increment();
            return false;
        }
    }

    /**
     * @param delais reçoit ceux des réponses, en nanosecondes, un tableau par client
     * @return inscriptions par seconde
     */
    private double passer(Acces acces, Cas cas, long millisecondes, List<long[]> delais) throws Exception {
        List<Voie> voies = new ArrayList<>();
        for (int i = 0; i < cas.clients(); i++) {
            voies.add(acces.ouvrir());
        }
        CountDownLatch pret = new CountDownLatch(cas.clients());
        CountDownLatch depart = new CountDownLatch(1);
        AtomicLong fin = new AtomicLong();
        LongAdder faites = new LongAdder();
        List<Thread> fils = new ArrayList<>();
        for (Voie voie : voies) {
            Thread fil = new Thread(() -> {
                pret.countDown();
                LongStream.Builder siens = LongStream.builder();
                try {
                    depart.await();
                    while (System.nanoTime() < fin.get()) {
                        int n = (int) suivant.getAndIncrement();
                        if (n >= agents.size()) {
                            throw new IllegalStateException("le banc n'a plus d'agent à inscrire");
                        }
                        long avant = System.nanoTime();
                        long session = cas.etale() ? sessions.get(n % sessions.size()) : chaude;
                        while (!servie(voie, session, agents.get(n))) {
                            Thread.sleep(REVENIR);
                        }
                        siens.add(System.nanoTime() - avant);
                        faites.increment();
                    }
                } catch (Exception e) {
                    erreurs.increment();
                    System.out.println("Erreur : " + e);
                }
                synchronized (delais) {
                    delais.add(siens.build().toArray());
                }
            });
            fil.start();
            fils.add(fil);
        }
        pret.await();
        long debut = System.nanoTime();
        fin.set(debut + TimeUnit.MILLISECONDS.toNanos(millisecondes));
        depart.countDown();
        for (Thread fil : fils) {
            fil.join();
        }
        double secondes = (System.nanoTime() - debut) / 1e9;
        for (Voie voie : voies) {
            voie.close();
        }
        inscrits.add(faites.sum());
        return faites.sum() / secondes;
    }

    /** Le temps de processeur d'un client pour une demande, en microsecondes : un fil, sur la session chaude. */
    private double coutDuClient() throws Exception {
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            var fils = java.lang.management.ManagementFactory.getThreadMXBean();
            long avant = fils.getCurrentThreadCpuTime();
            int combien = 300;
            for (int i = 0; i < combien; i++) {
                client.inscrire(chaude, agents.get((int) suivant.getAndIncrement()));
                inscrits.increment();
            }
            return (fils.getCurrentThreadCpuTime() - avant) / 1_000.0 / combien;
        }
    }

    /** En secondes, système compris : ne dépend pas de ce que la machine fait d'autre. */
    private double processeurDeLApplication() {
        return ProcessHandle.of(application.pid())
                        .flatMap(p -> p.info().totalCpuDuration())
                        .orElseThrow()
                        .toNanos()
                / 1e9;
    }

    private static double mediane(double[] v) {
        double[] t = v.clone();
        Arrays.sort(t);
        return t.length % 2 == 1 ? t[t.length / 2] : (t[t.length / 2 - 1] + t[t.length / 2]) / 2;
    }

    private static String resume(double[] v) {
        return String.format(
                "%.0f (%.0f–%.0f)",
                mediane(v),
                Arrays.stream(v).min().orElse(0),
                Arrays.stream(v).max().orElse(0));
    }

    private static long residente(long pid) throws Exception {
        for (String ligne : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (ligne.startsWith("VmRSS:")) {
                return Long.parseLong(ligne.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return -1;
    }

    /** La somme des parts proportionnelles (Pss) des processus de la base. */
    private long postgres() throws Exception {
        long postmaster =
                Long.parseLong(Files.readAllLines(application.dossier().resolve("postgres/postmaster.pid"))
                        .get(0)
                        .strip());
        List<ProcessHandle> tous =
                new ArrayList<>(ProcessHandle.of(postmaster).stream().toList());
        ProcessHandle.of(postmaster).ifPresent(p -> p.descendants().forEach(tous::add));
        long ko = 0;
        for (ProcessHandle p : tous) {
            try {
                for (String ligne : Files.readAllLines(Path.of("/proc", String.valueOf(p.pid()), "smaps_rollup"))) {
                    if (ligne.startsWith("Pss:")) {
                        ko += Long.parseLong(ligne.replaceAll("[^0-9]", ""));
                    }
                }
            } catch (java.io.IOException fini) {
                ko += 0;
            }
        }
        return ko / 1024;
    }
}
