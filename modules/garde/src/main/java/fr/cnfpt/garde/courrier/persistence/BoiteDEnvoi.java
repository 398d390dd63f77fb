package fr.cnfpt.garde.courrier.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les courriers déposés, partis ou à partir. */
@ApplicationScoped
public class BoiteDEnvoi {

    public record Courrier(
            long id,
            OffsetDateTime deposeLe,
            String destinataire,
            String objet,
            String texte,
            int essais,
            OffsetDateTime partiLe,
            OffsetDateTime abandonneLe,
            String erreur) {}

    private static final String COURRIER = """
      select id, depose_le, destinataire, objet, texte, essais, parti_le, abandonne_le, erreur from garde.courrier
      """;

    @Inject
    Jdbi jdbi;

    public void deposer(String destinataire, String objet, String texte, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into garde.courrier (destinataire, objet, texte, collectivite_id) values (:d, :o, :t, :c)")
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("c", collectiviteId)
                .execute());
    }

    /**
     * Comme {@link #deposer}, mais rien n'en reste une fois parti ou abandonné : pour une adresse qu'on vient
     * d'oublier.
     */
    public void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into garde.courrier (destinataire, objet, texte, collectivite_id, fugace) values (:d, :o, :t, :c, true)")
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("c", collectiviteId)
                .execute());
    }

    /**
     * Ceux dont l'heure est venue, verrouillés jusqu'à la fin de la transaction ; un autre envoi en cours les saute.
     */
    public List<Courrier> aEnvoyer(Instant maintenant, int combien) {
        return jdbi.withHandle(h -> h.createQuery(COURRIER + """
         where parti_le is null and abandonne_le is null and essayer_le <= :m order by essayer_le, id limit :n for update skip locked
        """)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("n", combien)
                .mapTo(Courrier.class)
                .list());
    }

    public void noterDepart(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update garde.courrier set parti_le = :le, essais = essais + 1, erreur = null where id = :id")
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
        oublierLesFugaces();
    }

    /** @param essayerLe quand recommencer, ou {@code null} pour y renoncer */
    public void noterEchec(long id, String erreur, Instant essayerLe, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        update garde.courrier set essais = essais + 1, erreur = :e, essayer_le = coalesce(:quand, essayer_le),
               abandonne_le = case when :quand::timestamptz is null then :le else null end where id = :id
        """)
                .bind("e", erreur)
                .bind("quand", essayerLe == null ? null : essayerLe.atOffset(ZoneOffset.UTC))
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
        oublierLesFugaces();
    }

    private void oublierLesFugaces() {
        jdbi.useHandle(h ->
                h.execute("delete from garde.courrier where fugace and coalesce(parti_le, abandonne_le) is not null"));
    }

    /** Les derniers déposés, les plus récents d'abord. */
    public List<Courrier> derniers(int combien) {
        return jdbi.withHandle(h -> h.createQuery(COURRIER + " order by id desc limit :n")
                .bind("n", combien)
                .mapTo(Courrier.class)
                .list());
    }
}
