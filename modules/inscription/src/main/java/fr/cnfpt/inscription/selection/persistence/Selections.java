package fr.cnfpt.inscription.selection.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.inscription.selection.domain.Candidature;
import fr.cnfpt.inscription.selection.domain.Classement.Bareme;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.domain.Ecart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Les sessions à sélection, ce qu'on veut de chaque demande, et ce qui a été décidé avec ses entrées. */
@ApplicationScoped
public class Selections {

    @Inject
    Jdbi jdbi;

    @PersistenceContext
    EntityManager em;

    /** Une demande qui attend la sélection ; {@code ecartRang} et {@code ecartMotif} : ce que la délégation en veut. */
    public record EnLice(
            long bulletinId, long agentId, long rang, boolean prioritaire, Integer ecartRang, String ecartMotif) {

        public Ecart ecart() {
            return ecartMotif == null ? null : new Ecart(ecartRang, ecartMotif);
        }
    }

    public record DeQui(long bulletinId, long agentId, long collectiviteId) {}

    /** Une décision prise, et ce qu'il faut pour la rejouer. */
    public record Decision(long sessionId, Instant decideeLe, Integer places, long reglePriorite, long reglePremiere) {}

    private record Gardee(
            long bulletinId,
            boolean prioritaire,
            boolean premiere,
            long arrivee,
            Integer ecartRang,
            String ecartMotif) {
        Candidature enCandidature() {
            return new Candidature(
                    bulletinId,
                    prioritaire,
                    premiere,
                    arrivee,
                    ecartMotif == null ? null : new Ecart(ecartRang, ecartMotif));
        }
    }

