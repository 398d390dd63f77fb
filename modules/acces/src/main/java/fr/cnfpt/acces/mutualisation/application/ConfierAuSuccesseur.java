package fr.cnfpt.acces.mutualisation.application;

import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements.Succession;
import fr.cnfpt.annuaire.api.CarteChangee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Quand la carte change, le successeur d'un employeur clos agit en son nom par un rattachement daté, et reprend ce que
 * celui-ci faisait pour d'autres ; un employeur rouvert redevient son maître.
 */
@ApplicationScoped
@Transactional
public class ConfierAuSuccesseur {

    @Inject
    Rattachements rattachements;

    void quand(@Observes CarteChangee carte) {
        carte.rouverts().forEach(r -> rattachements.rendre(r.id(), r.ancienSuccesseurId(), carte.effet()));
        rattachements
                .succeder(
                        carte.clos().stream()
                                .map(c ->
                                        new Succession(c.id(), c.successeurId(), motif(c.nature(), carte.millesime())))
                                .toList(),
                        carte.effet())
                .forEach(r -> carte.rapport()
                        .rattachement(
                                r.departement(),
                                r.siren(),
                                r.nom(),
                                "Était confiée à " + r.de() + " : " + r.vers() + " reprend ce rattachement."));
    }

    private static String motif(String nature, int millesime) {
        return "Fusion " + ("COMMUNE".equals(nature) ? "de communes" : "d'intercommunalités") + ", COG " + millesime;
    }
}
