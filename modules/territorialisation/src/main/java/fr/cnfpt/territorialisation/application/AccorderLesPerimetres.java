package fr.cnfpt.territorialisation.application;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.port.Perimetres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Quand la carte change, les périmètres suivent : une intercommunalité disparue laisse sa place à celle qui lui
 * succède, une nouvelle en reçoit un là où la délégation en a, une coordinatrice close passe la main. Ce qui a été
 * décidé ne bouge pas.
 */
@ApplicationScoped
@Transactional
public class AccorderLesPerimetres {

    private Perimetres perimetres;

    protected AccorderLesPerimetres() {}

    @Inject
    public AccorderLesPerimetres(Perimetres perimetres) {
        this.perimetres = perimetres;
    }

    void quand(@Observes CarteChangee carte) {
        carte.disparus().forEach(d -> succeder(carte, d));
        carte.clos()
                .forEach(c -> perimetres
                        .changerDeCoordinatrice(c.id(), c.successeurId())
                        .forEach(nom -> carte.rapport()
                                .perimetre(
                                        null,
                                        nom,
                                        "Coordonné par " + c.nomSuccesseur() + ", qui succède à " + c.nom() + ".")));
        carte.crees().forEach(c -> ouvrir(carte, c));
    }

    void quand(@Observes StructureRemplacee fusion) {
        perimetres.confier(fusion.ancienne(), fusion.nouvelle());
    }

    private void succeder(CarteChangee carte, CarteChangee.EpciDisparu d) {
        Optional<PerimetreInfo> sien = perimetres.deLEpci(d.siren());
        if (sien.isEmpty()) {
            return;
        }
        PerimetreInfo p = sien.get();
        Optional<PerimetreInfo> deja = perimetres.deLEpci(d.successeur());
        perimetres.remplacer(d.siren(), deja.isPresent() ? null : d.successeur());
        carte.rapport()
                .perimetre(
                        d.siren(),
                        p.nom(),
                        deja.isEmpty()
                                ? d.nomSuccesseur() + " y remplace " + d.nom() + "."
                                : d.nom() + " le quitte : " + d.nomSuccesseur() + ", qui lui succède, est déjà "
                                        + (deja.get().id() == p.id()
                                                ? "ici."
                                                : "du périmètre « " + deja.get().nom() + " »."
                                                        + (p.epci().size() == 1
                                                                ? " Il n'a plus d'intercommunalité ; ses décisions passées restent."
                                                                : "")));
    }

    private void ouvrir(CarteChangee carte, CarteChangee.EpciCree c) {
        if (c.structureId() == null || perimetres.deLEpci(c.siren()).isPresent()) {
            return;
        }
        List<PerimetreInfo> deLaDelegation = perimetres.deLaStructure(c.structureId());
        if (deLaDelegation.isEmpty()) {
            return;
        }
        String nom = deLaDelegation.stream().anyMatch(p -> p.nom().equals(c.nom()))
                ? c.nom() + " (" + c.siren() + ")"
                : c.nom();
        perimetres.ajouter(c.structureId(), nom, c.collectiviteId(), List.of(c.siren()));
        carte.rapport().perimetre(c.siren(), nom, "Ouvert pour cette nouvelle intercommunalité, qui le coordonne.");
    }
}
