package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.planformation.surmesure.domain.AgentNomme;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.NouvellesDuSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chaque pas d'une demande se note au journal ; les employeurs qu'il regarde reçoivent un courriel. La délégation en a
 * un par jour, de tout ce qui lui arrive ({@link PrevenirUneDelegation}), et trouve à sa première page ce qui l'attend.
 */
@ApplicationScoped
class AnnoncerLeSurMesure {

    @Inject
    Journal journal;

    @Inject
    Courriers courriers;

    @Inject
    Acteurs acteurs;

    @Inject
    NouvellesDuSurMesure nouvelles;

    @Inject
    Horloge horloge;

    void noter(DemandeSurMesure d, String quoi) {
        journal.noter(
                "demande-sur-mesure",
                "demande sur mesure " + d.id(),
                "« " + d.besoin().intitule() + " » : " + quoi,
                d.collectiviteId());
    }

    /** @param qui l'employeur @param quoi ce qu'il a fait, la formation mise à sa place */
    void aLaDelegation(DemandeSurMesure d, String qui, String quoi) {
        nouvelles.deposer(
                d.id(),
                d.structureId(),
                horloge.maintenant(),
                qui + " " + quoi.formatted("« " + d.besoin().intitule() + " »") + ".");
    }

    /** Qui la porte et qui vient. */
    void auxEmployeurs(DemandeSurMesure d, String objet, String phrase) {
        ecrire(d, d.employeurs(), objet, phrase);
    }

    void auxAutres(DemandeSurMesure d, String objet, String phrase) {
        Set<Long> autres = new HashSet<>(d.employeurs());
        autres.remove(d.collectiviteId());
        ecrire(d, autres, objet, phrase);
    }

    /**
     * À chacun, ce que sont devenus ceux qu'il avait nommés : combien, sans les nommer ; la page dit qui et pourquoi.
     */
    void deLOuverture(DemandeSurMesure d, SessionInfo session) {
        for (long employeur : d.employeurs()) {
            List<AgentNomme> siens = d.nommes().stream()
                    .filter(n -> n.collectiviteId() == employeur)
                    .toList();
            long inscrits = siens.stream().filter(n -> n.bulletinId() != null).count();
            long restent = siens.size() - inscrits;
            ecrire(
                    d,
                    List.of(employeur),
                    "Session ouverte",
                    "« " + session.intitule() + " » " + session.periode()
                            + " est ouverte à vos agents, et à eux seuls. "
                            + (inscrits == 0
                                    ? ""
                                    : Texte.pluriel(
                                            inscrits,
                                            "agent que vous aviez nommé y est inscrit. ",
                                            "agents que vous aviez nommés y sont inscrits. "))
                            + (restent == 0
                                    ? ""
                                    : Texte.pluriel(
                                            restent,
                                            "agent que vous aviez nommé n'a pas pu l'être : la page de la demande dit pourquoi. ",
                                            "agents que vous aviez nommés n'ont pas pu l'être : la page de la demande dit pourquoi. "))
                            + (siens.isEmpty() ? "Inscrivez-les" : "Inscrivez les autres") + " d'ici au "
                            + Texte.jour(session.cloture()) + ".");
        }
    }

    void ecrire(DemandeSurMesure d, Collection<Long> collectivites, String objet, String phrase) {
        for (long collectivite : collectivites) {
            acteurs.courrielsDesGestionnaires(collectivite)
                    .forEach(c -> courriers.deposer(
                            c,
                            objet + " : " + d.besoin().intitule(),
                            """
                    Bonjour,

                    %s

                    %s/planformation/demande.xhtml?id=%d
                    """.formatted(phrase, Parametres.adresse(), d.id()),
                            collectivite));
        }
    }
}
