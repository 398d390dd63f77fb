package fr.cnfpt.catalogue.sessions.adapter.web;

import fr.cnfpt.catalogue.sessions.application.TenirLesBrouillons;
import fr.cnfpt.catalogue.sessions.persistence.Sessions.LigneDeBrouillon;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.ecran.liste.Tableau;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les sessions que la délégation écrit et n'a pas publiées ; filtre : q. */
@Named("brouillons")
@RequestScoped
public class BrouillonsView implements Liste<LigneDeBrouillon> {

    @Inject
    TenirLesBrouillons brouillons;

    private Tableau<LigneDeBrouillon> tableau;

    public Tableau<LigneDeBrouillon> getTableau() {
        if (tableau == null) {
            tableau = Tableau.de(this);
        }
        return tableau;
    }

    @Override
    public String nom() {
        return "brouillons";
    }

    @Override
    public String titre() {
        return "Sessions au brouillon";
    }

    @Override
    public List<ColonneDeListe<LigneDeBrouillon>> colonnes() {
        return List.of(
                ColonneDeListe.de("session", "Session", LigneDeBrouillon::intitule),
                ColonneDeListe.de("dates", "Dates", LigneDeBrouillon::quand),
                ColonneDeListe.de("lieu", "Lieu", l -> l.ville() == null ? "à fixer" : l.ville()),
                ColonneDeListe.de("code", "Code du stage", LigneDeBrouillon::code));
    }

    public String getResume() {
        return Texte.compte(getTableau().getTotal(), "Aucun brouillon", "brouillon", "brouillons")
                + ". Votre structure seule les voit ; on ne s'y inscrit qu'une fois publiés.";
    }

    @Override
    public Page<LigneDeBrouillon> lire(DemandeDeListe d, int premiere, int combien) {
        return new Page<>(brouillons.lister(d.texte("q"), premiere, combien), brouillons.compter(d.texte("q")));
    }
}
