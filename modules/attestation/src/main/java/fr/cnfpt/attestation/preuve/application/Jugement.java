package fr.cnfpt.attestation.preuve.application;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.domain.Formation;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.RegleDePreuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Baremes;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.ecommunautes.api.Communautes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Rassemble les faits d'un suivi et leur applique les règles du dernier jour de la session. */
@ApplicationScoped
public class Jugement {

    @Inject
    Baremes baremes;

    @Inject
    Communautes communautes;

    public Bareme bareme(SessionInfo session) {
        return baremes.au(session.fin());
    }

    public Preuve juger(Bareme bareme, SessionInfo session, Suivi suivi) {
        return new RegleDePreuve(bareme)
                .examiner(
                        Formation.de(session),
                        suivi.faits(
                                session.modalite() == Modalite.MIXTE_COMMUNAUTE
                                        ? communautes
                                                .aEteConnecte(session.id(), suivi.agentId())
                                                .orElse(null)
                                        : null));
    }
}
