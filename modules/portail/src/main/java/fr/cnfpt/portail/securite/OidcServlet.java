package fr.cnfpt.portail.securite;

import com.nimbusds.oauth2.sdk.id.State;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Depart;
import fr.cnfpt.portail.securite.FournisseurDIdentite.IrrecevableException;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Retour;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * L'aller et retour chez le fournisseur d'identité : {@code /oidc/entrer} part avec un état gardé en session,
 * {@code /oidc/retour} ne croit que cet état-là, une fois, puis ouvre la session ou mène à la page qui relie le compte
 * ; {@code /oidc/sortir} sort d'ici et de là-bas. Ce qui ne convient pas ramène à la connexion, avec un événement de
 * sécurité et sans détail à l'écran.
 */
@WebServlet("/oidc/*")
public class OidcServlet extends HttpServlet {

    /** L'identité vérifiée qui attend qu'on lui relie un compte. */
    public static final String IDENTITE_A_RELIER = "iel.oidc.identite";
    /** Le jeton d'identité de la session, à rendre à la sortie. */
    public static final String JETON = "iel.oidc.jeton";

    public static final String JETON_A_RELIER = "iel.oidc.jetonARelier";
    private static final String ETAT = "iel.oidc.etat";
    private static final String NONCE = "iel.oidc.nonce";
    private static final String ETAT_DE_SORTIE = "iel.oidc.etatDeSortie";
    private static final String ADRESSE_DE_SORTIE = "iel.oidc.adresseDeSortie";
    private static final long serialVersionUID = 1L;
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    transient FournisseurDIdentite fournisseur;

    @Inject
    transient IdentitesExternes identites;

    @Inject
    transient Journal journal;

