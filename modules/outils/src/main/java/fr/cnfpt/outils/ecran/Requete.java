package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.francais.Saisie;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Les paramètres de l'adresse : les filtres d'une liste y vivent, pour que l'adresse se partage et que « précédent »
 * marche.
 */
public final class Requete {

    private Requete() {}

    private static HttpServletRequest courante() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    /**
     * @return la valeur, sans blancs, ou une chaîne vide ; rien de l'adresse ne se garde, un caractère invisible n'y
     *     compte donc pas
     */
    public static String texte(String nom) {
        String v = courante().getParameter(nom);
        return v == null ? "" : Saisie.normale(Saisie.decouvrir(v)).strip();
    }

    public static List<String> textes(String nom) {
        String[] v = courante().getParameterValues(nom);
        return v == null
                ? List.of()
                : List.of(v).stream().filter(s -> !s.isBlank()).toList();
    }

    /** @return le nombre, ou {@code defaut} s'il est absent ou n'en est pas un */
    public static int entier(String nom, int defaut) {
        String v = texte(nom);
        return v.matches("[0-9]{1,6}") ? Integer.parseInt(v) : defaut;
    }

    /** @return l'identifiant demandé @throws Refus introuvable, s'il manque ou n'en est pas un */
    public static long identifiant(String nom) {
        String v = texte(nom);
        if (!v.matches("[0-9]{1,18}")) {
            throw Refus.introuvable("adresse", "Cette adresse est incomplète.");
        }
        return Long.parseLong(v);
    }

    /** La même adresse avec une autre page, les autres paramètres gardés. */
    public static String page(int numero) {
        String autres = Arrays.stream(AdresseDesFormulaires.sansPour(courante().getQueryString())
                        .split("&"))
                .filter(p -> !p.startsWith("page=") && !p.endsWith("=") && !p.isEmpty())
                .map(p -> p + "&")
                .collect(Collectors.joining());
        return "?" + autres + "page=" + numero;
    }

    /** Répond par une page d'erreur, sans rien dire de plus. */
    public static void introuvable() {
        try {
            FacesContext.getCurrentInstance().getExternalContext().responseSendError(404, null);
            FacesContext.getCurrentInstance().responseComplete();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
