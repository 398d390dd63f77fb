package fr.cnfpt.portail.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.persistence.Panne;
import fr.cnfpt.portail.securite.GardeDesPages;
import fr.cnfpt.portail.securite.Visite;
import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * La page de toutes les erreurs : une phrase et une issue, jamais une trace. Sous {@code /api}, un problème RFC 9457.
 */
@WebServlet("/erreur")
public class ErreurServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    transient Pages pages;

    @Override
    protected void service(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        Throwable cause = (Throwable) requete.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Integer code = (Integer) requete.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String origine = (String) requete.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Refus refus = refus(cause);
        boolean ancienne = cause instanceof ViewExpiredException;
        int statut = ancienne
                ? 400
                : refus != null ? statut(refus) : Panne.passagere(cause) ? 503 : code == null ? 404 : code;
        if (statut == 503) {
            reponse.setHeader("Retry-After", String.valueOf(Panne.REVENIR));
            JOURNAL.log(Level.WARNING, "503 sur {0} : {1}", new Object[] {origine, cause});
        } else if (statut >= 500) {
            JOURNAL.log(Level.SEVERE, "Erreur sur " + origine, cause);
        }
        String titre = switch (statut) {
            case 400 -> "Cette page a été ouverte avant une mise à jour";
            case 403 -> "Cette page n'est pas pour votre rôle";
            case 404 -> "Cette page n'existe pas";
            case 405 -> "Cette action n'est pas possible ici";
            case 409 -> "Cette page a été ouverte au nom d'une autre";
            case 413 -> "Cet envoi est trop volumineux";
            case 421 -> "Ce n'est pas l'adresse de ce site";
            case 503 -> "IEL n'est pas disponible pour l'instant";
            default -> "Quelque chose n'a pas marché de notre côté";
        };
        String conseil = switch (statut) {
            case 400 -> "Rien n'a été fait. Rouvrez la page et recommencez.";
            case 403 ->
                requete.getAttribute(GardeDesPages.POURQUOI) instanceof String pourquoi
                        ? pourquoi
                        : "Si vous pensez devoir y accéder, parlez-en à la personne qui gère les comptes.";
            case 404 -> "Elle a peut-être changé de place, ou ce qu'elle montrait n'est pas à vous.";
            case 409 ->
                "Elle agit dans la qualité où elle a été ouverte, et vous ne la tenez plus : elle vous a été retirée, ou vous"
                        + " avez changé de compte. Rien n'a été fait, et ce que vous aviez tapé est à la page précédente.";
            case 421 -> "Vérifiez l'adresse tapée ou le lien suivi.";
            case 503 ->
                (Panne.issueInconnue(cause)
                                ? "La base s'est tue pendant qu'elle enregistrait : votre geste est peut-être fait, regardez avant de le"
                                        + " refaire. Le"
                                : "Rien n'a été fait. Le")
                        + " service se rétablit de lui-même : réessayez dans quelques secondes. Ce que vous aviez tapé est à la"
                        + " page précédente.";
            case 413 -> "50 Mo au plus par fichier, 1 Mo par envoi de l'API.";
            default ->
                "Rien n'a été enregistré à moitié. Réessayez dans un instant ; si cela dure, prévenez votre délégation.";
        };
        reponse.setStatus(statut);
        reponse.setHeader("Cache-Control", "no-store");
        if (origine != null && origine.startsWith(requete.getContextPath() + "/api")) {
            reponse.setContentType("application/problem+json;charset=UTF-8");
            reponse.getWriter()
                    .write("{\"type\":\"about:blank\",\"title\":\"" + (refus == null ? titre : "Refus")
                            + "\",\"status\":" + statut + ",\"detail\":\""
                            + (refus == null
                                    ? conseil
                                    : refus.getMessage().replace("\\", " ").replace("\"", " ")) + "\"}");
            return;
        }
        if ("partial/ajax".equals(requete.getHeader("Faces-Request"))) {
            reponse.setStatus(200);
            reponse.setContentType("text/xml;charset=UTF-8");
            reponse.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                            + requete.getContextPath() + "/aujourdhui.xhtml\"></redirect></partial-response>");
            return;
        }
        reponse.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        reponse.setContentType("text/html;charset=UTF-8");
        String racine = requete.getContextPath();
        reponse.getWriter().write("""
        <!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · IEL</title><link rel="stylesheet" href="%3$s/iel/jetons.css"><link rel="stylesheet" href="%3$s/iel/iel.css"></head>
        <body><header class="entete"><a class="entete-produit" href="%3$s/aujourdhui.xhtml">IEL · inscription en ligne</a><div class="entete-compte"><a class="entete-aide" href="%3$s/aide.xhtml">Aide</a></div></header>
        <main class="page" id="contenu"><div class="carte"><div class="carte-corps vide"><h1 class="page-titre">%1$s</h1><p>%2$s</p>
        <p class="actions">%4$s<a class="bouton" href="%3$s/aujourdhui.xhtml">Revenir à l'accueil</a></p></div></div></main></body></html>
        """.formatted(titre, conseil, racine, portes(requete, origine, statut)));
    }

    /** Où aller d'ici : la même page, si elle peut encore s'ouvrir ; sinon les listes de ce dont elle parlait. */
    private String portes(HttpServletRequest requete, String origine, int statut) {
        if (origine == null || !origine.endsWith(".xhtml")) {
            return "";
        }
        if (statut == 400 || statut == 409 || statut >= 500) {
            String question = AdresseDesFormulaires.sansPour(requete.getQueryString());
            return porte(
                    origine + (question.isEmpty() ? "" : "?" + question),
                    statut >= 500 ? "Réessayer" : "Rouvrir cette page",
                    "principal");
        }
        String dossier = origine.substring(requete.getContextPath().length(), origine.lastIndexOf('/') + 1);
        return Visite.connecte(requete)
                .map(c -> pages.navigation(c.utilisateur()).stream()
                        .filter(p -> p.chemin().startsWith(dossier))
                        .map(p -> porte(requete.getContextPath() + p.chemin(), p.rubrique(), ""))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private static String porte(String adresse, String texte, String classe) {
        String sure = adresse.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return "<a class=\"bouton " + classe + "\" href=\"" + sure + "\">" + texte + "</a>";
    }

    /** Le refus qu'une page a laissé passer : ce que l'on ne peut pas voir est introuvable, pas une panne. */
    private static Refus refus(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof Refus r) {
                return r;
            }
        }
        return null;
    }

    private static int statut(Refus refus) {
        return switch (refus.genre()) {
            case INTROUVABLE -> 404;
            case INTERDIT -> 403;
            case OCCUPE -> 503;
            case CONFLIT, INVALIDE -> 500;
        };
    }
}
