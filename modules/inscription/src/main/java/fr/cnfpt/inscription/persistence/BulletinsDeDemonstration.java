package fr.cnfpt.inscription.persistence;

import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;

/** Les bulletins de la démonstration, menés et vieillis par lots là où un délégué les mènerait un à un. */
@ApplicationScoped
public class BulletinsDeDemonstration {

    private static final String MENER = """
      with b as (
        update inscription.bulletin set etat = :vers, version = version + 1
         where session_id = any(:sessions) and etat = :de and (:sur = 0 or id % greatest(:sur, 1) <> 0) returning id
      )
      insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
      select id, :quand, :vers, :texte, :compte, :nom, :role from b
      """;

    @Inject
    Jdbi jdbi;

    public boolean vide() {
        return jdbi.withHandle(h -> h.createQuery("select not exists (select 1 from inscription.bulletin)")
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Accepte ceux qui tiennent une place dans ces sessions, hors d'une part {@code sur} laissée à instruire (0 :
     * aucune).
     */
    public void accepter(Collection<Long> sessions, int sur, Utilisateur par, Instant quand) {
        mener(sessions, "TRANSMISE", "ACCEPTEE", "Accepté par le CNFPT", sur, par, quand);
    }

    /** Convoque les acceptés de ces sessions. */
    public void convoquer(Collection<Long> sessions, Utilisateur par, Instant quand) {
        mener(sessions, "ACCEPTEE", "CONVOQUEE", "Convoqué, convocation à télécharger", 0, par, quand);
    }

    private void mener(
            Collection<Long> sessions, String de, String vers, String texte, int sur, Utilisateur par, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate(MENER)
                .bind("sessions", sessions.toArray(Long[]::new))
                .bind("de", de)
                .bind("vers", vers)
                .bind("texte", texte)
                .bind("sur", sur)
                .bind("quand", quand)
                .bind("compte", par.compteId())
                .bind("nom", par.nom())
                .bind("role", par.role().name())
                .execute());
    }
}
