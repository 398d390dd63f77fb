package fr.cnfpt.catalogue.stages.application;

import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.domain.VersionDeFiche;
import fr.cnfpt.catalogue.stages.persistence.MentionsExigees;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.catalogue.stages.persistence.Stages.LigneDeStage;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Les fiches de l'offre, communes à toutes les délégations : en vigueur, en brouillon, retirées, et leurs versions. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ConsulterLesFiches {

    @Inject
    Stages stages;

    @Inject
    MentionsExigees mentions;

    @Inject
    Horloge horloge;

    public List<LigneDeStage> lister(String recherche, String etat, int premiere, int combien) {
        return stages.lister(recherche, etat, premiere, combien);
    }

    /** Les stages, par code, après celui-ci ; leurs brouillons neufs n'y sont pas. */
    public List<LigneDeStage> apres(String code, int combien) {
        return stages.apres(code, combien);
    }

    public long compter(String recherche, String etat) {
        return stages.compter(recherche, etat);
    }

    /** @throws Refus introuvable */
    public StageAuCatalogue stage(String code) {
        return stages.duCode(code)
                .orElseThrow(() -> Refus.introuvable("stage-inconnu", "Aucun stage ne porte ce code."));
    }

    /** De la dernière à la première. */
    public List<VersionDeFiche> versions(long stageId) {
        return stages.versions(stageId);
    }

    /** @throws Refus introuvable */
    public BrouillonDeFiche brouillon(long id) {
        return stages.brouillon(id)
                .orElseThrow(() -> Refus.introuvable("brouillon-inconnu", "Ce brouillon n'existe plus."));
    }

    public Optional<BrouillonDeFiche> brouillonDuStage(long stageId) {
        return stages.brouillonDuStage(stageId);
    }

    /** Ce qu'il manque à cette fiche pour être publiée aujourd'hui. */
    public List<FicheDeStage.Manque> manques(FicheDeStage fiche) {
        return fiche.manques(mentions.le(horloge.aujourdhui()));
    }
}
