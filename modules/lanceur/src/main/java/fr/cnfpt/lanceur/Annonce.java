package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Ce que voit qui a tapé la commande : le chargement qui avance, puis l'adresse et les comptes. */
final class Annonce implements Runnable {

    private final PrintStream console;
    private final Path journalDuServeur;
    private final int port;
    private final boolean demo;
    private final boolean premiere;
    private final long debut;

    /**
     * @param premiere vrai si un premier compte vient d'être préparé ; {@code debut} : l'instant du démarrage, en
     *     nanosecondes
     */
    Annonce(PrintStream console, Path journalDuServeur, int port, boolean demo, boolean premiere, long debut) {
        this.console = console;
        this.journalDuServeur = journalDuServeur;
        this.port = port;
        this.demo = demo;
        this.premiere = premiere;
        this.debut = debut;
    }

    /** Attend que l'application réponde, puis dit son adresse et par qui entrer. */
    @Override
    public void run() {
        console.println("IEL démarre (journal : " + journalDuServeur + ")");
        int statut = 0;
        while (statut != 200) {
            try {
                Thread.sleep(200);
                montrerLeProgres();
                HttpURLConnection c = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                        .toURL()
                        .openConnection();
                c.setConnectTimeout(1000);
                c.setReadTimeout(3000);
                statut = c.getResponseCode();
            } catch (IOException pasEncore) {
                statut = 0;
            } catch (InterruptedException e) {
                return;
            }
        }
        StringBuilder b = new StringBuilder("\n");
        b.append("IEL est prêt en ")
                .append((System.nanoTime() - debut) / 1_000_000_000)
                .append(" s : ")
                .append(System.getProperty("iel.adresse"))
                .append("\n\n");
        if (demo) {
            b.append("Comptes de démonstration, mot de passe commun : ")
                    .append(System.getProperty("iel.demo.motdepasse"))
                    .append('\n');
            for (String[] compte : new String[][] {
                {"agent", "une agente de Denain"},
                {"responsable", "son N+1, agente aussi"},
                {"rh", "gestionnaire RH de Denain"},
                {"rh.valenciennes", "gestionnaire RH de Valenciennes"},
                {"secretaire", "une agente de Denain et de Valenciennes"},
                {"gestionnaire", "gestionnaire RH de Denain, et agente"},
                {"cheffe", "une agente de Valenciennes, N+1 de son équipe"},
                {"delegation", "conseillère de la délégation Hauts-de-France"},
                {"formateur", "formatrice"},
                {"siege", "le siège"},
                {"mairie", "seule gestionnaire RH d'une petite commune, agente aussi"},
                {"rh.lille", "gestionnaire RH d'un employeur de 3 000 agents"},
                {"rh.saint-denis", "gestionnaire RH de Saint-Denis de La Réunion"},
                {"delegation.reunion", "conseiller de la délégation La Réunion"},
                {"nouvelle", "une agente venue de Denain à Valenciennes"},
                {"intercommunale", "une agente de deux employeurs au même statut"}
            }) {
                b.append(String.format("  %-18s %s%n", compte[0], compte[1]));
            }
            b.append("  jeton du SIRH de Denain pour l'API : ")
                    .append(System.getProperty("iel.demo.jeton"))
                    .append("\n  jeton de la délégation Hauts-de-France, pour l'offre : ")
                    .append(System.getProperty("iel.demo.jeton"))
                    .append("_hdf\n  jeton d'un éditeur, dans son bac à sable : ")
                    .append(System.getProperty("iel.demo.jeton"))
                    .append("_bac\n");
        } else if (premiere) {
            b.append("Premier compte : administrateur, mot de passe d'usage unique : ")
                    .append(System.getProperty("iel.admin.motdepasse"))
                    .append('\n');
            System.clearProperty("iel.admin.motdepasse");
        }
        b.append("\nCtrl-C arrête tout.\n");
        console.println(b);
        console.flush();
    }

    /**
     * Recopie à l'écran ce que l'application dit de son chargement ; le serveur pouvant refaire ses journaux, on se
     * rattache.
     */
    private void montrerLeProgres() {
        Logger journal = Logger.getLogger("fr.cnfpt.iel");
        for (Handler h : journal.getHandlers()) {
            if (h instanceof Progres) {
                return;
            }
        }
        PROGRES.console = console;
        journal.addHandler(PROGRES);
    }

    private static final Progres PROGRES = new Progres();

    private static final class Progres extends Handler {
        private volatile PrintStream console;

        @Override
        public void publish(LogRecord ligne) {
            if (ligne.getLevel() == Level.INFO) {
                console.println("  " + ligne.getMessage());
            }
        }

        @Override
        public void flush() {
            console.flush();
        }

        @Override
        public void close() {
            console.flush();
        }
    }
}
