package fr.cnfpt.attestation.session.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.attestation.preuve.port.Suivis;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Inscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Les sessions qui attendent quelqu'un : pour le formateur, les siennes et leurs présences ; pour le CNFPT, celles à
 * attester.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.FORMATEUR, Role.DELEGATION, Role.SIEGE})
public class SessionsAPrendre {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    @Inject
    OffreDeFormation offre;

    @Inject
    Inscriptions inscriptions;

    @Inject
    Suivis suivis;

    /** @param enAttente combien de stagiaires attendent une présence (formateur) ou une attestation (CNFPT) */
    public record SessionAPrendre(
            SessionInfo session, long stagiaires, long enAttente, boolean commencee, boolean terminee) {}

    /**
     * Les sessions du formateur : celles dont les présences attendent, puis celles à venir, la plus proche d'abord,
     * puis les passées.
     */
    public List<SessionAPrendre> miennes() {
        List<SessionInfo> miennes = offre.duFormateur(courant.get().compteId());
        Map<Long, Map<Etat, Long>> stagiaires = stagiaires(miennes);
        Map<Long, Long> aFinir =
                suivis.aFinirDEmarger(miennes.stream().map(SessionInfo::id).toList());
        return miennes.stream()
                .map(s -> {
                    LocalDate jour = horloge.aujourdhui(s.fuseau());
                    Map<Etat, Long> siens = stagiaires.getOrDefault(s.id(), Map.of());
                    boolean commencee = !s.debut().isAfter(jour);
                    boolean terminee = jour.isAfter(s.fin());
                    long aSaisir =
                            siens.getOrDefault(Etat.CONVOQUEE, 0L) + (terminee ? aFinir.getOrDefault(s.id(), 0L) : 0);
                    return new SessionAPrendre(s, somme(siens), commencee ? aSaisir : 0, commencee, terminee);
                })
                .sorted(Comparator.comparing((SessionAPrendre s) -> s.enAttente() == 0)
                        .thenComparing(SessionAPrendre::terminee)
                        .thenComparing(s -> s.session().debut()))
                .toList();
    }

    /** Les sessions terminées dont des présents attendent leur attestation, la plus ancienne d'abord. */
    public List<SessionAPrendre> aAttester() {
        Map<Long, Long> enAttente = suivis.aExaminer(portees.courante());
        List<SessionInfo> finies = offre.sessions(enAttente.keySet()).values().stream()
                .filter(s -> horloge.aujourdhui(s.fuseau()).isAfter(s.fin()))
                .sorted(Comparator.comparing(SessionInfo::fin).thenComparing(SessionInfo::id))
                .toList();
        Map<Long, Map<Etat, Long>> stagiaires = stagiaires(finies);
        return finies.stream()
                .map(s -> new SessionAPrendre(
                        s, somme(stagiaires.getOrDefault(s.id(), Map.of())), enAttente.get(s.id()), true, true))
                .toList();
    }

    private Map<Long, Map<Etat, Long>> stagiaires(List<SessionInfo> sessions) {
        return inscriptions.combien(sessions.stream().map(SessionInfo::id).toList());
    }

    private static long somme(Map<Etat, Long> nombres) {
        return nombres.values().stream().mapToLong(Long::longValue).sum();
    }
}
