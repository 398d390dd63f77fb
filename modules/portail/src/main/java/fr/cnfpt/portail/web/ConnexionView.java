package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.PageDemandee;
import fr.cnfpt.portail.securite.Visite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * La page de connexion. La session change d'identifiant à l'entrée ; l'échec ne dit pas s'il tient au compte ou au mot
 * de passe.
 */
@Named("connexion")
@RequestScoped
public class ConnexionView {

    @Inject
    Identification identification;

    @Inject
    FournisseurDIdentite fournisseur;

    @Inject
    @ManagedProperty("#{param.retour}")
    String demandee;

    @Inject
    @ManagedProperty("#{param.identite}")
    String issue;

    private String identifiant;
    private String motDePasse;

    public void entrer() {
        Optional<Identification.Entree> entree;
        try {
            entree = identification.entrer(identifiant, motDePasse);
        } catch (Refus refus) {
            Ecran.refuser(refus.getMessage());
            return;
        }
        if (entree.isEmpty()) {
            Ecran.refuser(
                    "Identifiant ou mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure.");
            return;
        }
        ExternalContext ext = FacesContext.getCurrentInstance().getExternalContext();
        Visite.ouvrir((HttpServletRequest) ext.getRequest(), (HttpServletResponse) ext.getResponse(), entree.get());
        Ecran.aller(PageDemandee.ouAccueil(demandee));
    }

    /** Le nom du fournisseur d'identité, ou {@code null} s'il n'y en a pas. */
    public String getFournisseur() {
        return fournisseur.estEnService() ? fournisseur.nom() : null;
    }

    /** Ce qu'il est advenu chez le fournisseur d'identité, en une phrase ; ou {@code null}. */
    public String getIssue() {
        return switch (issue == null ? "" : issue) {
            case "sorti" -> "Vous êtes déconnecté d'ici et de " + fournisseur.nom() + ".";
            case "abandon" ->
                "La connexion par " + fournisseur.nom()
                        + " n'est pas allée au bout. Recommencez, ou entrez avec votre identifiant.";
            case "perime" ->
                "Ce retour de " + fournisseur.nom()
                        + " ne correspond à aucune demande en cours. Recommencez depuis cette page.";
            case "attente" ->
                "Votre collectivité attend la validation de sa délégation ; un courriel vous préviendra."
                        + " Vous avez un compte ailleurs ? Prenez l'identité qui y est reliée.";
            case "ferme" ->
                "Le compte relié à cette identité est fermé. Parlez-en à la personne qui gère les accès,"
                        + " ou prenez une autre identité si vous en avez une.";
            case "niveau" ->
                fournisseur.nom()
                        + " n'a pas confirmé votre identité au niveau demandé ici. Activez chez lui la double authentification,"
                        + " ou prenez votre carte d'agent, puis recommencez ; sinon, entrez avec votre identifiant.";
            case "irrecevable" ->
                "La réponse de " + fournisseur.nom()
                        + " n'a pas pu être vérifiée. Entrez avec votre identifiant, ou réessayez plus tard.";
            default -> null;
        };
    }

    /** Vrai si entrer de nouveau par le fournisseur redonnerait la même identité, refusée ici. */
    public boolean isAutrement() {
        return issue != null && Set.of("attente", "ferme", "niveau").contains(issue);
    }

    /** Ce que dit le bouton qui mène au fournisseur. */
    public String getInvitation() {
        return ("niveau".equals(issue)
                        ? "Recommencer avec "
                        : isAutrement() ? "Entrer avec une autre identité " : "Entrer avec ")
                + fournisseur.nom();
    }

    public boolean isDemonstration() {
        return Parametres.vrai("iel.demo");
    }

    /** Ce qui suit l'adresse du fournisseur, pour que la page d'où l'on vient survive à l'aller et retour. */
    public String getSuite() {
        return PageDemandee.suite('?', demandee);
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public void setIdentifiant(String i) {
        identifiant = i;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String m) {
        motDePasse = m;
    }
}
