package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Parametres;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Un témoin (« cookie ») posé dans le navigateur : illisible aux scripts, envoyé par nos seules pages, et seulement en
 * https dès que l'adresse publique l'est. Son préfixe dit alors au navigateur de n'en croire que ce site.
 */
public final class Temoin {

    private Temoin() {}

    /** @return sa valeur, ou vide s'il n'est pas là */
    public static Optional<String> lire(HttpServletRequest requete, String nom) {
        if (requete.getCookies() == null) {
            return Optional.empty();
        }
        for (Cookie c : requete.getCookies()) {
            if (c.getName().equals(complet(nom, "/")) || c.getName().equals(complet(nom, "/ailleurs"))) {
                return Optional.of(c.getValue()).filter(v -> !v.isEmpty());
            }
        }
        return Optional.empty();
    }

    /**
     * @param valeur sans blanc, virgule ni point-virgule
     * @param chemin où il est renvoyé ; {@code /} : partout
     * @param duree {@code null} : jusqu'à la fermeture du navigateur
     */
    public static void poser(HttpServletResponse reponse, String nom, String valeur, String chemin, Duration duree) {
        reponse.addHeader(
                "Set-Cookie",
                complet(nom, chemin) + "=" + valeur + "; Path=" + chemin
                        + (duree == null ? "" : "; Max-Age=" + duree.toSeconds())
                        + (securise() ? "; Secure" : "") + "; HttpOnly; SameSite=Lax");
    }

    public static void oter(HttpServletResponse reponse, String nom, String chemin) {
        poser(reponse, nom, "", chemin, Duration.ZERO);
    }

    private static boolean securise() {
        return Parametres.adresse().startsWith("https:");
    }

    /** {@code __Host-} n'admet que le chemin racine. */
    private static String complet(String nom, String chemin) {
        return securise() ? (chemin.equals("/") ? "__Host-" : "__Secure-") + nom : nom;
    }
}
