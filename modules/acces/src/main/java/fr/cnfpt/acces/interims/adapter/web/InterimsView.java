package fr.cnfpt.acces.interims.adapter.web;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.interims.application.OrganiserLesInterims;
import fr.cnfpt.acces.interims.persistence.Interims;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;

/** Les intérims d'une collectivité, ou celui d'un responsable. */
@Named("interims")
@RequestScoped
public class InterimsView {

    private static final int PROPOSES = 1000;

    @Inject
    OrganiserLesInterims interims;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    UtilisateurCourant courant;

    private String titulaire;
    private String suppleant;
    private LocalDate du;
    private LocalDate au;

    public boolean isRh() {
        return courant.get().est(Role.GESTIONNAIRE_RH);
    }

    public List<Interims.Ligne> getLignes() {
        return interims.enCours();
    }

    /**
     * De quoi choisir par le nom : tous pour une RH, sa seule équipe pour un responsable ; pour un autre, le matricule
     * se tape.
     */
    public List<AgentInfo> getAgents() {
        return isRh()
                ? annuaire.chercherAgents(courant.get().collectivite(), "", PROPOSES)
                : acteurs.equipeDe(courant.get().agent());
    }

    public void ouvrir() {
        if (Ecran.tenter(() -> interims.ouvrir(titulaire, suppleant, du, au))) {
            Ecran.succes("Remplaçant désigné.");
            Ecran.aller("/acces/interims.xhtml");
        }
    }

    public void finir(long id) {
        Ecran.tenter(() -> {
            interims.finir(id);
            Ecran.succes("Intérim arrêté.");
        });
    }

    public String periode(LocalDate d, LocalDate f) {
        return Texte.periode(d, f);
    }

    public String getTitulaire() {
        return titulaire;
    }

    public void setTitulaire(String v) {
        titulaire = v;
    }

    public String getSuppleant() {
        return suppleant;
    }

    public void setSuppleant(String v) {
        suppleant = v;
    }

    public LocalDate getDu() {
        return du;
    }

    public void setDu(LocalDate v) {
        du = v;
    }

    public LocalDate getAu() {
        return au;
    }

    public void setAu(LocalDate v) {
        au = v;
    }
}
