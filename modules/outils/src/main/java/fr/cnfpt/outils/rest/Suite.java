package fr.cnfpt.outils.rest;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Une liste de l'API, servie par tranches qui se suivent : chaque tranche repart de la clé de la dernière ligne lue, et
 * non d'un rang, si bien qu'une ligne écrite entre deux lectures n'en fait ni sauter ni revoir une autre. L'adresse de
 * la suite est dans {@code Link} (RFC 8288) ; son curseur est opaque : on la suit telle quelle.
 */
public final class Suite {

    public static final String LIMITE = "limite";
    public static final String APRES = "apres";

    private static final String SEPARATEUR = "\u001f";

    private Suite() {}

    /** Ce que demande qui lit : combien, après quoi ; et d'où il le demande, où lui répondre. */
    public record Demande(int limite, String apres, UriInfo adresse, HttpServletResponse reponse) {}

    /**
     * Une tranche entière, de la demande à l'adresse de la suite.
     *
     * @param cles combien de clés ordonnent une ligne
     * @param repere ce que ces clés désignent
     * @param lire tant de lignes au plus après ce repère, {@code null} pour commencer
     * @param clesDe celles d'une ligne, l'identifiant en dernier
     */
    public static <C, T> List<T> tranche(
            Demande d,
            int maximum,
            int cles,
            Function<List<String>, C> repere,
            BiFunction<C, Integer, List<T>> lire,
            Function<T, List<?>> clesDe) {
        int n = limite(d.limite(), maximum);
        // Une de plus que demandé dit s'il en reste.
        List<T> lues = lire.apply(apres(d.apres(), cles, repere), n + 1);
        return rendre(lues, n, clesDe, d.adresse(), d.reponse());
    }

    /** De même, d'une liste rangée par un seul code ; vide pour commencer. */
    public static <T> List<T> parCode(
            Demande d, int maximum, BiFunction<String, Integer, List<T>> lire, Function<T, String> code) {
        return tranche(
                d,
                maximum,
                1,
                c -> c.get(0),
                (apres, n) -> lire.apply(apres == null ? "" : apres, n),
                t -> List.of(code.apply(t)));
    }

    /** @return combien de lignes ; refusée hors de ses bornes, jamais ramenée */
    public static int limite(int limite, int maximum) {
        if (limite < 1 || limite > maximum) {
            throw Probleme.refus(422, "pagination", "« limite » va de 1 à " + maximum + ".", LIMITE);
        }
        return limite;
    }

    /**
     * @param apres le curseur reçu, absent ou vide pour commencer
     * @param lire ce que ses clés, autant que {@code cles}, désignent
     * @return la clé après laquelle reprendre, {@code null} pour commencer
     */
    public static <C> C apres(String apres, int cles, Function<List<String>, C> lire) {
        if (apres == null || apres.isEmpty()) {
            return null;
        }
        try {
            List<String> lues = List.of(
                    new String(Base64.getUrlDecoder().decode(apres), StandardCharsets.UTF_8).split(SEPARATEUR, -1));
            if (lues.size() == cles) {
                return lire.apply(lues);
            }
        } catch (IllegalArgumentException | DateTimeException illisible) {
            // Ni une base 64, ni des clés : le refus ci-dessous.
        }
        throw Probleme.refus(
                422,
                "pagination",
                "« apres » n'est pas un curseur de cette liste : suivez l'adresse de l'en-tête Link telle quelle.",
                APRES);
    }

    /**
     * @param lues une ligne de plus que la limite, s'il en reste
     * @param cles ce qui ordonne une ligne, l'identifiant en dernier
     * @return la tranche ; l'en-tête {@code Link} est posé s'il en reste
     */
    public static <T> List<T> rendre(
            List<T> lues, int limite, Function<T, List<?>> cles, UriInfo adresse, HttpServletResponse reponse) {
        if (lues.size() <= limite) {
            return lues;
        }
        String curseur = curseur(cles.apply(lues.get(limite - 1)));
        reponse.setHeader(
                "Link",
                "<"
                        + adresse.getRequestUriBuilder()
                                .replaceQueryParam(APRES, curseur)
                                .build() + ">; rel=\"next\"");
        return lues.subList(0, limite);
    }

    /**
     * Le curseur de ces clés, que {@link #apres} relit : pour une liste qu'on reprend un autre jour, là où elle
     * finissait.
     */
    public static String curseur(List<?> cles) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(
                                SEPARATEUR, cles.stream().map(String::valueOf).toList())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
