package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.ecommunautes.api.Communautes;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.ecommunautes.port.Passages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * La preuve, telle qu'on la publie : un passage n'étant daté qu'entre l'ouverture et la fermeture, le premier suffit.
 */
@ApplicationScoped
@Transactional
public class PreuveDeConnexion implements Communautes {

    @Inject
    Espaces espaces;

    @Inject
    Passages passages;

    @Override
    public Optional<Instant> aEteConnecte(long sessionId, long agentId) {
        return espaces.deLaSession(sessionId).flatMap(c -> passages.premier(c.id(), agentId));
    }

    @Override
    public Optional<LocalDate> fermeture(long sessionId) {
        return espaces.deLaSession(sessionId).map(Communaute::fermeture);
    }
}
