package fr.cnfpt.portail.web;

import fr.cnfpt.portail.securite.FournisseurDIdentite;
import fr.cnfpt.portail.securite.Reprise;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** La page qui demande le mot de passe avant de laisser passer un formulaire arrivé trop tard. */
@Named("reprise")
@RequestScoped
public class RepriseView {

    @Inject
    FournisseurDIdentite fournisseur;

    /** {@code null} pour qui ouvre cette page sans avoir rien envoyé. */
    public Reprise.EnCours getEnCours() {
        return (Reprise.EnCours) FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestMap()
                .get(Reprise.EN_COURS);
    }

    /** Le nom du fournisseur d'identité, ou {@code null} s'il n'y en a pas. */
    public String getFournisseur() {
        return fournisseur.estEnService() ? fournisseur.nom() : null;
    }
}
