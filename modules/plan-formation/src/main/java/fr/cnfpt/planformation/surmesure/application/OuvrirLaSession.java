package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.planformation.api.InscrireLesNommes;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.PropositionDeSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Une demande signée devient sa session ; les agents nommés y sont inscrits dans la même transaction. */
@ApplicationScoped
class OuvrirLaSession {

    @Inject
    SessionsSurMesure catalogue;

    @Inject
    InscrireLesNommes inscription;

    SessionInfo executer(DemandeSurMesure d, long structureId, String par, Instant quand) {
        PropositionDeSession p = d.aPublier();
        SessionInfo session = catalogue.publier(new SessionsSurMesure.SessionDemandee(
                p.stageId(),
                d.type().name(),
                structureId,
                d.employeurs(),
                p.debut(),
                p.fin(),
                p.cloture(),
                p.horaires(),
                p.ville(),
                p.adresse(),
                p.places(),
                1));
        List<InscrireLesNommes.Sort> sorts = d.nommes().isEmpty()
                ? List.of()
                : inscription.executer(
                        session,
                        d.nommes().stream()
                                .map(n -> new InscrireLesNommes.Nomme(
                                        n.agentId(), n.parCompte(), n.parNom(), n.parRole()))
                                .toList());
        d.publier(session.id(), sorts, par, quand);
        return session;
    }
}
