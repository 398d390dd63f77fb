package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.selection.persistence.Selections.DeQui;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Une sélection décidée s'écrit à chacun : l'agent lit son rang et pourquoi ; son employeur, une fois, ceux de tous les
 * siens.
 */
@ApplicationScoped
public class EcrireLaSelection {

    @Inject
    Selections selections;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    void executer(SessionInfo s, List<Place> classees, int sur) {
        Map<Long, DeQui> deQui =
                selections.deQui(classees.stream().map(Place::bulletinId).toList());
        Map<Long, AgentInfo> agents =
                annuaire.agents(deQui.values().stream().map(DeQui::agentId).toList());
        for (Place p : classees) {
            DeQui qui = deQui.get(p.bulletinId());
            AgentInfo a = agents.get(qui.agentId());
            if (a != null && a.courriel() != null) {
                courriers.deposer(
                        a.courriel(),
                        objet(p) + " : " + s.intitule(),
                        """
                Bonjour,

                La sélection de la session « %s », %s, %s, est décidée.

                %s.
                %s

                %s
                %s/inscription/bulletin.xhtml?id=%d
                """.formatted(
                                        s.intitule(),
                                        s.periode(),
                                        s.lieu(),
                                        DeciderLaSelection.texte(p, sur),
                                        p.phrase(),
                                        suite(p),
                                        Parametres.adresse(),
                                        p.bulletinId()),
                        qui.collectiviteId());
            }
        }
        classees.stream()
                .collect(Collectors.groupingBy(p -> deQui.get(p.bulletinId()).collectiviteId()))
                .forEach((collectivite, siennes) -> {
                    String lignes = siennes.stream()
                            .filter(p ->
                                    agents.containsKey(deQui.get(p.bulletinId()).agentId()))
                            .map(p -> ligne(agents.get(deQui.get(p.bulletinId()).agentId()), p, sur))
                            .collect(Collectors.joining("\n"));
                    acteurs.courrielsDesGestionnaires(collectivite)
                            .forEach(c -> courriers.deposer(
                                    c,
                                    "Sélection décidée : " + s.intitule(),
                                    """
                            Bonjour,

                            La sélection de la session « %s », %s, %s, est décidée. Pour vos agents :

                            %s

                            Chaque agent qui a une adresse en est prévenu.
                            %s/inscription/bulletins.xhtml?session=%d
                            """.formatted(
                                            s.intitule(), s.periode(), s.lieu(), lignes, Parametres.adresse(), s.id()),
                                    collectivite));
                });
    }

    private static String ligne(AgentInfo a, Place p, int sur) {
        return "- " + a.nomComplet() + ", matricule " + a.matricule() + " : " + DeciderLaSelection.texte(p, sur) + ". "
                + p.phrase();
    }

    private static String objet(Place p) {
        return p.issue() == Issue.RETENUE
                ? "Vous avez une place"
                : p.issue() == Issue.EN_ATTENTE ? "Vous êtes en liste d'attente" : "Votre demande n'est pas retenue";
    }

    private static String suite(Place p) {
        return switch (p.issue()) {
            case RETENUE ->
                "La convocation suivra. Si vous ne pouvez pas venir, rendez votre place : quelqu'un l'attend.";
            case EN_ATTENTE -> "Une place qui se libère ira à la première demande de la file, dans cet ordre.";
            case REFUSEE -> "Une demande pour une autre session reste possible.";
        };
    }
}
