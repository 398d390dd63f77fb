package fr.cnfpt.inscription.pilotage.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.pilotage.domain.Bilan;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages.Compte;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages.Delai;
import fr.cnfpt.inscription.pilotage.persistence.Pilotages.Mois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Une année de demandes, en chiffres de l'instant : par thème, par organisateur, mois par mois. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class PiloterLesInscriptions {

    @Inject
    Portees portees;

    @Inject
    Pilotages pilotages;

    @Inject
    OffreDeFormation offre;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    /** Un organisateur, ce que sont devenues les demandes qu'il a reçues, et en combien de jours il répond. */
    public record Organisateur(Bilan bilan, Double reponse) {}

    /** Ce qui suit l'année, lu d'un coup. */
    public record Tableau(
            Bilan total,
            Optional<Delai> delai,
            List<Bilan> themes,
            List<Organisateur> organisateurs,
            List<Mois> mois) {}

    public int cetteAnnee() {
        return horloge.aujourdhui().getYear();
    }

    public Tableau annee(int annee) {
        LocalDate du = LocalDate.of(annee, 1, 1);
        List<Compte> comptes = pilotages.comptes(portees.courante(), du, du.plusYears(1));
        List<Delai> delais = pilotages.delais(portees.courante(), du, du.plusYears(1));
        Map<Long, Double> reponses = delais.stream()
                .filter(d -> d.structureId() != null && d.reponse() != null)
                .collect(Collectors.toMap(Delai::structureId, Delai::reponse));
        Map<Long, String> themes = themes(comptes);
        return new Tableau(
                Bilan.de("", parEtat(comptes)),
                delais.stream().filter(d -> d.structureId() == null).findFirst(),
                bilans(comptes, c -> themes.get(c.stageId())),
                comptes.stream()
                        .collect(Collectors.groupingBy(Compte::structureId, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(e -> new Organisateur(
                                Bilan.de(
                                        annuaire.structure(e.getKey())
                                                .map(StructureInfo::nom)
                                                .orElse("Structure " + e.getKey()),
                                        parEtat(e.getValue())),
                                reponses.get(e.getKey())))
                        .sorted(Comparator.comparing(o -> -o.bilan().demandes()))
                        .toList(),
                pilotages.mois(portees.courante(), du, du.plusYears(1)));
    }

    /** Les stages de ce thème où il y a des demandes cette année-là. */
    public Collection<Long> stages(int annee, String theme) {
        LocalDate du = LocalDate.of(annee, 1, 1);
        return themes(pilotages.comptes(portees.courante(), du, du.plusYears(1))).entrySet().stream()
                .filter(e -> e.getValue().equals(theme))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Long, String> themes(List<Compte> comptes) {
        Map<Long, Long> uneSession =
                comptes.stream().collect(Collectors.toMap(Compte::stageId, Compte::sessionId, Math::min));
        Map<Long, SessionInfo> sessions = offre.sessions(uneSession.values());
        return uneSession.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> Optional.ofNullable(sessions.get(e.getValue()))
                                .map(SessionInfo::specialite)
                                .orElse("Autre")));
    }

    private static List<Bilan> bilans(List<Compte> comptes, Function<Compte, String> nom) {
        return comptes.stream()
                .collect(Collectors.groupingBy(nom, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> Bilan.de(e.getKey(), parEtat(e.getValue())))
                .sorted(Comparator.comparing(b -> -b.demandes()))
                .toList();
    }

    private static Map<Etat, Long> parEtat(List<Compte> comptes) {
        return comptes.stream()
                .collect(Collectors.groupingBy(
                        Compte::etat, () -> new EnumMap<>(Etat.class), Collectors.summingLong(Compte::nombre)));
    }
}
