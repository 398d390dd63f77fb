package fr.cnfpt.catalogue.sessions.persistence;

import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.catalogue.stages.domain.Stage;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.ZoneId;

/** L'écriture du catalogue, par JPA. */
@ApplicationScoped
public class Sessions {

    @PersistenceContext
    EntityManager em;

    /** @return la session enregistrée, son identifiant posé */
    public Session ajouter(Session session) {
        em.persist(session);
        em.flush();
        return session;
    }

    /** @throws fr.cnfpt.commun.Refus conflit, si le code est pris */
    public Stage ajouter(Stage stage) {
        try {
            em.persist(stage);
            em.flush();
            return stage;
        } catch (PersistenceException e) {
            if (String.valueOf(e.getMessage()).contains("stage_code_key")) {
                throw Refus.conflit("code-pris", "Ce code de stage est déjà pris.");
            }
            throw e;
        }
    }

    /** Les sessions de cette structure publiées avant que l'on tienne leur fuseau reçoivent le sien. */
    public void mettreALHeure(long structureId, ZoneId fuseau) {
        em.createQuery("update Session s set s.fuseau = :f where s.structureId = :s and s.fuseau <> :f")
                .setParameter("f", fuseau.getId())
                .setParameter("s", structureId)
                .executeUpdate();
    }
}
