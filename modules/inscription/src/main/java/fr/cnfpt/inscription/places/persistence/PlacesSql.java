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
                List<Obtenu> obtenus = inscrire(
                        h,
                        attendre ? OrdresDePlacement.INSCRIRE_EN_ATTENDANT : OrdresDePlacement.INSCRIRE_SANS_ATTENDRE,
                        demandes,
                        autresPostes);
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
                            attendre
                                    ? OrdresDePlacement.INSCRIRE_REGLEES_EN_ATTENDANT
                                    : OrdresDePlacement.INSCRIRE_REGLEES_SANS_ATTENDRE,
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
        List<Placement> placements = placer(OrdresDePlacement.PLACER, sessionId, ids, par, quand);
        if (placements.isEmpty()) {
            placements = placer(OrdresDePlacement.PLACER_REGLEES, sessionId, ids, par, quand);
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
