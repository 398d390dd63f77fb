package fr.cnfpt.annuaire.collectivites.adapter.web;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.collectivites.application.EnregistrerUnEmployeur;
import fr.cnfpt.annuaire.collectivites.domain.NatureDEmployeur;
import fr.cnfpt.annuaire.collectivites.persistence.Employeurs;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;

/** Un employeur que la carte ne donne pas : un CCAS, un syndicat, un centre de gestion… */
@Named("employeur")
@RequestScoped
public class EmployeurView {

    @Inject
    EnregistrerUnEmployeur enregistrement;

    private String siren;
    private String nom;
    private NatureDEmployeur nature;
    private String departement;
    private String codeInsee;

    public List<Employeurs.Departement> getDepartements() {
        return enregistrement.departements();
    }

    public NatureDEmployeur[] getNatures() {
        return NatureDEmployeur.values();
    }

    public void enregistrer() {
        Ecran.tenter(() -> {
            CollectiviteInfo c = enregistrement.executer(siren, nom, nature, departement, codeInsee);
            Ecran.succes(c.nom()
                    + " est enregistré : remettez-lui ses identifiants, ou rattachez-le à qui inscrira pour lui.");
            Ecran.aller("/annuaire/collectivites.xhtml", Map.of("q", c.siren()));
        });
    }

    public String getSiren() {
        return siren;
    }

    public void setSiren(String v) {
        siren = v;
    }

    public String getNom() {
        return nom;
    }

    public void setNom(String v) {
        nom = v;
    }

    public NatureDEmployeur getNature() {
        return nature;
    }

    public void setNature(NatureDEmployeur v) {
        nature = v;
    }

    public String getDepartement() {
        return departement;
    }

    public void setDepartement(String v) {
        departement = v;
    }

    public String getCodeInsee() {
        return codeInsee;
    }

    public void setCodeInsee(String v) {
        codeInsee = v;
    }
}