    /** Vrai si elle est à sélection, décidée ou non. */
    public boolean estASelection(long session) {
        return jdbi.withHandle(h -> h.createQuery("select a_selection from inscription.jauge where session_id = :s")
                .bind("s", session)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /** Sous le verrou de la jauge. @return faux si des demandes y sont déjà transmises */
    public boolean regler(long session, boolean aSelection) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update inscription.jauge j set a_selection = :v
         where session_id = :s and not exists (select 1 from inscription.bulletin b where b.session_id = j.session_id and b.rang is not null)
        """)
                        .bind("v", aSelection)
                        .bind("s", session)
                        .execute())
                == 1;
    }

    /** Celles de la session qui attendent la sélection, dans l'ordre d'arrivée. */
    public List<EnLice> enLice(long session) {
        em.flush();
        return jdbi.withHandle(
                h -> h.createQuery("""
        select b.id as bulletin_id, b.agent_id, b.rang, p.bulletin_id is not null as prioritaire, e.rang as ecart_rang, e.motif as ecart_motif
          from inscription.bulletin b left join inscription.priorite p on p.bulletin_id = b.id left join inscription.ecart_de_selection e on e.bulletin_id = b.id
         where b.session_id = :s and b.etat = 'EN_SELECTION' order by b.rang
        """).bind("s", session).mapTo(EnLice.class).list());
    }

    /** De qui sont ces bulletins. */
    public Map<Long, DeQui> deQui(Collection<Long> bulletins) {
        return jdbi.withHandle(h -> h
                .createQuery(
                        "select id as bulletin_id, agent_id, collectivite_id from inscription.bulletin where id = any(:ids)")
                .bind("ids", bulletins.toArray(Long[]::new))
                .mapTo(DeQui.class)
                .stream()
                .collect(Collectors.toMap(DeQui::bulletinId, d -> d)));
    }

    /** De ces postes, ceux qui ont une formation suivie ou une place acquise, dans une autre session. */
    public Set<Long> dejaFormes(Collection<Long> postes, long saufSession) {
        return Set.copyOf(jdbi.withHandle(h -> h.createQuery("""
        select distinct agent_id from inscription.bulletin
         where agent_id = any(:p) and session_id <> :s and etat in ('ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ATTESTEE')
        """)
                .bind("p", postes.toArray(Long[]::new))
                .bind("s", saufSession)
                .mapTo(Long.class)
                .list()));
    }

    /** @throws Refus conflit, si une autre demande déplacée a ce rang */
    public void ecarter(long bulletin, long session, Ecart ecart, Instant quand) {
        try {
            jdbi.useHandle(h -> h.createUpdate("""
            insert into inscription.ecart_de_selection (bulletin_id, session_id, rang, motif, pose_le) values (:b, :s, :r, :m, :q)
            on conflict (bulletin_id) do update set rang = excluded.rang, motif = excluded.motif, pose_le = excluded.pose_le
            """)
                    .bind("b", bulletin)
                    .bind("s", session)
                    .bind("r", ecart.rang())
                    .bind("m", ecart.motif())
                    .bind("q", quand)
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            if (String.valueOf(e.getMessage()).contains("uq_ecart_un_par_rang")) {
                throw Refus.conflit(
                        "rang-deja-donne",
                        "Vous avez déjà donné ce rang à une autre demande : rendez-la d'abord aux règles, ou choisissez un autre rang.");
            }
            throw e;
        }
    }

    public void rendreAuxRegles(long bulletin) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.ecart_de_selection where bulletin_id = :b")
                .bind("b", bulletin)
                .execute());
    }

    /**
     * Garde la décision et ses entrées ; la jauge passe d'un bloc de la sélection aux places et à la file. Les
     * bulletins ont déjà pris leur état.
     */
    public void decider(long session, Integer places, Bareme bareme, List<Place> classees, Instant quand) {
        em.flush();
        jdbi.useHandle(h -> {
            h.createUpdate("""
            insert into inscription.selection (session_id, decidee_le, places, regle_priorite, regle_premiere) values (:s, :q, :p, :r1, :r2)
            """)
                    .bind("s", session)
                    .bind("q", quand)
                    .bind("p", places)
                    .bind("r1", bareme.priorite().id())
                    .bind("r2", bareme.premiere().id())
                    .execute();
            PreparedBatch lot = h.prepareBatch("""
            insert into inscription.candidature (bulletin_id, session_id, prioritaire, premiere, arrivee, ecart_rang, ecart_motif, rang, issue)
            values (:b, :s, :prioritaire, :premiere, :arrivee, :er, :em, :rang, :issue)
            """);
            for (Place p : classees) {
                Candidature c = p.candidature();
                lot.bind("b", c.bulletinId())
                        .bind("s", session)
                        .bind("prioritaire", c.prioritaire())
                        .bind("premiere", c.premiere())
                        .bind("arrivee", c.arrivee())
                        .bind("er", c.ecart() == null ? null : c.ecart().rang())
                        .bind("em", c.ecart() == null ? null : c.ecart().motif())
                        .bind("rang", p.rang())
                        .bind("issue", p.issue().name())
                        .add();
            }
            if (!classees.isEmpty()) {
                lot.execute();
            }
            h.createUpdate("delete from inscription.ecart_de_selection where session_id = :s")
                    .bind("s", session)
                    .execute();
            h.createUpdate("""
            update inscription.jauge j set decidee_le = :q, en_selection = en_selection - n.tous, places_prises = n.retenues, en_attente = n.attente,
                   dernier_rang = dernier_rang + n.retenues + n.attente
              from (select count(*) as tous, count(*) filter (where issue = 'RETENUE') as retenues, count(*) filter (where issue = 'EN_ATTENTE') as attente
                      from inscription.candidature where session_id = :s) as n
             where j.session_id = :s
            """).bind("s", session).bind("q", quand).execute();
        });
    }

    /** Le dernier rang donné dans cette session, dont on tient le verrou. */
    public long dernierRang(long session) {
        return jdbi.withHandle(h -> h.createQuery("select dernier_rang from inscription.jauge where session_id = :s")
                .bind("s", session)
                .mapTo(Long.class)
                .one());
    }

    public Optional<Decision> decision(long session) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select session_id, decidee_le, places, regle_priorite, regle_premiere from inscription.selection where session_id = :s")
                .bind("s", session)
                .mapTo(Decision.class)
                .findOne());
    }

    /** Les faits qu'une décision a retenus. */
    public List<Candidature> candidatures(long session) {
        return jdbi.withHandle(h -> h.createQuery("""
        select bulletin_id, prioritaire, premiere, arrivee, ecart_rang, ecart_motif from inscription.candidature where session_id = :s order by arrivee
        """).bind("s", session).mapTo(Gardee.class).stream()
                .map(Gardee::enCandidature)
                .toList());
    }

    /** Les sessions de cette portée où des demandes attendent la décision, closes ou non. */
    public List<Long> enSelection(Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery("select j.session_id from inscription.jauge j where j.en_selection > 0 and "
                                + portee.sql(null, null, "j.structure_id") + " order by j.debut, j.session_id")
                        .bindMap(portee.valeurs())
                        .mapTo(Long.class)
                        .list());
    }
}