    @Override
    protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        reponse.setHeader("Cache-Control", "no-store");
        if (!fournisseur.estEnService()) {
            reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            switch (requete.getPathInfo() == null ? "" : requete.getPathInfo()) {
                case "/entrer" -> partir(requete, reponse);
                case "/retour" -> revenir(requete, reponse);
                case "/sortir" -> sortir(requete, reponse);
                case "/sorti" -> sorti(requete, reponse);
                default -> reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (IrrecevableException e) {
            JOURNAL.log(Level.WARNING, e.getMessage());
            journal.signaler("identite-irrecevable", "Fournisseur d'identité : retour irrecevable");
            versLaConnexion(requete, reponse, "irrecevable");
        }
    }

    private void partir(HttpServletRequest requete, HttpServletResponse reponse)
            throws IOException, IrrecevableException {
        Depart depart = fournisseur.partir();
        HttpSession session = requete.getSession(true);
        session.setAttribute(ETAT, depart.etat());
        session.setAttribute(NONCE, depart.nonce());
        reponse.sendRedirect(depart.adresse().toString());
    }

    private void revenir(HttpServletRequest requete, HttpServletResponse reponse)
            throws IOException, IrrecevableException {
        HttpSession session = requete.getSession(false);
        Object etat = session == null ? null : session.getAttribute(ETAT);
        Object nonce = session == null ? null : session.getAttribute(NONCE);
        if (session != null) {
            session.removeAttribute(ETAT);
            session.removeAttribute(NONCE);
        }
        if (etat == null || !etat.equals(requete.getParameter("state"))) {
            journal.signaler("etat-oidc-inattendu", "Retour du fournisseur d'identité sans le départ qui va avec");
            versLaConnexion(requete, reponse, "perime");
            return;
        }
        if (requete.getParameter("code") == null) {
            versLaConnexion(requete, reponse, "abandon");
            return;
        }
        Retour retour = fournisseur.revenir(requete.getParameter("code"), (String) nonce);
        if (!identites.estConnue(retour.identite())) {
            session.setAttribute(IDENTITE_A_RELIER, retour.identite());
            session.setAttribute(JETON_A_RELIER, retour.jetonDIdentite());
            reponse.sendRedirect(requete.getContextPath() + "/relier.xhtml");
            return;
        }
        Optional<Identification.Entree> entree;
        try {
            entree = identites.entrer(retour.identite());
        } catch (Refus attente) {
            versLaConnexion(requete, reponse, "attente");
            return;
        }
        if (entree.isEmpty()) {
            versLaConnexion(requete, reponse, "ferme");
            return;
        }
        ouvrir(requete, entree.get(), retour.jetonDIdentite());
        reponse.sendRedirect(requete.getContextPath() + "/aujourdhui.xhtml");
    }

    /**
     * Une page qui mène au fournisseur, et non une redirection : venue du formulaire de sortie, elle serait arrêtée par
     * {@code form-action 'self'}, que l'on ne veut pas ouvrir à tous les fournisseurs où l'on peut rebondir.
     */
    private void sortir(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        HttpSession session = requete.getSession(false);
        Object adresse = session == null ? null : session.getAttribute(ADRESSE_DE_SORTIE);
        if (adresse == null) {
            reponse.sendRedirect(requete.getContextPath() + "/connexion.xhtml");
            return;
        }
        session.removeAttribute(ADRESSE_DE_SORTIE);
        String lien = adresse.toString().replace("&", "&amp;").replace("\"", "&quot;");
        reponse.setContentType("text/html;charset=UTF-8");
        reponse.getWriter().write("""
        <!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8"><meta http-equiv="refresh" content="0;url=%1$s"><title>Déconnexion · IEL</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="%2$s/iel/jetons.css"><link rel="stylesheet" href="%2$s/iel/iel.css"></head>
        <body><main class="connexion"><div class="connexion-carte"><h1 class="page-titre">Déconnexion</h1>
        <p>Vous êtes déconnecté d'ici. <a href="%1$s">Se déconnecter aussi de %3$s</a></p></div></main></body></html>
        """.formatted(lien, requete.getContextPath(), fournisseur.nom()));
    }

    private void sorti(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        HttpSession session = requete.getSession(false);
        Object etat = session == null ? null : session.getAttribute(ETAT_DE_SORTIE);
        if (session != null) {
            session.removeAttribute(ETAT_DE_SORTIE);
        }
        versLaConnexion(
                requete, reponse, etat != null && etat.equals(requete.getParameter("state")) ? "sorti" : "perime");
    }

    /**
     * Ouvre la session de cette personne, sous un nouvel identifiant ; ce qui attendait dans l'ancienne n'y est plus.
     */
    public static void ouvrir(HttpServletRequest requete, Identification.Entree entree, String jetonDIdentite) {
        Porte.ouvrir(requete, entree);
        requete.getSession().setAttribute(JETON, jetonDIdentite);
        requete.getSession().removeAttribute(IDENTITE_A_RELIER);
        requete.getSession().removeAttribute(JETON_A_RELIER);
    }

    /** Finit la session d'ici. @return où mener le navigateur : chez le fournisseur si l'on est entré par lui */
    public static String fermer(HttpServletRequest requete, FournisseurDIdentite fournisseur) {
        HttpSession session = requete.getSession(false);
        Object jeton = session == null ? null : session.getAttribute(JETON);
        if (session != null) {
            session.invalidate();
        }
        if (jeton != null && fournisseur.estEnService()) {
            try {
                String etat = new State(32).getValue();
                Optional<URI> adresse = fournisseur.sortir((String) jeton, etat);
                if (adresse.isPresent()) {
                    HttpSession neuve = requete.getSession(true);
                    neuve.setAttribute(ETAT_DE_SORTIE, etat);
                    neuve.setAttribute(ADRESSE_DE_SORTIE, adresse.get().toString());
                    return "/oidc/sortir";
                }
            } catch (IrrecevableException e) {
                JOURNAL.log(Level.WARNING, e.getMessage());
            }
        }
        return "/connexion.xhtml";
    }

    private static void versLaConnexion(HttpServletRequest requete, HttpServletResponse reponse, String issue)
            throws IOException {
        reponse.sendRedirect(requete.getContextPath() + "/connexion.xhtml?identite=" + issue);
    }
}
