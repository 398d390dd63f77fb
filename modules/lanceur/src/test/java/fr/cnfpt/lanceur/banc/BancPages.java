package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import fr.cnfpt.lanceur.PagesParRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Chaque page déclarée, pour chaque rôle, sur la carte entière et une année pleine : combien en sert l'application, à
 * un et à huit clients, à côté des mêmes instructions rejouées sans elle. Les écritures d'une page (la connexion qui
 * glisse) ne sont pas rejouées.
 */
public final class BancPages {

    /**
     * @param part celle de l'année : 1 pour l'entière, vingt pour un vingtième ({@code -Diel.part=20})
     * @param duree d'une mesure, en millisecondes
     */
    record Taille(int part, long duree) {}

    private static final int[] CLIENTS = {1, 8};

    private final Application application;
    private final Donnees donnees;
    private final Taille taille;

    BancPages(Application application, Donnees donnees, Taille taille) {
        this.application = application;
        this.donnees = donnees;
        this.taille = taille;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.FRANCE);
        try (Application application = Application.neuve("banc-pages");
                Donnees donnees = new Donnees(application)) {
            long debut = System.nanoTime();
            int part = Integer.getInteger("iel.part", 1);
            Annee.poser(application, part, "");
            System.out.printf(
                    "Une année, posée en %.0f s : %,d agents, %,d sessions, %,d bulletins.%n",
                    (System.nanoTime() - debut) / 1e9,
                    donnees.nombre("select count(*) from annuaire.agent"),
                    donnees.nombre("select count(*) from catalogue.session"),
                    donnees.nombre("select count(*) from inscription.bulletin"));
            new BancPages(application, donnees, new Taille(part, Integer.getInteger("iel.duree", 1_000))).mesurer();
        }
        System.exit(0);
    }

    /** @return combien de pages ont été mesurées */
    int mesurer() throws Exception {
        List<PagesParRole.Page> pages = PagesParRole.de(application);
        Map<PagesParRole.Page, List<Releve.Instruction>> instructions = Releve.pages(application, donnees, pages);
        essayer(instructions);
        System.out.printf(
                "%-16s %-34s %5s | %10s %10s | %10s %10s | %6s%n",
                "rôle", "page", "instr", "1 client", "8 clients", "SQL 1", "SQL 8", "part");
        Map<String, Double> ratios = new TreeMap<>();
        for (PagesParRole.Page page : pages) {
            double[] servies = new double[CLIENTS.length];
            double[] nues = new double[CLIENTS.length];
            passer(1, taille.duree() / 4, () -> page.visiteur()::get);
            for (int i = 0; i < CLIENTS.length; i++) {
                servies[i] = passer(CLIENTS[i], taille.duree(), () -> page.visiteur()::get);
                nues[i] = passer(
                        CLIENTS[i],
                        taille.duree() / 2,
                        () -> new Nue(application.urlDeLaBase(), instructions.get(page)));
            }
            double part = Math.max(servies[0], servies[1]) / Math.max(nues[0], nues[1]);
            System.out.printf(
                    "%-16s %-34s %5d | %7.1f ms %6.1f /s | %7.1f ms %6.1f /s | %6.2f%n",
                    page.role(),
                    page.chemin(),
                    instructions.get(page).size(),
                    1_000 / servies[0],
                    servies[1],
                    1_000 / nues[0],
                    nues[1],
                    part);
            ratios.put(page.role() + page.chemin().replace(".xhtml", ""), part);
        }
        ratios.forEach((nom, part) -> System.out.printf(Locale.ROOT, "ratio %s %.2f%n", nom, part));
        return pages.size();
    }

    /** Avant de mesurer : ce qui se relit mal dans le journal se dit d'un coup, pas au bout de dix minutes. */
    private void essayer(Map<PagesParRole.Page, List<Releve.Instruction>> instructions) throws Exception {
        List<String> fautives = new ArrayList<>();
        for (Map.Entry<PagesParRole.Page, List<Releve.Instruction>> e : instructions.entrySet()) {
            try (Nue nue = new Nue(application.urlDeLaBase(), e.getValue())) {
                nue.faire();
            } catch (SQLException x) {
                fautives.add(e.getKey().role() + " " + e.getKey().chemin() + " : " + x.getMessage());
            }
        }
        if (!fautives.isEmpty()) {
            throw new IllegalStateException("Ne se rejouent pas : " + String.join("\n", fautives));
        }
    }

    /** Ce qu'un client fait, encore et encore. */
    interface Geste extends AutoCloseable {
        void faire() throws Exception;

        @Override
        default void close() throws SQLException {}
    }

    /** @return combien par seconde, tous ensemble */
    private static double passer(int clients, long duree, Callable<Geste> neuf) throws Exception {
        ExecutorService fils = Executors.newFixedThreadPool(clients);
        try {
            long fin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(duree);
            List<Future<double[]>> comptes = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                comptes.add(fils.submit(() -> {
                    try (Geste geste = neuf.call()) {
                        long debut = System.nanoTime();
                        int n = 0;
                        do {
                            geste.faire();
                            n++;
                        } while (System.nanoTime() < fin);
                        return new double[] {n, (System.nanoTime() - debut) / 1e9};
                    }
                }));
            }
            double debit = 0;
            for (Future<double[]> c : comptes) {
                debit += c.get()[0] / c.get()[1];
            }
            return debit;
        } finally {
            fils.shutdownNow();
        }
    }

    /** Les instructions d'une page, par une connexion nue. */
    static final class Nue implements Geste {
        private final Connection base;
        private final List<Releve.Instruction> instructions;
        private final Map<String, PreparedStatement> preparees = new HashMap<>();

        Nue(String url, List<Releve.Instruction> instructions) throws SQLException {
            base = DriverManager.getConnection(url + "&stringtype=unspecified&prepareThreshold=1&ApplicationName=nue");
            base.setAutoCommit(false);
            this.instructions = instructions;
        }

        @Override
        public void faire() throws SQLException {
            for (Releve.Instruction i : instructions) {
                PreparedStatement p = preparees.get(i.texte());
                if (p == null) {
                    p = base.prepareStatement(i.texte());
                    preparees.put(i.texte(), p);
                }
                int n = 1;
                for (String valeur : i.valeurs()) {
                    p.setString(n++, valeur);
                }
                p.execute();
            }
            base.rollback();
        }

        @Override
        public void close() throws SQLException {
            base.close();
        }
    }
}
