package fr.cnfpt.catalogue.recherche.adapter.web;

import fr.cnfpt.catalogue.recherche.application.TenirLesSynonymes;
import fr.cnfpt.catalogue.recherche.persistence.Synonymes;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les synonymes de la recherche, tenus par le siège. */
@Named("synonymes")
@RequestScoped
public class SynonymesView implements Liste<Synonymes.Ligne> {

    @Inject
    TenirLesSynonymes synonymes;

    private Tableau<Synonymes.Ligne> tableau;
    private String terme;
    private String equivalent;

    public Tableau<Synonymes.Ligne> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "synonymes";
    }

    @Override
    public String titre() {
        return "Synonymes de la recherche";
    }

    @Override
    public List<ColonneDeListe<Synonymes.Ligne>> colonnes() {
        return List.of(
                ColonneDeListe.de("terme", "Qui cherche", Synonymes.Ligne::terme),
                ColonneDeListe.de("equivalent", "Trouve aussi", Synonymes.Ligne::equivalent),
                ColonneDeListe.de("depuis", "Depuis", Synonymes.Ligne::depuisEnClair));
    }

    @Override
    public Page<Synonymes.Ligne> lire(DemandeDeListe d, int premiere, int combien) {
        return synonymes.lister(d.texte("q"), premiere, combien);
    }

    @Override
    public int taille() {
        return 50;
    }

    public void ajouter() {
        if (Ecran.tenter(() -> synonymes.ajouter(terme, equivalent))) {
            Ecran.succes("Ajouté : la prochaine recherche en tient compte.");
            Ecran.aller("/catalogue/synonymes.xhtml");
        }
    }

    public void retirer(long id) {
        Ecran.tenter(() -> {
            synonymes.retirer(id);
            Ecran.succes("Retiré.");
            getTableau().relire();
        });
    }

    public String getTerme() {
        return terme;
    }

    public void setTerme(String t) {
        terme = t;
    }

    public String getEquivalent() {
        return equivalent;
    }

    public void setEquivalent(String e) {
        equivalent = e;
    }
}
