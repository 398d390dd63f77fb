package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.domain.Besoin;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.territorialisation.api.Territoires;
import fr.cnfpt.territorialisation.api.ThemeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Le gestionnaire RH lit et complète le plan de sa collectivité, et d'elle seule : il n'y a pas d'autre plan à nommer.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class TenirPlan {

    private Plans plans;
    private Territoires territoires;
    private Annuaire annuaire;
    private UtilisateurCourant courant;
    private Horloge horloge;

    protected TenirPlan() {}

    @Inject
    public TenirPlan(
            Plans plans, Territoires territoires, Annuaire annuaire, UtilisateurCourant courant, Horloge horloge) {
        this.plans = plans;
        this.territoires = territoires;
        this.annuaire = annuaire;
        this.courant = courant;
        this.horloge = horloge;
    }

    /** Les années dont le plan se tient aujourd'hui. */
    public List<Integer> annees() {
        return Plan.annees(horloge.aujourdhui());
    }

    /** Celle que l'on vient tenir : l'année qui court tant que son plan attend d'être transmis, sinon la prochaine. */
    public int annee() {
        int enCours = annees().get(0);
        return plans.de(courant.get().collectivite(), enCours)
                        .filter(p -> !p.transmis())
                        .isPresent()
                ? enCours
                : enCours + 1;
    }

    public PlanVue lire(int annee) {
        Plan.exigerVivant(annee, horloge.aujourdhui());
        return plans.de(courant.get().collectivite(), annee)
                .map(this::vue)
                .orElseGet(() -> new PlanVue(annee, false, false, null, null, null, List.of()));
    }

    public List<ThemeInfo> themes(int annee) {
        return territoires.themes(annee);
    }

    /** Ajoute un besoin, en ouvrant le plan s'il ne l'est pas. */
    public void ajouter(int annee, BesoinSaisi besoin) {
        Plan.exigerVivant(annee, horloge.aujourdhui());
        if (besoin.theme() != null
                && territoires.themes(annee).stream().noneMatch(t -> t.code().equals(besoin.theme()))) {
            throw Refus.invalide("theme-inconnu", "theme", "Ce thème n'existe pas : choisissez-le dans la liste.");
        }
        long collectivite = courant.get().collectivite();
        Plan plan = plans.pourModifier(collectivite, annee).orElse(null);
        if (plan == null) {
            plan = Plan.ouvrir(
                    collectivite,
                    annuaire.collectivite(collectivite)
                            .map(CollectiviteInfo::structureId)
                            .orElse(null),
                    annee);
            plan.ajouter(besoin);
            plans.ajouter(plan);
        } else {
            plan.ajouter(besoin);
        }
    }

    public void retirer(int annee, long besoinId) {
        Plan.exigerVivant(annee, horloge.aujourdhui());
        plans.pourModifier(courant.get().collectivite(), annee)
                .orElseThrow(() -> Refus.introuvable("plan-inconnu", "Votre plan " + annee + " n'est pas commencé."))
                .retirer(besoinId);
    }

    private PlanVue vue(Plan p) {
        Map<String, String> libelles =
                territoires.themes(p.annee()).stream().collect(Collectors.toMap(ThemeInfo::code, ThemeInfo::libelle));
        return new PlanVue(
                p.annee(),
                true,
                p.transmis(),
                p.transmisLe(),
                p.avisCstLe(),
                p.presenteAssembleeLe(),
                p.besoins().stream()
                        .map((Besoin b) -> new PlanVue.Ligne(
                                b.id(),
                                libelles.getOrDefault(b.theme(), b.theme()),
                                b.nature().getLibelle(),
                                b.publicVise(),
                                b.effectif(),
                                b.ferme(),
                                b.priorite(),
                                b.echeance()))
                        .toList());
    }
}
