package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.donnees.application.ConsulterMesDonnees;
import fr.cnfpt.garde.donnees.application.DossierPersonnel;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Ce qu'on tient d'un agent, montré à lui-même ; il l'emporte, ou demande qu'on le change. */
@Named("mesDonnees")
@RequestScoped
public class MesDonneesView {

    @Inject
    ConsulterMesDonnees cas;

    private DossierPersonnel dossier;
    private Demande.Nature nature = Demande.Nature.RECTIFICATION;
    private String texte;

    public DossierPersonnel getDossier() {
        if (dossier == null) {
            dossier = cas.lire();
        }
        return dossier;
    }

    public List<Demande> getDemandes() {
        return cas.demandes();
    }

    public void telecharger() {
        Ecran.telecharger(DossierJson.ecrire(cas.emporter()), "application/json; charset=UTF-8", "mes-donnees.json");
    }

    public void demander() {
        if (Ecran.tenter(() -> Ecran.succes("Votre demande est enregistrée. Le service formation répond le "
                + Texte.date(cas.demander(nature, texte)) + " au plus tard."))) {
            Ecran.aller("/garde/mes-donnees.xhtml");
        }
    }

    public Demande.Nature[] getNatures() {
        return Demande.Nature.values();
    }

    public Demande.Nature getNature() {
        return nature;
    }

    public void setNature(Demande.Nature v) {
        nature = v;
    }

    public String getTexte() {
        return texte;
    }

    public void setTexte(String v) {
        texte = v;
    }
}
