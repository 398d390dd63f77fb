package fr.cnfpt.catalogue.sessions.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/**
 * Pour qui les sessions sont publiées, et qui les organise : changés d'un bloc quand la carte ou les structures
 * changent.
 */
@ApplicationScoped
public class Aires {

    @Inject
    Jdbi jdbi;

    /**
     * Les sessions publiées pour la première clé le sont aussi pour la seconde. @return combien de sessions l'ont reçue
     */
    public int etendre(String cle, String aussi) {
        return jdbi.withHandle(h -> h.createUpdate(
                        "insert into catalogue.aire_recrutement (session_id, cle)"
                                + " select session_id, :aussi from catalogue.aire_recrutement where cle = :cle on conflict do nothing")
                .bind("cle", cle)
                .bind("aussi", aussi)
                .execute());
    }

    /**
     * Les sessions de l'ancienne structure qui ne sont pas finies ce jour-là, et ses brouillons, passent à la nouvelle.
     */
    public void confier(long ancienne, long nouvelle, LocalDate jour) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.session set structure_id = :n, version = version + 1 where structure_id = :a and (fin >= :j or etat = 'BROUILLON')")
                .bind("a", ancienne)
                .bind("n", nouvelle)
                .bind("j", jour)
                .execute());
    }
}
