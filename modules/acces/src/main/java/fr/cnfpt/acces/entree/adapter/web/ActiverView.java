package fr.cnfpt.acces.entree.adapter.web;

import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.entree.application.OuvrirUnLien;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** La page du lien d'activation. L'ouvrir ne consomme rien ; un lien expiré s'y renvoie à la même adresse. Publique. */
@Named("activer")
@RequestScoped
public class ActiverView {

    @Inject
    OuvrirUnLien liens;

    @Inject
    UtilisateurCourant courant;

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

    /** Ajoute la qualité à qui est connecté. */
    public void prendre() {
        String[] suite = new String[1];
        if (Ecran.tenter(() -> suite[0] = liens.prendre(jeton))) {
            Ecran.succes(suite[0]);
            Ecran.aller("/aujourdhui.xhtml");
        }
        lecture = null;
    }

    /** Qui est déjà connecté, ou {@code null} : la qualité peut rejoindre les siennes. */
    public String getConnecte() {
        return courant.estConnecte() ? courant.get().nom() : null;
    }

    /** La page de connexion, qui ramène ici. */
    public String getConnexion() {
        return "/connexion.xhtml?retour="
                + URLEncoder.encode("/acces/activer.xhtml?lien=" + jeton, StandardCharsets.UTF_8);
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
