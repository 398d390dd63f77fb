package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.ChangerUneSession;
import fr.cnfpt.catalogue.api.ChangerUneSession.DepartementVoisin;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Les sessions qui n'ont pas leur minimum quand leur début approche, et ce qui pourrait sauver chacune. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class SessionsASauver {

    @Inject
    TableauDesSessions tableau;

    @Inject
    OffreDeFormation offre;

    @Inject
    ChangerUneSession changement;

    @Inject
    SauverUneSession sauvetage;

    @Inject
    Propositions propositions;

    @Inject
    Places places;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** Une autre session du même stage, qui a des places. */
    public record Voisine(SessionInfo session, int libres) {}

    /**
     * @param voisines combien de sessions du même stage ont des places
     * @param attendent combien de personnes attendent ce stage dans une autre session
     */
    public record ASauver(LigneDeSession ligne, int voisines, long attendent) {}

    /** @param total toutes, celles que la liste ne montre pas comprises */
    public record Liste(List<ASauver> lignes, long total, LocalDate jusqu) {}

    /**
     * Ce qu'on peut faire d'une session.
     *
     * @param aEmmener ses inscrits : à réunir ailleurs ou, annulée, à emmener
     * @param invitables ceux qui attendent ailleurs et qu'on peut inviter ici
     */
    public record Examen(
            LigneDeSession ligne,
            Moment moment,
            List<Voisine> voisines,
            List<DepartementVoisin> departements,
            int aEmmener,
            int invitables) {}

    public Liste lister(int combien) {
        List<ASauver> lignes = suivantes(null, combien);
        return new Liste(
                lignes, lignes.size() < combien ? lignes.size() : tableau.sousLeMinimum(), tableau.sauverJusqu());
    }

    /** De la plus proche à la plus lointaine. @param apres la dernière lue, ou {@code null} pour commencer */
    public List<ASauver> suivantes(Places.Rang apres, int combien) {
        List<LigneDeSession> lignes = tableau.sousLeMinimumApres(apres, combien);
        List<Long> stages =
                lignes.stream().map(l -> l.session().stageId()).distinct().toList();
        Portee portee = portees.courante();
        Map<Long, Long> attendent = propositions.enAttente(stages, portee, horloge.aujourdhui());
        List<SessionInfo> memesStages = offre.desStages(stages, portee, horloge.aujourdhui());
        Map<Long, Jauge> jauges =
                places.jauges(memesStages.stream().map(SessionInfo::id).toList());
        return lignes.stream()
                .map(l -> new ASauver(
                        l,
                        (int) memesStages.stream()
                                .filter(s -> s.stageId() == l.session().stageId()
                                        && s.id() != l.id()
                                        && aDesPlaces(jauges.get(s.id())))
                                .count(),
                        attendent.getOrDefault(l.session().stageId(), 0L)))
                .toList();
    }

    /** @throws fr.cnfpt.commun.Refus introuvable, si une autre structure l'organise */
    public Examen examiner(long id) {
        LigneDeSession ligne = tableau.session(id);
        SessionInfo s = ligne.session();
        Moment moment = Moment.de(s, horloge.aujourdhui(s.fuseau()));
        boolean annulee = moment == Moment.ANNULEE;
        boolean aVenir = Ouverture.estAVenir(s, horloge.aujourdhui(s.fuseau()));
        int inscrits = annulee
                ? propositions.aEmmener(id).size()
                : ligne.jauge() == null
                        ? 0
                        : ligne.jauge().placesPrises() + ligne.jauge().enAttente();
        return new Examen(
                ligne,
                moment,
                annulee || aVenir ? voisines(s) : List.of(),
                aVenir && moment != Moment.CLOSE ? changement.departementsVoisins(id) : List.of(),
                inscrits,
                aVenir ? sauvetage.invitables(s).size() : 0);
    }

    /** Celles qui ont des places, de la plus proche de ses dates à la plus lointaine. */
    private List<Voisine> voisines(SessionInfo s) {
        List<SessionInfo> autres =
                offre.desStages(List.of(s.stageId()), portees.courante(), horloge.aujourdhui(s.fuseau())).stream()
                        .filter(a -> a.id() != s.id())
                        .toList();
        Map<Long, Jauge> jauges =
                places.jauges(autres.stream().map(SessionInfo::id).toList());
        return autres.stream()
                .filter(a -> aDesPlaces(jauges.get(a.id())))
                .map(a -> new Voisine(a, jauges.get(a.id()).placesDisponibles()))
                .sorted(Comparator.comparingLong(v ->
                        Math.abs(ChronoUnit.DAYS.between(s.debut(), v.session().debut()))))
                .toList();
    }

    private static boolean aDesPlaces(Jauge j) {
        return j != null && j.enAttente() == 0 && !j.complete();
    }
}
