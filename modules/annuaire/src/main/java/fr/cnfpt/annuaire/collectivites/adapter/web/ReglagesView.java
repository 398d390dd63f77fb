package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.collectivites.application.ReglerLaCollectivite;
import fr.cnfpt.annuaire.collectivites.domain.Circuit;
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
    }

    public void enregistrer() {
        if (Ecran.tenter(() -> reglage.regler(
                new Circuit(preinscriptionAvant, avisAvant, pourSoiAvant),
                new Circuit(preinscription, avis, pourSoi)))) {
            Ecran.succes("Réglages enregistrés.");
        }
        lire();
    }

    public String getNom() {
        return lue.nom();
    }

    /** Le chemin tel qu'il est enregistré, en une phrase. */
    public String getPhrase() {
        return !enregistre.preinscription()
                ? "vous inscrivez directement les agents."
                : enregistre.avis()
                        ? "l'agent demande, son responsable donne son avis, vous validez, le CNFPT reçoit."
                        : "l'agent demande, vous validez, le CNFPT reçoit.";
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
