package fr.cnfpt.planformation.persistence;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.planformation.domain.Synthese;
import fr.cnfpt.planformation.port.Syntheses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/** Les synthèses dans PostgreSQL ; son index partiel garde qu'une seule soit en cours. */
@ApplicationScoped
public class SynthesesJpa implements Syntheses {

    @PersistenceContext
    EntityManager em;

    @Override
    public Optional<Synthese> derniere(int annee, long structureId) {
        return em.createQuery(
                        "select s from Synthese s where s.annee = :a and s.structureId = :s order by s.id desc",
                        Synthese.class)
                .setParameter("a", annee)
                .setParameter("s", structureId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Synthese> parId(long id) {
        return Optional.ofNullable(em.find(Synthese.class, id));
    }

    @Override
    public void ajouter(Synthese synthese) {
        em.persist(synthese);
        try {
            em.flush();
        } catch (PersistenceException e) {
            if (String.valueOf(e.getMessage()).contains("uq_synthese_en_cours_par_structure_et_annee")) {
                throw Refus.conflit(
                        "synthese-en-cours",
                        "Une synthèse est déjà en cours pour cette délégation : attendez sa fin, ou reprenez-la si elle est interrompue.");
            }
            throw e;
        }
    }
}
