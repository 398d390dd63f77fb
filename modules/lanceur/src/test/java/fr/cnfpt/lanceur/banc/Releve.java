package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Les instructions que l'application envoie pour une inscription, relevées dans le journal de sa base : le plafond
 * rejoue donc toujours les textes du jour, sans copie. Le journal détaillé n'est ouvert que le temps du relevé.
 */
final class Releve {

    static final String SESSION = "\u0001session";
    static final String AGENT = "\u0001agent";
    static final String CLE = "\u0001cle";
    private static final String DEBUT = "releve|iel|";
    private static final Pattern EXECUTE = Pattern.compile("LOG:  execute [^:]*: (.*)", Pattern.DOTALL);
    private static final Pattern VALEUR = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')");

    /**
     * Une instruction, ses valeurs dans l'ordre ; celles de la demande y sont remplacées par {@link #SESSION},
     * {@link #AGENT} et {@link #CLE}.
     */
    record Instruction(String texte, List<String> valeurs) {

        /** Celle qui dit si l'agent a sa place. */
        boolean place() {
            return texte.contains("inscription.jauge");
        }
    }

    private Releve() {}

    static List<Instruction> de(Application application, Donnees donnees, long session, long agent)
            throws IOException, SQLException {
        regler(donnees, "alter system set log_line_prefix = 'releve|%a|'", "alter system set log_statement = 'all'");
        attendre(donnees, "all");
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            client.inscrire(session, agent);
        }
        regler(donnees, "alter system reset log_line_prefix", "alter system reset log_statement");
        attendre(donnees, "none");
        List<Instruction> instructions = new ArrayList<>();
        String texte = null;
        for (String ligne :
                Files.readString(application.dossier().resolve("postgres.log")).split("\n(?!\t)")) {
            if (!ligne.startsWith(DEBUT)) {
                continue;
            }
            String reste = ligne.substring(DEBUT.length());
            Matcher m = EXECUTE.matcher(reste);
            if (m.matches()) {
                texte = m.group(1);
            } else if (texte != null && reste.startsWith("DETAIL:")) {
                instructions.add(new Instruction(texte.replaceAll("\\$\\d+", "?"), valeurs(reste, session, agent)));
                texte = null;
            }
        }
        if (instructions.isEmpty()
                || instructions.stream().filter(Instruction::place).count() != 1) {
            throw new IllegalStateException("Le relevé n'a pas un placement et un seul : " + instructions);
        }
        return instructions;
    }

    private static List<String> valeurs(String detail, long session, long agent) {
        List<String> valeurs = new ArrayList<>();
        String matricule = Donnees.matricule(agent);
        for (Matcher m = VALEUR.matcher(detail); m.find(); ) {
            String v = m.group(1) == null ? null : m.group(1).replace("''", "'");
            valeurs.add(
                    String.valueOf(session).equals(v)
                            ? SESSION
                            : ("{" + matricule + "}").equals(v) || ("{\"" + matricule + "\"}").equals(v)
                                    ? AGENT
                                    : ClientHttp.cle(agent).equals(v) ? CLE : v);
        }
        return valeurs;
    }

    private static void regler(Donnees donnees, String... ordres) throws SQLException {
        for (String ordre : ordres) {
            donnees.ecrire(ordre);
        }
        donnees.texte("select pg_reload_conf()");
    }

    private static void attendre(Donnees donnees, String voulu) throws SQLException {
        long fin = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!donnees.texte("show log_statement").equals(voulu) && System.nanoTime() < fin) {
            LockSupport.parkNanos(50_000_000);
        }
        LockSupport.parkNanos(
                300_000_000); // les processus des autres connexions relisent leur réglage entre deux instructions
    }
}
