package fr.cnfpt.ecommunautes.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.port.Espaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les communautés dans PostgreSQL. */
@ApplicationScoped
public class EspacesJpa implements Espaces {

    private static final String RETENUES = """
        from e_communautes.communaute c
       where public.unaccent(lower(c.titre)) like '%' || public.unaccent(lower(:q)) || '%'
         and (c.nature = 'NATIONALE' or c.session_id = any(:sessions) or
      """;

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ajouter(Communaute communaute) {
        em.persist(communaute);
        em.flush();
    }

    @Override
    public Optional<Communaute> parId(long id) {
        return Optional.ofNullable(em.find(Communaute.class, id));
    }

    @Override
    public Optional<Communaute> deLaSession(long sessionId) {
        return em.createQuery("select c from Communaute c where c.sessionId = :s", Communaute.class)
                .setParameter("s", sessionId)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Communaute> nationale(String titre) {
        return em.createQuery("select c from Communaute c where c.sessionId is null and c.titre = :t", Communaute.class)
                .setParameter("t", titre)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Page lister(Portee portee, Collection<Long> siennes, String recherche, int premiere, int combien) {
        Long[] sessions = siennes.toArray(Long[]::new);
        String visibles = RETENUES + portee.sql(null, null, "c.structure_id") + ")";
        return jdbi.withHandle(h -> {
            List<Resume> lignes = h.createQuery(
                            """
          select c.id, c.nature, c.session_id, c.titre, c.description, c.ouverture, c.fermeture,
                 (select count(*) from e_communautes.contribution x where x.communaute_id = c.id) as contributions,
                 (select max(x.le) from e_communautes.contribution x where x.communaute_id = c.id) as derniere_activite
          """ + visibles
                                    + " order by c.nature = 'STAGE' desc, derniere_activite desc nulls last, c.ouverture desc, c.id offset :p limit :n")
                    .bindMap(portee.valeurs())
                    .bind("sessions", sessions)
                    .bind("q", recherche)
                    .bind("p", premiere)
                    .bind("n", combien)
                    .mapTo(Resume.class)
                    .list();
            long total = h.createQuery("select count(*) " + visibles)
                    .bindMap(portee.valeurs())
                    .bind("sessions", sessions)
                    .bind("q", recherche)
                    .mapTo(Long.class)
                    .one();
            return new Page(lignes, total);
        });
    }
}
