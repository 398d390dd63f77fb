package fr.cnfpt.inscription.places.persistence;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Les places dans PostgreSQL. Un placement est une seule instruction, pour une demande ou pour toutes celles d'un lot :
 * elle prend le verrou des jauges, compte, écrit les bulletins, leur histoire et les jauges ; le verrou ne dure que
 * d'elle à la validation.
 */
@ApplicationScoped
public class PlacesSql implements Places {

    /**
     * Le cœur commun : sous le verrou des jauges, pris dans l'ordre des sessions, à chaque candidat (cand.session_id,
     * cand.agent_id, cand.n dans sa session) une place ou un rang. Les sessions que leur délégation règle (un quota,
     * une liste d'attente limitée) ont leur instruction : les autres, presque toutes, n'en paient rien.
     */
    private static final String PLACEMENT = """
      with %s j as materialized (
        select session_id, capacite, places_prises, en_attente, dernier_rang, coalesce(quota, 2147483647) as quota, a_selection and decidee_le is null as selection
          from inscription.jauge where session_id = any(cast(:sessions as bigint[])) and %s (quota is null and attente_max is null) order by session_id for update %s
      ), cand as materialized (%s
      %s
      ), compte as (
        select session_id, count(*) filter (where place) as placees, count(*) filter (where not place and not selection) as attente,
               count(*) filter (where selection) as a_choisir, count(*) as tous
          from p group by session_id
      ), g as (
        update inscription.jauge g set places_prises = g.places_prises + compte.placees, en_attente = g.en_attente + compte.attente,
               en_selection = g.en_selection + compte.a_choisir, dernier_rang = g.dernier_rang + compte.tous
          from compte where g.session_id = compte.session_id
      ), b as (%s
        returning x.id, x.session_id, x.agent_id
      ), h as (
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select b.id, p.quand, v.etat, v.texte, p.compte, p.nom, p.role
          from b join p using (session_id, agent_id)
         cross join lateral (%s
           (2, case when p.place then 'TRANSMISE' when p.selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end,
            case when p.place then 'Une place est tenue'
                 when p.selection then 'En attente de la sélection, que la délégation décide après la clôture'
                 else 'En liste d''attente, ' || p.position || case p.position when 1 then 'er' else 'e' end
                      || coalesce(' : le quota de la collectivité est atteint (' || p.quota_atteint || case p.quota_atteint when 1 then ' place)' else ' places)' end, '') end)) as v(ordre, etat, texte)
         order by b.id, v.ordre
      )
      %s
      """;

    private static final String AU_FIL = """
      ), p as materialized (
        select cand.*, j.capacite, j.selection, j.dernier_rang + cand.n as rang, null::int as quota_atteint,
               (not j.selection and (j.capacite is null or (j.en_attente = 0 and j.places_prises + cand.n <= j.capacite))) as place,
               case when j.selection or j.capacite is null then 0
                    when j.en_attente > 0 then j.en_attente + cand.n
                    else greatest(j.places_prises + cand.n - j.capacite, 0) end as position
          from cand join j using (session_id)
      """;

    /**
     * Une place à qui n'a pas atteint le sien, s'il en reste et si personne qui pourrait la prendre n'attend. Une
     * session à sélection n'a ni quota ni limite.
     */
    private static final String REGLEE = """
      ), parts as materialized (
        select j.session_id, x.collectivite_id, x.tenues, x.tenues < j.quota and x.attendues > 0 as attend
          from j cross join lateral inscription.parts(j.session_id) x
      ), c as materialized (
        select cand.*, j.capacite, j.places_prises, j.en_attente, j.dernier_rang, j.quota,
               coalesce(parts.tenues, 0) as tenues,
               coalesce(parts.tenues, 0) + row_number() over (partition by cand.session_id, cand.collectivite_id order by cand.n) > j.quota as au_dela
          from cand join j using (session_id) left join parts using (session_id, collectivite_id)
      ), p as materialized (
        select d.*, false as selection, d.dernier_rang + d.n as rang,
               case when d.place then 0 else d.en_attente + count(*) filter (where not d.place) over (partition by d.session_id order by d.n) end as position,
               case when not d.place and d.tenues + count(*) filter (where d.place) over (partition by d.session_id, d.collectivite_id) >= d.quota then d.quota end as quota_atteint
          from (select c.*,
                       not c.au_dela and not exists (select 1 from parts x where x.session_id = c.session_id and x.attend)
                         and (c.capacite is null
                              or c.places_prises + count(*) filter (where not c.au_dela) over (partition by c.session_id order by c.n) <= c.capacite) as place
                  from c) d
      """;

