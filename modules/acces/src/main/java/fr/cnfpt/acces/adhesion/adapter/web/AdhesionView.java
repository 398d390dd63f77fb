package fr.cnfpt.acces.adhesion.adapter.web;

import fr.cnfpt.acces.adhesion.application.Adherer;
import fr.cnfpt.acces.adhesion.domain.GestionnaireDesigne;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * L'inscription d'une collectivité, en deux pas : les identifiants remis, puis le gestionnaire et les conditions.
 * Publique.
 */
@Named("adhesion")
@RequestScoped
public class AdhesionView {

    @Inject
    Adherer adherer;

    private String code;
    private String motDePasse;
    private Adherer.Accueil accueil;
    private boolean reconnue;
    private String envoyeA;
    private String prenom;
    private String nom;
    private String fonction;
    private String courriel;
    private String telephone;
    private String adresse;
    private boolean conditions;

    /** Le second pas porte les identifiants du premier : la page se relit d'eux, et les vérifie de nouveau. */
    @PostConstruct
    void reprendre() {
        code = Requete.texte("inscription:code");
        motDePasse = Requete.texte("inscription:secret");
        if (!code.isEmpty()) {
            reconnaitre();
        }
    }

    public void reconnaitre() {
        reconnue = Ecran.tenter(() -> accueil = adherer.reconnaitre(code, motDePasse));
    }

    public void inscrire() {
        Ecran.tenter(() -> envoyeA = adherer.executer(
                code,
                motDePasse,
                new GestionnaireDesigne(prenom, nom, fonction, courriel, telephone, adresse),
                conditions ? getAccueil().conditions().version() : null));
    }

    public Adherer.Accueil getAccueil() {
        if (accueil == null && reconnue) {
            accueil = adherer.reconnaitre(code, motDePasse);
        }
        return accueil;
    }

    public boolean isReconnue() {
        return reconnue && envoyeA == null;
    }

    public String getEnvoyeA() {
        return envoyeA;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String v) {
        code = v;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String v) {
        motDePasse = v;
    }

    public String getPrenom() {
        return prenom;
    }

    public void setPrenom(String v) {
        prenom = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public String getFonction() {
        return fonction;
    }

    public void setFonction(String v) {
        fonction = v;
    }

    public String getCourriel() {
        return courriel;
    }

    public void setCourriel(String v) {
        courriel = v;
    }

    public String getTelephone() {
        return telephone;
    }

    public void setTelephone(String v) {
        telephone = v;
    }

    public String getAdresse() {
        return adresse;
    }

    public void setAdresse(String v) {
        adresse = v;
    }

    public boolean isConditions() {
        return conditions;
    }

    public void setConditions(boolean v) {
        conditions = v;
    }
}
