package fr.cnfpt.inscription.convocations.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.AgendaDesSessions;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Le courriel qui convoque : quand, où, l'agenda joint, et l'adresse où la pièce se télécharge. */
@ApplicationScoped
public class EcrireUneConvocation {

    @Inject
    Envois envois;

    @Inject
    AgendaDesSessions agendas;

    /** @return la clé de l'envoi */
    UUID executer(SessionInfo s, AgentInfo agent, long bulletinId) {
        return envois.deposer(
                "courriel",
                agent.courriel(),
                "Convocation : " + s.intitule() + ", " + s.periode(),
                """
            Bonjour,

            Vous êtes convoqué à « %s », %s%s, %s%s.

            La convocation à présenter, et ce qu'il faut pour venir, se téléchargent ici :
            %s/inscription/bulletin.xhtml?id=%d

            Si vous ne pouvez pas venir, rendez votre place à la même adresse : quelqu'un l'attend peut-être.
            """.formatted(
                                s.intitule(),
                                s.periode(),
                                s.horaires() == null ? "" : ", " + s.horaires(),
                                s.lieu(),
                                s.adresse() == null ? "" : ", " + s.adresse(),
                                Parametres.adresse(),
                                bulletinId),
                agendas.ics(s.id()).orElse(null),
                agent.collectiviteId(),
                false,
                false);
    }
}
