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
import fr.cnfpt.portail.securite.FournisseurDIdentite.NiveauInsuffisantException;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Retour;
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
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * L'aller et retour chez le fournisseur d'identité : {@code /oidc/entrer} part avec un état gardé en base,
 * {@code /oidc/retour} ne croit que cet état-là, une fois, puis ouvre la session ou mène à la page qui relie le compte
 * ; {@code /oidc/autrement} quitte l'identité que le fournisseur croit en cours et en redemande une ;
 * {@code /oidc/sortir} sort d'ici et de là-bas. Ce qui ne convient pas ramène à la connexion, avec un événement de
 * sécurité et sans détail à l'écran ; la page demandée suit partout.
 */
@WebServlet("/oidc/*")
public class OidcServlet extends HttpServlet {

    private static final String ETAT = "etat";
    private static final String NONCE = "nonce";
    private static final String VERIFIEUR = "verifieur";
    private static final String RETOUR = "retour";
    private static final String RECOMMENCER = "recommencer";
    private static final String JETON = "jeton";
    private static final String ADRESSE = "adresse";
    private static final int OCTETS_DE_HASARD = 32;
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
        String demandee = requete.getParameter(PageDemandee.PARAMETRE);
        switch (requete.getPathInfo() == null ? "" : requete.getPathInfo()) {
            case "/entrer" -> partir(requete, reponse, demandee, false);
            case "/autrement" -> autrement(requete, reponse, demandee);
            case "/retour" -> revenir(requete, reponse);
            case "/sortir" -> sortir(requete, reponse);
            case "/sorti" -> sorti(requete, reponse);
            default -> reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void partir(HttpServletRequest requete, HttpServletResponse reponse, String demandee, boolean redemander)
            throws IOException {
        try {
            Depart depart = fournisseur.partir(redemander);
            Map<String, String> contenu = avec(demandee);
            contenu.put(ETAT, depart.etat());
            contenu.put(NONCE, depart.nonce());
            contenu.put(VERIFIEUR, depart.verifieur());
            Visite.passer(reponse, passages.ouvrir(contenu));
            reponse.sendRedirect(depart.adresse().toString());
        } catch (IrrecevableException e) {
            irrecevable(requete, reponse, e, demandee);
        }
    }

    /** Le fournisseur croit savoir qui est là, et le redirait : on finit d'abord sa session, s'il le permet. */
    private void autrement(HttpServletRequest requete, HttpServletResponse reponse, String demandee)
            throws IOException {
        Optional<String> jeton =
                Visite.passage(requete).flatMap(passages::reprendre).map(m -> m.get(JETON));
        try {
            String etat = new State(OCTETS_DE_HASARD).getValue();
            Optional<URI> sortie = jeton.isEmpty() ? Optional.empty() : fournisseur.sortir(jeton.get(), etat);
            if (sortie.isPresent()) {
                Map<String, String> contenu = avec(demandee);
                contenu.put(ETAT, etat);
                contenu.put(RECOMMENCER, "oui");
                Visite.passer(reponse, passages.ouvrir(contenu));
                reponse.sendRedirect(sortie.get().toString());
                return;
            }
        } catch (IrrecevableException e) {
            irrecevable(requete, reponse, e, demandee);
            return;
        }
        partir(requete, reponse, demandee, true);
    }

    private void revenir(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        Map<String, String> depart =
                Visite.passage(requete).flatMap(passages::reprendre).orElse(Map.of());
        String demandee = depart.get(RETOUR);
        Visite.avoirPasse(reponse);
        if (!depart.containsKey(NONCE) || !depart.get(ETAT).equals(requete.getParameter("state"))) {
            journal.signaler("etat-oidc-inattendu", "Retour du fournisseur d'identité sans le départ qui va avec");
            versLaConnexion(requete, reponse, "perime", demandee);
            return;
        }
        try {
            fournisseur.reconnaitreLEmetteur(requete.getParameter("iss"));
            if (requete.getParameter("code") == null) {
                versLaConnexion(requete, reponse, pourquoi(requete.getParameter("error")), demandee);
                return;
            }
            accueillir(
                    requete,
                    reponse,
                    fournisseur.revenir(requete.getParameter("code"), depart.get(NONCE), depart.get(VERIFIEUR)),
                    demandee);
        } catch (NiveauInsuffisantException e) {
            journal.signaler("niveau-insuffisant", e.getMessage());
            refuser(requete, reponse, "niveau", e.jetonDIdentite(), demandee);
        } catch (IrrecevableException e) {
            irrecevable(requete, reponse, e, demandee);
        }
    }

    /** ProConnect répond {@code access_denied} quand le niveau ne peut être tenu, OpenID Connect a son mot à lui. */
    private String pourquoi(String erreur) {
        return fournisseur.exigeUnNiveau()
                        && Set.of("access_denied", "unmet_authentication_requirements")
                                .contains(erreur == null ? "" : erreur)
                ? "niveau"
                : "abandon";
    }

    private void accueillir(HttpServletRequest requete, HttpServletResponse reponse, Retour retour, String demandee)
            throws IOException {
        if (!identites.estConnue(retour.identite())) {
            Map<String, String> contenu = avec(demandee);
            contenu.putAll(ecrire(retour));
            Visite.passer(reponse, passages.ouvrir(contenu));
            reponse.sendRedirect(requete.getContextPath() + "/relier.xhtml");
            return;
        }
        Optional<Identification.Entree> entree;
        try {
            entree = identites.entrer(retour.identite(), retour.jetonDIdentite());
        } catch (Refus attente) {
            refuser(requete, reponse, "attente", retour.jetonDIdentite(), demandee);
            return;
        }
        if (entree.isEmpty()) {
            refuser(requete, reponse, "ferme", retour.jetonDIdentite(), demandee);
            return;
        }
        Visite.ouvrir(requete, reponse, entree.get());
        reponse.sendRedirect(requete.getContextPath() + PageDemandee.ouAccueil(demandee));
    }

    /** Reconnu, mais on n'entre pas ainsi : de quoi prendre une autre identité est gardé. */
    private void refuser(
            HttpServletRequest requete,
            HttpServletResponse reponse,
            String issue,
            String jetonDIdentite,
            String demandee)
            throws IOException {
        Visite.passer(reponse, passages.ouvrir(Map.of(JETON, jetonDIdentite)));
        versLaConnexion(requete, reponse, issue, demandee);
    }

    private void irrecevable(
            HttpServletRequest requete, HttpServletResponse reponse, IrrecevableException e, String demandee)
            throws IOException {
        JOURNAL.log(Level.WARNING, e.getMessage());
        journal.signaler("identite-irrecevable", "Fournisseur d'identité : retour irrecevable");
        versLaConnexion(requete, reponse, "irrecevable", demandee);
    }

    private static Map<String, String> avec(String demandee) {
        Map<String, String> contenu = new HashMap<>();
        contenu.put(RETOUR, demandee);
        return contenu;
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

    /** La page demandée, que ce passage porte ; {@code null} s'il n'en porte pas. */
    public static String demandee(Map<String, String> m) {
        return m.get(RETOUR);
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
        Map<String, String> depart =
                Visite.passage(requete).flatMap(passages::reprendre).orElse(Map.of());
        Visite.avoirPasse(reponse);
        if (depart.get(ETAT) == null || !depart.get(ETAT).equals(requete.getParameter("state"))) {
            versLaConnexion(requete, reponse, "perime", depart.get(RETOUR));
        } else if (depart.containsKey(RECOMMENCER)) {
            partir(requete, reponse, depart.get(RETOUR), false);
        } else {
            versLaConnexion(requete, reponse, "sorti", null);
        }
    }

    /** Prépare la sortie chez le fournisseur, si l'on est entré par lui. @return où mener le navigateur */
    public static String sortir(
            HttpServletResponse reponse,
            String jetonDIdentite,
            FournisseurDIdentite fournisseur,
            AllersRetours passages) {
        if (jetonDIdentite != null && fournisseur.estEnService()) {
            try {
                String etat = new State(OCTETS_DE_HASARD).getValue();
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

    private static void versLaConnexion(
            HttpServletRequest requete, HttpServletResponse reponse, String issue, String demandee) throws IOException {
        reponse.sendRedirect(
                requete.getContextPath() + "/connexion.xhtml?identite=" + issue + PageDemandee.suite('&', demandee));
    }
}
