package fr.cnfpt.catalogue.echanges.application;

import fr.cnfpt.catalogue.echanges.domain.FicheEchangee;
import fr.cnfpt.catalogue.echanges.domain.MoocOffert;
import fr.cnfpt.catalogue.echanges.persistence.Fiches;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Les fiches des stages et les MOOC, nationaux : chaque partenaire lit les mêmes. */
@ApplicationScoped
@Transactional
@Autorise(Role.PARTENAIRE)
public class LireLesFiches {

    @Inject
    Fiches fiches;

    @Inject
    Horloge horloge;

    public List<FicheEchangee> stages(String apres, int combien) {
        return fiches.stages(apres, combien);
    }

    /** @throws Refus introuvable */
    public FicheEchangee stage(String code) {
        return fiches.stage(code)
                .orElseThrow(() -> Refus.introuvable("stage-inconnu", "Aucun stage ne porte ce code."));
    }

    public List<MoocOffert> moocs(String apres, int combien) {
        return fiches.moocs(apres, combien, horloge.aujourdhui());
    }

    /** @throws Refus introuvable */
    public MoocOffert mooc(String code) {
        return fiches.mooc(code, horloge.aujourdhui())
                .orElseThrow(() -> Refus.introuvable("mooc-inconnu", "Aucun MOOC ne porte ce code."));
    }
}
