package fr.cnfpt.catalogue.echanges.adapter.web;

import fr.cnfpt.catalogue.echanges.application.ExporterLOffre;
import fr.cnfpt.outils.ecran.Ecran;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** L'offre, emportée dans un langage que d'autres lisent. */
@Named("echanges")
@RequestScoped
public class EchangesView {

    @Inject
    ExporterLOffre export;

    public void lheo() {
        Ecran.telechargerEnFlux("application/xml;charset=UTF-8", "offre-lheo-2.3.xml", export::lheo);
    }
}
