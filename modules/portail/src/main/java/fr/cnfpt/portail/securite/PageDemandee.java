package fr.cnfpt.portail.securite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * La page que l'on venait voir quand il a fallu se connecter : elle suit l'aller et retour chez le fournisseur
 * d'identité, les refus et les nouveaux essais. Relue à chaque fois qu'elle revient du navigateur : seule une page
 * d'ici en est une, on ne mène jamais ailleurs qui vient d'entrer.
 */
public final class PageDemandee {

    static final String PARAMETRE = "retour";

    private static final Pattern ICI = Pattern.compile("/[a-zA-Z-]+(/[a-zA-Z-]+)*\\.xhtml(\\?.*)?");

    private PageDemandee() {}

    /** @return cette page, ou l'accueil si ce n'en est pas une d'ici */
    public static String ouAccueil(String adresse) {
        return estDIci(adresse) ? adresse : "/aujourdhui.xhtml";
    }

    /**
     * @param lien {@code ?}, ou {@code &} après un autre paramètre
     * @return la fin d'une adresse qui la porte ; vide si ce n'est pas une page d'ici
     */
    public static String suite(char lien, String adresse) {
        return estDIci(adresse) ? lien + PARAMETRE + "=" + URLEncoder.encode(adresse, StandardCharsets.UTF_8) : "";
    }

    private static boolean estDIci(String adresse) {
        return adresse != null && ICI.matcher(adresse).matches();
    }
}
