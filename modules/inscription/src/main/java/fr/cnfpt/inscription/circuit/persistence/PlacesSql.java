package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Les places dans PostgreSQL. Un placement est une seule instruction : elle prend le verrou de la jauge, compte, écrit
 * les bulletins, leur histoire et la jauge ; le verrou ne dure que d'elle à la validation.
 */
@ApplicationScoped
public class PlacesSql implements Places {

    /** Le cœur commun : sous verrou, à chaque candidat (cand.id, cand.n) une place ou un rang. */
    private static final String PLACEMENT = """
      with j as materialized (
        select session_id, capacite, places_prises, en_attente, dernier_rang
          from inscription.jauge where session_id = :session for update
      ), cand as materialized (%s
      ), p as materialized (
        select cand.*, j.capacite, j.dernier_rang + cand.n as rang,
               (j.capacite is null or (j.en_attente = 0 and j.places_prises + cand.n <= j.capacite)) as place,
               case when j.capacite is null then 0
                    when j.en_attente > 0 then j.en_attente + cand.n
                    else greatest(j.places_prises + cand.n - j.capacite, 0) end as position
          from cand cross join j
      ), compte as (
        select count(*) filter (where place) as placees, count(*) filter (where not place) as attente, count(*) as tous from p
      ), g as (
        update inscription.jauge g set places_prises = g.places_prises + compte.placees, en_attente = g.en_attente + compte.attente,
               dernier_rang = g.dernier_rang + compte.tous
          from compte where g.session_id = :session and compte.tous > 0
      ), b as (%s
      ), h as (
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select b.id, :quand, p.etat, p.texte, :compte, :nom, :role
          from b join (%s) as p on p.cle = b.cle
         order by b.id, p.ordre
      )
      select b.id as bulletin_id, p.agent_id, p.place, p.position::int as position, p.capacite from b join p on p.cle = b.cle order by p.n
      """;

    private static final String VERDICT = """
      select cle, 2 as ordre, case when place then 'TRANSMISE' else 'LISTE_ATTENTE' end as etat,
             case when place then 'Une place est tenue' else 'En liste d''attente, ' || position || case position when 1 then 'er' else 'e' end end as texte from p
      """;

    private static final String INSCRIRE = PLACEMENT.formatted(
            " select a.id as cle, a.id as agent_id, a.collectivite, a.n from unnest(cast(:agents as bigint[]), cast(:collectivites as bigint[])) with ordinality as a(id, collectivite, n) cross join j",
            """
       insert into inscription.bulletin (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)
        select :session, :stage, :structure, p.agent_id, p.collectivite, :debut, :fin, case when p.place then 'TRANSMISE' else 'LISTE_ATTENTE' end, p.rang, :quand
          from p order by p.n
        returning id, agent_id as cle
      """,
            "select cle, 1 as ordre, 'TRANSMISE' as etat, 'Inscrit par la collectivité et transmis au CNFPT' as texte from p union all "
                    + VERDICT);

