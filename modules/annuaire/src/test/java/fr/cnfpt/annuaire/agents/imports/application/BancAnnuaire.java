package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.agents.persistence.AgentsEnBase;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.persistence.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.FileReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/**
 * Ce que coûte l'import à côté d'un COPY nu, ce qu'il tient en mémoire, et ce que coûte une recherche à côté de la même
 * requête en JDBC nu. Un PostgreSQL durable à part ; notre voie et la voie nue alternent. Méthode :
 * docs/performance.md.
 */
public final class BancAnnuaire {

    private static final int CLIENTS = 8;

    /** Ce que le banc pose et mesure. */
    record Taille(int lignes, int agents, int collectivites, int tours, int recherches) {

        /** Celle de la vraie mesure : tout le pays. */
        static Taille entiere() {
            return new Taille(
                    Integer.getInteger("banc.lignes", 100_000),
                    Integer.getInteger("banc.agents", 1_900_000),
                    Integer.getInteger("banc.collectivites", 55_000),
                    Integer.getInteger("banc.tours", 3),
                    Integer.getInteger("banc.recherches", 400));
        }
    }

    /** Notre temps sur celui de la voie nue. */
    record Rapports(double importer, double collectivite, double agent) {}

    private static final String AGENT_NU = """
      select a.id, a.collectivite_id, a.matricule, a.nom, a.prenom, a.courriel, a.metier, a.service, a.categorie, coalesce(k.nom, a.cadre_emplois) as cadre_emplois, a.responsable_id
        from annuaire.agent a left join annuaire.cadre_emplois k on k.id = a.cadre_emplois_id
        join (select a.id, a.tri, a.cle like (select outils.debut(?)) as debut, a.cle like all ((select outils.debuts(?))::text[]) as mots,
                     a.cle like (select '%' || outils.debut(?)) as suite from annuaire.agent a
               where a.collectivite_id = ? and a.cle like all ((select outils.motifs(?))::text[]) and (a.parti_le is null or a.parti_le > outils.jour(now()))
               order by debut desc, mots desc, suite desc, a.tri, a.id limit 20) as t on t.id = a.id
       order by t.debut desc, t.mots desc, t.suite desc, t.tri, t.id
      """;
    private static final String COLLECTIVITE_NUE = """
       from annuaire.collectivite c left join annuaire.epci e on e.siren = c.epci_siren and c.nature <> 'EPCI'
      where (c.close_le is null) and c.cle like (select outils.motif(?)) and c.cle like all ((select outils.motifs(?))::text[])
      """;

    private final DataSource source;
    private final AgentsEnBase base;
    private final Taille taille;

