package fr.cnfpt.ecommunautes.persistence;

import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Les contributions dans PostgreSQL. */
@ApplicationScoped
public class ContributionsJpa implements Contributions {

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ajouter(Contribution contribution) {
        em.persist(contribution);
        em.flush();
    }

    @Override
    public Optional<Contribution> parId(long id) {
        return Optional.ofNullable(em.find(Contribution.class, id));
    }

    @Override
    public Page discussions(long communauteId, int premiere, int combien, int reponses) {
        List<Long> messages = jdbi.withHandle(h -> h.createQuery("""
            select id from e_communautes.contribution where communaute_id = :c and parent_id is null
             order by anime_le desc, id desc offset :p limit :n
            """)
                .bind("c", communauteId)
                .bind("p", premiere)
                .bind("n", combien)
                .mapTo(Long.class)
                .list());
        Map<Long, Long> combienDeReponses = jdbi.withHandle(h -> h.createQuery("""
            select parent_id, count(*) as n from e_communautes.contribution where parent_id = any(:m) group by parent_id
            """)
                .bind("m", messages.toArray(Long[]::new))
                .reduceRows(new HashMap<>(), (m, l) -> {
                    m.put(l.getColumn("parent_id", Long.class), l.getColumn("n", Long.class));
                    return m;
                }));
        List<Long> dernieres = jdbi.withHandle(h -> h.createQuery("""
            select r.id from unnest(:m) as f(id)
             cross join lateral (select id from e_communautes.contribution where parent_id = f.id order by le desc, id desc limit :n) r
            """)
                .bind("m", messages.toArray(Long[]::new))
                .bind("n", reponses)
                .mapTo(Long.class)
                .list());
        Map<Long, Contribution> lues = parIds(messages, dernieres);
        Map<Long, List<Contribution>> parMessage = lues.values().stream()
                .filter(c -> c.parentId() != null)
                .sorted(Comparator.comparing(Contribution::le).thenComparing(Contribution::id))
                .collect(Collectors.groupingBy(Contribution::parentId));
        return new Page(
                messages.stream()
                        .map(m -> new Discussion(
                                lues.get(m),
                                parMessage.getOrDefault(m, List.of()),
                                combienDeReponses.getOrDefault(m, 0L)))
                        .toList(),
                jdbi.withHandle(h -> h.createQuery(
                                "select count(*) from e_communautes.contribution where communaute_id = :c and parent_id is null")
                        .bind("c", communauteId)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public Optional<Discussion> discussion(long communauteId, long messageId, int premiere, int combien) {
        return parId(messageId)
                .filter(m -> m.parentId() == null && m.communauteId() == communauteId)
                .map(m -> new Discussion(
                        m,
                        em.createQuery(
                                        "select c from Contribution c where c.parentId = :m order by c.le, c.id",
                                        Contribution.class)
                                .setParameter("m", messageId)
                                .setFirstResult(premiere)
                                .setMaxResults(combien)
                                .getResultList(),
                        em.createQuery("select count(c) from Contribution c where c.parentId = :m", Long.class)
                                .setParameter("m", messageId)
                                .getSingleResult()));
    }

    private Map<Long, Contribution> parIds(List<Long> messages, List<Long> reponses) {
        List<Long> tous = Stream.concat(messages.stream(), reponses.stream()).toList();
        return tous.isEmpty()
                ? Map.of()
                : em.createQuery("select c from Contribution c where c.id in :ids", Contribution.class)
                        .setParameter("ids", tous)
                        .getResultStream()
                        .collect(Collectors.toMap(Contribution::id, Function.identity()));
    }
}
