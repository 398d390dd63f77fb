package fr.cnfpt.territorialisation.port;

import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.domain.ActionMutualisee;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class ActionsEnMemoire implements Actions {

    private record Cle(int annee, long perimetreId, String theme) {}

    private record Rangee(long id, ActionMutualisee action) {}

    private final Map<Cle, Rangee> tout = new LinkedHashMap<>();
    private final PerimetresEnMemoire perimetres;
    private final Themes themes;
    private long suite;

    public ActionsEnMemoire(PerimetresEnMemoire perimetres, Themes themes) {
        this.perimetres = perimetres;
        this.themes = themes;
    }

    @Override
    public void remplacer(int annee, long perimetreId, List<ActionMutualisee> actions) {
        tout.keySet()
                .removeIf(c -> c.annee() == annee
                        && c.perimetreId() == perimetreId
                        && actions.stream().noneMatch(a -> a.theme().equals(c.theme())));
        for (ActionMutualisee a : actions) {
            tout.compute(
                    new Cle(annee, perimetreId, a.theme()),
                    (c, avant) -> new Rangee(avant == null ? ++suite : avant.id(), a));
        }
    }

    @Override
    public List<ActionInfo> deLaStructure(int annee, long structureId) {
        return perimetres.deLaStructure(structureId).stream()
                .flatMap(p -> duPerimetre(annee, p.id()).stream())
                .sorted(Comparator.comparing(ActionInfo::perimetre))
                .toList();
    }

    @Override
    public List<ActionInfo> duPerimetre(int annee, long perimetreId) {
        String nom = perimetres.tous.stream()
                .filter(p -> p.id() == perimetreId)
                .findFirst()
                .orElseThrow()
                .nom();
        return tout.entrySet().stream()
                .filter(e -> e.getKey().annee() == annee && e.getKey().perimetreId() == perimetreId)
                .map(e -> {
                    ActionMutualisee a = e.getValue().action();
                    String libelle = themes.le(java.time.LocalDate.of(annee, 1, 1)).stream()
                            .filter(t -> t.code().equals(a.theme()))
                            .findFirst()
                            .orElseThrow()
                            .libelle();
                    return new ActionInfo(
                            e.getValue().id(),
                            annee,
                            perimetreId,
                            nom,
                            a.theme(),
                            libelle,
                            a.fermes(),
                            a.indicatifs(),
                            a.collectivites(),
                            a.seuil(),
                            a.decision(),
                            a.groupes(),
                            a.manque(),
                            a.payant(),
                            a.regle(),
                            a.source());
                })
                .sorted(Comparator.comparing(ActionInfo::libelle))
                .toList();
    }
}
