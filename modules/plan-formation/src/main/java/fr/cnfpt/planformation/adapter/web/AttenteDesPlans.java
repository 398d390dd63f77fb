package fr.cnfpt.planformation.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.Attente;
import fr.cnfpt.planformation.application.LireSynthese;
import fr.cnfpt.planformation.application.PlanVue;
import fr.cnfpt.planformation.application.SyntheseVue;
import fr.cnfpt.planformation.application.TenirPlan;
import fr.cnfpt.territorialisation.api.ActionInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * La part des plans dans « Aujourd'hui » : le brouillon à transmettre, la synthèse interrompue, les actions à décider.
 */
@ApplicationScoped
public class AttenteDesPlans implements Attente {

    @Inject
    TenirPlan plan;

    @Inject
    LireSynthese lecture;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        return switch (u.role()) {
            case GESTIONNAIRE_RH ->
                plan.annees().stream().flatMap(a -> brouillon(a).stream()).toList();
            case DELEGATION ->
                lecture.structures().stream()
                        .flatMap(s -> lecture.annees().stream().flatMap(a -> actions(a, s.id()).stream()))
                        .toList();
            default -> List.of();
        };
    }

    private List<Tuile> brouillon(int annee) {
        PlanVue p = plan.lire(annee);
        int besoins = p.besoins().size();
        return !p.ouvert() || p.transmis() || besoins == 0
                ? List.of()
                : List.of(new Tuile(
                        besoins,
                        besoins > 1 ? "besoins à transmettre" : "besoin à transmettre",
                        "plan " + annee + ", en brouillon",
                        PagesDesPlans.PLAN + "?annee=" + annee,
                        false));
    }

    private List<Tuile> actions(int annee, long structureId) {
        Optional<SyntheseVue> s = lecture.synthese(annee, structureId);
        if (s.isPresent() && s.get().interrompue()) {
            return List.of(new Tuile(
                    s.get().total() - s.get().traites(),
                    "périmètres en attente",
                    "la synthèse " + annee + " est interrompue : reprenez-la",
                    PagesDesPlans.SYNTHESE + "?annee=" + annee,
                    true));
        }
        long deployables = lecture.actions(annee, structureId).stream()
                .filter(ActionInfo::deployable)
                .count();
        return deployables == 0
                ? List.of()
                : List.of(new Tuile(
                        deployables,
                        (deployables > 1 ? "actions déployables " : "action déployable ") + annee + " à décider",
                        s.map(x -> x.termineeLe() == null
                                        ? "synthèse " + annee + " en cours"
                                        : "synthèse du "
                                                + Texte.date(x.termineeLe().toLocalDate()))
                                .orElse(""),
                        PagesDesPlans.SYNTHESE + "?annee=" + annee + "&resultat=deployable",
                        false));
    }
}
