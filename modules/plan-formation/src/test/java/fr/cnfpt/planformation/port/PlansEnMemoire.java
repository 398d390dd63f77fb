package fr.cnfpt.planformation.port;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.Besoin;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

public class PlansEnMemoire implements Plans {

    private record Demande(long collectivite, Besoin besoin) {}

    private final List<Plan> tous = new ArrayList<>();

    @Override
    public Optional<Plan> de(long collectiviteId, int annee) {
        Optional<Plan> p = tous.stream()
                .filter(x -> x.collectiviteId() == collectiviteId && x.annee() == annee)
                .findFirst();
        p.ifPresent(x -> x.besoins().forEach(Identifiants::donner));
        return p;
    }

    @Override
    public Optional<Plan> pourModifier(long collectiviteId, int annee) {
        return de(collectiviteId, annee);
    }

    @Override
    public void ajouter(Plan plan) {
        if (de(plan.collectiviteId(), plan.annee()).isPresent()) {
            throw Refus.conflit("plan-deja-ouvert", "Déjà ouvert.");
        }
        Identifiants.donner(plan);
        tous.add(plan);
    }

    @Override
    public boolean existe(int annee) {
        return tous.stream().anyMatch(p -> p.annee() == annee);
    }

    @Override
    public long transmis(int annee, Portee portee) {
        return tous.stream()
                .filter(p ->
                        p.annee() == annee && p.transmis() && portee.voit(null, p.collectiviteId(), p.structureId()))
                .count();
    }

    @Override
    public List<BesoinRegroupe> regrouper(int annee, Collection<Long> collectivites) {
        Map<String, List<Demande>> parTheme = new TreeMap<>();
        tous.stream()
                .filter(p -> p.annee() == annee && p.transmis() && collectivites.contains(p.collectiviteId()))
                .forEach(p -> p.besoins()
                        .forEach(b -> parTheme.computeIfAbsent(b.theme(), t -> new ArrayList<>())
                                .add(new Demande(p.collectiviteId(), b))));
        return parTheme.entrySet().stream()
                .map(e -> new BesoinRegroupe(
                        e.getKey(),
                        e.getValue().stream()
                                .filter(d -> d.besoin().ferme())
                                .mapToInt(d -> d.besoin().effectif())
                                .sum(),
                        e.getValue().stream()
                                .filter(d -> !d.besoin().ferme())
                                .mapToInt(d -> d.besoin().effectif())
                                .sum(),
                        (int) e.getValue().stream()
                                .map(Demande::collectivite)
                                .distinct()
                                .count()))
                .toList();
    }
}
