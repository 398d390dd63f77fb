package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Les instructions que l'application envoie pour une inscription, relevées dans le journal de sa base : le plafond
 * rejoue donc toujours les textes du jour, sans copie. Le journal détaillé n'est ouvert que le temps du relevé, de
 * quelques inscriptions de suite : ce qui ne revient pas à chacune vient des tâches de fond, et n'est pas retenu.
 */
final class Releve {

    private static final String SESSION = "\u0001session";
    private static final String MATRICULE = "\u0001matricule";
    private static final String AGENT = "\u0001agent";
    private static final String CLE = "\u0001cle";
    private static final String DEBUT = "releve|iel|";
    private static final Pattern EXECUTE = Pattern.compile("LOG:  execute [^:]*: (.*)", Pattern.DOTALL);
    private static final Pattern VALEUR = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')");

    /** Une instruction et ses valeurs dans l'ordre, où la session, l'agent et la clé de la demande restent à dire. */
    record Instruction(String texte, List<String> valeurs) {

        /** Celle qui dit si l'agent a sa place. */
        boolean place() {
            return texte.contains("inscription.jauge");
        }

        /** Les valeurs, pour cette demande. */
        List<String> pour(long session, long agent, String cle) {
            List<String> dites = new ArrayList<>(valeurs.size());
            for (String v : valeurs) {
                dites.add(
                        v == null || v.indexOf('\u0001') < 0
                                ? v
                                : v.replace(SESSION, String.valueOf(session))
                                        .replace(MATRICULE, Donnees.matricule(agent))
                                        .replace(AGENT, String.valueOf(agent))
                                        .replace(CLE, cle));
            }
            return dites;
        }
    }

    private Releve() {}

    /** @param agents ceux qu'on inscrit pour relever, trois au moins : ils ne sont plus à inscrire ensuite */
    static List<Instruction> de(Application application, Donnees donnees, long session, List<Long> agents)
            throws IOException, SQLException {
        regler(donnees, "alter system set log_line_prefix = 'releve|%a|'", "alter system set log_statement = 'all'");
        attendre(donnees, "all");
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            for (long agent : agents) {
                client.inscrire(session, agent);
            }
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
                instructions.add(
                        new Instruction(texte.replaceAll("\\$\\d+", "?"), valeurs(reste, session, agents.get(0))));
                texte = null;
            }
        }
        List<Instruction> retenues = deChaque(instructions, agents.size());
        if (retenues.stream().filter(Instruction::place).count() != 1) {
            throw new IllegalStateException("Le relevé n'a pas un placement et un seul : " + retenues);
        }
        return retenues;
    }

    /** Ce qui revient à chacune des demandes, tel que la première l'a envoyé. */
    private static List<Instruction> deChaque(List<Instruction> toutes, int demandes) {
        Map<String, Integer> fois = new HashMap<>();
        toutes.forEach(i -> fois.merge(i.texte(), 1, Integer::sum));
        Map<String, Integer> prises = new HashMap<>();
        return toutes.stream()
                .filter(i -> prises.merge(i.texte(), 1, Integer::sum) <= fois.get(i.texte()) / demandes)
                .toList();
    }

    private static List<String> valeurs(String detail, long session, long agent) {
        Map<String, String> aDire = Map.of(
                String.valueOf(session),
                SESSION,
                String.valueOf(agent),
                AGENT,
                Donnees.matricule(agent),
                MATRICULE,
                ClientHttp.cle(agent),
                CLE);
        List<String> valeurs = new ArrayList<>();
        for (Matcher m = VALEUR.matcher(detail); m.find(); ) {
            String v = m.group(1) == null ? null : m.group(1).replace("''", "'");
            String seule = v == null ? null : v.replaceAll("^\\{\"?|\"?}$", "");
            valeurs.add(aDire.containsKey(seule) ? v.replace(seule, aDire.get(seule)) : v);
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
