package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.AllersRetours;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.FournisseurDIdentite.Retour;
import fr.cnfpt.portail.securite.OidcServlet;
import fr.cnfpt.portail.securite.PageDemandee;
import fr.cnfpt.portail.securite.Visite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;

/** Relier, une fois, l'identité que le fournisseur vient d'affirmer au compte dont on connaît le mot de passe. */
@Named("relier")
@RequestScoped
public class RelierView {

    @Inject
    IdentitesExternes identites;

    @Inject
    FournisseurDIdentite fournisseur;

    @Inject
    AllersRetours passages;

    private String identifiant;
    private String motDePasse;

    public void entrer() {
        Optional<Retour> attente = enAttente();
        ExternalContext ext = FacesContext.getCurrentInstance().getExternalContext();
        HttpServletResponse reponse = (HttpServletResponse) ext.getResponse();
        String demandee = enRoute().map(OidcServlet::demandee).orElse(null);
        attente.ifPresent(retour -> Ecran.tenter(() -> {
            Optional<Identification.Entree> entree =
                    identites.relier(retour.identite(), retour.jetonDIdentite(), identifiant, motDePasse);
            if (entree.isEmpty()) {
                Ecran.refuser(
                        "Identifiant ou mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure.");
                return;
            }
            Visite.passage(requete()).ifPresent(passages::reprendre);
            Visite.avoirPasse(reponse);
            Visite.ouvrir(requete(), reponse, entree.get());
            Ecran.aller(PageDemandee.ouAccueil(demandee));
        }));
    }

    /** Le nom et le courriel affirmés, ou {@code null} si personne n'attend. */
    public String getIdentite() {
        return enAttente()
                .map(Retour::identite)
                .map(i -> i.nomComplet() + (i.courriel() == null ? "" : ", " + i.courriel()))
                .orElse(null);
    }

    public String getFournisseur() {
        return fournisseur.estEnService() ? fournisseur.nom() : null;
    }

    /** Ce qui suit une adresse, pour que la page demandée survive si l'on entre autrement. */
    public String getSuite() {
        return PageDemandee.suite('?', enRoute().map(OidcServlet::demandee).orElse(null));
    }

    private static HttpServletRequest requete() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    private Optional<Retour> enAttente() {
        return enRoute().flatMap(OidcServlet::aRelier);
    }

    private Optional<Map<String, String>> enRoute() {
        return Visite.passage(requete()).flatMap(passages::lire);
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