    private static final String PLACER = PLACEMENT.formatted(
            " select x.id as cle, x.agent_id, row_number() over (order by x.depose_le, x.id) as n from inscription.bulletin x cross join j where x.id = any(:ids) and x.session_id = :session and x.etat = 'AVIS_RENDU'",
            """
       update inscription.bulletin x set etat = case when p.place then 'TRANSMISE' else 'LISTE_ATTENTE' end, rang = p.rang, version = x.version + 1
          from p where x.id = p.cle returning x.id, x.id as cle
      """,
            VERDICT);

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ouvrirJauge(SessionInfo s) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) values (:id, :capacite, :minimum, :structure, :debut)
        on conflict (session_id) do nothing
        """)
                .bind("id", s.id())
                .bind("capacite", s.capacite())
                .bind("minimum", s.minimum())
                .bind("structure", s.structureId())
                .bind("debut", s.debut())
                .execute());
    }

    @Override
    public void verrouiller(long sessionId) {
        jdbi.useHandle(h -> h.createQuery("select session_id from inscription.jauge where session_id = :s for update")
                .bind("s", sessionId)
                .mapTo(Long.class)
                .findOne());
    }

    @Override
    public List<Placement> inscrire(SessionInfo s, List<AgentInfo> agents, Utilisateur par, Instant quand) {
        Long[] ids = agents.stream().map(AgentInfo::id).toArray(Long[]::new);
        try {
            return jdbi.withHandle(h -> h.createQuery(INSCRIRE)
                    .bind("session", s.id())
                    .bind("stage", s.stageId())
                    .bind("structure", s.structureId())
                    .bind("agents", ids)
                    .bind(
                            "collectivites",
                            agents.stream().map(AgentInfo::collectiviteId).toArray(Long[]::new))
                    .bind("debut", s.debut())
                    .bind("fin", s.fin())
                    .bind("quand", quand)
                    .bind("compte", par.compteId())
                    .bind("nom", par.nom())
                    .bind("role", par.role().name())
                    .mapTo(Placement.class)
                    .list());
        } catch (UnableToExecuteStatementException e) {
            throw BulletinsSql.traduire(e);
        }
    }

    @Override
    public List<Placement> placer(long sessionId, Collection<Long> ids, Utilisateur par, Instant quand) {
        em.flush();
        List<Placement> placements = jdbi.withHandle(h -> h.createQuery(PLACER)
                .bind("session", sessionId)
                .bind("ids", ids.toArray(Long[]::new))
                .bind("quand", quand)
                .bind("compte", par.compteId())
                .bind("nom", par.nom())
                .bind("role", par.role().name())
                .mapTo(Placement.class)
                .list());
        em.clear();
        return placements;
    }

    @Override
    public void rendre(long sessionId, boolean tenaitUnePlace, Instant quand) {
        em.flush();
        jdbi.useHandle(h -> h.createUpdate("""
        with j as materialized (
          select session_id, capacite, places_prises - :place as prises, debut from inscription.jauge where session_id = :session for update
        ), promu as materialized (
          select b.id from inscription.bulletin b, j
           where b.session_id = j.session_id and b.etat = 'LISTE_ATTENTE' and (j.capacite is null or j.prises < j.capacite) and j.debut >= :jour
           order by b.rang limit 1
        ), m as (
          update inscription.bulletin b set etat = 'TRANSMISE', version = b.version + 1 from promu where b.id = promu.id returning b.id
        ), g as (
          update inscription.jauge g set places_prises = g.places_prises - :place + n.promus, en_attente = g.en_attente - :attente - n.promus
            from (select count(*) as promus from promu) as n where g.session_id = :session
        )
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select m.id, :quand, 'TRANSMISE', 'Une place s''est libérée : elle est tenue pour cette demande, première de la file', 0, 'traitement automatique', 'SYSTEME' from m
        """)
                .bind("session", sessionId)
                .bind("place", tenaitUnePlace ? 1 : 0)
                .bind("attente", tenaitUnePlace ? 0 : 1)
                .bind("quand", quand)
                .bind("jour", LocalDate.ofInstant(quand, Horloge.PARIS))
                .execute());
    }

    @Override
    public Map<Long, Jauge> jauges(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery(
                                "select session_id, capacite, minimum, places_prises, en_attente from inscription.jauge where session_id = any(:ids)")
                        .bind("ids", ids.toArray(Long[]::new))
                        .mapTo(Jauge.class)
                        .stream()
                        .collect(Collectors.toMap(Jauge::sessionId, j -> j)));
    }

    @Override
    public List<Long> sessionsCompletes(LocalDate depuis) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select session_id from inscription.jauge where debut >= :d and (places_prises >= capacite or en_attente > 0)")
                .bind("d", depuis)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public List<Jauge> sousLeMinimum(Portee portee, LocalDate depuis, LocalDate jusqua) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select session_id, capacite, minimum, places_prises, en_attente from inscription.jauge
         where debut between :d and :f and places_prises < minimum and
        """ + portee.sql(null, null, "structure_id") + " order by debut, session_id")
                        .bindMap(portee.valeurs())
                        .bind("d", depuis)
                        .bind("f", jusqua)
                        .mapTo(Jauge.class)
                        .list());
    }
}
