package fr.cnfpt.inscription.sauvetage.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.places.application.PermettreDeRefuser;
import fr.cnfpt.inscription.sauvetage.application.EmmenerLesInscrits.Emmene;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Les courriels d'un sauvetage : à chacun ce qui lui arrive et comment refuser, à son employeur une fois pour tous. */
@ApplicationScoped
public class EcrireAuxInscrits {

    @Inject
    Courriers courriers;

    @Inject
    Acteurs acteurs;

    @Inject
    AgendaDesSessions agendas;

    /**
     * @param nouvelle ce qui est arrivé à leur session
     * @param jusqu le moment où la place ne se refuse plus, en clair
     */
    void emmenes(String nouvelle, SessionInfo accueil, List<Emmene> faits, String jusqu) {
        String agenda = agendas.ics(accueil.id()).orElse(null);
        for (Emmene e : faits) {
            if (e.agent() == null || e.agent().courriel() == null) {
                continue;
            }
            if (e.secret() != null) {
                courriers.deposerAvecAgenda(
                        e.agent().courriel(),
                        "Une place pour vous dans une autre session : " + accueil.intitule(),
                        """
                Bonjour,

                %s

                Une place vous est tenue dans une autre session du même stage : %s.

                Si elle vous convient, vous n'avez rien à faire. Sinon, refusez-la ici jusqu'au %s, sans vous connecter : elle ira à quelqu'un d'autre, ce refus ne vous est pas compté, et vous pouvez garder votre demande pour une autre session du même stage.
                %s

                Votre demande : %s/inscription/bulletin.xhtml?id=%d
                """.formatted(
                                nouvelle, ou(accueil), jusqu, lien(e.secret()), Parametres.adresse(), e.bulletinId()),
                        agenda,
                        e.inscrit().collectiviteId());
            }
        }
        parEmployeur(faits)
                .forEach((collectivite, siens) -> acteurs.courrielsDesGestionnaires(collectivite)
                        .forEach(c -> courriers.deposer(
                                c,
                                "Vos agents changent de session : " + accueil.intitule(),
                                """
                Bonjour,

                %s

                Une place est tenue dans une autre session du même stage, %s, pour :
                %s
                Chaque agent qui a une adresse en est prévenu et peut la refuser d'un clic jusqu'au %s ; pour un autre, refusez-la depuis sa demande :
                %s/inscription/bulletins.xhtml?session=%d
                """.formatted(
                                        nouvelle, ou(accueil), noms(siens), jusqu, Parametres.adresse(), accueil.id()),
                                collectivite)));
    }

    private static Map<Long, List<Emmene>> parEmployeur(List<Emmene> faits) {
        return faits.stream()
                .filter(e -> e.bulletinId() != null)
                .collect(Collectors.groupingBy(
                        e -> e.inscrit().collectiviteId(), LinkedHashMap::new, Collectors.toList()));
    }

    private static String noms(List<Emmene> siens) {
        return siens.stream()
                .map(e -> "- " + e.agent().nomComplet() + ", matricule "
                        + e.agent().matricule() + "\n")
                .collect(Collectors.joining());
    }

    /** Ceux à qui il ne reste rien : la session est annulée, et aucune place n'a pu leur être donnée. */
    void sansRien(SessionInfo annulee, String motif, SessionInfo accueil, Map<AgentInfo, Long> restants) {
        String nouvelle = "La session « %s », qui devait se tenir %s, est annulée : %s"
                .formatted(annulee.intitule(), ou(annulee), phrase(motif));
        restants.forEach((agent, bulletin) -> {
            if (agent.courriel() != null) {
                courriers.deposerAvecAgenda(
                        agent.courriel(),
                        "Session annulée : " + annulee.intitule(),
                        """
                Bonjour,

                %s

                Aucune place n'a pu vous être donnée dans la session qui accueille les autres, %s. D'autres sessions vous attendent peut-être au catalogue.
                %s/inscription/bulletin.xhtml?id=%d
                """.formatted(nouvelle, accueil.periode(), Parametres.adresse(), bulletin),
                        agendas.ics(annulee.id()).orElse(null),
                        agent.collectiviteId());
            }
        });
        restants.keySet().stream()
                .collect(Collectors.groupingBy(AgentInfo::collectiviteId))
                .forEach((collectivite, siens) -> acteurs.courrielsDesGestionnaires(collectivite)
                        .forEach(c -> courriers.deposer(
                                c,
                                "Session annulée : " + annulee.intitule(),
                                """
                        Bonjour,

                        %s

                        Demandes de vos agents annulées avec elle, sans place ailleurs : %d. Chaque agent qui a une adresse en est prévenu.
                        %s/inscription/bulletins.xhtml
                        """.formatted(nouvelle, siens.size(), Parametres.adresse()),
                                collectivite)));
    }

