package fr.cnfpt.catalogue.sessions.persistence;

import fr.cnfpt.catalogue.sessions.domain.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.ZoneId;
import java.util.Optional;

/** L'écriture des sessions, par JPA. La fiche qu'une session garde, la base la pose (V140). */
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

    public Optional<Session> parId(long id) {
        return Optional.ofNullable(em.find(Session.class, id));
    }

    /** Ce qui se lit ensuite en SQL voit ce qui vient d'être changé. */
    public void ecrire() {
        em.flush();
    }

    /** Oublie ce qui est écrit : qui en publie des milliers n'en garde pas le suivi, que chaque écriture relirait. */
    public void alleger() {
        em.flush();
        em.clear();
    }

    /** Les sessions de cette structure publiées avant que l'on tienne leur fuseau reçoivent le sien. */
    public void mettreALHeure(long structureId, ZoneId fuseau) {
        em.createQuery("update Session s set s.fuseau = :f where s.structureId = :s and s.fuseau <> :f")
                .setParameter("f", fuseau.getId())
                .setParameter("s", structureId)
                .executeUpdate();
    }
}
