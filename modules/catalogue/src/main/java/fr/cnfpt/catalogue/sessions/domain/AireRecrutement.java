package fr.cnfpt.catalogue.sessions.domain;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Refus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** L'aire de recrutement d'une session : les collectivités pour lesquelles elle est publiée, écrites comme des clés. */
public final class AireRecrutement {

    public static final String NATIONALE = "N";

    /** Au-delà, c'est une région ou la France qu'il faut choisir. */
    public static final int CHOISIES = 40;

    private static final Pattern CHOISIE = Pattern.compile("D:[0-9AB]{2,3}|E:[0-9]{9}|C:[0-9]{1,18}");

    private AireRecrutement() {}

    /**
     * Ce qu'on a choisi, tel qu'une page ou un brouillon l'écrit : rien pour la région de qui organise, « N » pour
     * toutes les collectivités, ou des clés séparées d'une espace.
     *
     * @throws Refus invalide, si une clé n'en est pas une
     */
    public static Set<String> lire(String voulue) {
        Set<String> cles = new LinkedHashSet<>(
                List.of(voulue == null ? new String[0] : voulue.strip().split("\\s+")));
        cles.remove("");
        if (cles.contains(NATIONALE)) {
            return Set.of(NATIONALE);
        }
        if (cles.size() > CHOISIES
                || cles.stream().anyMatch(c -> !CHOISIE.matcher(c).matches())) {
            throw Refus.invalide(
                    "session-invalide",
                    "aire",
                    "Choisissez pour qui elle est publiée : la région, la France entière, ou jusqu'à " + CHOISIES
                            + " départements, intercommunalités et employeurs.");
        }
        return cles;
    }

    /** Faux pour une région : c'est ce qu'on a quand on ne choisit rien. */
    static boolean choisie(String cle) {
        return !cle.startsWith("R:");
    }

    /** @return {@code null} si rien n'est choisi */
    public static String ecrire(Set<String> cles) {
        return cles.isEmpty() ? null : String.join(" ", cles);
    }

    public static String region(String code) {
        return "R:" + code;
    }

    public static String departement(String code) {
        return "D:" + code;
    }

    public static String epci(String siren) {
        return "E:" + siren;
    }

    public static String collectivite(long id) {
        return "C:" + id;
    }

    /**
     * Les clés qui ouvrent une session à cette collectivité. Un bac à sable n'a que la sienne : ce qu'on y essaie ne
     * prend la place de personne.
     */
    public static String[] clesDe(CollectiviteInfo c) {
        if (c.estUnBacASable()) {
            return new String[] {collectivite(c.id())};
        }
        List<String> cles = new ArrayList<>(
                List.of(NATIONALE, region(c.region()), departement(c.departement()), collectivite(c.id())));
        if (c.epciSiren() != null) {
            cles.add(epci(c.epciSiren()));
        }
        return cles.toArray(String[]::new);
    }

    /** « toutes les collectivités », « la région », … */
    public static String enClair(String cle) {
        return switch (cle.charAt(0)) {
            case 'N' -> "toutes les collectivités";
            case 'R' -> "les collectivités de la région " + cle.substring(2);
            case 'D' -> "les collectivités du département " + cle.substring(2);
            case 'E' -> "les collectivités de l'intercommunalité " + cle.substring(2);
            default -> "une seule collectivité";
        };
    }
}
