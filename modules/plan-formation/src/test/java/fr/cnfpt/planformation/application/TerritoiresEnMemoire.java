package fr.cnfpt.planformation.application;

import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import fr.cnfpt.territorialisation.api.ThemeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Retient ce qu'on lui demande de décider, et combien de fois. */
public class TerritoiresEnMemoire implements Territoires {

    public final List<PerimetreInfo> perimetres = new ArrayList<>();
    public final Map<Long, List<BesoinRegroupe>> decides = new TreeMap<>();
    public final Map<Integer, List<ActionInfo>> actions = new TreeMap<>();
    public int appels;

    @Override
    public List<PerimetreInfo> perimetres(long structureId) {
        return perimetres.stream().filter(p -> p.structureId() == structureId).toList();
    }

    @Override
    public Optional<PerimetreInfo> perimetreDeLEpci(String s) {
        return perimetres.stream().filter(p -> p.epci().contains(s)).findFirst();
    }

    @Override
    public List<ThemeInfo> themes(int annee) {
        return List.of(
                new ThemeInfo("ETC", "État civil", "ECV", false, 15),
                new ThemeInfo("M57", "Comptabilité M57", "FIN", false, 15));
    }

    @Override
    public void decider(int annee, long perimetreId, List<BesoinRegroupe> besoins) {
        appels++;
        decides.put(perimetreId, besoins);
    }

    @Override
    public List<ActionInfo> actions(int annee, long structureId) {
        return actions.getOrDefault(annee, List.of());
    }

    @Override
    public List<ActionInfo> actionsDuPerimetre(int annee, long perimetreId) {
        return List.of();
    }
}
