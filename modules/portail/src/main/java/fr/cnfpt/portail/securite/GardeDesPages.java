package fr.cnfpt.portail.securite;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.portail.web.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Pose l'utilisateur sur le fil, et ne laisse passer que les pages déclarées, pour les rôles qu'elles admettent : une
 * page inconnue est introuvable, une page protégée renvoie à la connexion. Met aussi les en-têtes de sécurité.
 */
@WebFilter("/*")
public class GardeDesPages extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String CSP =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'";

    @Inject
    transient UtilisateurCourant courant;

    @Inject
    transient Pages pages;

    @Inject
    transient Identification identification;

    @Inject
    transient Mutualisation mutualisation;

    @Inject
    transient Journal journal;

    @Override
    protected void doFilter(HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
            throws IOException, ServletException {
        courant.venirDe(AdresseDuVisiteur.lire(
                requete.getRemoteAddr(),
                requete.getHeader("X-Forwarded-For"),
                Parametres.lire("iel.mandataires").orElse(null)));
        try {
            garder(requete, reponse, suite);
        } finally {
            courant.venirDe(null);
        }
    }

    private void garder(HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
            throws IOException, ServletException {
        // Le chemin tel que le serveur l'a décodé pour choisir la page : un « %6c » ou un « ;x » ne contourne pas la
        // garde.
        String chemin = requete.getServletPath() + (requete.getPathInfo() == null ? "" : requete.getPathInfo());
        reponse.setHeader("X-Content-Type-Options", "nosniff");
        reponse.setHeader("Referrer-Policy", "same-origin");
        Utilisateur utilisateur = (Utilisateur) (requete.getUserPrincipal() instanceof Utilisateur u ? u : null);
        if (chemin.endsWith(".xhtml") && !chemin.startsWith("/jakarta.faces.resource/")) {
            reponse.setHeader("Content-Security-Policy", CSP);
            reponse.setHeader("Cache-Control", "no-store");
            Optional<PageDuSite> page = pages.trouver(chemin);
            if (page.isEmpty()) {
                reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            if (utilisateur != null && !identification.estOuvert(utilisateur.compteId(), version(requete))) {
                requete.getSession().invalidate();
                utilisateur = null;
            }
            if (!page.get().estPublique() && utilisateur == null) {
                demanderConnexion(requete, reponse, chemin);
                return;
            }
            if (!page.get().estPublique() && !page.get().admet(utilisateur.role())) {
                reponse.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            if (utilisateur != null
                    && requete.getSession().getAttribute(Porte.POUR_UNE_AUTRE) != null
                    && !mutualisation.vautEncore(utilisateur)) {
                Porte.changerDeCollectivite(requete, identification.utilisateur(utilisateur.compteId()), false);
                reponse.sendRedirect(requete.getContextPath() + "/agir-pour.xhtml?fini="
                        + URLEncoder.encode(utilisateur.pour(), StandardCharsets.UTF_8));
                return;
            }
            if (utilisateur != null
                    && requete.getSession().getAttribute(MOT_DE_PASSE_A_CHANGER) != null
                    && !page.get().estPublique()
                    && !chemin.equals("/mon-compte.xhtml")) {
                reponse.sendRedirect(requete.getContextPath() + "/mon-compte.xhtml");
                return;
            }
        }
        if (utilisateur == null) {
            suite.doFilter(requete, reponse);
            return;
        }
        Utilisateur qui = Porte.estApi(requete) && requete.getHeader(POUR) != null
                ? pourUneAutre(utilisateur, requete.getHeader(POUR))
                : utilisateur;
        try {
            courant.agirComme(qui, () -> {
                try {
                    suite.doFilter(requete, reponse);
                } catch (IOException | ServletException e) {
                    throw new Passage(e);
                }
            });
        } catch (Passage p) {
            if (p.getCause() instanceof IOException io) {
                throw io;
            }
            throw (ServletException) p.getCause();
        }
    }

    /** L'en-tête par lequel un SIRH dit le SIREN de la collectivité rattachée pour laquelle il agit. */
    static final String POUR = "IEL-Pour";

    private Utilisateur pourUneAutre(Utilisateur utilisateur, String siren) {
        try {
            return mutualisation.agirPour(utilisateur, siren);
        } catch (Refus refus) {
            courant.agirComme(
                    utilisateur,
                    () -> journal.signaler(
                            "jeton-hors-portee", "En-tête " + POUR + " d'une collectivité non rattachée"));
            throw refus;
        }
    }

    /** L'attribut de session posé tant que le mot de passe remis par un tiers n'est pas changé. */
    public static final String MOT_DE_PASSE_A_CHANGER = "iel.aChanger";

    private static int version(HttpServletRequest requete) {
        return requete.getSession().getAttribute(Porte.VERSION_DE_SESSION) instanceof Integer v ? v : -1;
    }

    private static void demanderConnexion(HttpServletRequest requete, HttpServletResponse reponse, String chemin)
            throws IOException {
        String connexion = requete.getContextPath() + "/connexion.xhtml";
        if ("partial/ajax".equals(requete.getHeader("Faces-Request"))) {
            reponse.setContentType("text/xml;charset=UTF-8");
            reponse.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + connexion
                            + "\"></redirect></partial-response>");
            return;
        }
        String suite = requete.getQueryString() == null ? chemin : chemin + "?" + requete.getQueryString();
        reponse.sendRedirect(connexion + "?retour=" + URLEncoder.encode(suite, StandardCharsets.UTF_8));
    }

    /** Porte une exception contrôlée à travers l'action. */
    private static final class Passage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passage(Throwable cause) {
            super(cause);
        }
    }
}