    /** Une place est libre ici ; qui attend ailleurs peut la prendre. */
    void inviter(SessionInfo session, SessionInfo attendue, AgentInfo agent, String secret) {
        if (agent.courriel() == null) {
            return;
        }
        courriers.deposer(
                agent.courriel(),
                "Une place est libre plus tôt ou ailleurs : " + session.intitule(),
                """
        Bonjour,

        Vous attendez une place pour « %s », %s. Il en reste dans une autre session du même stage : %s.

        Pour la prendre, ou dire que vous préférez attendre, sans vous connecter :
        %s

        Elle va à qui répond d'abord. Tant que vous ne la prenez pas, vous gardez votre rang.
        """.formatted(session.intitule(), attendue.periode(), ou(session), lien(secret)),
                agent.collectiviteId());
    }

    /** L'employeur apprend, une fois, qui des siens est invité. */
    void inviterDit(SessionInfo session, long collectivite, List<AgentInfo> agents) {
        acteurs.courrielsDesGestionnaires(collectivite)
                .forEach(c -> courriers.deposer(
                        c,
                        "Des places pour vos agents qui attendent : " + session.intitule(),
                        """
                Bonjour,

                Il reste des places dans la session « %s », %s. Ces agents attendent le même stage à d'autres dates :
                %s
                Chacun de ceux qui ont une adresse peut la prendre par le lien de son courriel, et vous en serez prévenus. Pour les autres, inscrivez-les vous-même :
                %s/inscription/session.xhtml?id=%d
                """.formatted(
                                        session.intitule(),
                                        ou(session),
                                        agents.stream()
                                                .map(a -> "- " + a.nomComplet() + ", matricule " + a.matricule()
                                                        + (a.courriel() == null ? ", sans adresse" : "") + "\n")
                                                .collect(Collectors.joining()),
                                        Parametres.adresse(),
                                        session.id()),
                        collectivite));
    }

    /** L'employeur apprend ce que son agent a répondu. */
    void repondu(SessionInfo session, AgentInfo agent, boolean prise, long bulletin) {
        acteurs.courrielsDesGestionnaires(agent.collectiviteId())
                .forEach(c -> courriers.deposer(
                        c,
                        (prise ? "Place prise : " : "Place refusée : ") + session.intitule(),
                        """
                Bonjour,

                %s, matricule %s, %s, par le lien de son courriel : %s.
                %s/inscription/bulletin.xhtml?id=%d
                """.formatted(
                                        agent.nomComplet(),
                                        agent.matricule(),
                                        prise
                                                ? "prend la place proposée et quitte sa file d'attente"
                                                : "refuse la place donnée, qui va à quelqu'un d'autre",
                                        ou(session),
                                        Parametres.adresse(),
                                        bulletin),
                        agent.collectiviteId()));
    }

    /**
     * Un changement refusé s'apprend à qui ne l'a pas fait : l'employeur si c'est l'agent, l'agent si c'est
     * l'employeur.
     *
     * @param gardee la session où la demande continue, ou {@code null}
     * @param suite le bulletin qui y continue, ou celui qui est rendu
     */
    void changementRefuse(SessionInfo session, AgentInfo agent, boolean parLui, SessionInfo gardee, long suite) {
        String objet = "Changement refusé : " + session.intitule();
        String texte = """
        Bonjour,

        %s, matricule %s, ne suivra pas la session « %s » telle qu'elle est maintenant, %s : %s a refusé ce changement, et la place est rendue. Ce n'est ni une absence, ni un désistement.%s
        %s/inscription/bulletin.xhtml?id=%d
        """.formatted(
                        agent.nomComplet(),
                        agent.matricule(),
                        session.intitule(),
                        ou(session),
                        parLui ? "l'agent" : "l'employeur",
                        gardee == null
                                ? ""
                                : "\n\nLa demande continue dans une autre session du même stage : " + ou(gardee) + ".",
                        Parametres.adresse(),
                        suite);
        if (parLui) {
            acteurs.courrielsDesGestionnaires(agent.collectiviteId())
                    .forEach(c -> courriers.deposer(c, objet, texte, agent.collectiviteId()));
        } else if (agent.courriel() != null) {
            courriers.deposer(agent.courriel(), objet, texte, agent.collectiviteId());
        }
    }

    private static String lien(String secret) {
        return PermettreDeRefuser.adresse(secret);
    }

    static String phrase(String motif) {
        return motif.endsWith(".") || motif.endsWith("!") ? motif : motif + ".";
    }

    /** « du 3 au 4 mars 2026, 9 h – 16 h, Lens, salle Artois » */
    static String ou(SessionInfo s) {
        return Texte.periode(s.debut(), s.fin())
                + (s.horaires() == null ? "" : ", " + s.horaires())
                + ", " + s.lieu()
                + (s.adresse() == null ? "" : ", " + s.adresse());
    }
}
