package fr.cnfpt.ecommunautes.persistence;

import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Les contributions dans PostgreSQL. */
@ApplicationScoped
public class ContributionsJpa implements Contributions {

    @PersistenceContext
    EntityManager em;

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
    public List<Contribution> de(long communauteId) {
        return em.createQuery(
                        "select c from Contribution c where c.communauteId = :c order by c.le, c.id",
                        Contribution.class)
                .setParameter("c", communauteId)
                .getResultList();
    }
}
