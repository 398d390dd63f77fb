package fr.cnfpt.outils.regles.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.application.PreparerLesRegles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Toutes les règles datées, par famille : ce qui vaut, depuis quand, d'où cela vient, ce qui est préparé. */
@Named("regles")
@RequestScoped
public class ReglesView {

    @Inject
    PreparerLesRegles cas;

    private List<PreparerLesRegles.Famille> familles;

    public List<PreparerLesRegles.Famille> getFamilles() {
        if (familles == null) {
            familles = cas.lister();
        }
        return familles;
    }

    /** Le jour où elle commence. */
    public String jour(VersionDeRegle v) {
        return Texte.date(v.du());
    }
}
