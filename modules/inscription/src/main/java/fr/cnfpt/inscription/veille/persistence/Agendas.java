package fr.cnfpt.inscription.veille.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/** Les adresses secrètes des agendas, et ce que chacun montre. */
@ApplicationScoped
public class Agendas {

    @Inject
    Jdbi jdbi;

    public Optional<Instant> ouvertLe(long compteId) {
        return jdbi.withHandle(h -> h.createQuery("select ouvert_le from inscription.agenda where compte_id = :c")
                .bind("c", compteId)
                .mapTo(Instant.class)
                .findOne());
    }

    /** L'adresse d'avant, s'il y en avait une, ne vaut plus. */
    public void ouvrir(long compteId, long agentId, String empreinte, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.agenda (compte_id, agent_id, empreinte, ouvert_le) values (:c, :a, :e, :le)
        on conflict (compte_id) do update set empreinte = excluded.empreinte, agent_id = excluded.agent_id, ouvert_le = excluded.ouvert_le
        """)
                .bind("c", compteId)
                .bind("a", agentId)
                .bind("e", empreinte)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** @return faux s'il n'était pas ouvert */
    public boolean fermer(long compteId) {
        return jdbi.withHandle(h -> h.createUpdate("delete from inscription.agenda where compte_id = :c")
                        .bind("c", compteId)
                        .execute())
                > 0;
    }

    /** @return le compte dont cette empreinte ouvre l'agenda */
    public OptionalLong compte(String empreinte) {
        return jdbi.withHandle(h -> h.createQuery("select compte_id from inscription.agenda where empreinte = :e")
                        .bind("e", empreinte)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /**
     * Les sessions où ces postes sont acceptés, et vrai pour celles où ils l'ont été et ne le sont plus : un agenda
     * n'ôte que ce qu'on lui dit annulé.
     */
    public Map<Long, Boolean> sessions(Collection<Long> agents, LocalDate depuis) {
        return jdbi.withHandle(h -> {
            Map<Long, Boolean> lues = new LinkedHashMap<>();
            h.createQuery("""
        select b.session_id, bool_and(b.etat in ('REFUSEE', 'ANNULEE')) as annulee
          from inscription.bulletin b
         where b.agent_id = any(:agents) and b.session_fin >= :depuis
           and (b.etat in ('ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')
             or b.etat in ('REFUSEE', 'ANNULEE')
                and exists (select 1 from inscription.changement c where c.bulletin_id = b.id and c.etat in ('ACCEPTEE', 'CONVOQUEE')))
         group by b.session_id order by min(b.session_debut), b.session_id
        """)
                    .bind("agents", agents.toArray(Long[]::new))
                    .bind("depuis", depuis)
                    .map((r, c) -> Map.entry(r.getLong(1), r.getBoolean(2)))
                    .forEach(e -> lues.put(e.getKey(), e.getValue()));
            return lues;
        });
    }
}
