package fr.cnfpt.inscription.quotas.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Le quota de chaque session, et ce que chaque collectivité y tient. */
@ApplicationScoped
public class Quotas {

    /** Ce qu'une collectivité tient et attend dans une session. */
    public record Part(long collectiviteId, int tenues, int attendues) {}

    @Inject
    Jdbi jdbi;

    public Optional<Integer> de(long session) {
        return jdbi.withHandle(
                h -> h.createQuery("select quota from inscription.jauge where session_id = :s and quota is not null")
                        .bind("s", session)
                        .mapTo(Integer.class)
                        .findOne());
    }

    /** @return le plus de demandes en liste d'attente, s'il y en a un */
    public Optional<Integer> attenteMax(long session) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select attente_max from inscription.jauge where session_id = :s and attente_max is not null")
                .bind("s", session)
                .mapTo(Integer.class)
                .findOne());
    }

    /** @param max {@code null} : sans limite */
    public void limiterLAttente(long session, Integer max) {
        jdbi.useHandle(
                h -> h.createUpdate("update inscription.jauge set attente_max = cast(:m as int) where session_id = :s")
                        .bind("m", max)
                        .bind("s", session)
                        .execute());
    }

    /** Les plus grandes d'abord. */
    public List<Part> parts(long session) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select * from inscription.parts(:s) order by tenues desc, attendues desc, collectivite_id")
                .bind("s", session)
                .mapTo(Part.class)
                .list());
    }

    /** @param quota {@code null} : aucun */
    public void regler(long session, Integer quota) {
        jdbi.useHandle(h -> h.createUpdate("update inscription.jauge set quota = cast(:q as int) where session_id = :s")
                .bind("q", quota)
                .bind("s", session)
                .execute());
    }
}
