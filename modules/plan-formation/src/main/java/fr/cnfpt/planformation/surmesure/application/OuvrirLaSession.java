package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Communes;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
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

    @Inject
    Communes communes;

    @Inject
    Annuaire annuaire;

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
                p.codeInsee() == null ? communeDe(p.ville(), d.collectiviteId()) : p.codeInsee(),
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

    /**
     * Une proposition d'avant qu'on demande la commune ne dit qu'une ville : la seule de ce nom, sinon celle de
     * l'employeur, dont c'est la salle.
     */
    private String communeDe(String ville, long employeur) {
        List<CommuneInfo> nommees = ville == null ? List.of() : communes.nommees(ville);
        return nommees.size() == 1
                ? nommees.get(0).code()
                : annuaire.collectivite(employeur)
                        .map(CollectiviteInfo::codeInsee)
                        .orElse(null);
    }
}
