package fr.cnfpt.portail.securite;

import com.nimbusds.oauth2.sdk.id.State;
import fr.cnfpt.acces.api.AllersRetours;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.acces.api.IdentitesExternes.Identite;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Depart;
import fr.cnfpt.portail.securite.FournisseurDIdentite.IrrecevableException;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Retour;
import fr.cnfpt.portail.web.ConnexionView;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * L'aller et retour chez le fournisseur d'identité : {@code /oidc/entrer} part avec un état gardé en base,
 * {@code /oidc/retour} ne croit que cet état-là, une fois, puis ouvre la session ou mène à la page qui relie le compte
 * ; {@code /oidc/sortir} sort d'ici et de là-bas. Ce qui ne convient pas ramène à la connexion, avec un événement de
 * sécurité et sans détail à l'écran.
 */
@WebServlet("/oidc/*")
public class OidcServlet extends HttpServlet {

    private static final String ETAT = "etat";
    private static final String NONCE = "nonce";
    private static final String RETOUR = "retour";
    private static final String JETON = "jeton";
    private static final String ADRESSE = "adresse";
    private static final long serialVersionUID = 1L;
    private static final Logger JOURNAL = Logger.getLogger("fr.cnfpt.iel");

    @Inject
    transient FournisseurDIdentite fournisseur;

    @Inject
    transient IdentitesExternes identites;

    @Inject
    transient AllersRetours passages;

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
        Map<String, String> contenu = new HashMap<>(Map.of(ETAT, depart.etat(), NONCE, depart.nonce()));
        if (ConnexionView.estUnePage(requete.getParameter(RETOUR))) {
            contenu.put(RETOUR, requete.getParameter(RETOUR));
        }
        Visite.passer(reponse, passages.ouvrir(contenu));
        reponse.sendRedirect(depart.adresse().toString());
    }

    private void revenir(HttpServletRequest requete, HttpServletResponse reponse)
            throws IOException, IrrecevableException {
        Map<String, String> depart =
                Visite.passage(requete).flatMap(passages::reprendre).orElse(Map.of());
        Visite.avoirPasse(reponse);
        if (!depart.containsKey(NONCE) || !depart.get(ETAT).equals(requete.getParameter("state"))) {
            journal.signaler("etat-oidc-inattendu", "Retour du fournisseur d'identité sans le départ qui va avec");
            versLaConnexion(requete, reponse, "perime");
            return;
        }
        if (requete.getParameter("code") == null) {
            versLaConnexion(requete, reponse, "abandon");
            return;
        }
        Retour retour = fournisseur.revenir(requete.getParameter("code"), depart.get(NONCE));
        if (!identites.estConnue(retour.identite())) {
            Visite.passer(reponse, passages.ouvrir(ecrire(retour)));
            reponse.sendRedirect(requete.getContextPath() + "/relier.xhtml");
            return;
        }
        Optional<Identification.Entree> entree;
        try {
            entree = identites.entrer(retour.identite(), retour.jetonDIdentite());
        } catch (Refus attente) {
            versLaConnexion(requete, reponse, "attente");
            return;
        }
        if (entree.isEmpty()) {
            versLaConnexion(requete, reponse, "ferme");
            return;
        }
        Visite.ouvrir(requete, reponse, entree.get());
        reponse.sendRedirect(requete.getContextPath() + depart.getOrDefault(RETOUR, "/aujourdhui.xhtml"));
    }

    private static Map<String, String> ecrire(Retour retour) {
        Identite i = retour.identite();
        Map<String, String> m = new HashMap<>();
        m.put("emetteur", i.emetteur());
        m.put("sujet", i.sujet());
        m.put("prenom", i.prenom());
        m.put("nom", i.nom());
        m.put("courriel", i.courriel());
        m.put("siret", i.siret());
        m.put(JETON, retour.jetonDIdentite());
        return m;
    }

    /** L'identité vérifiée qui attend qu'on lui relie un compte, si c'est bien cela que ce passage contient. */
    public static Optional<Retour> aRelier(Map<String, String> m) {
        return m.containsKey("sujet")
                ? Optional.of(new Retour(
                        new Identite(
                                m.get("emetteur"),
                                m.get("sujet"),
                                m.get("prenom"),
                                m.get("nom"),
                                m.get("courriel"),
                                m.get("siret")),
                        m.get(JETON)))
                : Optional.empty();
    }

    /**
     * Une page qui mène au fournisseur, et non une redirection : venue du formulaire de sortie, elle serait arrêtée par
     * {@code form-action 'self'}, que l'on ne veut pas ouvrir à tous les fournisseurs où l'on peut rebondir.
     */
    private void sortir(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        String adresse = Visite.passage(requete)
                .flatMap(passages::lire)
                .map(m -> m.get(ADRESSE))
                .orElse(null);
        if (adresse == null) {
            reponse.sendRedirect(requete.getContextPath() + "/connexion.xhtml");
            return;
        }
        String lien = adresse.replace("&", "&amp;").replace("\"", "&quot;");
        reponse.setContentType("text/html;charset=UTF-8");
        reponse.getWriter().write("""
        <!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8"><meta http-equiv="refresh" content="0;url=%1$s"><title>Déconnexion · IEL</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="%2$s/iel/jetons.css"><link rel="stylesheet" href="%2$s/iel/iel.css"></head>
        <body><main class="connexion"><div class="connexion-carte"><h1 class="page-titre">Déconnexion</h1>
        <p>Vous êtes déconnecté d'ici. <a href="%1$s">Se déconnecter aussi de %3$s</a></p></div></main></body></html>
        """.formatted(lien, requete.getContextPath(), fournisseur.nom()));
    }

    private void sorti(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        String etat = Visite.passage(requete)
                .flatMap(passages::reprendre)
                .map(m -> m.get(ETAT))
                .orElse(null);
        Visite.avoirPasse(reponse);
        versLaConnexion(
                requete, reponse, etat != null && etat.equals(requete.getParameter("state")) ? "sorti" : "perime");
    }

    /** Prépare la sortie chez le fournisseur, si l'on est entré par lui. @return où mener le navigateur */
    public static String sortir(
            HttpServletResponse reponse,
            String jetonDIdentite,
            FournisseurDIdentite fournisseur,
            AllersRetours passages) {
        if (jetonDIdentite != null && fournisseur.estEnService()) {
            try {
                String etat = new State(32).getValue();
                Optional<URI> adresse = fournisseur.sortir(jetonDIdentite, etat);
                if (adresse.isPresent()) {
                    Visite.passer(
                            reponse,
                            passages.ouvrir(
                                    Map.of(ETAT, etat, ADRESSE, adresse.get().toString())));
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
