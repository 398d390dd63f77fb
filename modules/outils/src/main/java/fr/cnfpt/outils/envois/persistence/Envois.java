package fr.cnfpt.outils.envois.persistence;

import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.domain.NonRemis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Les envois déposés, partis ou à partir. Qui en prend un a un bail : le temps du bail, nul autre ne le prend ; s'il
 * meurt, l'envoi revient. Sa note ne vaut que si personne ne l'a repris depuis : le nombre d'essais le dit.
 */
@ApplicationScoped
public class Envois {

    private static final String COLONNES =
            "id, canal, cle, retour, collectivite_id, destinataire, objet, texte, agenda, depose_le, essais, essayer_le, parti_le, abandonne_le, retenu, erreur";
    private static final String ATTEND = "parti_le is null and abandonne_le is null";

    @Inject
    Jdbi jdbi;

    /**
     * @param urgent vrai s'il passe devant
     * @param fugace vrai s'il n'en doit rien rester une fois parti, ou abandonné
     * @return sa clé
     */
    public UUID deposer(
            String canal,
            String destinataire,
            String objet,
            String texte,
            String agenda,
            Long collectiviteId,
            boolean urgent,
            boolean fugace) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into outils.envoi (canal, destinataire, objet, texte, agenda, collectivite_id, urgent, fugace) values (:canal, :d, :o, :t, :a, :c, :u, :f)
        returning cle
        """)
                .bind("canal", canal)
                .bind("d", destinataire)
                .bind("o", objet)
                .bind("t", texte)
                .bind("a", agenda)
                .bind("c", collectiviteId)
                .bind("u", urgent)
                .bind("f", fugace)
                .mapTo(UUID.class)
                .one());
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

    /** Compté comme parti, mais remis à personne. */
    public void retenir(Envoi e, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update outils.envoi set parti_le = :le, retenu = true, erreur = null where id = :id and "
                                + ATTEND)
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
        jdbi.useHandle(
                h -> h.createUpdate(abandon("update outils.envoi set erreur = :e, abandonne_le = :le where id = :id"
                                + " and essais = :n and " + ATTEND))
                        .bind("e", erreur)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("id", e.id())
                        .bind("n", e.essais())
                        .execute());
        oublierLesFugaces();
    }

    /** Ceux dont tous les essais ont commencé et dont le dernier n'a rien dit : ils ne seraient plus jamais pris. */
    public void abandonnerLesEpuises(String canal, int essais, String erreur, Instant le) {
        jdbi.useHandle(
                h -> h.createUpdate(abandon("update outils.envoi set abandonne_le = :le, erreur = coalesce(erreur, :e)"
                                + " where canal = :canal and essais >= :n and essayer_le <= :le and " + ATTEND))
                        .bind("canal", canal)
                        .bind("n", essais)
                        .bind("e", erreur)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute());
        oublierLesFugaces();
    }

    /** Abandonné, un courriel n'est pas arrivé : cela se garde, même de celui dont il ne reste rien. */
    private static String abandon(String ordre) {
        return "with a as (" + ordre + " returning canal, cle, destinataire, objet, erreur)"
                + " insert into outils.non_remis (cle, adresse, objet, revenu, raison, le)"
                + " select cle, destinataire, objet, false, erreur, :le from a where canal = 'courriel'"
                + " on conflict (cle) do update set raison = excluded.raison, le = excluded.le";
    }

    /** Parti, ce courriel est revenu. @return faux s'il n'est pas des nôtres, ou si on le savait */
    public boolean noterRetour(UUID retour, String raison, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into outils.non_remis (cle, adresse, objet, revenu, raison, le)
        select cle, destinataire, objet, true, :r, :le from outils.envoi where retour = :retour and parti_le is not null
        on conflict (cle) do nothing
        """)
                        .bind("r", raison)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("retour", retour)
                        .execute())
                == 1;
    }

    /**
     * La démonstration : un courriel qui serait parti et revenu ; rien ne part vers qui n'existe pas. @return sa clé
     */
    public UUID montrerUnRetour(String adresse, String objet, String raison, Instant le) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into outils.non_remis (cle, adresse, objet, revenu, raison, le) values (gen_random_uuid(), :a, :o, true, :r, :le) returning cle
        """)
                .bind("a", adresse)
                .bind("o", objet)
                .bind("r", raison)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .mapTo(UUID.class)
                .one());
    }

    /** Les clés de ceux qui ne sont pas arrivés. */
    public List<UUID> clesNonRemises() {
        return jdbi.withHandle(h -> h.createQuery("select cle from outils.non_remis")
                .mapTo(UUID.class)
                .list());
    }

    public List<NonRemis> nonRemis(Collection<UUID> cles) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select cle, adresse, objet, revenu, raison, le from outils.non_remis where cle = any(:cles)")
                .bind("cles", cles.toArray(UUID[]::new))
                .mapTo(NonRemis.class)
                .list());
    }

    /** Le dernier courriel qui n'est pas arrivé à cette adresse. */
    public Optional<NonRemis> nonRemisA(String adresse) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select cle, adresse, objet, revenu, raison, le from outils.non_remis where lower(adresse) = lower(:a) order by le desc fetch first row only
        """).bind("a", adresse).mapTo(NonRemis.class).findOne());
    }

    /** Cette adresse est à essayer encore : on n'en sait plus de mal. */
    public void oublierLesRetours(String adresse) {
        jdbi.useHandle(h -> h.createUpdate("delete from outils.non_remis where lower(adresse) = lower(:a)")
                .bind("a", adresse)
                .execute());
    }

    /** @return faux s'il n'était pas abandonné : parti, repris par un autre, ou purgé */
    public boolean renvoyer(long id, Instant le) {
        return jdbi.withHandle(
                        h -> h.createQuery("with r as (update outils.envoi set abandonne_le = null, erreur = null,"
                                        + " essais = 0, essayer_le = :le where id = :id and abandonne_le is not null returning cle),"
                                        + " o as (delete from outils.non_remis where cle in (select cle from r))"
                                        + " select count(*) from r")
                                .bind("le", le.atOffset(ZoneOffset.UTC))
                                .bind("id", id)
                                .mapTo(Long.class)
                                .one())
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
