package fr.cnfpt.inscription.relances.persistence;

import fr.cnfpt.annuaire.api.Portee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Qui a été rappelé avant sa session, et qui a dit qu'il venait. */
@ApplicationScoped
public class Venues {

    @Inject
    Jdbi jdbi;

    /** Un convoqué à rappeler. */
    public record ARappeler(long bulletinId, long sessionId, long agentId, long collectiviteId) {}

    /**
     * Où en est un convoqué.
     *
     * @param joignable faux : il n'avait pas d'adresse
     * @param vient {@code null} : sans réponse
     */
    public record Venue(long bulletinId, Instant rappeleLe, boolean joignable, Boolean vient, Instant reponduLe) {}

    /** Les convoqués d'une session qui commence après ce jour, et au plus tard ce dernier, pas encore rappelés. */
    public List<ARappeler> aRappeler(LocalDate apres, LocalDate auPlusTard, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.id as bulletin_id, b.session_id, b.agent_id, b.collectivite_id from inscription.bulletin b
         where b.etat = 'CONVOQUEE' and b.session_debut > :apres and b.session_debut <= :tard
           and not exists (select 1 from inscription.venue v where v.bulletin_id = b.id)
         order by b.session_debut, b.id limit :n
        """)
                .bind("apres", apres)
                .bind("tard", auPlusTard)
                .bind("n", combien)
                .mapTo(ARappeler.class)
                .list());
    }

    /** @return faux si une autre instance vient de le rappeler */
    public boolean rappeler(long bulletinId, Instant le, boolean joignable) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "insert into inscription.venue (bulletin_id, rappele_le, joignable) values (:b, :le, :j) on conflict do nothing")
                        .bind("b", bulletinId)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("j", joignable)
                        .execute())
                == 1;
    }

    public void repondre(long bulletinId, boolean vient, Instant le) {
        jdbi.useHandle(
                h -> h.createUpdate("update inscription.venue set vient = :v, repondu_le = :le where bulletin_id = :b")
                        .bind("b", bulletinId)
                        .bind("v", vient)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute());
    }

    /** Ceux d'une session que cette portée montre, encore convoqués. */
    public List<Venue> deLaSession(long sessionId, Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("""
        select v.bulletin_id, v.rappele_le, v.joignable, v.vient, v.repondu_le
          from inscription.venue v join inscription.bulletin b on b.id = v.bulletin_id
         where b.session_id = :s and b.etat = 'CONVOQUEE' and
        """ + portee.sql("b.agent_id", "b.collectivite_id", "b.transmis_a"))
                .bindMap(portee.valeurs())
                .bind("s", sessionId)
                .mapTo(Venue.class)
                .list());
    }

    public List<Venue> duBulletin(long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select bulletin_id, rappele_le, joignable, vient, repondu_le from inscription.venue where bulletin_id = :b")
                .bind("b", bulletinId)
                .mapTo(Venue.class)
                .list());
    }
}
