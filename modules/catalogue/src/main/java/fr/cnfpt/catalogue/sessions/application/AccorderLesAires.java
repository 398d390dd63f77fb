package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.persistence.Aires;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Quand la carte change, ce qui était publié pour une intercommunalité disparue ou pour un employeur clos l'est aussi
 * pour qui lui succède ; l'ancienne clé reste, pour les agents qui n'ont pas encore été repris. Quand des délégations
 * fusionnent, celle qui succède organise les sessions non finies ; l'accès, lui, suit déjà ({@code Portee}).
 */
@ApplicationScoped
@Transactional
public class AccorderLesAires {

    @Inject
    Aires aires;

    @Inject
    Horloge horloge;

    void quand(@Observes CarteChangee carte) {
        carte.disparus()
                .forEach(d -> dire(
                        carte,
                        d.siren(),
                        d.nom(),
                        d.nomSuccesseur(),
                        aires.etendre(AireRecrutement.epci(d.siren()), AireRecrutement.epci(d.successeur()))));
        carte.clos()
                .forEach(c -> dire(
                        carte,
                        String.valueOf(c.id()),
                        c.nom(),
                        c.nomSuccesseur(),
                        aires.etendre(
                                AireRecrutement.collectivite(c.id()), AireRecrutement.collectivite(c.successeurId()))));
    }

    void quand(@Observes StructureRemplacee fusion) {
        aires.confier(fusion.ancienne(), fusion.nouvelle(), horloge.aujourdhui());
    }

    private static void dire(CarteChangee carte, String code, String nom, String successeur, int sessions) {
        if (sessions > 0) {
            carte.rapport()
                    .aire(
                            code,
                            nom,
                            Texte.pluriel(
                                            sessions,
                                            "session publiée pour elle l'est",
                                            "sessions publiées pour elle le sont")
                                    + " aussi pour " + successeur + ".");
        }
    }
}
