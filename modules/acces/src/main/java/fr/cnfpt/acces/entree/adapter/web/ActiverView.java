package fr.cnfpt.acces.entree.adapter.web;

import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.entree.application.OuvrirUnLien;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** La page du lien d'activation. L'ouvrir ne consomme rien ; un lien expiré s'y renvoie à la même adresse. Publique. */
@Named("activer")
@RequestScoped
public class ActiverView {

    @Inject
    OuvrirUnLien liens;

    private String jeton;
    private OuvrirUnLien.Lecture lecture;
    private boolean renvoye;
    private String identifiant;
    private String motDePasse;

    @PostConstruct
    void lire() {
        jeton = Requete.texte("lien");
        identifiant = getLecture().identifiant();
    }

    public OuvrirUnLien.Lecture getLecture() {
        if (lecture == null) {
            lecture = liens.lire(jeton, Lien.Usage.ACTIVATION);
        }
        return lecture;
    }

    public void activer() {
        String[] suite = new String[1];
        if (Ecran.tenter(() -> suite[0] = liens.activer(jeton, identifiant, motDePasse))) {
            Ecran.succes(suite[0]);
            Ecran.aller("/connexion.xhtml");
        }
        lecture = null;
    }

    public void renvoyer() {
        renvoye = Ecran.tenter(() -> liens.renvoyer(jeton));
    }

    public boolean isRenvoye() {
        return renvoye;
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public void setIdentifiant(String v) {
        identifiant = v;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String v) {
        motDePasse = v;
    }
}
