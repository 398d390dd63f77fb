package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.collectivites.application.ReglerLaCollectivite;
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
    private boolean preinscription;
    private boolean avis;
    private boolean preinscriptionAvant;
    private boolean avisAvant;

    @PostConstruct
    void lire() {
        lue = reglage.lire();
        preinscription = lue.preinscription();
        avis = lue.avisHierarchique();
        preinscriptionAvant = preinscription;
        avisAvant = avis;
    }

    public void enregistrer() {
        if (Ecran.tenter(() -> reglage.regler(preinscriptionAvant, avisAvant, preinscription, avis))) {
            Ecran.succes("Réglages enregistrés.");
        }
        lire();
    }

    public String getNom() {
        return lue.nom();
    }

    /** Le chemin tel qu'il est enregistré, en une phrase. */
    public String getPhrase() {
        return !lue.preinscription()
                ? "vous inscrivez directement les agents."
                : lue.avisHierarchique()
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
}
