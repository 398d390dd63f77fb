package fr.cnfpt.outils.envois.persistence;

import fr.cnfpt.outils.envois.domain.Envoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Les envois déposés, partis ou à partir. Qui en prend un a un bail : le temps du bail, nul autre ne le prend ; s'il
 * meurt, l'envoi revient. Sa note ne vaut que si personne ne l'a repris depuis : le nombre d'essais le dit.
 */
@ApplicationScoped
public class Envois {

    private static final String COLONNES =
            "id, canal, cle, destinataire, objet, texte, agenda, depose_le, essais, essayer_le, parti_le, abandonne_le, erreur";
    private static final String ATTEND = "parti_le is null and abandonne_le is null";

    @Inject
    Jdbi jdbi;

    /**
     * @param urgent vrai s'il passe devant
     * @param fugace vrai s'il n'en doit rien rester une fois parti, ou abandonné
     */
    public void deposer(
            String canal,
            String destinataire,
            String objet,
            String texte,
            String agenda,
            Long collectiviteId,
            boolean urgent,
            boolean fugace) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into outils.envoi (canal, destinataire, objet, texte, agenda, collectivite_id, urgent, fugace) values (:canal, :d, :o, :t, :a, :c, :u, :f)
        """)
                .bind("canal", canal)
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("a", agenda)
                .bind("c", collectiviteId)
                .bind("u", urgent)
                .bind("f", fugace)
                .execute());
    }

    /**
     * Prend le premier dont l'heure est venue, les urgents devant, en une instruction ; ceux qu'un autre prend au même
     * instant sont sautés.
     */
    public Optional<Envoi> prendre(String canal, Instant maintenant, Duration bail, int essais) {
        return jdbi.withHandle(h -> h.createQuery("""
        update outils.envoi e set essais = essais + 1, essayer_le = :fin
         where id = (select id from outils.envoi where canal = :canal and %s and essayer_le <= :m and essais < :n
                      order by urgent desc, essayer_le, id limit 1 for update skip locked)
        returning %s
        """.formatted(ATTEND, COLONNES))
                .bind("canal", canal)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("fin", maintenant.plus(bail).atOffset(ZoneOffset.UTC))
                .bind("n", essais)
                .mapTo(Envoi.class)
                .findOne());
    }

    public void noterDepart(Envoi e, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update outils.envoi set parti_le = :le, erreur = null where id = :id and " + ATTEND)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", e.id())
                .execute());
        oublierLesFugaces();
    }

    public void repousser(Envoi e, String erreur, Instant essayerLe) {
        jdbi.useHandle(h -> h.createUpdate("update outils.envoi set erreur = :e, essayer_le = :quand where id = :id"
                        + " and essais = :n and " + ATTEND)
                .bind("e", erreur)
                .bind("quand", essayerLe.atOffset(ZoneOffset.UTC))
                .bind("id", e.id())
                .bind("n", e.essais())
                .execute());
    }

    public void abandonner(Envoi e, String erreur, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("update outils.envoi set erreur = :e, abandonne_le = :le where id = :id"
                        + " and essais = :n and " + ATTEND)
                .bind("e", erreur)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", e.id())
                .bind("n", e.essais())
                .execute());
        oublierLesFugaces();
    }

    /** Ceux dont tous les essais ont commencé et dont le dernier n'a rien dit : ils ne seraient plus jamais pris. */
    public void abandonnerLesEpuises(String canal, int essais, String erreur, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("update outils.envoi set abandonne_le = :le, erreur = coalesce(erreur, :e)"
                        + " where canal = :canal and essais >= :n and essayer_le <= :le and " + ATTEND)
                .bind("canal", canal)
                .bind("n", essais)
                .bind("e", erreur)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
        oublierLesFugaces();
    }

    /** @return faux s'il n'était pas abandonné : parti, repris par un autre, ou purgé */
    public boolean renvoyer(long id, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("update outils.envoi set abandonne_le = null, erreur = null,"
                                + " essais = 0, essayer_le = :le where id = :id and abandonne_le is not null")
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private void oublierLesFugaces() {
        jdbi.useHandle(h ->
                h.execute("delete from outils.envoi where fugace and coalesce(parti_le, abandonne_le) is not null"));
    }

    /** Les derniers déposés, les plus récents d'abord. */
    public List<Envoi> derniers(int combien) {
        return lire("true", combien);
    }

    /** De même, sans ceux qui sont partis. */
    public List<Envoi> restes(int combien) {
        return lire("parti_le is null", combien);
    }

    private List<Envoi> lire(String condition, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select " + COLONNES + " from outils.envoi where " + condition + " order by id desc limit :n")
                .bind("n", combien)
                .mapTo(Envoi.class)
                .list());
    }

    public long abandonnes() {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from outils.envoi where abandonne_le is not null")
                .mapTo(Long.class)
                .one());
    }
}
