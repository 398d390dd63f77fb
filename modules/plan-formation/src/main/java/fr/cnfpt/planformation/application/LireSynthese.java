package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.taches.Traitements;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.planformation.port.Syntheses;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Ce que la délégation et le siège lisent de la synthèse : où elle en est, et ce qu'elle a décidé. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class LireSynthese {

    private Syntheses syntheses;
    private Plans plans;
    private Territoires territoires;
    private Annuaire annuaire;
    private Traitements traitements;
    private Portees portees;
    private Horloge horloge;

    protected LireSynthese() {}

    @Inject
    public LireSynthese(
            Syntheses syntheses,
            Plans plans,
            Territoires territoires,
            Annuaire annuaire,
            Traitements traitements,
            Portees portees,
            Horloge horloge) {
        this.syntheses = syntheses;
        this.plans = plans;
        this.territoires = territoires;
        this.annuaire = annuaire;
        this.traitements = traitements;
        this.portees = portees;
        this.horloge = horloge;
    }

    /** Les délégations que l'utilisateur peut ouvrir : la sienne, ou toutes au siège. */
    public List<StructureInfo> structures() {
        Portee portee = portees.courante();
        return annuaire.structures().stream()
                .filter(s -> portee.voit(null, null, s.id()))
                .filter(s -> "DELEGATION".equals(s.type()) || portee.par() == Portee.Par.STRUCTURES)
                .toList();
    }

    /** Les années dont une délégation réunit les plans ou organise les actions. */
    public List<Integer> annees() {
        return Plan.annees(horloge.aujourdhui());
    }

    /**
     * Celle que l'on vient lire : la prochaine, dès qu'un plan en est transmis ; avant, celle qui court, s'il y en a.
     */
    public int annee(long structureId) {
        int prochaine = annees().get(1);
        return aDesPlans(prochaine, structureId) || !aDesPlans(prochaine - 1, structureId) ? prochaine : prochaine - 1;
    }

    private boolean aDesPlans(int annee, long structureId) {
        return plansTransmis(annee, structureId) > 0
                || syntheses.derniere(annee, structureId).isPresent();
    }

    /** La synthèse la plus récente, s'il y en a eu une. */
    public Optional<SyntheseVue> synthese(int annee, long structureId) {
        exiger(structureId);
        return syntheses.derniere(annee, structureId).map(this::vue);
    }

    public List<ActionInfo> actions(int annee, long structureId) {
        exiger(structureId);
        return territoires.actions(annee, structureId);
    }

    public List<PerimetreInfo> perimetres(long structureId) {
        exiger(structureId);
        return territoires.perimetres(structureId);
    }

    public long plansTransmis(int annee, long structureId) {
        exiger(structureId);
        return plans.transmis(annee, portees.deLaStructure(structureId));
    }

    /**
     * @throws Refus interdit, si ce n'est pas la délégation de l'utilisateur, ou l'une de celles qu'elle a remplacées
     */
    void exiger(long structureId) {
        if (!portees.courante().voit(null, null, structureId)) {
            throw Refus.interdit("Ces plans sont ceux d'une autre délégation.");
        }
    }

    /** @throws Refus introuvable, si les plans de cette année sont passés, ou trop loin */
    void exigerVivante(int annee) {
        Plan.exigerVivant(annee, horloge.aujourdhui());
    }

    private SyntheseVue vue(Synthese s) {
        boolean tourne = s.enCours()
                && s.executionId() != null
                && traitements.tourne(LancerSynthese.TRAITEMENT, s.executionId());
        return new SyntheseVue(
                s.id(),
                s.executionId(),
                s.enCours(),
                s.interrompue(tourne, horloge.maintenant().atZone(Horloge.PARIS).toOffsetDateTime()),
                s.traites(),
                s.total(),
                s.perimetreEnCours(),
                s.lanceePar(),
                s.lanceeLe(),
                s.termineeLe());
    }
}
