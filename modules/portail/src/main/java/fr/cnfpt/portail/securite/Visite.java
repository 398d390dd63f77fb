package fr.cnfpt.portail.securite;

import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Identification.Entree;
import fr.cnfpt.acces.api.Identification.Situation;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.ecran.Temoin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ce que le navigateur porte d'une requête à l'autre : le secret de sa connexion, celui de son passage chez le
 * fournisseur d'identité. Rien n'en reste dans la mémoire de l'instance.
 */
public final class Visite {

    private static final String CONNEXION = "IEL";
    private static final String PASSAGE = "IEL-PASSAGE";
    private static final String CONNECTE = Visite.class.getName() + ".connecte";
    private static final String SECRET = Visite.class.getName() + ".secret";

    private Visite() {}

    /** Le secret de la connexion, tel que le navigateur le porte, ou tel qu'on vient de le lui remettre. */
    public static Optional<String> secret(HttpServletRequest requete) {
        return requete.getAttribute(SECRET) instanceof String s ? Optional.of(s) : Temoin.lire(requete, CONNEXION);
    }

    /** La connexion que la garde a reconnue. */
    public static Optional<Connecte> connecte(HttpServletRequest requete) {
        return Optional.ofNullable((Connecte) requete.getAttribute(CONNECTE));
    }

    private static final Pattern POUR = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /** Ce que l'adresse de cette page nomme : la qualité où elle a été montrée ; {@code null} si elle n'en dit rien. */
    static Situation nommee(HttpServletRequest requete) {
        String pour = requete.getParameter(AdresseDesFormulaires.POUR);
        Matcher m = POUR.matcher(pour == null ? "" : pour);
        return m.matches()
                ? new Situation(Long.parseLong(m.group(1)), m.group(2) == null ? null : Long.valueOf(m.group(2)))
                : null;
    }

    static void reconnue(HttpServletRequest requete, Connecte connecte) {
        requete.setAttribute(CONNECTE, connecte);
        if (connecte.nommee()) {
            requete.setAttribute(
                    AdresseDesFormulaires.A_REPETER, AdresseDesFormulaires.auNomDe(connecte.utilisateur()));
        }
    }

    /** Remet au navigateur le secret de sa connexion. */
    public static void ouvrir(HttpServletRequest requete, HttpServletResponse reponse, Entree entree) {
        requete.setAttribute(SECRET, entree.secret());
        Temoin.poser(reponse, CONNEXION, entree.secret(), "/", null);
    }

    public static void fermer(HttpServletResponse reponse) {
        Temoin.oter(reponse, CONNEXION, "/");
    }

    public static Optional<String> passage(HttpServletRequest requete) {
        return Temoin.lire(requete, PASSAGE);
    }

    static void passer(HttpServletResponse reponse, String secret) {
        Temoin.poser(reponse, PASSAGE, secret, "/", null);
    }

    public static void avoirPasse(HttpServletResponse reponse) {
        Temoin.oter(reponse, PASSAGE, "/");
    }
}
