package fr.cnfpt.catalogue.imports.adapter.web;

import fr.cnfpt.catalogue.imports.application.OffreEnTableau;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** L'offre, emportée telle qu'un import la relit. */
@Named("offreEnTableau")
@RequestScoped
public class OffreEnTableauView {

    @Inject
    OffreEnTableau tableau;

    public void csv() {
        Ecran.telechargerEnFlux("text/csv;charset=UTF-8", "offre.csv", sortie -> tableau.ecrire("csv", sortie));
    }

    public void xlsx() {
        Ecran.telechargerEnFlux(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "offre.xlsx",
                sortie -> tableau.ecrire("xlsx", sortie));
    }
}
