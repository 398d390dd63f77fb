package fr.cnfpt.acces.entree.adapter.web;

import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.entree.application.OuvrirUnLien;
import fr.cnfpt.acces.entree.application.RetrouverLeMotDePasse;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Le mot de passe oublié : la demande, dont la réponse est toujours la même, et le choix par le lien reçu. Publique.
 */
@Named("motDePasseOublie")
@RequestScoped
public class MotDePasseView {

    @Inject
    RetrouverLeMotDePasse retrouver;

    @Inject
    OuvrirUnLien liens;

    private String jeton;
    private OuvrirUnLien.Lecture lecture;
    private boolean demande;
    private String saisi;
    private String motDePasse;

    @PostConstruct
    void lire() {
        jeton = Requete.texte("lien");
    }

    public void demander() {
        retrouver.demander(saisi);
        demande = true;
    }

    public OuvrirUnLien.Lecture getLecture() {
        if (lecture == null) {
            lecture = liens.lire(jeton, Lien.Usage.MOT_DE_PASSE);
        }
        return lecture;
    }

    public void choisir() {
        if (Ecran.tenter(() -> liens.choisirMotDePasse(jeton, motDePasse))) {
            Ecran.succes("Votre mot de passe est changé : connectez-vous.");
            Ecran.aller("/connexion.xhtml");
        }
        lecture = null;
    }

    public boolean isParLien() {
        return !jeton.isEmpty();
    }

    public boolean isDemande() {
        return demande;
    }

    public String getSaisi() {
        return saisi;
    }

    public void setSaisi(String v) {
        saisi = v;
    }

    public String getMotDePasse() {
        return motDePasse;
    }

    public void setMotDePasse(String v) {
        motDePasse = v;
    }
}
