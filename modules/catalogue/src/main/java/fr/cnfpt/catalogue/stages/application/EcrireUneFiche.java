package fr.cnfpt.catalogue.stages.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.persistence.MentionsExigees;
import fr.cnfpt.catalogue.stages.persistence.Stages;
import fr.cnfpt.catalogue.stages.persistence.Stages.SessionsEnCours;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Écrire une fiche au brouillon, la publier, retirer le stage. Publier fait une version de plus ; les sessions déjà
 * publiées gardent la leur.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class EcrireUneFiche {

    @Inject
    Stages stages;

    @Inject
    MentionsExigees mentions;

    @Inject
    Annuaire annuaire;

    @Inject
    Portees portees;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /**
     * @param code le stage dont c'est la fiche, ou vide pour un stage neuf
     * @return le brouillon
     * @throws Refus conflit, si quelqu'un en a commencé un entre-temps
     */
    public BrouillonDeFiche commencer(String code, FicheDeStage fiche) {
        StageAuCatalogue stage = code.isEmpty() ? null : stage(code);
        long id = stage == null
                ? stages.commencer(null, null, fiche.enBrouillon(), par())
                : stages.commencer(stage.id(), stage.enVigueur().version(), duMemeCode(fiche, code), par());
        return brouillon(id);
    }

    /** De même, le stage étant celui de ce code, s'il y en a un. */
    public BrouillonDeFiche deposer(FicheDeStage fiche) {
        return commencer(fiche.code() != null && stages.duCode(fiche.code()).isPresent() ? fiche.code() : "", fiche);
    }

    /** @throws Refus conflit, si ce n'est plus la révision que l'on a lue */
    public BrouillonDeFiche enregistrer(long brouillonId, int revision, FicheDeStage fiche) {
        BrouillonDeFiche b = brouillon(brouillonId);
        stages.enregistrer(
                brouillonId,
                revision,
                b.stageId() == null
                        ? fiche.enBrouillon()
                        : duMemeCode(fiche, b.fiche().code()),
                par());
        return brouillon(brouillonId);
    }

    /**
     * @throws Refus invalide, nommant chaque mention qui manque et sa source ; conflit, si une autre version a paru ou
     *     si rien ne change
     */
    public StageAuCatalogue publier(long brouillonId) {
        BrouillonDeFiche b = brouillon(brouillonId);
        b.fiche().publiable(mentions.le(horloge.aujourdhui()));
        if (b.stageId() != null
                && stages.stage(b.stageId()).orElseThrow().enVigueur().fiche().equals(b.fiche())) {
            throw Refus.conflit(
                    "fiche-identique",
                    "Ce brouillon dit la même chose que la fiche en vigueur : il n'y a rien à publier. Changez-le, ou abandonnez-le.");
        }
        StageAuCatalogue publie = stages.publier(b, par());
        journal.noter(
                "fiche-publiee",
                "stage " + publie.enVigueur().fiche().code(),
                "Version " + publie.enVigueur().version() + " de la fiche « "
                        + publie.enVigueur().fiche().intitule() + " »",
                null);
        return publie;
    }

    /** De même, ce qu'on a lu et rien d'autre. @throws Refus conflit, si ce n'est plus cette révision */
    public StageAuCatalogue publier(long brouillonId, int revision) {
        if (brouillon(brouillonId).revision() != revision) {
            throw Stages.depasse();
        }
        return publier(brouillonId);
    }

    public void abandonner(long brouillonId) {
        stages.abandonner(brouillon(brouillonId).id());
    }

    /** De même, ce qu'on a lu et rien d'autre. @throws Refus conflit, si ce n'est plus cette révision */
    public void abandonner(long brouillonId, int revision) {
        if (brouillon(brouillonId).revision() != revision) {
            throw Stages.depasse();
        }
        abandonner(brouillonId);
    }

    /** @throws Refus conflit, tant que des sessions publiées ne sont pas finies */
    public void retirer(String code, String motif) {
        StageAuCatalogue stage = stage(code);
        if (motif == null || motif.isBlank()) {
            throw Refus.invalide("motif-absent", "motif", "Dites pourquoi : qui cherchera ce stage le lira.");
        }
        SessionsEnCours enCours = stages.sessionsEnCours(stage.id());
        if (enCours.nombre() > 0) {
            throw Refus.conflit(
                    "sessions-en-cours",
                    Texte.pluriel(
                                    enCours.nombre(),
                                    "session publiée de ce stage n'est pas finie",
                                    "sessions publiées de ce stage ne sont pas finies")
                            + " : on s'y est inscrit, elles doivent se tenir ou être annulées, une à une. N'en publiez plus, et retirez le stage après le "
                            + Texte.date(enCours.derniereFin())
                            + ". Si c'est son contenu qui a vieilli, publiez plutôt une nouvelle version de sa fiche : les sessions d'avant gardent la leur.");
        }
        stages.retirer(stage.id(), motif.strip(), par());
        journal.noter("stage-retire", "stage " + code, "Retiré du catalogue : " + motif.strip(), null);
    }

    public void remettre(String code) {
        stages.remettre(stage(code).id());
        journal.noter("stage-remis", "stage " + code, "Remis au catalogue", null);
    }

    private StageAuCatalogue stage(String code) {
        return stages.duCode(code)
                .orElseThrow(() -> Refus.introuvable("stage-inconnu", "Aucun stage ne porte ce code."));
    }

    private BrouillonDeFiche brouillon(long id) {
        return stages.brouillon(id)
                .orElseThrow(() -> Refus.introuvable(
                        "brouillon-inconnu", "Ce brouillon n'existe plus : il a été publié ou abandonné."));
    }

    /** Un stage garde son code : ses sessions et ce que d'autres en ont noté le nomment par lui. */
    private static FicheDeStage duMemeCode(FicheDeStage fiche, String code) {
        if (!code.equals(fiche.code())) {
            throw Refus.invalide("code-change", "code", "Un stage garde son code : créez un autre stage.");
        }
        return fiche.enBrouillon();
    }

    /**
     * La délégation, et non la personne : une version se garde toujours, le nom de qui l'a écrite non ; le journal le
     * dit.
     */
    private String par() {
        Long structure = portees.courante().structureId();
        return structure == null
                ? "le siège"
                : annuaire.structure(structure).map(StructureInfo::nom).orElse("le siège");
    }
}
