package fr.cnfpt.catalogue.recherche.persistence;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.PlacesPrises;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMappers;

/**
 * Les lectures du catalogue : une session se dit par la fiche qu'elle garde. Une facette compte ce que donneraient les
 * autres filtres, elle-même mise à part.
 */
@ApplicationScoped
public class OffreSql implements OffreDeFormation {

    private static final String COLONNES = """
      s.id, s.stage_id, t.code as stage_code, v.intitule, v.modalite, v.nature, s.type, v.presentiel_jours, v.distance_heures,
      v.webinaire_isole, v.marque_blanche, v.payant, p.libelle as specialite, v.public_vise, v.objectifs, v.contenu, v.prerequis,
      s.structure_id, s.debut, s.fin, s.horaires, s.ville, s.adresse, s.code_insee, s.capacite, s.minimum, s.ouverture, s.cloture,
      s.etat, s.formateur_compte_id, s.demonstration, s.fuseau,
      num_nonnulls(v.analyse_activite, v.tutorat, v.mises_en_situation, v.phases_reflexives) > 0 as afest
      """;
    private static final String DEPUIS = """
       from catalogue.session s join catalogue.stage t on t.id = s.stage_id and s.etat <> 'BROUILLON'
       join catalogue.stage_version v on v.stage_id = s.stage_id and v.version = s.stage_version
       join catalogue.specialite p on p.code = v.specialite
      """;
    private static final Map<String, String> NATURES = lesNatures();
    private static final Map<String, String> FORMES =
            new TreeMap<>(Map.of("AFEST", "En situation de travail (AFEST)", "AUTRE", "Hors du poste"));

    @Inject
    Jdbi jdbi;

    @Inject
    PlacesPrises places;

