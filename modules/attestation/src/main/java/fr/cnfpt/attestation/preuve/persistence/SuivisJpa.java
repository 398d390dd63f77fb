package fr.cnfpt.attestation.preuve.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.attestation.preuve.port.Suivis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les suivis dans PostgreSQL. */
@ApplicationScoped
public class SuivisJpa implements Suivis {

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ajouter(Suivi suivi) {
        em.persist(suivi);
        em.flush();
    }

    @Override
    public List<Suivi> deLaSession(long sessionId) {
        return em.createQuery(
                        "select distinct s from Suivi s left join fetch s.emargements where s.sessionId = :s order by s.bulletinId",
                        Suivi.class)
                .setParameter("s", sessionId)
                .getResultList();
    }

    @Override
    public Map<Long, Long> aFinirDEmarger(Collection<Long> sessions) {
        return jdbi.withHandle(h -> h.createQuery("""
          select session_id, count(*) as combien from attestation.suivi
           where session_id = any(:sessions) and present and emargees < demi_journees
           group by session_id
          """)
                .bind("sessions", sessions.toArray(Long[]::new))
                .map((r, c) -> Map.entry(r.getLong(1), r.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Map<Long, Long> aExaminer(Portee portee) {
        return jdbi.withHandle(h -> {
            Map<Long, Long> parSession = new LinkedHashMap<>();
            h.createQuery("""
          select session_id, count(*) as combien from attestation.suivi
           where present and examine_le is null and
          """ + portee.sql(null, null, "structure_id") + " group by session_id order by session_id")
                    .bindMap(portee.valeurs())
                    .map((r, c) -> parSession.put(r.getLong(1), r.getLong(2)))
                    .list();
            return parSession;
        });
    }
}
