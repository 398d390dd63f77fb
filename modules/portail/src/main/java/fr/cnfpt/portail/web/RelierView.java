package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.acces.api.IdentitesExternes.Identite;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.OidcServlet;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Relier, une fois, l'identité que le fournisseur vient d'affirmer au compte dont on connaît le mot de passe. */
@Named("relier")
@RequestScoped
public class RelierView {

    @Inject
    IdentitesExternes identites;

    @Inject
    FournisseurDIdentite fournisseur;

    private String identifiant;
    private String motDePasse;

    public void entrer() {
        Identite identite = enAttente();
        if (identite == null) {
            return;
        }
        HttpServletRequest requete = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        String jeton = (String) requete.getSession().getAttribute(OidcServlet.JETON_A_RELIER);
        Ecran.tenter(() -> {
            Optional<Identification.Entree> entree = identites.relier(identite, identifiant, motDePasse);
            if (entree.isEmpty()) {
                Ecran.refuser(
                        "Identifiant ou mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure.");
                return;
            }
            OidcServlet.ouvrir(requete, entree.get(), jeton);
            Ecran.aller("/aujourdhui.xhtml");
        });
    }

    /** Le nom et le courriel affirmés, ou {@code null} si personne n'attend. */
    public String getIdentite() {
        Identite i = enAttente();
        return i == null ? null : i.nomComplet() + (i.courriel() == null ? "" : ", " + i.courriel());
    }

    public String getFournisseur() {
        return fournisseur.estEnService() ? fournisseur.nom() : null;
    }

    private static Identite enAttente() {
        return (Identite) FacesContext.getCurrentInstance()
                .getExternalContext()
                .getSessionMap()
                .get(OidcServlet.IDENTITE_A_RELIER);
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
