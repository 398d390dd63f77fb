package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionAnnulee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies.Inscrit;
import fr.cnfpt.inscription.places.application.PermettreDeRefuser;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places.Promu;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Une session change de dates, de lieu ou d'effectif, ou s'annule : sa jauge et ses demandes la suivent, dans la même
 * transaction ; qui y tient une place ou l'attend en est prévenu, agenda joint, et son employeur une fois. Un effectif
 * sous les places tenues, une présence déjà notée refusent le changement entier.
 */
@ApplicationScoped
@Transactional
public class SuivreLaSession {

    @Inject
    SessionsSuivies suivies;

    @Inject
    RendreLaPlace rendu;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    PermettreDeRefuser refus;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    AgendaDesSessions agendas;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    public void quand(@Observes SessionReprogrammee annonce) {
        Instant quand = horloge.maintenant();
        List<Promu> promus = suivies.suivre(annonce.apres(), rendu.avance(annonce.avant(), annonce.apres()), quand);
        if (!promus.isEmpty()) {
            rendu.offrir(annonce.apres(), promus);
        }
        if (annonce.regardeLesInscrits()) {
            dire(annonce.avant(), annonce.apres(), quand);
        }
    }

    /** Chacun l'apprend, et peut le refuser jusqu'à l'échéance ; une session qui commence ce jour n'en laisse pas. */
    private void dire(SessionInfo avant, SessionInfo apres, Instant quand) {
        String change = ou(apres);
        List<Inscrit> inscrits = suivies.noter(apres.id(), "La session est changée : " + change, courant.get(), quand);
        Optional<Instant> echeance =
                Ouverture.echeanceDeRefus(apres, quand, regles.joursPourRefuser(horloge.aujourdhui(apres.fuseau())));
        Map<Long, String> liens = echeance.map(e -> refus.executer(
                        apres,
                        ou(avant),
                        inscrits.stream().map(Inscrit::bulletinId).toList(),
                        e))
                .orElse(Map.of());
        String jusqu = echeance.map(Texte::moment).orElse(null);
        prevenir(
                "Session changée : " + apres.intitule(),
                agendas.ics(apres.id()).orElse(null),
                inscrits,
                "La session « %s », qui devait se tenir %s, est changée : %s."
                        .formatted(avant.intitule(), ou(avant), change),
                i -> jusqu == null ? """
                        Votre demande, et votre convocation s'il y en a une, suivent ce changement. Elle commence aujourd'hui : si vous ne pouvez pas venir, prévenez votre service formation.""" : """
                        Votre demande, et votre convocation s'il y en a une, suivent ce changement. S'il vous convient, vous n'avez rien à faire.

                        Sinon, refusez-le ici jusqu'au %s, sans vous connecter : votre place ira à quelqu'un d'autre, ce refus ne vous est pas compté, et vous pouvez garder votre demande pour une autre session du même stage.
                        %s

                        Votre demande :""".formatted(jusqu, liens.get(i.bulletinId())),
                jusqu == null
                        ? ""
                        : " et peut le refuser jusqu'au " + jusqu + " ; pour un autre, refusez-le depuis sa demande");
    }

    public void quand(@Observes SessionAnnulee annonce) {
        if (annonce.reunieA() != null) {
            return;
        }
        SessionInfo s = annonce.session();
        List<Inscrit> inscrits = suivies.annuler(s.id(), annonce.motif(), courant.get(), horloge.maintenant());
        prevenir(
                "Session annulée : " + s.intitule(),
                agendas.ics(s.id()).orElse(null),
                inscrits,
                "La session « %s », qui devait se tenir %s, est annulée : %s"
                        .formatted(s.intitule(), ou(s), phrase(annonce.motif())),
                i -> "Votre demande l'est avec elle. D'autres sessions vous attendent peut-être au catalogue.",
                "");
    }

    /**
     * @param suite ce qu'on dit de plus à chacun
     * @param peut ce que chaque agent prévenu peut faire, dit à son employeur
     */
    private void prevenir(
            String objet,
            String agenda,
            List<Inscrit> inscrits,
            String nouvelle,
            Function<Inscrit, String> suite,
            String peut) {
        Map<Long, AgentInfo> agents =
                annuaire.agents(inscrits.stream().map(Inscrit::agentId).toList());
        for (Inscrit i : inscrits) {
            AgentInfo agent = agents.get(i.agentId());
            if (agent != null && agent.courriel() != null) {
                courriers.deposerAvecAgenda(
                        agent.courriel(),
                        objet,
                        """
                Bonjour,

                %s

                %s
                %s/inscription/bulletin.xhtml?id=%d
                """.formatted(nouvelle, suite.apply(i), Parametres.adresse(), i.bulletinId()),
                        agenda,
                        i.collectiviteId());
            }
        }
        inscrits.stream()
                .collect(Collectors.groupingBy(Inscrit::collectiviteId, Collectors.counting()))
                .forEach((collectivite, combien) -> acteurs.courrielsDesGestionnaires(collectivite)
                        .forEach(c -> courriers.deposer(
                                c, objet, """
                        Bonjour,

                        %s

                        Demandes de vos agents pour cette session : %d. Chaque agent qui a une adresse en est prévenu%s.
                        %s/inscription/bulletins.xhtml
                        """.formatted(nouvelle, combien, peut, Parametres.adresse()), collectivite)));
    }

    private static String phrase(String motif) {
        return motif.endsWith(".") || motif.endsWith("!") ? motif : motif + ".";
    }

    /** « du 3 au 4 mars 2026, 9 h – 16 h, Lens, salle Artois » */
    private static String ou(SessionInfo s) {
        return s.periode()
                + (s.horaires() == null ? "" : ", " + s.horaires())
                + ", " + s.lieu()
                + (s.adresse() == null ? "" : ", " + s.adresse());
    }
}
