package fr.cnfpt.inscription.places.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Ce qui permet à chaque inscrit de refuser que sa session ait changé, et combien l'ont refusé. */
@ApplicationScoped
public class ChangementsARefuser {

    @Inject
    Jdbi jdbi;

    /** @param empreintes par bulletin, celle de son lien */
    public void permettre(long session, Map<Long, String> empreintes, String avant, Instant quand, Instant echeance) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.proposition (genre, bulletin_id, session_id, empreinte, faite_le, echeance, avant)
        select 'CHANGEE', x.b, :s, x.e, :q, :fin, :avant from unnest(cast(:bulletins as bigint[]), cast(:empreintes as text[])) as x(b, e)
        """)
                .bind("s", session)
                .bind("q", quand)
                .bind("fin", echeance)
                .bind("avant", avant)
                .bind("bulletins", empreintes.keySet().toArray(Long[]::new))
                .bind("empreintes", empreintes.values().toArray(String[]::new))
                .execute());
    }

    /** Combien ont refusé de suivre, par session ; absente : personne. */
    public Map<Long, Long> refus(Collection<Long> sessions) {
        return sessions.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery("""
        select session_id, count(*) from inscription.proposition
         where session_id = any(:s) and reponse = 'REFUSEE' and genre in ('DONNEE', 'CHANGEE') group by session_id
        """)
                        .bind("s", sessions.toArray(Long[]::new))
                        .map((r, c) -> Map.entry(r.getLong(1), r.getLong(2)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
