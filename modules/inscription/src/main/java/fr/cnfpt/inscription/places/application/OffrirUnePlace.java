package fr.cnfpt.inscription.places.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.port.Places.Promu;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Une place rendue est tenue pour la première demande de la file, le temps qu'on lui réponde : l'agent et son employeur
 * savent jusqu'à quand.
 */
@ApplicationScoped
public class OffrirUnePlace {

    @Inject
    Offres offres;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    public void executer(SessionInfo session, List<Promu> promus, Instant echeance) {
        Map<Long, AgentInfo> agents =
                annuaire.agents(promus.stream().map(Promu::agentId).toList());
        String quand = Texte.moment(echeance);
        for (Promu p : promus) {
            String secret = Secret.aleatoire();
            offres.offrir(
                    p.bulletinId(),
                    session.id(),
                    Secret.empreinte(secret),
                    horloge.maintenant(),
                    echeance,
                    "La place est offerte jusqu'au " + quand + " : sans réponse, elle passe à la demande suivante");
            AgentInfo a = agents.get(p.agentId());
            if (a == null) {
                continue;
            }
            if (a.courriel() != null) {
                courriers.deposerUrgent(
                        a.courriel(),
                        "Une place s'est libérée : " + session.intitule(),
                        """
                Bonjour,

                Vous êtes le premier de la file pour « %s », %s, %s : une place vous est offerte jusqu'au %s.

                Prenez-la, ou refusez-la, sans vous connecter. Sans réponse à cette heure, elle passe à la demande suivante, s'il y en a une.
                %s/inscription/place.xhtml?jeton=%s
                """.formatted(
                                        session.intitule(),
                                        session.periode(),
                                        session.lieu(),
                                        quand,
                                        Parametres.adresse(),
                                        secret),
                        p.collectiviteId());
            }
            acteurs.courrielsDesGestionnaires(p.collectiviteId())
                    .forEach(c -> courriers.deposer(
                            c,
                            "Une place offerte à votre agent : " + session.intitule(),
                            """
                    Bonjour,

                    Une place s'est libérée dans la session « %s », %s. Elle est offerte à %s, matricule %s, jusqu'au %s%s.
                    %s/inscription/bulletin.xhtml?id=%d
                    """.formatted(
                                            session.intitule(),
                                            session.periode(),
                                            a.nomComplet(),
                                            a.matricule(),
                                            quand,
                                            a.courriel() == null ? " ; sans adresse, il ne le sait que par vous" : "",
                                            Parametres.adresse(),
                                            p.bulletinId()),
                            p.collectiviteId()));
        }
    }
}
