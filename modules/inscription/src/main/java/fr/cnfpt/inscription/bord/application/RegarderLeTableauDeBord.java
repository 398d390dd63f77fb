package fr.cnfpt.inscription.bord.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.ThemesDesStages;
import fr.cnfpt.catalogue.api.ThemesDesStages.Theme;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.bord.domain.Axe;
import fr.cnfpt.inscription.bord.domain.Bilan;
import fr.cnfpt.inscription.bord.domain.Delai;
import fr.cnfpt.inscription.bord.domain.Remplissage;
import fr.cnfpt.inscription.bord.persistence.Chiffres;
import fr.cnfpt.outils.francais.Francais;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ce que deviennent les demandes d'une année, à l'instant : celles des agents d'un employeur, chez sa délégation et les
 * instituts ; celles des sessions d'une délégation, d'où qu'elles viennent.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.DELEGATION},
        deBranche = true)
public class RegarderLeTableauDeBord {

    /** Ce qu'on regarde en arrière pour les délais. */
    public static final int JOURS_DES_DELAIS = 90;

    private static final DateTimeFormatter MOIS = DateTimeFormatter.ofPattern("LLLL", Locale.FRENCH);

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    ThemesDesStages themes;

    @Inject
    Chiffres chiffres;

    @Inject
    Horloge horloge;

    /**
     * Un compte et son nom.
     *
     * @param cle ce qui retrouve ces demandes dans la liste des bulletins
     */
    public record Nomme(String cle, String nom, Bilan compte) {}

    public Year cetteAnnee() {
        return Year.from(horloge.aujourdhui());
    }

    /** L'employeur compte par qui organise, la délégation par qui inscrit. */
    public List<Axe> axes() {
        return List.of(Axe.MOIS, Axe.THEME, courant.get().est(Role.DELEGATION) ? Axe.COLLECTIVITE : Axe.ORGANISATEUR);
    }

    /** Les mois dans leur ordre ; le reste, du plus demandé au moins demandé. */
    public List<Nomme> comptes(Axe axe, Year annee) {
        List<Bilan> comptes = chiffres.comptes(portees.courante(), axe, annee.atDay(1), annee.atDay(annee.length()));
        return switch (axe) {
            case MOIS ->
                comptes.stream().map(c -> new Nomme(c.cle(), mois(c.cle()), c)).toList();
            case THEME -> parTheme(comptes);
            case ORGANISATEUR -> {
                Map<Long, String> noms =
                        annuaire.structures().stream().collect(Collectors.toMap(StructureInfo::id, StructureInfo::nom));
                yield nommes(
                        comptes,
                        id -> noms.computeIfAbsent(
                                id, i -> annuaire.structure(i).orElseThrow().nom()));
            }
            case COLLECTIVITE -> {
                Map<Long, CollectiviteInfo> lues = annuaire.collectivites(
                        comptes.stream().map(c -> Long.valueOf(c.cle())).toList());
                yield nommes(comptes, id -> lues.get(id).nom());
            }
        };
    }

    private static List<Nomme> nommes(List<Bilan> comptes, LongFunction<String> nom) {
        return ordonnes(comptes.stream().map(c -> new Nomme(c.cle(), nom.apply(Long.parseLong(c.cle())), c)));
    }

    private List<Nomme> parTheme(List<Bilan> parStage) {
        Map<Long, Theme> deChacun =
                themes.themes(parStage.stream().map(c -> Long.valueOf(c.cle())).toList());
        Map<Theme, Bilan> sommes = new HashMap<>();
        parStage.forEach(c -> {
            Theme t = deChacun.get(Long.valueOf(c.cle()));
            sommes.merge(t, c.sous(t.code()), Bilan::plus);
        });
        return ordonnes(sommes.entrySet().stream()
                .map(e -> new Nomme(e.getKey().code(), e.getKey().libelle(), e.getValue())));
    }

    private static List<Nomme> ordonnes(Stream<Nomme> comptes) {
        return comptes.sorted(Comparator.comparing((Nomme n) -> -n.compte().demandes())
                        .thenComparing(Nomme::nom, Francais.ORDRE))
                .toList();
    }

    /** « janvier » : l'année est celle que l'on regarde. */
    public static String mois(String cle) {
        return YearMonth.parse(cle).format(MOIS);
    }

    /** Mois par mois, pour une délégation ; rien pour un employeur, qui n'a pas de sessions. */
    public Map<String, Remplissage> remplissages(Year annee) {
        Portee portee = portees.courante();
        return courant.get().est(Role.DELEGATION)
                ? chiffres.remplissages(portee, annee.atDay(1), annee.atDay(annee.length())).stream()
                        .collect(Collectors.toMap(Remplissage::mois, r -> r))
                : Map.of();
    }

    /** Ceux des demandes déposées depuis {@link #JOURS_DES_DELAIS} jours. */
    public List<Delai> delais() {
        return chiffres.delais(portees.courante(), horloge.maintenant().minus(JOURS_DES_DELAIS, ChronoUnit.DAYS));
    }

    /** Le premier et le dernier jour de ce que nomme cette clé d'un mois. */
    public static List<LocalDate> bornes(String mois) {
        YearMonth m = YearMonth.parse(mois);
        return List.of(m.atDay(1), m.atEndOfMonth());
    }
}
