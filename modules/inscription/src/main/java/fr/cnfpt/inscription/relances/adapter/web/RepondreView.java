package fr.cnfpt.inscription.relances.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.relances.application.RepondreDepuisUnCourriel;
import fr.cnfpt.inscription.relances.domain.LienDeCourriel;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Répondre depuis un courriel : la page montre la demande, un bouton répond. L'ouvrir ne fait rien. */
@Named("repondre")
@RequestScoped
public class RepondreView {

    @Inject
    RepondreDepuisUnCourriel reponse;

    private RepondreDepuisUnCourriel.Demande demande;
    private String empechement;
    private String repondu;
    private String motif;

    private RepondreDepuisUnCourriel.Demande demande() {
        if (demande == null && empechement == null) {
            try {
                demande = reponse.lire(getJeton());
            } catch (Refus r) {
                empechement = r.getMessage();
            }
        }
        return demande;
    }

    /** Vrai si la question se pose encore. */
    public boolean isOuverte() {
        return repondu == null && demande() != null;
    }

    public boolean isAvis() {
        return isOuverte() && demande().pour() == LienDeCourriel.Pour.AVIS;
    }

    public boolean isVenue() {
        return isOuverte() && demande().pour() == LienDeCourriel.Pour.VENUE;
    }

    public String getTitre() {
        return isAvis() ? "Votre avis sur une demande" : isVenue() ? "Venez-vous ?" : "Répondre à un courriel";
    }

    public RepondreDepuisUnCourriel.Demande getDemande() {
        return demande();
    }

    public String getDeposeLe() {
        return Texte.moment(demande().deposeLe());
    }

    /** Ce qui vient d'être répondu, ou {@code null}. */
    public String getRepondu() {
        return repondu;
    }

    /** Pourquoi l'on ne peut pas répondre. */
    public String getEmpechement() {
        return isOuverte() ? "" : empechement;
    }

    public String getJeton() {
        return Requete.texte("jeton");
    }

    public void favorable() {
        faire(
                () -> reponse.donnerUnAvis(getJeton(), true, motif),
                "Votre avis favorable est enregistré. Le service formation prend la suite.");
    }

    public void defavorable() {
        faire(
                () -> reponse.donnerUnAvis(getJeton(), false, motif),
                "Votre avis défavorable est enregistré. Le service formation le lira avant de décider.");
    }

    public void venir() {
        faire(() -> reponse.venir(getJeton()), "C'est noté : vous venez. La convocation dit où et à quelle heure.");
    }

    public void nePasVenir() {
        faire(
                () -> reponse.nePasVenir(getJeton(), motif),
                "Votre inscription est annulée. Votre place ira, s'il en est encore temps, à la première personne qui attend.");
    }

    private void faire(Runnable geste, String succes) {
        if (Ecran.tenter(geste)) {
            repondu = succes;
        }
        demande = null;
    }

    /** L'attribut {@code open} du volet : déplié après une erreur. */
    public String getOuvert() {
        return jakarta.faces.context.FacesContext.getCurrentInstance().isValidationFailed() ? "open" : null;
    }

    public String getMotif() {
        return motif;
    }

    public void setMotif(String m) {
        motif = m;
    }
}
