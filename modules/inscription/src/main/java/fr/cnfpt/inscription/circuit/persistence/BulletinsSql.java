package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.domain.Changement;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.persistence.ContraintesDesPlaces;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les bulletins dans PostgreSQL : l'agrégat par JPA, les listes et les comptes par SQL. */
@ApplicationScoped
public class BulletinsSql implements Bulletins {

    private static final String LIGNE = """
      select b.id, b.session_id, b.stage_id, b.structure_id, b.agent_id, b.collectivite_id, b.session_debut, b.session_fin, b.etat, b.avis,
             b.depose_le, case when b.etat = 'LISTE_ATTENTE' then
               (select count(*) from inscription.bulletin d where d.session_id = b.session_id and d.etat = 'LISTE_ATTENTE' and d.rang <= b.rang) else 0 end::int as position, b.version,
             case when b.etat = 'ANNULEE' then case
               when exists (select 1 from inscription.radiation r where r.bulletin_id = b.id) then 'RADIE'
               when exists (select 1 from inscription.proposition p where p.bulletin_id = b.id and p.reponse = 'REFUSEE' and p.genre in ('DONNEE', 'CHANGEE')) then 'CHANGEMENT_REFUSE'
             end end as fin
        from inscription.bulletin b
      """;

    private static final String TIENT =
            " etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE') ";

    private static final String WHERE = " where ";

    /** Ce que lit {@link #ordre}. */
    private static final String COLONNES_DE_L_ORDRE = "select b.id, b.rang, b.depose_le, b.session_debut";

    /** Toujours vrai : ce qui compte par état lit les index, qui commencent par lui. */
    private static final String TOUS_LES_ETATS = " and b.etat = any('{"
            + String.join(",", Arrays.stream(Etat.values()).map(Etat::name).toList()) + "}') ";

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public void ajouter(Bulletin bulletin) {
        try {
            em.persist(bulletin);
            em.flush();
        } catch (PersistenceException e) {
            throw ContraintesDesPlaces.traduire(e);
        }
    }

    @Override
    public Optional<Bulletin> parId(long id) {
        return Optional.ofNullable(em.find(Bulletin.class, id));
    }