    BancAnnuaire(DataSource source, Taille taille) {
        this.source = source;
        this.base = new AgentsEnBase(source);
        this.taille = taille;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start()) {
            DataSource source = postgres.getPostgresDatabase(Map.of("reWriteBatchedInserts", "true"));
            PostgresDeTest.migree(source, "annuaire");
            System.out.printf(
                    "Charge de la machine au départ : %.1f pour %d processeurs.%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors());
            Rapports r = new BancAnnuaire(source, Taille.entiere()).mesurer();
            System.out.printf(
                    "Charge de la machine à la fin : %.1f.%n%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            System.out.println(String.format(
                    Locale.ROOT,
                    "ratio import %.2f%nratio recherche-collectivite %.2f%nratio recherche-agent %.2f",
                    r.importer(),
                    r.collectivite(),
                    r.agent()));
        }
    }

    Rapports mesurer() throws Exception {
        double importe = importer();
        memoire();
        peupler();
        return new Rapports(importe, rechercher(false), rechercher(true));
    }

    private static Path fichier(int lignes, char separateur, boolean entetes) throws Exception {
        Path f = Files.createTempFile("banc", ".csv");
        try (BufferedWriter w = Files.newBufferedWriter(f)) {
            if (entetes) {
                w.write("Matricule;Nom;Prénom;Courriel;Métier;Service;Catégorie;Cadre d'emplois;N+1\n"
                        .replace(';', separateur));
            }
            for (int n = 0; n < lignes; n++) {
                w.write(String.join(
                        String.valueOf(separateur),
                        "M" + n,
                        "Nom" + n % 977,
                        "Prénom" + n % 389,
                        "m" + n + "@essai.exemple",
                        "Jardinier",
                        "Service " + n % 40,
                        "C",
                        "Adjoint technique territorial",
                        n == 0 ? "" : "M" + n / 10));
                w.write('\n');
            }
        }
        return f;
    }

    /**
     * Fichier, essai à blanc, confirmation ; puis le même fichier par COPY et un INSERT … SELECT dans la même table.
     */
    private double importer() throws Exception {
        double[] nous = new double[taille.tours()];
        double[] nu = new double[taille.tours()];
        for (int tour = -1; tour < taille.tours(); tour++) {
            AtelierDImport a = new AtelierDImport(base);
            Path f = fichier(taille.lignes(), ';', true);
            long t0 = System.nanoTime();
            Imports.Import i = a.essayer(f);
            long t1 = System.nanoTime();
            i = a.confirmer(i.id());
            double duree = (System.nanoTime() - t0) / 1e9;
            if (i.crees() != taille.lignes() || !i.etat().equals("CONFIRME")) {
                throw new IllegalStateException("Import faux : " + i);
            }
            double direct = copier(new AtelierDImport(base).collectivite);
            System.out.printf(
                    "Import de %,d agents : %.1f s (essai %.1f s) ; COPY et INSERT nus : %.1f s%s%n",
                    taille.lignes(), duree, (t1 - t0) / 1e9, direct, tour < 0 ? " (échauffement)" : "");
            if (tour >= 0) {
                nous[tour] = duree;
                nu[tour] = direct;
            }
        }
        return mediane(nous) / mediane(nu);
    }

    private double copier(long collectivite) throws Exception {
        Path f = fichier(taille.lignes(), '\t', false);
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            long debut = System.nanoTime();
            s.execute(
                    "create table annuaire.banc (matricule text, nom text, prenom text, courriel text, metier text, service text, categorie text, cadre text, responsable text)");
            try (FileReader r = new FileReader(f.toFile(), java.nio.charset.StandardCharsets.UTF_8)) {
                c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy annuaire.banc from stdin (null '')", r);
            }
            s.execute("""
          with n as materialized (select b.*, nextval('annuaire.agent_id_seq') as id from annuaire.banc b)
          insert into annuaire.agent (id, collectivite_id, matricule, nom, prenom, courriel, metier, service, categorie, cadre_emplois_id, responsable_id) overriding system value
          select n.id, %d, n.matricule, n.nom, n.prenom, n.courriel, n.metier, n.service, n.categorie,
                 (select id from annuaire.cadre_emplois where nom = 'Adjoints techniques territoriaux'), r.id
            from n left join n as r on r.matricule = n.responsable
          """.formatted(collectivite));
            s.execute("drop table annuaire.banc");
            c.commit();
            return (System.nanoTime() - debut) / 1e9;
        } finally {
            Files.delete(f);
        }
    }

    /** Ce qui reste vivant et le plus haut atteint, selon le nombre de lignes. */
    private void memoire() throws Exception {
        for (int lignes : new int[] {taille.lignes() / 5, taille.lignes() * 2}) {
            AtelierDImport a = new AtelierDImport(base);
            Path f = fichier(lignes, ';', true);
            System.gc();
            long avant = tas();
            List<MemoryPoolMXBean> poches = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(p -> p.getType() == MemoryType.HEAP)
                    .toList();
            poches.forEach(MemoryPoolMXBean::resetPeakUsage);
            Imports.Import i = a.essayer(f);
            long pic =
                    poches.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
            System.gc();
            System.out.printf(
                    "Mémoire, essai de %,d lignes (%,d lues) : tas %d Mo avant, %d Mo au plus haut (ramasse-miettes compris), %d Mo après%n",
                    lignes, i.lignes(), avant >> 20, pic >> 20, tas() >> 20);
        }
    }

    private static long tas() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void peupler() throws Exception {
        long debut = System.nanoTime();
        base.chargerLaCarte();
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            s.execute("truncate annuaire.import_ligne, annuaire.import_refus, annuaire.agent cascade");
            s.execute("""
          insert into annuaire.collectivite (siren, nom, nature, departement, structure_id, population)
          select n::text, case n %% 3 when 0 then 'CCAS de ' when 1 then 'Syndicat des eaux de ' else 'Caisse des écoles de ' end || k.nom, 'SYNDICAT', '59', 1, (n %% 5000)::int
            from generate_series(250000000, 251000000) as n
            join (select nom, row_number() over (order by code_insee) as r from annuaire.commune) as k on k.r = n %% 34969 + 1
           where annuaire.siren_valide(n::text) limit greatest(0, %d - (select count(*) from annuaire.collectivite)) on conflict do nothing
          """.formatted(taille.collectivites()));
            s.execute(
                    "create table annuaire.banc_noms as select row_number() over () - 1 as r, nom from (select distinct split_part(nom, '-', 1) as nom from annuaire.commune) as t");
            s.execute(
                    "create table annuaire.banc_coll as select row_number() over () - 1 as r, id from annuaire.collectivite");
            s.execute("analyze");
            // Une grande collectivité de 50 000 agents, les autres de tailles très inégales.
            s.execute("""
          insert into annuaire.agent (collectivite_id, matricule, nom, prenom, metier, categorie)
          select k.id, 'B' || n, a.nom, p.nom, 'Jardinier', 'C' from generate_series(1, %d) as n
            join annuaire.banc_noms a on a.r = (n * 7919::bigint) %% (select count(*) from annuaire.banc_noms)
            join annuaire.banc_noms p on p.r = (n * 104729::bigint) %% 400
            join annuaire.banc_coll k on k.r = case when n <= 50000 then 0 else (((n * 31::bigint) %% 9973) * ((n * 17::bigint) %% 9967)) %% (select count(*) from annuaire.banc_coll) end
          """.formatted(taille.agents()));
            s.execute("vacuum analyze annuaire.agent");
            s.execute("vacuum analyze annuaire.collectivite");
            try (ResultSet r = s.executeQuery(
                    "select (select count(*) from annuaire.collectivite), (select count(*) from annuaire.agent)")) {
                r.next();
                System.out.printf(
                        "Base de recherche : %,d collectivités, %,d agents, en %d s.%n",
                        r.getLong(1), r.getLong(2), (System.nanoTime() - debut) / 1_000_000_000);
            }
        }
    }

    private double rechercher(boolean agent) throws Exception {
        List<String> mots = new ArrayList<>();
        List<Long> collectivites = new ArrayList<>();
        try (Connection c = source.getConnection();
                Statement s = c.createStatement()) {
            try (ResultSet r = s.executeQuery(
                    "select nom from annuaire.banc_noms where length(nom) > 4 order by md5(nom) limit 1000")) {
                while (r.next()) {
                    mots.add(r.getString(1));
                }
            }
            try (ResultSet r =
                    s.executeQuery("select id from annuaire.banc_coll order by r = 0 desc, md5(id::text) limit 1000")) {
                while (r.next()) {
                    collectivites.add(r.getLong(1));
                }
            }
        }
        double[] nous = new double[taille.tours()];
        double[] nu = new double[taille.tours()];
        for (int tour = -1; tour < taille.tours(); tour++) {
            double p95 = p95(agent, false, mots, collectivites, tour);
            double p95Nu = p95(agent, true, mots, collectivites, tour);
            if (tour >= 0) {
                nous[tour] = p95;
                nu[tour] = p95Nu;
            }
        }
        System.out.printf(
                "Recherche d'%s, %d clients : p95 de notre port %.1f ms, de la requête nue %.1f ms (médianes de %d tours)%n",
                agent ? "un agent" : "une collectivité", CLIENTS, mediane(nous), mediane(nu), taille.tours());
        return mediane(nous) / mediane(nu);
    }

    private double p95(boolean agent, boolean nu, List<String> mots, List<Long> collectivites, int tour)
            throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(CLIENTS);
        List<Future<double[]>> mesures = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random hasard = new Random(1_000L * tour + client);
            mesures.add(fils.submit(() -> {
                double[] durees = new double[taille.recherches()];
                try (Connection c = source.getConnection()) {
                    c.unwrap(PGConnection.class).setPrepareThreshold(nu ? 1 : 5);
                    Annuaire annuaire = AgentsEnBase.annuaire(sansFermer(c));
                    Collectivites port = AgentsEnBase.collectivites(sansFermer(c));
                    try (PreparedStatement a = c.prepareStatement(AGENT_NU);
                            PreparedStatement l = c.prepareStatement(
                                    "select c.id, c.siren, c.nom, c.nature, c.departement, coalesce(e.nom, '') as intercommunalite, c.population, c.close_le,"
                                            + " (select count(*) from annuaire.agent a where a.collectivite_id = c.id) as agents"
                                            + COLLECTIVITE_NUE
                                            + " order by c.cle like (select outils.debut(?)) desc, c.cle like all ((select outils.debuts(?))::text[]) desc,"
                                            + " c.population desc nulls last, c.tri limit 20");
                            PreparedStatement n = c.prepareStatement("select count(*)" + COLLECTIVITE_NUE)) {
                        for (int i = 0; i < taille.recherches(); i++) {
                            String mot = mots.get(hasard.nextInt(mots.size()));
                            String q = mot.substring(0, 3 + hasard.nextInt(2));
                            long collectivite = hasard.nextInt(2) == 0
                                    ? collectivites.get(0)
                                    : collectivites.get(hasard.nextInt(collectivites.size()));
                            Callable<Integer> geste = agent
                                    ? nu
                                            ? () -> agentNu(a, collectivite, q)
                                            : () -> annuaire.chercherAgents(collectivite, q, 20)
                                                    .size()
                                    : nu
                                            ? () -> collectiviteNue(l, n, q)
                                            : () -> port.chercher(
                                                            fr.cnfpt.annuaire.api.Portee.ENTIERE,
                                                            q,
                                                            "",
                                                            false,
                                                            fr.cnfpt.outils.liste.Tri.AUCUN,
                                                            0,
                                                            20)
                                                    .lignes()
                                                    .size();
                            long debut = System.nanoTime();
                            geste.call();
                            durees[i] = (System.nanoTime() - debut) / 1e6;
                        }
                    }
                }
                return durees;
            }));
        }
        double[] toutes = new double[CLIENTS * taille.recherches()];
        for (int i = 0; i < CLIENTS; i++) {
            System.arraycopy(mesures.get(i).get(), 0, toutes, i * taille.recherches(), taille.recherches());
        }
        fils.shutdown();
        Arrays.sort(toutes);
        return toutes[(int) (toutes.length * .95)];
    }

    private static Jdbi sansFermer(Connection c) {
        return Sql.configurer(Jdbi.create(new org.jdbi.v3.core.ConnectionFactory() {
            @Override
            public Connection openConnection() {
                return c;
            }

            @Override
            public void closeConnection(Connection rendue) {
                /* une par client, tout le tour */
            }
        }));
    }

    private static int agentNu(PreparedStatement p, long collectivite, String q) throws Exception {
        p.setString(1, q);
        p.setString(2, q);
        p.setString(3, q);
        p.setLong(4, collectivite);
        p.setString(5, q);
        return lire(p, 11);
    }

    private static int collectiviteNue(PreparedStatement l, PreparedStatement n, String q) throws Exception {
        for (int i = 1; i <= 4; i++) {
            l.setString(i, q);
        }
        n.setString(1, q);
        n.setString(2, q);
        return lire(l, 8) + lire(n, 1);
    }

    private static int lire(PreparedStatement p, int colonnes) throws Exception {
        int lues = 0;
        try (ResultSet r = p.executeQuery()) {
            while (r.next()) {
                for (int c = 1; c <= colonnes; c++) {
                    r.getString(c);
                }
                lues++;
            }
        }
        return lues;
    }

    private static double mediane(double[] v) {
        double[] t = v.clone();
        Arrays.sort(t);
        return t[t.length / 2];
    }
}
