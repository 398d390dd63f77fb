package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.stream.Collectors;

/** Publie une session pour les seuls employeurs qui l'ont demandée : son aire de recrutement, ce sont eux. */
@ApplicationScoped
@Transactional
public class MonterUneSessionSurMesure implements SessionsSurMesure {

    @Inject
    PublierSession publication;

    @Inject
    Stages stages;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Override
    public Optional<StageOffert> stage(long id) {
        return stages.stage(id).filter(s -> !s.retire()).map(MonterUneSessionSurMesure::offert);
    }

    @Override
    public Optional<StageOffert> stage(String code) {
        return stages.duCode(code).filter(s -> !s.retire()).map(MonterUneSessionSurMesure::offert);
    }

    private static StageOffert offert(StageAuCatalogue s) {
        FicheDeStage f = s.enVigueur().fiche();
        return new StageOffert(
                s.id(), f.code(), f.intitule(), f.presentielJours(), f.distanceHeures(), f.payant(), f.tarif());
    }

    @Override
    public SessionInfo publier(SessionDemandee d) {
        StructureInfo structure = annuaire.structure(d.structureId())
                .orElseThrow(() -> Refus.invalide("structure-inconnue", "structure", "Cette structure n'existe pas."));
        FicheDeStage fiche = publication.exigerOffert(d.stageId());
        return publication.publier(Session.publier(
                new Session.Publication(
                        d.stageId(),
                        d.type(),
                        d.debut(),
                        d.fin(),
                        d.horaires(),
                        d.ville(),
                        d.adresse(),
                        d.codeInsee(),
                        d.places(),
                        d.minimum(),
                        horloge.aujourdhui(structure.fuseau()),
                        d.cloture(),
                        null),
                fiche.enPresence(),
                structure.id(),
                structure.fuseau(),
                d.collectivites().stream().map(AireRecrutement::collectivite).collect(Collectors.toSet())));
    }
}