    @Override
    public PageDeBulletins lister(Portee portee, Filtre f) {
        Map<String, Object> v = new HashMap<>();
        String ou = filtrer(portee, f, v);
        return jdbi.withHandle(h -> new PageDeBulletins(
                h.createQuery(LIGNE + ou + ordre(f) + " limit :combien offset :premiere")
                        .bindMap(v)
                        .bind("combien", f.combien())
                        .bind("premiere", f.premiere())
                        .mapTo(Ligne.class)
                        .list(),
                h.createQuery("select count(*) from inscription.bulletin b" + ou + TOUS_LES_ETATS)
                        .bindMap(v)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public Optional<Voisins> voisins(Portee portee, Filtre f, long bulletinId) {
        Map<String, Object> v = new HashMap<>();
        String ou = filtrer(portee, f, v);
        String sql = "select position, total, dedans, precedent, suivant from (select b.id, b.dedans,"
                + " row_number() over o as position, count(*) filter (where b.dedans) over () as total,"
                + " lag(b.id) over o as precedent, lead(b.id) over o as suivant from ("
                + COLONNES_DE_L_ORDRE + ", true as dedans from inscription.bulletin b" + ou + " union all "
                + COLONNES_DE_L_ORDRE + ", false from inscription.bulletin b where b.id = :celui and ("
                + ou.substring(WHERE.length()) + ") is not true) b window o as (" + ordre(f).strip()
                + ")) v where id = :celui";
        return jdbi.withHandle(h -> h.createQuery(sql)
                .bindMap(v)
                .bind("celui", bulletinId)
                .mapTo(Voisins.class)
                .findOne());
    }

    @Override
    public List<Ligne> suivants(Portee portee, Filtre f, Repere apres) {
        Map<String, Object> v = new HashMap<>();
        String ou = filtrer(portee, f, v);
        if (apres != null) {
            v.put("quand", apres.deposeLe());
            v.put("id", apres.id());
            ou += " and (b.depose_le, b.id) < (:quand, :id)";
        }
        String sql = LIGNE + ou + " order by b.depose_le desc, b.id desc limit :combien";
        return jdbi.withHandle(h -> h.createQuery(sql)
                .bindMap(v)
                .bind("combien", f.combien())
                .mapTo(Ligne.class)
                .list());
    }

    private static String filtrer(Portee portee, Filtre f, Map<String, Object> v) {
        String ou = sansLEtat(portee, f, v);
        if (f.etats() == null || f.etats().isEmpty()) {
            return ou;
        }
        v.put("etats", f.etats().stream().map(Etat::name).toArray(String[]::new));
        return ou + " and b.etat = any(:etats)";
    }

    private static String sansLEtat(Portee portee, Filtre f, Map<String, Object> v) {
        StringBuilder ou = new StringBuilder(ou(portee, v));
        if (f.sessionId() != null) {
            v.put("session", f.sessionId());
            ou.append(" and b.session_id = :session");
        }
        if (f.agents() != null) {
            v.put("filtreAgents", f.agents().toArray(Long[]::new));
            ou.append(" and b.agent_id = any(:filtreAgents)");
        }
        if (f.depuis() != null) {
            v.put("depuis", f.depuis());
            ou.append(" and b.session_debut >= :depuis");
        }
        if (f.parmi() != null) {
            ou.append(parmi(f.parmi(), v));
        }
        return ou.toString();
    }

    private static String parmi(Parmi p, Map<String, Object> v) {
        StringBuilder ou = new StringBuilder(" and b.session_debut between :du and :au");
        v.put("du", p.du());
        v.put("au", p.au());
        if (p.stages() != null) {
            v.put("stages", p.stages().toArray(Long[]::new));
            ou.append(" and b.stage_id = any(:stages)");
        }
        if (p.structureId() != null) {
            v.put("organisee", p.structureId());
            ou.append(" and b.structure_id = :organisee");
        }
        if (p.collectiviteId() != null) {
            v.put("inscriteDe", p.collectiviteId());
            ou.append(" and b.collectivite_id = :inscriteDe");
        }
        return ou.toString();
    }

    /**
     * Une session se lit par ordre d'arrivée ; ce qui attend un geste, du plus ancien au plus récent ; le reste,
     * l'inverse.
     */
    private static String ordre(Filtre f) {
        boolean attend = f.etats() != null
                && f.etats().size() == 1
                && EnumSet.of(Etat.PREINSCRIPTION, Etat.AVIS_RENDU, Etat.TRANSMISE, Etat.ACCEPTEE)
                        .containsAll(f.etats());
        return f.tri()
                .ordre(
                        Map.of("depose", "b.depose_le", "session", "b.session_debut"),
                        f.sessionId() != null
                                ? "b.rang nulls last, b.id"
                                : attend ? "b.depose_le, b.id" : "b.depose_le desc, b.id desc");
    }

    @Override
    public Map<Etat, Long> compter(Portee portee, Filtre filtre) {
        Map<String, Object> v = new HashMap<>();
        Map<Etat, Long> comptes = new EnumMap<>(Etat.class);
        String ou = sansLEtat(portee, filtre, v) + TOUS_LES_ETATS;
        jdbi.useHandle(h -> h.createQuery(
                        "select b.etat, count(*) as n from inscription.bulletin b" + ou + " group by 1")
                .bindMap(v)
                .mapToMap()
                .forEach(l -> comptes.put(Etat.valueOf((String) l.get("etat")), (Long) l.get("n"))));
        return comptes;
    }

    @Override
    public Attente attente(Portee portee, Etat etat) {
        Map<String, Object> v = new HashMap<>();
        String ou = filtrer(portee, new Filtre(List.of(etat), null, null, Tri.AUCUN, 0, 0), v);
        return jdbi.withHandle(h -> h.createQuery("select coalesce(sum(n), 0) as bulletins, count(*) as sessions from"
                        + " (select count(*) as n from inscription.bulletin b" + ou + " group by b.session_id) as s")
                .bindMap(v)
                .mapTo(Attente.class)
                .one());
    }

    @Override
    public List<Long> sessionsQuiAttendent(Portee portee, Etat etat, int combien) {
        Map<String, Object> v = new HashMap<>();
        String ou = filtrer(portee, new Filtre(List.of(etat), null, null, Tri.AUCUN, 0, 0), v);
        return jdbi.withHandle(h -> h.createQuery("select b.session_id from inscription.bulletin b" + ou
                        + " group by b.session_debut, b.session_id order by b.session_debut, b.session_id limit :n")
                .bindMap(v)
                .bind("n", combien)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public Optional<Bulletin> premier(long sessionId, Etat etat) {
        return em.createQuery(
                        "select b from Bulletin b where b.sessionId = :s and b.etat = :e order by b.id", Bulletin.class)
                .setParameter("s", sessionId)
                .setParameter("e", etat)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Override
    public int suivre(Bulletin exemple, Etat de) {
        Changement c = exemple.histoire().get(exemple.histoire().size() - 1);
        return jdbi.withHandle(h -> h.createUpdate("""
        with suivis as (
          update inscription.bulletin set etat = :vers, version = version + 1
           where session_id = :session and etat = :de and id <> :exemple returning id)
        insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role)
        select id, :quand, :vers, :texte, :motif, :compte, :nom, :role from suivis
        """)
                .bind("session", exemple.sessionId())
                .bind("de", de.name())
                .bind("exemple", exemple.id())
                .bind("quand", c.quand().atOffset(ZoneOffset.UTC))
                .bind("vers", c.etat().name())
                .bind("texte", c.texte())
                .bind("motif", c.motif())
                .bind("compte", c.parCompte())
                .bind("nom", c.parNom())
                .bind("role", c.parRole())
                .execute());
    }

    /** Comme {@link Bulletin#estVuPar}. */
    private static String ou(Portee p, Map<String, Object> v) {
        v.putAll(p.valeurs());
        return WHERE
                + p.sql("b.agent_id", "b.collectivite_id", "b.transmis_a")
                + (p.par() == Portee.Par.TOUT ? " and b.transmis_a is not null " : "");
    }

    @Override
    public Optional<Ligne> ligne(long bulletinId, Portee portee) {
        Map<String, Object> v = new HashMap<>();
        String ou = ou(portee, v);
        return jdbi.withHandle(h -> h.createQuery(LIGNE + ou + " and b.id = :id")
                .bindMap(v)
                .bind("id", bulletinId)
                .mapTo(Ligne.class)
                .findOne());
    }

    @Override
    public List<Ligne> enCours(Collection<Long> agentIds, long saufBulletin) {
        return jdbi.withHandle(h -> h.createQuery(
                        LIGNE
                                + " where b.agent_id = any(:a) and b.id <> :sauf and b.etat not in ('REFUSEE', 'ANNULEE', 'ABSENTE') order by b.session_debut")
                .bind("a", agentIds.toArray(Long[]::new))
                .bind("sauf", saufBulletin)
                .mapTo(Ligne.class)
                .list());
    }

    @Override
    public int refusDeSuite(long agentId, long stageId, long saufBulletin) {
        return jdbi.withHandle(h -> h.createQuery("""
        with b as (select id, depose_le, etat = 'REFUSEE' and rang is null as refuse from inscription.bulletin
                    where agent_id = :a and stage_id = :s and id <> :sauf and etat <> 'ANNULEE')
        select count(*) from b where refuse
           and not exists (select 1 from b x where not x.refuse and (x.depose_le, x.id) > (b.depose_le, b.id))
        """)
                .bind("a", agentId)
                .bind("s", stageId)
                .bind("sauf", saufBulletin)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<Ligne> enAttenteDAvis(long apres, int combien) {
        return jdbi.withHandle(
                h -> h.createQuery(LIGNE + " where b.etat = 'PREINSCRIPTION' and b.id > :apres order by b.id limit :n")
                        .bind("apres", apres)
                        .bind("n", combien)
                        .mapTo(Ligne.class)
                        .list());
    }

    @Override
    public List<Stagiaire> stagiaires(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select id as bulletin_id, session_id, agent_id, collectivite_id, etat from inscription.bulletin where session_id = :s and"
                                + TIENT + "order by rang")
                .bind("s", sessionId)
                .mapTo(Stagiaire.class)
                .list());
    }

    @Override
    public Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select session_id, etat, count(*) as n from inscription.bulletin where session_id = any(:s) and"
                                + TIENT + "group by 1, 2")
                .bind("s", sessions.toArray(Long[]::new))
                .reduceRows(new HashMap<>(), (m, l) -> {
                    m.computeIfAbsent(l.getColumn("session_id", Long.class), k -> new EnumMap<>(Etat.class))
                            .put(Etat.valueOf(l.getColumn("etat", String.class)), l.getColumn("n", Long.class));
                    return m;
                }));
    }

    @Override
    public List<Long> sessionsDe(long agentId) {
        return jdbi.withHandle(
                h -> h.createQuery("select session_id from inscription.bulletin where agent_id = :a and" + TIENT)
                        .bind("a", agentId)
                        .mapTo(Long.class)
                        .list());
    }
}
