package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.annuaire.collectivites.application.ReglerLaCollectivite;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les réglages du circuit : ce que l'on a lu en ouvrant la page est ce que l'on change. */
@Named("reglages")
@RequestScoped
public class ReglagesView {

    @Inject
    ReglerLaCollectivite reglage;

    private CollectiviteInfo lue;
    private Circuit enregistre;
    private boolean preinscription;
    private boolean avis;
    private boolean pourSoi;
    private boolean preinscriptionAvant;
    private boolean avisAvant;
    private boolean pourSoiAvant;
    private int rappelJours;
    private int rappelJoursAvant;
    private Integer attenteJours;
    private Integer attenteJoursAvant;
    private EnCoursDansLeCircuit.Compte enCours;

    @PostConstruct
    void lire() {
        lue = reglage.lire();
        enregistre = reglage.circuit();
        preinscription = enregistre.preinscription();
        avis = enregistre.avis();
        pourSoi = enregistre.pourSoi();
        preinscriptionAvant = preinscription;
        avisAvant = avis;
        pourSoiAvant = pourSoi;
        rappelJours = enregistre.rappelJours();
        rappelJoursAvant = rappelJours;
        attenteJours = enregistre.attenteJours();
        attenteJoursAvant = attenteJours;
        enCours = reglage.enCours();
    }

    public void enregistrer() {
        if (Ecran.tenter(() -> reglage.regler(
                new Circuit(preinscriptionAvant, avisAvant, pourSoiAvant, rappelJoursAvant, attenteJoursAvant),
                new Circuit(preinscription, avis, pourSoi, rappelJours, attenteJours)))) {
            Ecran.succes("Réglages enregistrés.");
            lire();
        }
    }

    public String getNom() {
        return lue.nom();
    }

    /** Le chemin tel qu'il est enregistré, en une phrase. */
    public String getPhrase() {
        return enregistre.enClair();
    }

    /** Qui est concerné aujourd'hui, en une phrase. */
    public String getConcernes() {
        if (enCours.avis() + enCours.validation() == 0) {
            return "Aucune demande n'attend aujourd'hui : ces réglages vaudront pour les prochaines.";
        }
        return Texte.pluriel(enCours.avis(), "demande attend", "demandes attendent") + " l'avis d'un responsable"
                + (enCours.depuisLongtemps() == 0
                        ? ""
                        : ", dont " + Texte.nombre(enCours.depuisLongtemps()) + " depuis plus que le délai choisi")
                + " ; "
                + Texte.pluriel(enCours.validation(), "attend votre validation.", "attendent votre validation.");
    }

    public int getRappelJours() {
        return rappelJours;
    }

    public void setRappelJours(int v) {
        rappelJours = v;
    }

    public int getRappelJoursAvant() {
        return rappelJoursAvant;
    }

    public void setRappelJoursAvant(int v) {
        rappelJoursAvant = v;
    }

    public Integer getAttenteJours() {
        return attenteJours;
    }

    public void setAttenteJours(Integer v) {
        attenteJours = v;
    }

    public Integer getAttenteJoursAvant() {
        return attenteJoursAvant;
    }

    public void setAttenteJoursAvant(Integer v) {
        attenteJoursAvant = v;
    }

    public boolean isPreinscription() {
        return preinscription;
    }

    public void setPreinscription(boolean v) {
        preinscription = v;
    }

    public boolean isAvis() {
        return avis;
    }

    public void setAvis(boolean v) {
        avis = v;
    }

    public boolean isPourSoi() {
        return pourSoi;
    }

    public void setPourSoi(boolean v) {
        pourSoi = v;
    }

    public boolean isPreinscriptionAvant() {
        return preinscriptionAvant;
    }

    public void setPreinscriptionAvant(boolean v) {
        preinscriptionAvant = v;
    }

    public boolean isAvisAvant() {
        return avisAvant;
    }

    public void setAvisAvant(boolean v) {
        avisAvant = v;
    }

    public boolean isPourSoiAvant() {
        return pourSoiAvant;
    }

    public void setPourSoiAvant(boolean v) {
        pourSoiAvant = v;
    }
}
