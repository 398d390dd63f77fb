package fr.cnfpt.territorialisation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.territorialisation.api.ActionInfo;
import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import fr.cnfpt.territorialisation.api.ThemeInfo;
import fr.cnfpt.territorialisation.domain.Theme;
import fr.cnfpt.territorialisation.port.Actions;
import fr.cnfpt.territorialisation.port.Perimetres;
import fr.cnfpt.territorialisation.port.Themes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ce que le module publie. Le seuil retenu pour une année est celui du 1er janvier de cette année (choix : l'action se
 * tient cette année-là), si bien qu'une synthèse rejouée plus tard décide pareil.
 */
@ApplicationScoped
@Transactional
public class TerritoiresPublies implements Territoires {

    private Perimetres perimetres;
    private Themes themes;
    private Actions actions;

    protected TerritoiresPublies() {}

    @Inject
    public TerritoiresPublies(Perimetres perimetres, Themes themes, Actions actions) {
        this.perimetres = perimetres;
        this.themes = themes;
        this.actions = actions;
    }

    @Override
    public List<PerimetreInfo> perimetres(long structureId) {
        return perimetres.deLaStructure(structureId);
    }

    @Override
    public Optional<PerimetreInfo> perimetreDeLEpci(String siren) {
        return perimetres.deLEpci(siren);
    }

    @Override
    public List<ThemeInfo> themes(int annee) {
        return enVigueur(annee).stream()
                .map(t -> new ThemeInfo(
                        t.code(),
                        t.libelle(),
                        t.specialite(),
                        t.payant(),
                        t.seuil().minimum()))
                .toList();
    }

    @Override
    @Autorise({})
    public void decider(int annee, long perimetreId, List<BesoinRegroupe> besoins) {
        Map<String, Theme> parCode =
                enVigueur(annee).stream().collect(Collectors.toMap(Theme::code, Function.identity()));
        actions.remplacer(
                annee,
                perimetreId,
                besoins.stream()
                        .map(b -> {
                            Theme theme = parCode.get(b.theme());
                            if (theme == null) {
                                throw Refus.invalide(
                                        "theme-inconnu", "theme", "Le thème « " + b.theme() + " » n'existe pas.");
                            }
                            return theme.seuil().decider(b, theme.payant());
                        })
                        .toList());
    }

    @Override
    public List<ActionInfo> actions(int annee, long structureId) {
        return actions.deLaStructure(annee, structureId);
    }

    @Override
    public List<ActionInfo> actionsDuPerimetre(int annee, long perimetreId) {
        return actions.duPerimetre(annee, perimetreId);
    }

    private List<Theme> enVigueur(int annee) {
        return themes.le(LocalDate.of(annee, 1, 1));
    }
}
