package fr.cnfpt.inscription.amenagements.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.amenagements.application.EcrireUnBesoin;
import fr.cnfpt.inscription.amenagements.domain.Amenagement;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Sur sa propre demande : écrire ce dont on a besoin, lire la réponse, dire ce que le formateur peut savoir. */
@Named("besoin")
@RequestScoped
public class BesoinView {

    @Inject
    EcrireUnBesoin ecriture;

    @Inject
    UtilisateurCourant courant;

    private long id;
    private boolean mien;
    private boolean permis;
    private Amenagement amenagement;
    private String texte;
    private String aDireLu;

    @PostConstruct
    void lire() {
        mien = false;
        if (!courant.get().est(Role.AGENT, Role.RESPONSABLE)) {
            return;
        }
        try {
            id = Requete.identifiant("id");
            amenagement = ecriture.lire(id).orElse(null);
            permis = ecriture.permis(id);
            mien = true;
            texte = amenagement == null ? null : amenagement.besoin();
            aDireLu = amenagement == null ? null : amenagement.aDire();
        } catch (Refus r) {
            // Ce n'est pas la sienne : rien ne s'en montre.
            mien = false;
        }
    }

    public void ecrire() {
        if (Ecran.tenter(() -> ecriture.ecrire(id, texte))) {
            Ecran.succes("Votre besoin est écrit. Seul le référent handicap le lira.");
            lire();
        }
    }

    public void retirer() {
        if (Ecran.tenter(() -> ecriture.retirer(id))) {
            Ecran.succes("Votre besoin est effacé, avec ce qui y avait été répondu.");
        }
        lire();
    }

    public void accepter() {
        accorder(true, "Le formateur lira cette phrase, et rien d'autre.");
    }

    public void refuser() {
        accorder(false, "Rien ne sera dit au formateur.");
    }

    private void accorder(boolean accepte, String succes) {
        if (Ecran.tenter(() -> ecriture.accorder(id, aDireLu, accepte))) {
            Ecran.succes(succes);
        }
        lire();
    }

    /** Vrai si c'est sa demande, et qu'il y a de quoi lire ou écrire. */
    public boolean isMontre() {
        return mien && (permis || amenagement != null);
    }

    public boolean isPermis() {
        return permis;
    }

    public boolean isEcrit() {
        return amenagement != null;
    }

    public Amenagement getAmenagement() {
        return amenagement;
    }

    public String getTexte() {
        return texte;
    }

    public void setTexte(String t) {
        texte = t;
    }

    public String getADireLu() {
        return aDireLu;
    }

    public void setADireLu(String a) {
        aDireLu = a;
    }
}
