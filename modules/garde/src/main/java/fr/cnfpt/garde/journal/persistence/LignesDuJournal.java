package fr.cnfpt.garde.journal.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Le journal en base : un déclencheur numérote et enchaîne chaque ligne, un autre refuse toute réécriture. Ce qui ne se
 * récrit pas ne porte pas de nom d'agent : son numéro, que la lecture traduit tant qu'il mène à quelqu'un.
 */
@ApplicationScoped
public class LignesDuJournal {

    /**
     * @param qui le nom d'aujourd'hui de l'agent ou du compte touché, ou {@code null} ; la ligne, elle, ne porte que
     *     son numéro
     */
    public record Ligne(
            long numero, OffsetDateTime le, String action, String objet, String detail, String auteur, String qui) {}

    public record Evenement(OffsetDateTime le, String genre, String compte, String adresse, String detail) {}

    /** La dernière ligne et son empreinte ; 0 quand le journal est vide. */
    public record Tete(long numero, String empreinte) {}

    private static final String RETENUS = """
        from garde.journal j
        left join annuaire.agent_publie a on a.id = case when j.objet ~ '^agent [0-9]{1,18}$' then substr(j.objet, 7)::bigint end
        left join acces.compte_publie c on c.id = case when j.objet ~ '^compte [0-9]{1,18}$' then substr(j.objet, 8)::bigint end
        left join annuaire.collectivite_publiee k on k.id = j.collectivite_id
       where outils.cle_recherche(concat_ws(' ', j.action, j.objet, j.detail, j.auteur, a.prenom, a.nom, c.nom)) like all ((select outils.motifs(:q))::text[])
      """;

    private static final String EVENEMENTS = """
        from garde.evenement_securite e left join acces.compte_publie c on c.id = e.compte_id
       where outils.cle_recherche(concat_ws(' ', e.genre, c.identifiant, e.adresse, e.detail)) like all ((select outils.motifs(:q))::text[])
      """;

    @Inject
    Jdbi jdbi;

    public void ajouter(String action, String objet, String detail, Utilisateur auteur, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into garde.journal (action, objet, detail, auteur, auteur_compte_id, collectivite_id, structure_id)
        values (:action, :objet, :detail, :auteur, :compte, :collectivite, :structure)
        """)
                .bind("action", action)
                .bind("objet", objet)
                .bind("detail", detail)
                .bind("auteur", auteur.agentId() == null ? auteur.nom() : "agent " + auteur.agentId())
                .bind("compte", auteur.compteId())
                .bind("collectivite", collectiviteId)
                .bind("structure", auteur.structureId())
                .execute());
    }

    public void ajouterEvenement(String genre, Long compteId, String adresse, String detail) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into garde.evenement_securite (genre, compte_id, adresse, detail) values (:g, :c, :a, :d)")
                .bind("g", genre)
                .bind("c", compteId)
                .bind("a", adresse)
                .bind("d", detail)
                .execute());
    }

    /** Les plus récents d'abord . */
    public List<Ligne> lire(Portee portee, String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> lier(
                        h,
                        """
        select j.numero, j.le, j.action, j.objet, j.detail, j.auteur, coalesce(a.prenom || ' ' || upper(a.nom), c.nom) as qui
        """ + RETENUS + dans(portee) + " order by j.numero desc offset :p limit :n",
                        portee,
                        recherche)
                .bind("p", premiere)
                .bind("n", combien)
                .mapTo(Ligne.class)
                .list());
    }

    public long compter(Portee portee, String recherche) {
        return jdbi.withHandle(h -> lier(h, "select count(*) " + RETENUS + dans(portee), portee, recherche)
                .mapTo(Long.class)
                .one());
    }

    /** Les actes de sa collectivité, ou de celles que sa structure suit aujourd'hui. */
    private static String dans(Portee p) {
        return " and " + p.sql(null, "j.collectivite_id", "k.structure_id");
    }

    private static Query lier(Handle h, String sql, Portee p, String recherche) {
        return h.createQuery(sql).bindMap(p.valeurs()).bind("q", recherche);
    }

    public List<Evenement> evenements(String recherche, int premiere, int combien) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select e.le, e.genre, c.identifiant as compte, e.adresse, e.detail
        """ + EVENEMENTS + " order by e.le desc, e.id desc offset :p limit :n")
                        .bind("q", recherche)
                        .bind("p", premiere)
                        .bind("n", combien)
                        .mapTo(Evenement.class)
                        .list());
    }

    public long compterEvenements(String recherche) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) " + EVENEMENTS)
                .bind("q", recherche)
                .mapTo(Long.class)
                .one());
    }

    public Tete tete() {
        return jdbi.withHandle(h -> h.createQuery("select numero, empreinte from garde.journal_tete")
                .mapTo(Tete.class)
                .one());
    }

    /**
     * @return le numéro de la première ligne changée, ôtée ou intercalée ; vide si la chaîne est entière jusqu'à sa
     *     tête
     */
    public Optional<Long> premiereRupture() {
        return jdbi.withHandle(h -> h.createQuery("""
        with chaine as (
          select j.numero, j.empreinte_precedente, j.empreinte, garde.empreinte_du_journal(j) as recalculee,
                 lag(j.numero, 1, 0::bigint) over w as avant, lag(j.empreinte, 1, repeat('0', 64)) over w as attendue
            from garde.journal j window w as (order by j.numero)
        ), ruptures as (
          select case when numero <> avant + 1 then avant + 1 else numero end as numero from chaine
           where numero <> avant + 1 or empreinte_precedente <> attendue or empreinte <> recalculee
          union all
          select coalesce(d.numero, 0) + 1 from garde.journal_tete t
            left join (select numero, empreinte from garde.journal order by numero desc limit 1) d on true
           where t.numero <> coalesce(d.numero, 0) or t.empreinte <> coalesce(d.empreinte, repeat('0', 64)))
        select min(numero) from ruptures having min(numero) is not null
        """).mapTo(Long.class).findOne());
    }
}
