package fr.cnfpt.inscription.adapter.persistence;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.inscription.domain.Bulletin;
import fr.cnfpt.inscription.domain.Placement;
import fr.cnfpt.inscription.port.Bulletins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Les bulletins dans PostgreSQL. Un placement est une seule instruction : elle prend le verrou de la jauge, compte, écrit les
 * bulletins, leur histoire et la jauge ; le verrou ne dure que d'elle à la validation. L'agrégat passe par JPA.
 */
@ApplicationScoped
public class BulletinsSql implements Bulletins {

  private static final String UNICITE = "uq_bulletin_actif_par_agent_et_session";

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
      "select cle, 1 as ordre, 'TRANSMISE' as etat, 'Inscrit par la collectivité et transmis au CNFPT' as texte from p union all " + VERDICT);

  private static final String PLACER = PLACEMENT.formatted(
      " select x.id as cle, x.agent_id, row_number() over (order by x.depose_le, x.id) as n from inscription.bulletin x cross join j where x.id = any(:ids) and x.session_id = :session and x.etat = 'AVIS_RENDU'",
      """
       update inscription.bulletin x set etat = case when p.place then 'TRANSMISE' else 'LISTE_ATTENTE' end, rang = p.rang, version = x.version + 1
          from p where x.id = p.cle returning x.id, x.id as cle
      """,
      VERDICT);

  private static final String LIGNE = """
      select b.id, b.session_id, b.stage_id, b.structure_id, b.agent_id, b.collectivite_id, b.session_debut, b.session_fin, b.etat, b.avis,
             b.depose_le, case when b.etat = 'LISTE_ATTENTE' then
               (select count(*) from inscription.bulletin d where d.session_id = b.session_id and d.etat = 'LISTE_ATTENTE' and d.rang <= b.rang) else 0 end::int as position
        from inscription.bulletin b
      """;

  private static final String TIENT = " etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE') ";

  @PersistenceContext EntityManager em;
  @Inject Jdbi jdbi;

  @Override
  public void ouvrirJauge(SessionInfo s) {
    jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut) values (:id, :capacite, :minimum, :structure, :debut)
        on conflict (session_id) do nothing
        """).bind("id", s.id()).bind("capacite", s.capacite()).bind("minimum", s.minimum()).bind("structure", s.structureId())
        .bind("debut", s.debut()).execute());
  }

  @Override
  public void ajouter(Bulletin bulletin) {
    try {
      em.persist(bulletin);
      em.flush();
    } catch (PersistenceException e) {
      throw traduire(e);
    }
  }

  @Override
  public Optional<Bulletin> parId(long id) { return Optional.ofNullable(em.find(Bulletin.class, id)); }

  @Override
  public void verrouiller(long sessionId) {
    jdbi.useHandle(h -> h.createQuery("select session_id from inscription.jauge where session_id = :s for update").bind("s", sessionId).mapTo(Long.class).findOne());
  }

  @Override
  public List<Placement> inscrire(SessionInfo s, List<AgentInfo> agents, Utilisateur par, Instant quand) {
    Long[] ids = agents.stream().map(AgentInfo::id).toArray(Long[]::new);
    try {
      return jdbi.withHandle(h -> h.createQuery(INSCRIRE)
          .bind("session", s.id()).bind("stage", s.stageId()).bind("structure", s.structureId()).bind("agents", ids)
          .bind("collectivites", agents.stream().map(AgentInfo::collectiviteId).toArray(Long[]::new)).bind("debut", s.debut()).bind("fin", s.fin()).bind("quand", quand)
          .bind("compte", par.compteId()).bind("nom", par.nom()).bind("role", par.role().name())
          .mapTo(Placement.class).list());
    } catch (UnableToExecuteStatementException e) {
      throw traduire(e);
    }
  }

  @Override
  public List<Placement> placer(long sessionId, Collection<Long> ids, Utilisateur par, Instant quand) {
    em.flush();
    List<Placement> placements = jdbi.withHandle(h -> h.createQuery(PLACER).bind("session", sessionId).bind("ids", ids.toArray(Long[]::new))
        .bind("quand", quand).bind("compte", par.compteId()).bind("nom", par.nom()).bind("role", par.role().name())
        .mapTo(Placement.class).list());
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
        """).bind("session", sessionId).bind("place", tenaitUnePlace ? 1 : 0).bind("attente", tenaitUnePlace ? 0 : 1).bind("quand", quand)
        .bind("jour", LocalDate.ofInstant(quand, Horloge.PARIS)).execute());
  }

  @Override
  public Map<Long, Jauge> jauges(Collection<Long> ids) {
    return ids.isEmpty() ? Map.of() : jdbi.withHandle(h -> h.createQuery(
            "select session_id, capacite, minimum, places_prises, en_attente from inscription.jauge where session_id = any(:ids)")
        .bind("ids", ids.toArray(Long[]::new)).mapTo(Jauge.class).stream().collect(Collectors.toMap(Jauge::sessionId, j -> j)));
  }

  @Override
  public List<Long> sessionsCompletes(LocalDate depuis) {
    return jdbi.withHandle(h -> h.createQuery("select session_id from inscription.jauge where debut >= :d and (places_prises >= capacite or en_attente > 0)")
        .bind("d", depuis).mapTo(Long.class).list());
  }

  @Override
  public List<Jauge> sousLeMinimum(Long structureId, LocalDate depuis, LocalDate jusqua) {
    return jdbi.withHandle(h -> h.createQuery("""
        select session_id, capacite, minimum, places_prises, en_attente from inscription.jauge
         where debut between :d and :f and places_prises < minimum and (:s = -1 or structure_id = :s) order by debut, session_id
        """).bind("d", depuis).bind("f", jusqua).bind("s", structureId == null ? -1L : structureId).mapTo(Jauge.class).list());
  }

  @Override
  public PageDeBulletins lister(Portee portee, Filtre f) {
    Map<String, Object> v = new HashMap<>();
    StringBuilder ou = new StringBuilder(ou(portee, v));
    if (f.etats() != null && !f.etats().isEmpty()) {
      v.put("etats", f.etats().stream().map(Etat::name).toArray(String[]::new));
      ou.append(" and b.etat = any(:etats)");
    }
    if (f.sessionId() != null) {
      v.put("session", f.sessionId());
      ou.append(" and b.session_id = :session");
    }
    if (f.agents() != null) {
      v.put("filtreAgents", f.agents().toArray(Long[]::new));
      ou.append(" and b.agent_id = any(:filtreAgents)");
    }
    return jdbi.withHandle(h -> new PageDeBulletins(
        h.createQuery(LIGNE + ou + ordre(f) + " limit :combien offset :premiere")
            .bindMap(v).bind("combien", f.combien()).bind("premiere", f.premiere()).mapTo(Ligne.class).list(),
        h.createQuery("select count(*) from inscription.bulletin b" + ou).bindMap(v).mapTo(Long.class).one()));
  }

  /** Une session se lit par ordre d'arrivée ; ce qui attend un geste, du plus ancien au plus récent ; le reste, l'inverse. */
  private static String ordre(Filtre f) {
    boolean attend = f.etats() != null && f.etats().size() == 1
        && EnumSet.of(Etat.PREINSCRIPTION, Etat.AVIS_RENDU, Etat.TRANSMISE, Etat.ACCEPTEE).containsAll(f.etats());
    return f.sessionId() != null ? " order by b.rang nulls last, b.id" : attend ? " order by b.depose_le, b.id" : " order by b.depose_le desc, b.id desc";
  }

  @Override
  public Map<Etat, Long> compter(Portee portee) {
    Map<String, Object> v = new HashMap<>();
    Map<Etat, Long> comptes = new EnumMap<>(Etat.class);
    String ou = ou(portee, v);
    jdbi.useHandle(h -> h.createQuery("select b.etat, count(*) as n from inscription.bulletin b" + ou + " group by 1").bindMap(v)
        .mapToMap().forEach(l -> comptes.put(Etat.valueOf((String) l.get("etat")), (Long) l.get("n"))));
    return comptes;
  }

  private static String ou(Portee p, Map<String, Object> v) {
    StringBuilder ou = new StringBuilder(" where true");
    if (p.agents() != null) {
      v.put("agents", p.agents().toArray(Long[]::new));
      ou.append(" and b.agent_id = any(:agents)");
    }
    if (p.collectiviteId() != null) {
      v.put("collectivite", p.collectiviteId());
      ou.append(" and b.collectivite_id = :collectivite");
    }
    if (p.structureId() != null) {
      v.put("structure", p.structureId());
      ou.append(" and b.structure_id = :structure and b.etat not in ('PREINSCRIPTION', 'AVIS_RENDU')");
    }
    return ou.toString();
  }

  @Override
  public Optional<Ligne> ligne(long bulletinId, Portee portee) {
    Map<String, Object> v = new HashMap<>();
    String ou = ou(portee, v);
    return jdbi.withHandle(h -> h.createQuery(LIGNE + ou + " and b.id = :id").bindMap(v).bind("id", bulletinId).mapTo(Ligne.class).findOne());
  }

  @Override
  public List<Ligne> enCours(long agentId, long saufBulletin) {
    return jdbi.withHandle(h -> h.createQuery(LIGNE + " where b.agent_id = :a and b.id <> :sauf and b.etat not in ('REFUSEE', 'ANNULEE', 'ABSENTE') order by b.session_debut")
        .bind("a", agentId).bind("sauf", saufBulletin).mapTo(Ligne.class).list());
  }

  @Override
  public List<Stagiaire> stagiaires(long sessionId) {
    return jdbi.withHandle(h -> h.createQuery("select id as bulletin_id, session_id, agent_id, collectivite_id, etat from inscription.bulletin where session_id = :s and" + TIENT + "order by rang")
        .bind("s", sessionId).mapTo(Stagiaire.class).list());
  }

  @Override
  public Optional<Stagiaire> stagiaire(long bulletinId) {
    return jdbi.withHandle(h -> h.createQuery("select id as bulletin_id, session_id, agent_id, collectivite_id, etat from inscription.bulletin where id = :id")
        .bind("id", bulletinId).mapTo(Stagiaire.class).findOne());
  }

  @Override
  public List<Long> sessionsDe(long agentId) {
    return jdbi.withHandle(h -> h.createQuery("select session_id from inscription.bulletin where agent_id = :a and" + TIENT).bind("a", agentId).mapTo(Long.class).list());
  }

  private static RuntimeException traduire(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains(UNICITE)) {
        return Refus.conflit("deja-inscrit", "Cet agent a déjà une demande en cours pour cette session. Rien n'a été enregistré.");
      }
    }
    return e;
  }
}