    private static String texte(String t) {
        return "'" + t.replace("'", "''") + "'";
    }

    private static String inscrire(boolean reglee, String verrou) {
        return PLACEMENT.formatted(
                """
                d as materialized (
                  select * from unnest(cast(:rangs as int[]), cast(:lesSessions as bigint[]), cast(:stages as bigint[]), cast(:structures as bigint[]),
                                       cast(:debuts as date[]), cast(:fins as date[]), cast(:agents as bigint[]), cast(:collectivites as bigint[]),
                                       cast(:quands as timestamptz[]), cast(:comptes as bigint[]), cast(:noms as text[]), cast(:roles as text[]))
                    with ordinality as d(demande, session_id, stage_id, structure_id, debut, fin, agent_id, collectivite_id, quand, compte, nom, role, ordre)
                ), deja as materialized (
                  select distinct x.demande
                    from (select demande, session_id, agent_id from d
                          union all
                          select * from unnest(cast(:liees as int[]), cast(:sessionsLiees as bigint[]), cast(:postes as bigint[]))) as x(demande, session_id, agent_id)
                    join inscription.bulletin b
                      on b.session_id = x.session_id and b.agent_id = x.agent_id and b.etat not in ('REFUSEE', 'ANNULEE')
                ),
                """,
                reglee ? "not" : "",
                verrou,
                """
                 select d.*, row_number() over (partition by d.session_id order by d.ordre) as n
                   from d join j using (session_id) where d.demande not in (select demande from deja)
                """,
                reglee ? REGLEE : AU_FIL,
                """
                 insert into inscription.bulletin as x (session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, depose_le)
                 select session_id, stage_id, structure_id, agent_id, collectivite_id, debut, fin,
                        case when place then 'TRANSMISE' when selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end, rang, quand
                   from p order by ordre
                """,
                "values (1, 'TRANSMISE', case p.role when 'AGENT' then " + texte(Placement.SUR_INVITATION)
                        + " when 'DELEGATION' then " + texte(Placement.PAR_LE_CNFPT) + " when 'SIEGE' then "
                        + texte(Placement.PAR_LE_CNFPT)
                        + " else 'Inscrit par la collectivité et transmis au CNFPT' end),",
                """
                select d.demande, d.agent_id, j.session_id is not null as tenue, deja.demande is not null as deja,
                       coalesce(b.id, 0) as bulletin_id, coalesce(p.place, false) as place, coalesce(p.position, 0)::int as position, p.capacite,
                       p.quota_atteint as quota
                  from d left join j using (session_id) left join deja using (demande)
                  left join b on b.session_id = d.session_id and b.agent_id = d.agent_id
                  left join p on p.session_id = d.session_id and p.agent_id = d.agent_id
                 order by d.ordre
                """);
    }

    private static final String INSCRIRE_EN_ATTENDANT = inscrire(false, "");
    private static final String INSCRIRE_SANS_ATTENDRE = inscrire(false, "skip locked");
    private static final String INSCRIRE_REGLEES_EN_ATTENDANT = inscrire(true, "");
    private static final String INSCRIRE_REGLEES_SANS_ATTENDRE = inscrire(true, "skip locked");

    private static final String PLACER = placer(false);
    private static final String PLACER_REGLEES = placer(true);

    private static String placer(boolean reglee) {
        return PLACEMENT.formatted(
                "",
                reglee ? "not" : "",
                "",
                """
             select x.id, x.session_id, x.agent_id, x.collectivite_id, cast(:quand as timestamptz) as quand, cast(:compte as bigint) as compte,
                    cast(:nom as text) as nom, cast(:role as text) as role, row_number() over (order by x.depose_le, x.id) as n
               from inscription.bulletin x join j using (session_id) where x.id = any(:ids) and x.etat = 'AVIS_RENDU'
            """,
                reglee ? REGLEE : AU_FIL,
                """
             update inscription.bulletin x set etat = case when p.place then 'TRANSMISE' when p.selection then 'EN_SELECTION' else 'LISTE_ATTENTE' end, rang = p.rang, version = x.version + 1
               from p where x.id = p.id
            """,
                "values",
                "select b.id as bulletin_id, p.agent_id, p.place, p.position::int as position, p.capacite, p.quota_atteint as quota from b join p on p.id = b.id order by p.n");
    }

