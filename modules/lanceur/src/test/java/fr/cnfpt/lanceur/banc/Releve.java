package fr.cnfpt.lanceur.banc;

import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.Donnees;
import fr.cnfpt.lanceur.PagesParRole;
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
    private static final Pattern VALEUR = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']++|'')*+)')");

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

    /**
     * Ce que chaque page lit, dans l'ordre ; ce qui ne revient pas à chacune de ses ouvertures vient des tâches de
     * fond, et n'est pas retenu, ni ce qui écrit, ni le numéro qu'une écriture a reçu. Un repère, entre deux pages, dit
     * laquelle.
     */
    static Map<PagesParRole.Page, List<Instruction>> pages(
            Application application, Donnees donnees, List<PagesParRole.Page> pages) throws IOException, SQLException {
        int ouvertures = 2;
        pages.forEach(p -> p.visiteur().get());
        ecouter(donnees);
        for (int i = 0; i < pages.size(); i++) {
            donnees.texte("select '" + REPERE + i + "'");
            for (int n = 0; n < ouvertures; n++) {
                pages.get(i).visiteur().get();
            }
        }
        seTaire(donnees);
        Map<PagesParRole.Page, List<Instruction>> toutes = new HashMap<>();
        List<String> parPage = List.of(
                Files.readString(application.dossier().resolve("postgres.log")).split("select '" + REPERE));
        for (String morceau : parPage.subList(1, parPage.size())) {
            PagesParRole.Page page = pages.get(Integer.parseInt(morceau.substring(0, morceau.indexOf('\''))));
            List<Instruction> lues = new ArrayList<>();
            for (Ligne l : lignes(morceau)) {
                if (l.texte().matches("(?is)\\s*(select|with) .*")
                        && !l.texte().matches("(?is).*\\b(insert|update|delete|lastval)\\b.*")) {
                    lues.add(new Instruction(typee(l), brutes(l.detail())));
                }
            }
            toutes.put(page, deChaque(lues, ouvertures));
        }
        return toutes;
    }

    private static final String REPERE = "releve de la page ";

    private static final Pattern TABLEAU_NU = Pattern.compile("unnest\\(\\$(\\d+)\\)");

    private static final Pattern DECIMALE = Pattern.compile("\\$(\\d+) = '-?\\d+\\.\\d+'");

    /** Le journal ne dit pas le type d'une valeur : celui d'un tableau d'{@code unnest}, d'une décimale se devine. */
    private static String typee(Ligne l) {
        String texte = TABLEAU_NU
                .matcher(l.texte())
                .replaceAll(m -> "unnest(?::"
                        + (Pattern.compile("\\$" + m.group(1) + " = '\\{[-0-9,NUL]*\\}'")
                                        .matcher(l.detail())
                                        .find()
                                ? "bigint"
                                : "text")
                        + "[])");
        for (Matcher m = DECIMALE.matcher(l.detail()); m.find(); ) {
            texte = texte.replaceAll("\\$" + m.group(1) + "(?!\\d)", "?::numeric");
        }
        return texte.replaceAll("\\$\\d+", "?");
    }

    private static List<String> brutes(String detail) {
        List<String> valeurs = new ArrayList<>();
        for (Matcher m = VALEUR.matcher(detail); m.find(); ) {
            valeurs.add(m.group(1) == null ? null : m.group(1).replace("''", "'"));
        }
        return valeurs;
    }

    private static void ecouter(Donnees donnees) throws SQLException {
        regler(donnees, "alter system set log_line_prefix = 'releve|%a|'", "alter system set log_statement = 'all'");
        attendre(donnees, "all");
    }

    private static void seTaire(Donnees donnees) throws SQLException {
        regler(donnees, "alter system reset log_line_prefix", "alter system reset log_statement");
        attendre(donnees, "none");
    }

    /** Une instruction du journal et ses valeurs, telles qu'il les écrit. */
    private record Ligne(String texte, String detail) {}

    private static List<Ligne> lignes(String journal) {
        List<Ligne> lignes = new ArrayList<>();
        String texte = null;
        for (String ligne : journal.split("\n(?!\t)")) {
            if (!ligne.startsWith(DEBUT)) {
                continue;
            }
            String reste = ligne.substring(DEBUT.length());
            Matcher m = EXECUTE.matcher(reste);
            if (m.matches()) {
                if (texte != null) {
                    lignes.add(new Ligne(texte, ""));
                }
                texte = m.group(1);
            } else if (texte != null && reste.startsWith("DETAIL:")) {
                lignes.add(new Ligne(texte, reste));
                texte = null;
            }
        }
        if (texte != null) {
            lignes.add(new Ligne(texte, ""));
        }
        return lignes;
    }

    /** @param agents ceux qu'on inscrit pour relever, trois au moins : ils ne sont plus à inscrire ensuite */
    static List<Instruction> de(Application application, Donnees donnees, long session, List<Long> agents)
            throws IOException, SQLException {
        ecouter(donnees);
        try (ClientHttp client = new ClientHttp(application.port(), Application.JETON)) {
            for (long agent : agents) {
                client.inscrire(session, agent);
            }
        }
        seTaire(donnees);
        List<Instruction> instructions = new ArrayList<>();
        for (Ligne l : lignes(Files.readString(application.dossier().resolve("postgres.log")))) {
            if (!l.detail().isEmpty()) {
                instructions.add(new Instruction(
                        l.texte().replaceAll("\\$\\d+", "?"), valeurs(l.detail(), session, agents.get(0))));
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
