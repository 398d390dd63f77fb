package fr.cnfpt.inscription.equipe.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Geste;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.equipe.domain.JoursPartages;
import fr.cnfpt.inscription.places.domain.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Un responsable voit son équipe personne par personne, son année de formation, et, devant une demande, qui d'autre est
 * déjà parti ces jours-là. Une demande refusée, annulée, ou dont on fut absent, n'y est pas.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.RESPONSABLE)
public class RegarderMonEquipe {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Acteurs acteurs;

    @Inject
    Bulletins bulletins;

    @Inject
    OffreDeFormation offre;

    @Inject
    DerouleDeSession deroule;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Horloge horloge;

    /**
     * Une demande, et les jours où elle retient la personne.
     *
     * @param jours vide : à distance, quand on veut
     * @param attendMonAvis vrai si le responsable peut le donner maintenant
     */
    public record Demande(
            long bulletinId, SessionInfo session, Etat etat, List<LocalDate> jours, boolean attendMonAvis) {

        /** Vrai si une place est tenue ; sinon, elle n'est que demandée. */
        public boolean acquise() {
            return etat.tientUnePlace();
        }

        boolean touche(int annee) {
            return session.debut().getYear() <= annee && session.fin().getYear() >= annee;
        }
    }

    public record Membre(AgentInfo agent, List<Demande> demandes) {}

    /**
     * @param avis combien de demandes attendent le sien, de cette année ou d'une autre
     * @param partages les jours où plusieurs sont en formation, ou le seraient
     */
    public record Annee(int annee, List<Membre> membres, long avis, List<JoursPartages> partages) {}

    /** Une collègue, et sa demande qui tombe les mêmes jours. */
    public record Ensemble(AgentInfo agent, Demande demande, List<LocalDate> jours) {}

    /** @param annee celle où commence la demande */
    public record CesJours(int annee, List<Ensemble> ensemble) {}

    public Annee annee(int annee) {
        List<Membre> toutes = membres();
        List<Membre> membres = toutes.stream()
                .map(m -> new Membre(
                        m.agent(),
                        m.demandes().stream().filter(d -> d.touche(annee)).toList()))
                .toList();
        return new Annee(
                annee,
                membres,
                toutes.stream()
                        .flatMap(m -> m.demandes().stream())
                        .filter(Demande::attendMonAvis)
                        .count(),
                JoursPartages.parmi(
                        membres.stream().collect(Collectors.toMap(m -> m.agent().id(), m -> joursDe(m, annee)))));
    }

    /**
     * Les autres de l'équipe qui sont en formation, ou l'ont demandé, l'un des jours de cette demande.
     *
     * @return vide, si c'est la sienne
     */
    public Optional<CesJours> memesJours(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        if (l.agentId() == courant.get().agent()) {
            return Optional.empty();
        }
        SessionInfo session = offre.session(l.sessionId()).orElseThrow();
        Set<LocalDate> jours = new HashSet<>(jours(session, deroule.jours(List.of(session.id()))));
        return Optional.of(new CesJours(
                session.debut().getYear(),
                membres().stream()
                        .filter(m -> m.agent().id() != l.agentId())
                        .flatMap(m -> m.demandes().stream()
                                .map(d -> new Ensemble(
                                        m.agent(),
                                        d,
                                        d.jours().stream()
                                                .filter(jours::contains)
                                                .toList())))
                        .filter(e -> !e.jours().isEmpty())
                        .toList()));
    }

    private List<Membre> membres() {
        List<AgentInfo> equipe = acteurs.equipeDe(courant.get().agent());
        List<Ligne> lignes =
                bulletins.enCours(equipe.stream().map(AgentInfo::id).toList(), 0);
        List<Long> ids = lignes.stream().map(Ligne::sessionId).distinct().toList();
        Map<Long, SessionInfo> sessions = offre.sessions(ids);
        Map<Long, Set<LocalDate>> poses = deroule.jours(ids);
        Map<Long, List<Ligne>> parAgent = lignes.stream().collect(Collectors.groupingBy(Ligne::agentId));
        return equipe.stream()
                .map(a -> new Membre(
                        a,
                        parAgent.getOrDefault(a.id(), List.of()).stream()
                                .map(l -> demande(l, sessions.get(l.sessionId()), poses))
                                .toList()))
                .toList();
    }

    private Demande demande(Ligne l, SessionInfo s, Map<Long, Set<LocalDate>> poses) {
        return new Demande(
                l.id(),
                s,
                l.etat(),
                jours(s, poses),
                l.etat() == Etat.PREINSCRIPTION
                        && Geste.DONNER_UN_AVIS.admet(Moment.de(s, horloge.aujourdhui(s.fuseau()))));
    }

    /** Ceux de son déroulé ; sans déroulé, son seul jour, ou en présence du lundi au vendredi entre ses deux dates. */
    private static List<LocalDate> jours(SessionInfo s, Map<Long, Set<LocalDate>> poses) {
        Set<LocalDate> siens = poses.getOrDefault(s.id(), Set.of());
        if (!siens.isEmpty()) {
            return siens.stream().sorted().toList();
        }
        return s.debut().equals(s.fin())
                ? List.of(s.debut())
                : s.enPresence()
                        ? s.debut()
                                .datesUntil(s.fin().plusDays(1))
                                .filter(j ->
                                        j.getDayOfWeek() != DayOfWeek.SATURDAY && j.getDayOfWeek() != DayOfWeek.SUNDAY)
                                .toList()
                        : List.of();
    }

    private static Set<LocalDate> joursDe(Membre m, int annee) {
        return m.demandes().stream()
                .flatMap(d -> d.jours().stream())
                .filter(j -> j.getYear() == annee)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