    /** Un agent d'une demande, et ce qu'il a obtenu. */
    public record Ligne(
            int demande,
            long agentId,
            boolean tenue,
            boolean deja,
            long bulletinId,
            boolean place,
            int position,
            Integer capacite,
            Integer quota) {}

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ouvrirJauge(SessionInfo s) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.jauge (session_id, capacite, minimum, structure_id, debut, heures) values (:id, :capacite, :minimum, :structure, :debut, :heures)
        on conflict (session_id) do nothing
        """)
                .bind("id", s.id())
                .bind("capacite", s.capacite())
                .bind("minimum", s.minimum())
                .bind("structure", s.structureId())
                .bind("debut", s.debut())
                .bind("heures", Jfs.heures(s))
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
    public void uneParUne(Collection<Long> premiersPostes) {
        jdbi.useHandle(h -> premiersPostes.stream()
                .distinct()
                .sorted()
                .forEach(
                        p -> h.createQuery("select pg_advisory_xact_lock(hashtextextended('inscription.personne', :p))")
                                .bind("p", p)
                                .mapToMap()
                                .one()));
    }

    @Override
    public List<Obtenu> inscrire(List<Demande> demandes, Map<Long, Set<Long>> autresPostes, boolean attendre) {
        try {
            return jdbi.withHandle(h -> {
                if (attendre) {
                    h.execute("set local lock_timeout = '" + PATIENCE.toMillis() + "ms'");
                }
                List<Obtenu> obtenus =
                        inscrire(h, attendre ? INSCRIRE_EN_ATTENDANT : INSCRIRE_SANS_ATTENDRE, demandes, autresPostes);
                return obtenus.stream().noneMatch(PlacesSql::restent)
                        ? obtenus
                        : auxReglees(h, demandes, obtenus, autresPostes, attendre);
            });
        } catch (UnableToExecuteStatementException e) {
            throw ContraintesDesPlaces.traduire(e);
        }
    }

    private static boolean restent(Obtenu o) {
        return o.empechement() == Empechement.JAUGE_TENUE;
    }

    /**
     * Celles qui restent : leur session est réglée, ou sa jauge est vraiment tenue. Qui trouve la liste d'attente
     * pleine l'apprend sans rien verrouiller ni écrire.
     */
    private static List<Obtenu> auxReglees(
            Handle h,
            List<Demande> demandes,
            List<Obtenu> obtenus,
            Map<Long, Set<Long>> autresPostes,
            boolean attendre) {
        List<Obtenu> tous = new ArrayList<>(obtenus);
        List<Integer> restent = new ArrayList<>();
        Set<Long> pleines = pleines(
                h,
                IntStream.range(0, demandes.size())
                        .filter(i -> restent(obtenus.get(i)))
                        .mapToObj(i -> demandes.get(i).session().id())
                        .distinct()
                        .toArray(Long[]::new));
        for (int i = 0; i < demandes.size(); i++) {
            if (restent(obtenus.get(i))) {
                if (pleines.contains(demandes.get(i).session().id())) {
                    tous.set(i, new Obtenu(List.of(), Empechement.ATTENTE_PLEINE));
                } else {
                    restent.add(i);
                }
            }
        }
        if (!restent.isEmpty()) {
            Iterator<Obtenu> suite = inscrire(
                            h,
                            attendre ? INSCRIRE_REGLEES_EN_ATTENDANT : INSCRIRE_REGLEES_SANS_ATTENDRE,
                            restent.stream().map(demandes::get).toList(),
                            autresPostes)
                    .iterator();
            restent.forEach(i -> tous.set(i, suite.next()));
        }
        return tous;
    }

    /** Celles où qui vient maintenant attendrait, et où la liste d'attente ne prend plus personne. */
    private static Set<Long> pleines(Handle h, Long[] sessions) {
        return h.createQuery("""
                select session_id from inscription.jauge
                 where session_id = any(:s) and en_attente >= attente_max and (places_prises >= capacite or en_attente > 0 and quota is null)
                """).bind("s", sessions).mapTo(Long.class).set();
    }

    @Override
    public boolean attentePleine(long sessionId) {
        return jdbi.withHandle(h -> !pleines(h, new Long[] {sessionId}).isEmpty());
    }

    private static List<Obtenu> inscrire(
            Handle h, String ordre, List<Demande> demandes, Map<Long, Set<Long>> autresPostes) {
        return obtenus(
                demandes,
                lier(h.createQuery(ordre), demandes, autresPostes)
                        .mapTo(Ligne.class)
                        .list());
    }

    /** Une ligne par agent de chaque demande, en colonnes. */
    private static Query lier(Query q, List<Demande> demandes, Map<Long, Set<Long>> autresPostes) {
        int n = demandes.stream().mapToInt(d -> d.agents().size()).sum();
        List<Integer> liees = new ArrayList<>();
        List<Long> sessionsLiees = new ArrayList<>();
        List<Long> postes = new ArrayList<>();
        Integer[] rangs = new Integer[n];
        Long[] sessions = new Long[n];
        Long[] stages = new Long[n];
        Long[] structures = new Long[n];
        LocalDate[] debuts = new LocalDate[n];
        LocalDate[] fins = new LocalDate[n];
        Long[] agents = new Long[n];
        Long[] collectivites = new Long[n];
        Instant[] quands = new Instant[n];
        Long[] comptes = new Long[n];
        String[] noms = new String[n];
        String[] roles = new String[n];
        int i = 0;
        for (int rang = 0; rang < demandes.size(); rang++) {
            Demande d = demandes.get(rang);
            for (AgentInfo a : d.agents()) {
                for (long poste : autresPostes.getOrDefault(a.id(), Set.of())) {
                    liees.add(rang);
                    sessionsLiees.add(d.session().id());
                    postes.add(poste);
                }
                rangs[i] = rang;
                sessions[i] = d.session().id();
                stages[i] = d.session().stageId();
                structures[i] = d.session().structureId();
                debuts[i] = d.session().debut();
                fins[i] = d.session().fin();
                agents[i] = a.id();
                collectivites[i] = a.collectiviteId();
                quands[i] = d.quand();
                comptes[i] = d.par().compteId();
                noms[i] = d.par().nom();
                roles[i] = d.par().role().name();
                i++;
            }
        }
        return q.bind("sessions", Arrays.stream(sessions).distinct().toArray(Long[]::new))
                .bind("liees", liees.toArray(Integer[]::new))
                .bind("sessionsLiees", sessionsLiees.toArray(Long[]::new))
                .bind("postes", postes.toArray(Long[]::new))
                .bind("rangs", rangs)
                .bind("lesSessions", sessions)
                .bind("stages", stages)
                .bind("structures", structures)
                .bind("debuts", debuts)
                .bind("fins", fins)
                .bind("agents", agents)
                .bind("collectivites", collectivites)
                .bind("quands", quands)
                .bind("comptes", comptes)
                .bind("noms", noms)
                .bind("roles", roles);
    }

    private static List<Obtenu> obtenus(List<Demande> demandes, List<Ligne> lignes) {
        List<Obtenu> obtenus = new ArrayList<>(demandes.size());
        int i = 0;
        for (Demande d : demandes) {
            List<Ligne> siennes = lignes.subList(i, i += d.agents().size());
            Ligne premiere = siennes.get(0);
            obtenus.add(
                    premiere.deja()
                            ? new Obtenu(List.of(), Empechement.DEJA_INSCRIT)
                            : !premiere.tenue()
                                    ? new Obtenu(List.of(), Empechement.JAUGE_TENUE)
                                    : new Obtenu(
                                            siennes.stream()
                                                    .map(l -> new Placement(
                                                            l.bulletinId(),
                                                            l.agentId(),
                                                            l.place(),
                                                            l.position(),
                                                            l.capacite(),
                                                            l.quota()))
                                                    .toList(),
                                            null));
        }
        return obtenus;
    }

    @Override
    public List<Placement> placer(long sessionId, Collection<Long> ids, Utilisateur par, Instant quand) {
        em.flush();
        List<Placement> placements = placer(PLACER, sessionId, ids, par, quand);
        if (placements.isEmpty()) {
            placements = placer(PLACER_REGLEES, sessionId, ids, par, quand);
        }
        em.clear();
        return placements;
    }

    private List<Placement> placer(String ordre, long sessionId, Collection<Long> ids, Utilisateur par, Instant quand) {
        try {
            return jdbi.withHandle(h -> h.createQuery(ordre)
                    .bind("sessions", new Long[] {sessionId})
                    .bind("ids", ids.toArray(Long[]::new))
                    .bind("quand", quand)
                    .bind("compte", par.compteId())
                    .bind("nom", par.nom())
                    .bind("role", par.role().name())
                    .mapTo(Placement.class)
                    .list());
        } catch (UnableToExecuteStatementException e) {
            throw ContraintesDesPlaces.traduire(e);
        }
    }

    @Override
    public Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand) {
        em.flush();
        return jdbi.withHandle(h -> h.createQuery("""
        with j as materialized (
          select session_id, capacite, places_prises - :place as prises, par_offre, quota from inscription.jauge where session_id = :session for update
        ), promu as materialized (
          select b.id, b.rang from inscription.bulletin b, j
           where b.session_id = j.session_id and b.etat = 'LISTE_ATTENTE' and (j.capacite is null or j.prises < j.capacite) and :promouvoir
             and (j.quota is null or j.quota > (select count(*) from inscription.bulletin x where x.session_id = b.session_id and x.collectivite_id = b.collectivite_id
                                                   and x.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')))
           order by b.rang limit 1
        ), passee as (
          insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
          select b.id, :quand, b.etat, :passee || ' (' || j.quota || case j.quota when 1 then ' place)' else ' places)' end, 0, 'traitement automatique', 'SYSTEME'
            from j cross join promu join inscription.bulletin b on b.session_id = j.session_id and b.etat = 'LISTE_ATTENTE' and b.rang < promu.rang
           where j.quota is not null
        ), m as (
          update inscription.bulletin b set etat = 'TRANSMISE', version = b.version + 1 from promu where b.id = promu.id
          returning b.id, b.agent_id, b.collectivite_id
        ), g as (
          update inscription.jauge g set places_prises = g.places_prises - :place + n.promus, en_attente = g.en_attente - :attente - n.promus
            from (select count(*) as promus from promu) as n where g.session_id = :session
        ), c as (
          insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
          select m.id, :quand, 'TRANSMISE', 'Une place s''est libérée : elle est tenue pour cette demande, première de la file', 0, 'traitement automatique', 'SYSTEME' from m
        )
        select m.id as bulletin_id, m.agent_id, m.collectivite_id, j.par_offre from m cross join j
        """)
                .bind("session", sessionId)
                .bind("place", tenaitUnePlace ? 1 : 0)
                .bind("attente", tenaitUnePlace ? 0 : 1)
                .bind("quand", quand)
                .bind("promouvoir", promouvoir)
                .bind("passee", Quota.PASSEE)
                .mapTo(Promu.class)
                .findOne());
    }

    @Override
    public void quitterLaSelection(long sessionId) {
        em.flush();
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.jauge set en_selection = en_selection - 1 where session_id = :s")
                .bind("s", sessionId)
                .execute());
    }

    @Override
    public long prendreUnRang(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "update inscription.jauge set dernier_rang = dernier_rang + 1 where session_id = :s returning dernier_rang")
                .bind("s", sessionId)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Map<Long, Jauge> jauges(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery(
                                "select session_id, capacite, minimum, places_prises, en_attente, en_selection, quota, attente_max,"
                                        + " case when not a_selection then 'AUCUNE' when decidee_le is null then 'ATTENDUE' else 'DECIDEE' end as selection"
                                        + " from inscription.jauge where session_id = any(:ids)")
                        .bind("ids", ids.toArray(Long[]::new))
                        .mapTo(Jauge.class)
                        .stream()
                        .collect(Collectors.toMap(Jauge::sessionId, j -> j)));
    }

    @Override
    public Optional<Quota> quota(long sessionId, long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select j.quota as places, coalesce(max(p.tenues), 0) as tenues
          from inscription.jauge j left join lateral inscription.parts(j.session_id) p on p.collectivite_id = :c
         where j.session_id = :s and j.quota is not null group by j.quota
        """)
                .bind("s", sessionId)
                .bind("c", collectiviteId)
                .mapTo(Quota.class)
                .findOne());
    }

    /** Ce que la base dit d'une jauge {@code j} sous son minimum, qui débute dans cette période. */
    public static String sousLeMinimum(Periode quand) {
        return "j.debut between date '" + quand.du() + "' and date '" + quand.au()
                + "' and j.places_prises + j.en_selection < j.minimum and not j.annulee";
    }

    @Override
    public List<Long> plusProchesSousLeMinimum(Portee portee, Periode quand, Rang apres, int combien) {
        return jdbi.withHandle(h -> h.createQuery("select j.session_id from inscription.jauge j where "
                        + sousLeMinimum(quand) + " and " + portee.sql(null, null, "j.structure_id")
                        + " and (cast(:apresLe as date) is null or (j.debut, j.session_id) > (cast(:apresLe as date), cast(:apres as bigint)))"
                        + " order by j.debut, j.session_id limit :n")
                .bindMap(portee.valeurs())
                .bind("apresLe", apres == null ? null : apres.debut())
                .bind("apres", apres == null ? null : apres.session())
                .bind("n", combien)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public long sousLeMinimum(Portee portee, Periode quand) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from inscription.jauge j where "
                        + sousLeMinimum(quand) + " and " + portee.sql(null, null, "j.structure_id"))
                .bindMap(portee.valeurs())
                .mapTo(Long.class)
                .one());
    }
}
