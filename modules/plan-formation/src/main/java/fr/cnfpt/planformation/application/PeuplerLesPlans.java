package fr.cnfpt.planformation.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.outils.calendrier.Calendrier;
import fr.cnfpt.planformation.domain.BesoinSaisi;
import fr.cnfpt.planformation.domain.Nature;
import fr.cnfpt.planformation.domain.Plan;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.Plans;
import fr.cnfpt.planformation.port.Syntheses;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.api.Territoires;
import fr.cnfpt.territorialisation.api.ThemeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * La démonstration : les plans de cette année et de la prochaine des collectivités engendrées, toujours les mêmes
 * (graine fixe). Dans chaque intercommunalité un thème est déployable, à une ou deux personnes près, ou loin du compte.
 * Ceux de cette année ont été transmis l'automne d'avant, quelques-uns en retard, un jamais, puis réunis ; de ceux de
 * la prochaine, une commune reste en brouillon, dont Denain, qui suffit à en faire basculer quelques-uns.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesPlans implements Peuplement {

    private static final String DENAIN = "215901729";
    private static final String[] PUBLICS = {
        "Agents d'accueil",
        "Secrétaires de mairie",
        "Agents des services techniques",
        "Agents polyvalents",
        "Équipes de terrain",
        "Nouveaux arrivants",
        "Encadrants de proximité",
        "Agents volontaires"
    };

    @Inject
    Plans plans;

    @Inject
    Syntheses syntheses;

    @Inject
    RegrouperBesoins regrouper;

    @Inject
    Territoires territoires;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 40;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        LocalDate jour = horloge.aujourdhui();
        int annee = jour.getYear() + 1;
        if (plans.existe(annee)) {
            return;
        }
        int anciens = plans.existe(jour.getYear()) ? 0 : anciens(jour);
        int transmis = transmettre(annee, p -> jour.minusDays(1 + p % 40));
        progres.accept("Démonstration : " + anciens + " plans de formation " + (annee - 1) + " réunis, " + transmis
                + " plans " + annee + " transmis");
    }

    /** Les plans de l'année qui court et leur synthèse, si la démonstration n'était pas déjà là. */
    private int anciens(LocalDate jour) {
        LocalDate automne = Calendrier.ouvreDes(LocalDate.of(jour.getYear() - 1, 10, 1), null);
        int transmis = transmettre(jour.getYear(), p -> {
            // Un sur onze en retard, l'an commencé.
            LocalDate d = p % 11 == 0 ? automne.plusDays(120 + p % 30) : automne.plusDays(p % 70);
            return d.isBefore(jour) ? d : jour.minusDays(1);
        });
        reunir(jour);
        return transmis;
    }

    /** @param quand le jour où fut transmis le plan de cette collectivité @return combien le furent */
    private int transmettre(int annee, LongFunction<LocalDate> quand) {
        int transmis = 0;
        Map<String, List<CollectiviteInfo>> territoiresDeDemonstration =
                annuaire.collectivitesDeDemonstration().stream()
                        .filter(c -> c.epciSiren() != null)
                        .collect(Collectors.groupingBy(CollectiviteInfo::epciSiren, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<CollectiviteInfo>> t : territoiresDeDemonstration.entrySet()) {
            Map<Long, Plan> ouverts = engendrer(new Random(Long.parseLong(t.getKey()) + annee), t.getValue(), annee);
            CollectiviteInfo brouillon = laisserEnBrouillon(t.getValue());
            for (Map.Entry<Long, Plan> p : ouverts.entrySet()) {
                if (p.getKey() != brouillon.id()) {
                    LocalDate d = Calendrier.ouvreAuPlusTard(quand.apply(p.getKey()), null);
                    p.getValue()
                            .transmettre(
                                    d.minusDays(30),
                                    d.minusDays(10),
                                    d.atTime(9 + (int) (p.getKey() % 8), (int) (p.getKey() % 60))
                                            .atZone(Horloge.PARIS)
                                            .toOffsetDateTime());
                    transmis++;
                }
                plans.ajouter(p.getValue());
            }
        }
        return transmis;
    }

    /** La synthèse de cette année, passée en janvier ou hier : chaque périmètre décidé par ce qui lui fut transmis. */
    private void reunir(LocalDate jour) {
        LocalDate janvier = Calendrier.ouvreDes(LocalDate.of(jour.getYear(), 1, 20), null);
        OffsetDateTime quand = (janvier.isBefore(jour) ? janvier : jour.minusDays(1))
                .atTime(10, 12)
                .atZone(Horloge.PARIS)
                .toOffsetDateTime();
        for (StructureInfo s : annuaire.structures()) {
            List<PerimetreInfo> perimetres = territoires.perimetres(s.id());
            if (!perimetres.isEmpty()) {
                Synthese synthese = Synthese.lancer(
                        jour.getYear(),
                        s.id(),
                        perimetres.size(),
                        perimetres.get(0).nom(),
                        "Service des plans de formation de la délégation",
                        quand);
                perimetres.forEach(p -> territoires.decider(jour.getYear(), p.id(), regrouper.de(p, jour.getYear())));
                synthese.terminer(quand.plusMinutes(2));
                syntheses.ajouter(synthese);
            }
        }
    }

    private static CollectiviteInfo laisserEnBrouillon(List<CollectiviteInfo> collectivites) {
        return collectivites.stream()
                .filter(c -> c.siren().equals(DENAIN))
                .findFirst()
                .orElseGet(() -> collectivites.stream()
                        .min(Comparator.comparing(
                                CollectiviteInfo::population, Comparator.nullsLast(Comparator.naturalOrder())))
                        .orElseThrow());
    }

    private Map<Long, Plan> engendrer(Random hasard, List<CollectiviteInfo> collectivites, int annee) {
        CollectiviteInfo brouillon = laisserEnBrouillon(collectivites);
        List<CollectiviteInfo> autres =
                collectivites.stream().filter(c -> c.id() != brouillon.id()).toList();
        Map<Long, Plan> ouverts = new HashMap<>();
        collectivites.forEach(c -> ouverts.put(c.id(), Plan.ouvrir(c.id(), c.structureId(), annee)));
        int rang = 0;
        for (ThemeInfo theme : territoires.themes(annee)) {
            if (hasard.nextInt(5) == 0) {
                continue;
            }
            int vise = switch (rang++ % 5) {
                case 0, 2 -> theme.seuil() + hasard.nextInt(theme.seuil() + 8);
                case 1 -> theme.seuil() - 1 - hasard.nextInt(2);
                default -> 2 + hasard.nextInt(theme.seuil() - 5);
            };
            List<CollectiviteInfo> quiDemandent = new ArrayList<>(autres);
            java.util.Collections.shuffle(quiDemandent, hasard);
            for (CollectiviteInfo c : quiDemandent) {
                int part = Math.min(vise, 1 + hasard.nextInt(5));
                if (part == 0) {
                    break;
                }
                ouverts.get(c.id()).ajouter(besoin(hasard, theme, part, true, annee));
                vise -= part;
            }
            if (vise > 0) {
                ouverts.get(quiDemandent.get(0).id()).ajouter(besoin(hasard, theme, vise, true, annee));
            }
            if (hasard.nextInt(3) > 0) {
                ouverts.get(quiDemandent.get(1).id())
                        .ajouter(besoin(hasard, theme, 1 + hasard.nextInt(5), false, annee));
            }
            if (rang % 5 == 2 || hasard.nextInt(5) == 0) {
                ouverts.get(brouillon.id()).ajouter(besoin(hasard, theme, 1 + hasard.nextInt(3), true, annee));
            }
        }
        ouverts.values().removeIf(p -> p.besoins().isEmpty());
        return ouverts;
    }

    private static BesoinSaisi besoin(Random hasard, ThemeInfo theme, int effectif, boolean ferme, int annee) {
        return new BesoinSaisi(
                theme.code(),
                Nature.values()[hasard.nextInt(2)],
                PUBLICS[hasard.nextInt(PUBLICS.length)],
                effectif,
                ferme,
                1 + hasard.nextInt(3),
                hasard.nextBoolean() ? LocalDate.of(annee, 3 + 3 * hasard.nextInt(4), 30) : null);
    }
}
