package fr.cnfpt.attestation.attestations.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Les attestations dans PostgreSQL. */
@ApplicationScoped
public class AttestationsJpa implements Attestations {

    private static final String RETENUES = """
       where (:depuis::date is null or a.emise_le >= :depuis::date at time zone 'Europe/Paris')
         and outils.cle_recherche(a.nom || ' ' || a.intitule || ' ' || a.numero || ' ' || a.employeur) like all ((select outils.motifs(:q))::text[]) and
      """;

    private static final String RESUME = """
      select a.id, a.numero, a.session_id, coalesce(s.agent_id, a.agent_id) as agent_id, a.collectivite_id, s.agent_id is not null as partagee, a.nom, a.employeur, a.intitule, a.debut, a.fin, a.heures, a.emise_le, a.revoquee_le, a.motif
      """;

    /** Tel que cette portée le connaît : un numéro d'un autre employeur ne retrouve rien. */
    private static final String DE_L_AGENT = " and (%s and a.agent_id = :agent or a.id = any (%s))";

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void prendreSonTour(long sessionId) {
        em.createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended('attestation.session', ?))) as tour")
                .setParameter(1, sessionId)
                .getSingleResult();
    }

    @Override
    public long rangSuivant() {
        return jdbi.withHandle(h -> h.createQuery("select nextval('attestation.numero_seq')")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void ajouter(List<Attestation> neuves) {
        neuves.forEach(em::persist);
        em.flush();
    }

    @Override
    public Optional<Attestation> parId(long id) {
        return Optional.ofNullable(em.find(Attestation.class, id));
    }

    @Override
    public Attestation verrouiller(Attestation attestation) {
        em.refresh(attestation, LockModeType.PESSIMISTIC_WRITE);
        return attestation;
    }

    @Override
    public Optional<Attestation> parJeton(String jeton) {
        return em.createQuery("select a from Attestation a where a.jeton = :j", Attestation.class)
                .setParameter("j", jeton)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Attestation> deLaSession(long sessionId) {
        return em.createQuery("select a from Attestation a where a.sessionId = :s order by a.id", Attestation.class)
                .setParameter("s", sessionId)
                .getResultList();
    }

    /** Une révoquée se compte, et ne crédite plus rien. */
    public record Somme(long nombre, BigDecimal heures) {}

    private static final String SOMME =
            "select count(*) as nombre, coalesce(sum(a.heures) filter (where a.revoquee_le is null), 0) as heures from attestation.attestation a";

    @Override
    public Page lister(Portee portee, String recherche, Long agentId, int premiere, int combien) {
        String vues = RETENUES
                + vues(portee)
                + (agentId == null
                        ? ""
                        : DE_L_AGENT.formatted(direct(portee), partagees(portee).formatted("and s.agent_id = :agent")));
        return jdbi.withHandle(h -> {
            Somme somme = lier(h, SOMME + vues, portee, recherche, null)
                    .bind("agent", agentId)
                    .mapTo(Somme.class)
                    .one();
            List<Resume> lignes = lier(
                            h,
                            RESUME + depuis(portee) + vues + " order by a.emise_le desc, a.id desc offset :p limit :n",
                            portee,
                            recherche,
                            null)
                    .bind("agent", agentId)
                    .bind("p", premiere)
                    .bind("n", combien)
                    .mapTo(Resume.class)
                    .list();
            return new Page(lignes, somme.nombre(), somme.heures());
        });
    }

    @Override
    public List<Resume> suivantes(Portee portee, String recherche, LocalDate depuis, Repere apres, int combien) {
        String suite = apres == null ? "" : " and (a.emise_le, a.id) < (:quand, :id) ";
        String sql = RESUME + depuis(portee) + RETENUES + vues(portee) + suite
                + " order by a.emise_le desc, a.id desc limit :n";
        return jdbi.withHandle(h -> {
            Query q = lier(h, sql, portee, recherche, depuis).bind("n", combien);
            if (apres != null) {
                q.bind("quand", apres.emiseLe()).bind("id", apres.id());
            }
            return q.mapTo(Resume.class).list();
        });
    }

    @Override
    public Optional<Long> posteDuPartage(long id, Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery("select s.agent_id from attestation.partage s where s.attestation_id = :id and "
                                + partage(portee) + " order by s.id limit 1")
                        .bindMap(portee.valeurs())
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne());
    }

    @Override
    public Set<Long> partagees(long agentId) {
        return jdbi.withHandle(h -> new HashSet<>(h.createQuery(
                        "select attestation_id from attestation.partage where agent_id = :a and repris_le is null")
                .bind("a", agentId)
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public boolean partager(long id, long agentId, long collectiviteId, long compteId, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
                insert into attestation.partage (attestation_id, agent_id, collectivite_id, compte_id, partage_le) values (:id, :a, :c, :k, :le) on conflict do nothing
                """)
                        .bind("id", id)
                        .bind("a", agentId)
                        .bind("c", collectiviteId)
                        .bind("k", compteId)
                        .bind("le", le)
                        .execute())
                > 0;
    }

    @Override
    public boolean reprendre(long id, long agentId, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update attestation.partage set repris_le = :le where attestation_id = :id and agent_id = :a and repris_le is null")
                        .bind("id", id)
                        .bind("a", agentId)
                        .bind("le", le)
                        .execute())
                > 0;
    }

    @Override
    public void reprendreTout(long compteId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update attestation.partage set repris_le = :le where compte_id = :k and repris_le is null")
                .bind("k", compteId)
                .bind("le", le)
                .execute());
    }

    /** Comme {@link Attestation#estVuePar}. */
    private static String direct(Portee p) {
        return p.sql("a.agent_id", "a.collectivite_id", "a.structure_id");
    }

    /** Le partage en cours se voit par l'employeur du poste : ni un responsable ni une délégation ne voient par là. */
    private static String partage(Portee p) {
        return "s.repris_le is null and " + p.sql(null, "s.collectivite_id", null);
    }

    /** Un tableau et non une jointure : les deux index répondent. */
    private static String partagees(Portee p) {
        return "array(select s.attestation_id from attestation.partage s where " + partage(p) + " %s)";
    }

    private static String vues(Portee p) {
        return p.par() == Portee.Par.COLLECTIVITES
                ? "(" + direct(p) + " or a.id = any (" + partagees(p).formatted("") + "))"
                : direct(p);
    }

    private static String depuis(Portee p) {
        return """
         from attestation.attestation a
         left join lateral (select s.agent_id from attestation.partage s where s.attestation_id = a.id and %s and not (%s) order by s.id limit 1) s on true
        """.formatted(partage(p), direct(p));
    }

    private static Query lier(Handle h, String sql, Portee p, String recherche, LocalDate depuis) {
        return h.createQuery(sql).bindMap(p.valeurs()).bind("depuis", depuis).bind("q", recherche);
    }
}
