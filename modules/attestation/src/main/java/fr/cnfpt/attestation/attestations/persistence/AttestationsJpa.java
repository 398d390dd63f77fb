package fr.cnfpt.attestation.attestations.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Les attestations dans PostgreSQL. */
@ApplicationScoped
public class AttestationsJpa implements Attestations {

    private static final String RETENUES = """
        from attestation.attestation a
       where (:depuis::date is null or a.emise_le >= :depuis::date at time zone 'Europe/Paris')
         and outils.cle_recherche(a.nom || ' ' || a.intitule || ' ' || a.numero || ' ' || a.employeur) like all ((select outils.motifs(:q))::text[]) and
      """;

    private static final String RESUME = """
      select a.id, a.numero, a.session_id, a.agent_id, a.nom, a.employeur, a.intitule, a.debut, a.fin, a.heures, a.emise_le, a.revoquee_le, a.motif
      """;

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
    public void ajouter(Attestation attestation) {
        em.persist(attestation);
        em.flush();
    }

    @Override
    public Optional<Attestation> parId(long id) {
        return Optional.ofNullable(em.find(Attestation.class, id));
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

    @Override
    public Page lister(Portee portee, String recherche, LocalDate depuis, int premiere, int combien) {
        return jdbi.withHandle(h -> new Page(
                lier(
                                h,
                                RESUME + dans(portee) + " order by a.emise_le desc, a.id desc offset :p limit :n",
                                portee,
                                recherche,
                                depuis)
                        .bind("p", premiere)
                        .bind("n", combien)
                        .mapTo(Resume.class)
                        .list(),
                lier(h, "select count(*) " + dans(portee), portee, recherche, depuis)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public List<Resume> suivantes(Portee portee, String recherche, LocalDate depuis, Repere apres, int combien) {
        String suite = apres == null ? "" : " and (a.emise_le, a.id) < (:quand, :id) ";
        String sql = RESUME + dans(portee) + suite + " order by a.emise_le desc, a.id desc limit :n";
        return jdbi.withHandle(h -> {
            Query q = lier(h, sql, portee, recherche, depuis).bind("n", combien);
            if (apres != null) {
                q.bind("quand", apres.emiseLe()).bind("id", apres.id());
            }
            return q.mapTo(Resume.class).list();
        });
    }

    /** Comme {@link Attestation#estVuePar}. */
    private static String dans(Portee p) {
        return RETENUES + p.sql("a.agent_id", "a.collectivite_id", "a.structure_id");
    }

    private static Query lier(Handle h, String sql, Portee p, String recherche, LocalDate depuis) {
        return h.createQuery(sql).bindMap(p.valeurs()).bind("depuis", depuis).bind("q", recherche);
    }
}