    @Override
    public Optional<SessionInfo> session(long id) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS + " where s.id = :id")
                .bind("id", id)
                .mapTo(SessionInfo.class)
                .findOne());
    }

    /** Brouillons compris : pour qui l'écrit, et pour lui seul. */
    public Optional<SessionInfo> ecrite(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select " + COLONNES + DEPUIS.replace(" and s.etat <> 'BROUILLON'", "") + " where s.id = :id")
                .bind("id", id)
                .mapTo(SessionInfo.class)
                .findOne());
    }

    @Override
    public Map<Long, SessionInfo> sessions(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery("select " + COLONNES + DEPUIS + " where s.id = any(:ids)")
                        .bind("ids", ids.toArray(Long[]::new))
                        .mapTo(SessionInfo.class)
                        .stream()
                        .collect(Collectors.toMap(SessionInfo::id, s -> s)));
    }

    @Override
    public Map<CollectiviteInfo, Map<Long, SessionInfo>> sessionsVisibles(Map<CollectiviteInfo, Set<Long>> voulues) {
        List<CollectiviteInfo> qui = List.copyOf(voulues.keySet());
        List<Integer> rangs = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<Integer> rangsDesCles = new ArrayList<>();
        List<String> cles = new ArrayList<>();
        Map<CollectiviteInfo, Map<Long, SessionInfo>> visibles = new HashMap<>();
        for (int i = 0; i < qui.size(); i++) {
            visibles.put(qui.get(i), new HashMap<>());
            for (long id : voulues.get(qui.get(i))) {
                rangs.add(i);
                ids.add(id);
            }
            for (String cle : AireRecrutement.clesDe(qui.get(i))) {
                rangsDesCles.add(i);
                cles.add(cle);
            }
        }
        jdbi.useHandle(h -> {
            RowMapper<SessionInfo> session =
                    h.getConfig(RowMappers.class).findFor(SessionInfo.class).orElseThrow();
            h.createQuery("select " + COLONNES + ", x.rang" + DEPUIS + """
             join unnest(cast(:rangs as int[]), cast(:ids as bigint[])) as x(rang, session_id) on x.session_id = s.id
             where exists (select 1 from unnest(cast(:rangsDesCles as int[]), cast(:cles as text[])) as k(rang, cle)
                             join catalogue.aire_recrutement a on a.cle = k.cle where k.rang = x.rang and a.session_id = s.id)
            """)
                    .bind("rangs", rangs.toArray(Integer[]::new))
                    .bind("ids", ids.toArray(Long[]::new))
                    .bind("rangsDesCles", rangsDesCles.toArray(Integer[]::new))
                    .bind("cles", cles.toArray(String[]::new))
                    .map((r, contexte) -> Map.entry(r.getInt("rang"), session.map(r, contexte)))
                    .forEach(e ->
                            visibles.get(qui.get(e.getKey())).put(e.getValue().id(), e.getValue()));
        });
        return visibles;
    }

    @Override
    public PageDeSessions visibles(CollectiviteInfo collectivite, Filtre filtre) {
        Map<String, Object> valeurs = new HashMap<>();
        valeurs.put("cles", AireRecrutement.clesDe(collectivite));
        return page(offertes(filtre), "true", valeurs, filtre);
    }

    /**
     * Ce qui est publié pour la collectivité, à la place de la table des sessions : tout est dans un index
     * (docs/adr/0040).
     */
    private static String offertes(Filtre filtre) {
        return "(select distinct on (session_id) session_id as id, stage_id, structure_id, debut, cloture, fuseau, ville, code_insee"
                + " from catalogue.aire_recrutement s where cle = any(:cles) and etat = 'PUBLIEE'"
                + (filtre.passees() ? "" : " and " + aVenir("s.cloture"))
                + " order by session_id)";
    }

    private static final String LE_JOUR = "cast(cast(:maintenant as timestamptz) at time zone 'UTC' as date)";
    private static final String LA_VEILLE = LE_JOUR + " - 1";

    /**
     * Ce jour n'est pas passé dans le fuseau de la session. La veille est la borne que l'index sait lire : nulle part
     * l'heure légale n'a plus d'un jour de retard ; nulle part elle n'en a plus d'un d'avance, et le fuseau ne se
     * calcule que pour ce qui se clôt ces jours-ci.
     */
    private static String aVenir(String jour) {
        return jour + " >= " + LA_VEILLE + " and (" + jour + " > " + LE_JOUR + " or " + jour
                + " >= (cast(:maintenant as timestamptz) at time zone s.fuseau)::date)";
    }

    @Override
    public List<SessionInfo> visiblesApres(CollectiviteInfo collectivite, Filtre filtre, Repere apres) {
        Map<String, Object> valeurs = new HashMap<>();
        valeurs.put("cles", AireRecrutement.clesDe(collectivite));
        String suite = "";
        if (apres != null) {
            valeurs.put("debut", apres.debut());
            valeurs.put("id", apres.id());
            suite = " and (debut, id) > (:debut, :id) ";
        }
        String ou = " where " + choisi(filtre, null) + suite;
        return jdbi.withHandle(h -> {
            String trouvees =
                    trouvees(offertes(filtre), "true", valeurs, filtre, Question.comprendre(h, filtre.recherche()));
            List<Long> ids = h.createQuery(trouvees + " select id from m" + ou + " order by debut, id limit :combien")
                    .bindMap(valeurs)
                    .bind("combien", filtre.combien())
                    .mapTo(Long.class)
                    .list();
            return lire(h, ids);
        });
    }

    /** Une session et l'instant où elle a paru. */
    public record Parue(long id, Instant publieeLe) {}

    @Override
    public List<Nouvelle> nouvelles(CollectiviteInfo collectivite, Filtre filtre, Instant depuis, Instant jusque) {
        Map<String, Object> valeurs = new HashMap<>();
        valeurs.put("cles", AireRecrutement.clesDe(collectivite));
        valeurs.put("depuis", depuis.atOffset(ZoneOffset.UTC));
        valeurs.put("jusque", jusque.atOffset(ZoneOffset.UTC));
        return jdbi.withHandle(h -> {
            String trouvees = trouvees(
                    offertes(filtre),
                    "exists (select 1 from catalogue.session x where x.id = s.id and x.publiee_le > :depuis and x.publiee_le <= :jusque)",
                    valeurs,
                    filtre,
                    Question.comprendre(h, filtre.recherche()));
            List<Parue> parues = h.createQuery(trouvees
                            + " select id, publiee_le from (select m.*, s.publiee_le from m join catalogue.session s on s.id = m.id) as m where "
                            + choisi(filtre, null) + " order by publiee_le desc, id desc limit :combien")
                    .bindMap(valeurs)
                    .bind("combien", filtre.combien())
                    .mapTo(Parue.class)
                    .list();
            Map<Long, SessionInfo> lues = lire(h, parues.stream().map(Parue::id).toList()).stream()
                    .collect(Collectors.toMap(SessionInfo::id, s -> s));
            return parues.stream()
                    .map(p -> new Nouvelle(lues.get(p.id()), p.publieeLe()))
                    .toList();
        });
    }

    @Override
    public PageDeSessions organisees(Portee portee, Filtre filtre) {
        return page(
                "catalogue.session",
                portee.sql(null, null, "s.structure_id", "s.formateur_compte_id") + " and s.etat <> 'BROUILLON' "
                        + (filtre.passees() ? "" : " and " + aVenir("s.fin")),
                new HashMap<>(portee.valeurs()),
                filtre);
    }

    /** Dans cet ordre. */
    private static List<SessionInfo> lire(Handle h, List<Long> ids) {
        return h.createQuery("select " + COLONNES + DEPUIS
                        + " where s.id = any(:ids) order by array_position(cast(:ids as bigint[]), s.id)")
                .bind("ids", ids.toArray(Long[]::new))
                .mapTo(SessionInfo.class)
                .list();
    }

    /**
     * Ce qu'il faut d'une session pour la choisir, la compter et la classer : tout est dans les index (docs/adr/0040).
     */
    private static final Map<Critere, String> COLONNE = new EnumMap<>(Map.of(
            Critere.MODALITE, "modalite",
            Critere.NATURE, "nature",
            Critere.FORME, "case when afest then 'AFEST' else 'AUTRE' end",
            Critere.SPECIALITE, "specialite",
            Critere.MOIS, "to_char(debut, 'YYYY-MM')",
            Critere.JOUR, "to_char(debut, 'YYYY-MM-DD')",
            Critere.DEPARTEMENT, "coalesce(left(code_insee, case when code_insee like '97%' then 3 else 2 end), '')",
            Critere.STRUCTURE, "cast(structure_id as text)",
            Critere.COMMUNE, "coalesce(code_insee, '')"));

    /** Les sessions de la portée qui répondent à la recherche, avant les choix des facettes : la table {@code m}. */
    private String trouvees(String source, String portee, Map<String, Object> valeurs, Filtre f, Question q) {
        StringBuilder ambigus = new StringBuilder();
        StringBuilder ou = new StringBuilder(" where ").append(portee);
        int n = 0;
        for (Question.Ambigu a : q.ambigus()) {
            valeurs.put("ambigu" + n, a.stage());
            valeurs.put("villesAmbigues" + n, a.villes());
            ambigus.append(", recherche @@ cast(:ambigu" + n + " as tsquery) as ambigu" + n);
            ou.append(" and (r.ambigu" + n + " or coalesce(s.ville, 'à distance') = any(:villesAmbigues" + n + "))");
            n++;
        }
        for (String[] villes : q.villes()) {
            valeurs.put("villes" + n, villes);
            ou.append(" and coalesce(s.ville, 'à distance') = any(:villes" + n++ + ")");
        }
        for (PlacesPrises.Critere c : f.criteres()) {
            ou.append(" and ").append(places.sql(c, "s.id"));
        }
        f.choix().forEach((critere, codes) -> valeurs.put(critere.name(), codes.toArray(String[]::new)));
        String rang = "0";
        if (q.rang() != null) {
            valeurs.put("rang", q.rang());
            valeurs.put("exacts", q.exacts());
            rang = "ts_rank('{0.02, 0.2, 0.4, 1}', recherche, cast(:rang as tsquery))"
                    + " + 2 * ts_rank('{0.02, 0.2, 0.4, 1}', exacts, cast(:exacts as tsquery))";
        }
        String parmi = "";
        if (q.stages() != null) {
            valeurs.put("stages", q.stages());
            parmi = " where recherche @@ cast(:stages as tsquery)";
        }
        return "with r as " + (q.stages() == null ? "" : "materialized ")
                + "(select id, modalite, nature, specialite, afest, " + rang + " as rang" + ambigus
                + " from catalogue.stage"
                + parmi
                + "), m as materialized (select s.id, s.debut, s.structure_id, s.code_insee, r.modalite, r.nature,"
                + " r.specialite, r.afest, r.rang from " + source + " s join r on r.id = s.stage_id" + ou + ") ";
    }

    /**
     * De quoi compter les choix sans les dire pour chaque session : un jour avant son mois, une commune avant son
     * département.
     */
    private static final Map<Critere, String> BRUTE = new EnumMap<>(Map.of(
            Critere.FORME, "afest",
            Critere.MOIS, "debut",
            Critere.JOUR, "debut",
            Critere.DEPARTEMENT, "code_insee",
            Critere.STRUCTURE, "structure_id",
            Critere.COMMUNE, "code_insee"));

    /** @param sauf le critère dont on compte les choix, ou {@code null} */
    private static String choisi(Filtre f, Critere sauf) {
        return f.choix().entrySet().stream()
                .filter(e -> e.getKey() != sauf && !e.getValue().isEmpty())
                .map(e -> " and " + COLONNE.get(e.getKey()) + " = any(:"
                        + e.getKey().name() + ")")
                .collect(Collectors.joining("", "true", ""));
    }

    private String ordre(Map<String, Object> valeurs, Filtre f) {
        return switch (f.tri()) {
            case DATE -> " order by debut, id";
            case PERTINENCE -> " order by rang desc, debut, id";
            case PROXIMITE ->
                " order by "
                        + (f.pres().kilometres().isEmpty() ? proche(valeurs, f.pres()) : distance(valeurs, f.pres()))
                        + ", debut, id";
            case PLACES -> " order by " + places.libres("m.id") + " desc, debut, id";
        };
    }

    /** En kilomètres ; une commune dont on ne sait rien est loin. */
    private static String distance(Map<String, Object> valeurs, Pres pres) {
        valeurs.put("environs", pres.kilometres().keySet().toArray(String[]::new));
        valeurs.put("kilometres", pres.kilometres().values().toArray(Integer[]::new));
        return "case when code_insee is null then " + Pres.SANS_DEPLACEMENT
                + " else coalesce((select km from e where e.code = m.code_insee), 9999) end";
    }

    /** Le rang de {@link Proche}. */
    private static String proche(Map<String, Object> valeurs, Pres pres) {
        valeurs.put("commune", pres.commune());
        valeurs.put("voisines", pres.voisines().toArray(String[]::new));
        valeurs.put("departement", pres.departement());
        return "case when code_insee = :commune then 0 when code_insee = any(:voisines) then 1 when "
                + COLONNE.get(Critere.DEPARTEMENT)
                + " = :departement then 2 when code_insee is null then 3 else 4 end";
    }

    /** Ce que dit d'un poste tout intitulé de métier, et qui n'en distingue aucun. */
    private static final Pattern GENERIQUES = Pattern.compile(
            "(?iu)\\b(agente?s?|adjointe?|assistante?|chargée?|chef(fe)?|directeur|directrice|gestionnaire|responsable|référente?|technicien(ne)?|polyvalente?|territorial(e|es)?|principal(e)?|officier|délégation|par|équipe|mairie|général(e)?|services?|techniques?)\\b");

    public record Convient(long id, boolean metier, boolean fonction, boolean service, boolean cadre, int proche) {}

    @Override
    public List<Conseil> pour(CollectiviteInfo collectivite, Profil profil, int combien) {
        return jdbi.withHandle(h -> {
            String metier = parle(h, profil.metier());
            String service = parle(h, profil.service());
            String cadre = parle(h, profil.cadreEmplois());
            String fonction = parle(h, profil.fonction());
            List<String> dits = Stream.of(metier, fonction, service, cadre)
                    .filter(Objects::nonNull)
                    .toList();
            if (dits.isEmpty() && profil.natures().isEmpty()) {
                return List.of();
            }
            Map<String, Object> valeurs = new HashMap<>();
            valeurs.put("cles", AireRecrutement.clesDe(collectivite));
            valeurs.put("un", dits.isEmpty() ? RIEN : String.join(" | ", dits));
            valeurs.put("fonction", fonction == null ? RIEN : fonction);
            valeurs.put("natures", profil.natures().toArray(String[]::new));
            valeurs.put("metier", metier == null ? RIEN : metier);
            valeurs.put("service", service == null ? RIEN : service);
            valeurs.put("cadre", cadre == null ? RIEN : cadre);
            valeurs.put("n", combien);
            String proche = proche(valeurs, profil.pres());
            List<Convient> retenues = h.createQuery(
                            "with r as materialized (select id,"
                                    + " recherche @@ cast(:metier as tsquery) as metier, recherche @@ cast(:fonction as tsquery) or nature = any(:natures) as fonction,"
                                    + " recherche @@ cast(:service as tsquery) as service,"
                                    + " recherche @@ cast(:cadre as tsquery) as cadre from catalogue.stage where recherche @@ cast(:un as tsquery) or nature = any(:natures)),"
                                    + " m as (select distinct on (s.stage_id) s.id, s.debut, r.metier, r.fonction, r.service, r.cadre, "
                                    + proche
                                    + " as proche from " + offertes(Filtre.tout(0, 1))
                                    + " s join r on r.id = s.stage_id where "
                                    + places.sql(PlacesPrises.Critere.LIBRE, "s.id")
                                    + " order by s.stage_id, proche, s.debut, s.id)"
                                    + " select id, metier, fonction, service, cadre, proche from m"
                                    + " order by 6 * metier::int + 4 * fonction::int + 2 * service::int + cadre::int desc, proche, debut, id limit :n")
                    .bindMap(valeurs)
                    .mapTo(Convient.class)
                    .list();
            Map<Long, SessionInfo> sessions = lire(
                            h, retenues.stream().map(Convient::id).toList())
                    .stream()
                    .collect(Collectors.toMap(SessionInfo::id, s -> s));
            return retenues.stream()
                    .map(c -> new Conseil(
                            sessions.get(c.id()),
                            c.metier(),
                            c.fonction(),
                            c.service(),
                            c.cadre(),
                            Proche.values()[c.proche()]))
                    .toList();
        });
    }

    /** En deçà, deux textes n'ont que des lettres en commun. */
    private static final double RESSEMBLANCE = 0.5;

    @Override
    public List<Voisin> voisins(CollectiviteInfo collectivite, String recherche, int combien) {
        return jdbi.withHandle(h -> {
            Question q = Question.comprendre(h, recherche);
            return h.createQuery("with r as materialized (select id, intitule, specialite,"
                            + " ts_rank('{0.02, 0.2, 0.4, 1}', recherche, cast(:rang as tsquery)) as rang,"
                            + " public.word_similarity(outils.lettres(:tape), outils.lettres(intitule)) as ressemble from catalogue.stage)"
                            + " select r.intitule, r.specialite as code_specialite, p.libelle as specialite, count(*) as sessions"
                            + " from " + offertes(Filtre.tout(0, 1))
                            + " s join r on r.id = s.stage_id join catalogue.specialite p on p.code = r.specialite"
                            + " where (r.rang > 0 or r.ressemble >= :ressemblance)"
                            + " group by r.id, r.intitule, r.specialite, r.rang, r.ressemble, p.libelle"
                            + " order by r.rang desc, r.ressemble desc, outils.cle_tri(r.intitule), r.id limit :n")
                    .bind("cles", AireRecrutement.clesDe(collectivite))
                    .bind("rang", q.rang() == null ? RIEN : q.rang())
                    .bind("tape", recherche)
                    .bind("ressemblance", RESSEMBLANCE)
                    .bind("n", combien)
                    .mapTo(Voisin.class)
                    .list();
        });
    }

    private static final String RIEN = "'aucun mot'";

    private static String parle(Handle h, String texte) {
        return texte == null
                ? null
                : Question.comprendre(h, GENERIQUES.matcher(texte).replaceAll(" "))
                        .stages();
    }

    /** Une ligne de la liste (quoi vide), le total, ou le compte d'un choix. */
    public record Compte(String quoi, String code, long nombre) {}

    /**
     * Il y a bien des jours et bien des communes : on ne les compte que pour qui en fait un calendrier ou une carte.
     */
    private static List<Critere> comptes(Filtre f) {
        return Arrays.stream(Critere.values())
                .filter(c ->
                        c != Critere.JOUR && c != Critere.COMMUNE || f.choix().containsKey(c))
                .toList();
    }

    private static final String ENVIRONS =
            ", e as materialized (select code, km from unnest(:environs, :kilometres) as x(code, km)) ";

    private PageDeSessions page(String parmi, String portee, Map<String, Object> valeurs, Filtre f) {
        return jdbi.withHandle(h -> {
            Question q = Question.comprendre(h, f.recherche());
            StringBuilder sql = new StringBuilder(trouvees(parmi, portee, valeurs, f, q))
                    .append(f.tri() == Tri.PROXIMITE && !f.pres().kilometres().isEmpty() ? ENVIRONS : "")
                    .append("(select '' as quoi, '' as code, id as nombre from m where ")
                    .append(choisi(f, null))
                    .append(ordre(valeurs, f))
                    .append(" limit :combien offset :premiere)")
                    .append(" union all select 'TOTAL', '', count(*) from m where ")
                    .append(choisi(f, null));
            for (Critere c : comptes(f)) {
                String brute = BRUTE.getOrDefault(c, COLONNE.get(c));
                sql.append(" union all select '" + c + "', " + COLONNE.get(c) + ", cast(sum(n) as bigint) from (select "
                                + brute + ", count(*) as n from m where ")
                        .append(choisi(f, c))
                        .append(" group by " + brute + ") as m group by 2");
            }
            List<Compte> comptes = h.createQuery(sql.toString())
                    .bindMap(valeurs)
                    .bind("combien", f.combien())
                    .bind("premiere", f.premiere())
                    .mapTo(Compte.class)
                    .list();
            List<Long> ids = comptes.stream()
                    .filter(c -> c.quoi().isEmpty())
                    .map(Compte::nombre)
                    .toList();
            long total = comptes.stream()
                    .filter(c -> c.quoi().equals("TOTAL"))
                    .mapToLong(Compte::nombre)
                    .findFirst()
                    .orElseThrow();
            List<SessionInfo> sessions = lire(h, ids);
            return new PageDeSessions(
                    sessions,
                    total,
                    facettes(h, comptes, f),
                    q.corrigee(),
                    total > 0 || q.rang() == null ? null : proposer(h, q.rang()),
                    q.rang() == null ? Map.of() : enGras(h, sessions, q.rang()));
        });
    }

    private Map<Critere, List<Facette>> facettes(Handle h, List<Compte> comptes, Filtre f) {
        Map<Critere, Map<String, String>> libelles = new EnumMap<>(Critere.class);
        libelles.put(
                Critere.MODALITE,
                Arrays.stream(Modalite.values())
                        .collect(Collectors.toMap(Modalite::name, Modalite::libelle, (a, b) -> a, LinkedHashMap::new)));
        libelles.put(Critere.NATURE, NATURES);
        libelles.put(Critere.FORME, FORMES);
        libelles.put(Critere.SPECIALITE, specialites(h));
        Map<Critere, List<Facette>> facettes = new EnumMap<>(Critere.class);
        for (Critere c : comptes(f)) {
            Map<String, Long> nombres = comptes.stream()
                    .filter(l -> l.quoi().equals(c.name()))
                    .collect(Collectors.toMap(Compte::code, Compte::nombre, (a, b) -> a, TreeMap::new));
            f.choix().getOrDefault(c, List.of()).forEach(choisi -> nombres.putIfAbsent(choisi, 0L));
            Map<String, String> noms = libelles.getOrDefault(
                    c,
                    nombres.keySet().stream()
                            .collect(Collectors.toMap(k -> k, k -> k, (a, b) -> a, LinkedHashMap::new)));
            facettes.put(
                    c,
                    noms.entrySet().stream()
                            .filter(e -> nombres.containsKey(e.getKey()))
                            .map(e -> new Facette(e.getKey(), e.getValue(), nombres.get(e.getKey())))
                            .toList());
        }
        return facettes;
    }

    /** L'intitulé qui répond le mieux à l'un des mots, que la collectivité le voie ou non ; {@code null} si aucun. */
    private static String proposer(Handle h, String rang) {
        return h.createQuery("""
        select t.intitule from catalogue.stage t where t.retire_le is null and t.recherche @@ cast(:q as tsquery)
         order by ts_rank('{0.02, 0.2, 0.4, 1}', t.recherche, cast(:q as tsquery)) desc, outils.cle_tri(t.intitule) limit 1
        """).bind("q", rang).mapTo(String.class).findOne().orElse(null);
    }

    private static Map<Long, String> enGras(Handle h, List<SessionInfo> sessions, String rang) {
        return h.createQuery("""
        select id, ts_headline('catalogue.francais', intitule, cast(:q as tsquery), :balises) from catalogue.stage where id = any(:ids)
        """)
                .bind("q", rang)
                .bind(
                        "balises",
                        "HighlightAll=true, StartSel=" + PageDeSessions.GRAS + ", StopSel=" + PageDeSessions.MAIGRE)
                .bind(
                        "ids",
                        sessions.stream().map(SessionInfo::stageId).distinct().toArray(Long[]::new))
                .map((r, c) -> Map.entry(r.getLong(1), r.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public long finissantAPartirDu(LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from catalogue.session where etat = 'PUBLIEE' and fin >= :jour")
                        .bind("jour", jour)
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * Deux index, jamais de jointure : par elle, sans statistiques fraîches, PostgreSQL lisait toute l'offre pour y
     * trouver les siennes.
     */
    @Override
    public List<SessionInfo> duFormateur(long compteId) {
        return jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS
                        + " where (s.formateur_compte_id = :c or s.id = any(array("
                        + "select distinct e.session_id from catalogue.seance_formateur f join catalogue.seance e on e.id = f.seance_id where f.compte_id = :c)))"
                        + " and s.etat = 'PUBLIEE' order by s.debut desc, s.id desc")
                .bind("c", compteId)
                .mapTo(SessionInfo.class)
                .list());
    }

    @Override
    public List<SessionInfo> desStages(Collection<Long> stages, Portee portee, LocalDate apres) {
        return stages.isEmpty()
                ? List.of()
                : jdbi.withHandle(h -> h.createQuery("select " + COLONNES + DEPUIS
                                + " where s.stage_id = any(:stages) and s.etat = 'PUBLIEE' and s.debut > :apres and "
                                + portee.sql(null, null, "s.structure_id")
                                + " order by s.debut, s.id")
                        .bindMap(portee.valeurs())
                        .bind("stages", stages.toArray(Long[]::new))
                        .bind("apres", apres)
                        .mapTo(SessionInfo.class)
                        .list());
    }

    @Override
    public List<StageInfo> stages(String recherche, int limite) {
        return jdbi.withHandle(h -> h.createQuery("""
        select t.id, t.code, t.intitule, t.modalite, p.libelle as specialite
          from catalogue.stage t join catalogue.specialite p on p.code = t.specialite
         where t.retire_le is null and t.cle like all ((select outils.motifs(:q))::text[]) order by t.code = :q desc, outils.cle_tri(t.intitule), t.id limit :n
        """)
                .bind("q", recherche == null ? "" : recherche.strip())
                .bind("n", limite)
                .mapTo(StageInfo.class)
                .list());
    }

    @Override
    public Map<String, String> specialites() {
        return jdbi.withHandle(OffreSql::specialites);
    }

    private static Map<String, String> specialites(Handle h) {
        Map<String, String> resultat = new LinkedHashMap<>();
        h.createQuery("select code, libelle from catalogue.specialite order by outils.cle_tri(libelle)")
                .mapToMap()
                .forEach(l -> resultat.put((String) l.get("code"), (String) l.get("libelle")));
        return resultat;
    }

    @Override
    public Map<String, String> natures() {
        return NATURES;
    }

    private static Map<String, String> lesNatures() {
        Map<String, String> n = new LinkedHashMap<>();
        n.put("INTEGRATION", "Intégration");
        n.put("PROFESSIONNALISATION", "Professionnalisation");
        n.put("FPPE", "Professionnalisation au premier emploi");
        n.put("FPTLC", "Professionnalisation tout au long de la carrière");
        n.put("FPPR", "Professionnalisation, poste à responsabilité");
        n.put("PERFECTIONNEMENT", "Perfectionnement");
        n.put("PREPARATION_CONCOURS", "Préparation concours");
        n.put("FORMATION_PERSONNELLE", "Formation personnelle");
        n.put("ILLETTRISME", "Lutte contre l'illettrisme");
        return n;
    }
}
