package fr.cnfpt.garde.courrier.adapter.persistence;

import fr.cnfpt.garde.courrier.port.BoiteDEnvoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** La boîte d'envoi en base. */
@ApplicationScoped
public class BoiteDEnvoiSql implements BoiteDEnvoi {

    private static final String COURRIER = """
      select id, depose_le, destinataire, objet, texte, essais, parti_le, abandonne_le, erreur from garde.courrier
      """;

    @Inject
    Jdbi jdbi;

    @Override
    public void deposer(String destinataire, String objet, String texte, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into garde.courrier (destinataire, objet, texte, collectivite_id) values (:d, :o, :t, :c)")
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("c", collectiviteId)
                .execute());
    }

    @Override
    public void deposerFugace(String destinataire, String objet, String texte, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into garde.courrier (destinataire, objet, texte, collectivite_id, fugace) values (:d, :o, :t, :c, true)")
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("c", collectiviteId)
                .execute());
    }

    @Override
    public List<Courrier> aEnvoyer(Instant maintenant, int combien) {
        return jdbi.withHandle(h -> h.createQuery(COURRIER + """
         where parti_le is null and abandonne_le is null and essayer_le <= :m order by essayer_le, id limit :n for update skip locked
        """)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("n", combien)
                .mapTo(Courrier.class)
                .list());
    }

    @Override
    public void noterDepart(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update garde.courrier set parti_le = :le, essais = essais + 1, erreur = null where id = :id")
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
        oublierLesFugaces();
    }

    @Override
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

    @Override
    public List<Courrier> derniers(int combien) {
        return jdbi.withHandle(h -> h.createQuery(COURRIER + " order by id desc limit :n")
                .bind("n", combien)
                .mapTo(Courrier.class)
                .list());
    }
}
