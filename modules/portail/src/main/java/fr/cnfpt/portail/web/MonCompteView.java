package fr.cnfpt.portail.web;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.acces.api.MonCompte;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.Visite;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Mon compte : ses coordonnées, son mot de passe, son identité externe. */
@Named("monCompte")
@RequestScoped
public class MonCompteView {

    @Inject
    Identification identification;

    @Inject
    IdentitesExternes identites;

    @Inject
    FournisseurDIdentite fournisseur;

    @Inject
    MonCompte compte;

    @Inject
    UtilisateurCourant courant;

    private String identifiant;
    private String courriel;
    private String motDePasse;
    private String ancien;
    private String nouveau;

    public void changer() {
        String secret = Visite.secret(requete()).orElseThrow();
        if (Ecran.tenter(() -> identification.changerMotDePasse(ancien, nouveau, secret))) {
            Ecran.succes("Votre mot de passe est changé ; vos autres sessions sont fermées.");
            Ecran.aller("/aujourdhui.xhtml");
        }
    }

    /** Le nom du fournisseur d'identité, ou {@code null} s'il n'y en a pas. */
    public String getFournisseur() {
        return fournisseur.estEnService() ? fournisseur.nom() : null;
    }

    public boolean isRelie() {
        return identites.estRelie(fournisseur.emetteur());
    }

    public void delier() {
        identites.delier(fournisseur.emetteur());
        Ecran.succes("Votre compte n'est plus relié à " + fournisseur.nom() + ".");
    }

    /** Vrai quand d'autres attendent ses avis : il peut dire qui les donne en son absence. */
    public boolean isResponsable() {
        return courant.get().est(Role.RESPONSABLE);
    }

    /** Vrai quand ce compte est celui d'un agent, dont on tient une fiche. */
    public boolean isAgent() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    @PostConstruct
    void lire() {
        MonCompte.Coordonnees c = compte.lire();
        identifiant = c.identifiant();
        courriel = c.courriel();
    }

    public void seNommer() {
        if (Ecran.tenter(() -> compte.changer(identifiant, courriel, motDePasse))) {
            Ecran.succes("Vos coordonnées sont enregistrées.");
            Ecran.aller("/mon-compte.xhtml");
        }
    }

    public boolean isAChanger() {
        return Visite.connecte(requete()).map(Connecte::motDePasseAChanger).orElse(false);
    }

    private static HttpServletRequest requete() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public String getAncien() {
        return ancien;
    }

    public void setAncien(String a) {
        ancien = a;
    }

    public String getNouveau() {
        return nouveau;
    }

    public void setNouveau(String n) {
        nouveau = n;
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public void setIdentifiant(String v) {
        identifiant = v;
    }

    public String getCourriel() {
        return courriel;
    }

    public void setCourriel(String v) {
        courriel = v;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String v) {
        motDePasse = v;
    }
}
