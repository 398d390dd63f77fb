package fr.cnfpt.catalogue.stages.persistence;

import fr.cnfpt.catalogue.api.FichesDeStage;
import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.ThemesDesStages;
import fr.cnfpt.catalogue.stages.domain.BrouillonDeFiche;
import fr.cnfpt.catalogue.stages.domain.FicheDeStage;
import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.catalogue.stages.domain.StageAuCatalogue;
import fr.cnfpt.catalogue.stages.domain.VersionDeFiche;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Les fiches : celle en vigueur, ses versions, son brouillon. Écrire {@code catalogue.stage} suffit à faire une version
 * : la base la numérote et la garde (V140).
 */
@ApplicationScoped
public class Stages implements FichesDeStage, ThemesDesStages {

    /** Le code du refus quand un autre a changé la fiche. */
    public static final String CHANGEE = "fiche-changee";

    private static final String TEXTE = "text";
    private static final String NOMBRE = "numeric";
    private static final String OUI_OU_NON = "boolean";

    /** Chaque colonne de la fiche et son type, celui d'un brouillon comme d'une version. */
    private static final Map<String, String> COLONNES = colonnes();

    private static final String NOMS = String.join(", ", COLONNES.keySet());
    private static final String VALEURS = COLONNES.entrySet().stream()
            .map(c -> "cast(:" + c.getKey() + " as " + c.getValue() + ")")
            .collect(Collectors.joining(", "));
    private static final String JSON = "(select jsonb_strip_nulls(to_jsonb(r)) from (select "
            + COLONNES.entrySet().stream()
                    .map(c -> "cast(:" + c.getKey() + " as " + c.getValue() + ") as " + c.getKey())
                    .collect(Collectors.joining(", "))
            + ") as r)";
    private static final String BROUILLON =
            "select b.id, b.stage_id, b.sur_version, b.revision, b.modifie_le, b.modifie_par, f.* from catalogue.stage_brouillon b"
                    + " cross join lateral (select "
                    + NOMS
                    + " from jsonb_populate_record(null::catalogue.stage_version, b.fiche)) as f ";

    /** Une ligne de la liste : un stage, ou le brouillon d'un stage neuf ({@code id} nul). */
    public record LigneDeStage(
            Long id,
            String code,
            String intitule,
            String specialite,
            String modalite,
            Integer version,
            Instant depuis,
            boolean retire,
            Long brouillonId) {}

    /** Les sessions publiées d'un stage qui ne sont pas finies. */
    public record SessionsEnCours(long nombre, LocalDate derniereFin) {}

    @Inject
    Jdbi jdbi;

    private static Map<String, String> colonnes() {
        Map<String, String> c = new LinkedHashMap<>();
        for (String texte : List.of("code", "intitule", "specialite", "modalite", "nature", "type")) {
            c.put(texte, TEXTE);
        }
        c.put("presentiel_jours", NOMBRE);
        c.put("distance_heures", NOMBRE);
        c.put("webinaire_isole", OUI_OU_NON);
        c.put("marque_blanche", OUI_OU_NON);
        c.put("payant", OUI_OU_NON);
        c.put("tarif", NOMBRE);
        c.put("itineraire", TEXTE);
        c.put("itineraire_rang", "int");
        for (Mention m : Mention.values()) {
            c.put(m.code(), TEXTE);
        }
        return c;
    }

    private static <S extends SqlStatement<S>> S lier(S ordre, FicheDeStage f) {
        ordre.bind("code", f.code())
                .bind("intitule", f.intitule())
                .bind("specialite", f.specialite())
                .bind("modalite", f.modalite() == null ? null : f.modalite().name())
                .bind("nature", f.nature())
                .bind("type", f.type())
                .bind("presentiel_jours", f.presentielJours())
                .bind("distance_heures", f.distanceHeures())
                .bind("webinaire_isole", f.webinaireIsole())
                .bind("marque_blanche", f.marqueBlanche())
                .bind("payant", f.payant())
                .bind("tarif", f.tarif())
                .bind("itineraire", f.itineraire())
                .bind("itineraire_rang", f.itineraireRang());
        for (Mention m : Mention.values()) {
            ordre.bind(m.code(), f.texte(m));
        }
        return ordre;
    }

    private static FicheDeStage fiche(ResultSet r) throws SQLException {
        Map<Mention, String> textes = new EnumMap<>(Mention.class);
        for (Mention m : Mention.values()) {
            String t = r.getString(m.code());
            if (t != null && !t.isBlank()) {
                textes.put(m, t);
            }
        }
        String modalite = r.getString("modalite");
        return new FicheDeStage(
                r.getString("code"),
                r.getString("intitule"),
                r.getString("specialite"),
                modalite == null ? null : Modalite.valueOf(modalite),
                r.getString("nature"),
                r.getString("type"),
                zeroSiRien(r.getBigDecimal("presentiel_jours")),
                zeroSiRien(r.getBigDecimal("distance_heures")),
                r.getBoolean("webinaire_isole"),
                r.getBoolean("marque_blanche"),
                r.getBoolean("payant"),
                r.getBigDecimal("tarif"),
                r.getString("itineraire"),
                r.getObject("itineraire_rang", Integer.class),
                textes);
    }

    private static BigDecimal zeroSiRien(BigDecimal n) {
        return n == null ? BigDecimal.ZERO : n;
    }

    private static VersionDeFiche version(ResultSet r) throws SQLException {
        return new VersionDeFiche(
                r.getLong("stage_id"),
                r.getInt("version"),
                r.getTimestamp("depuis").toInstant(),
                r.getString("publiee_par"),
                fiche(r));
    }

    private static BrouillonDeFiche brouillon(ResultSet r) throws SQLException {
        return new BrouillonDeFiche(
                r.getLong("id"),
                r.getObject("stage_id", Long.class),
                r.getObject("sur_version", Integer.class),
                r.getInt("revision"),
                r.getTimestamp("modifie_le").toInstant(),
                r.getString("modifie_par"),
                fiche(r));
    }

    public Optional<StageAuCatalogue> duCode(String code) {
        return stage("t.code = :cle", code);
    }

    public Optional<StageAuCatalogue> stage(long id) {
        return stage("t.id = :cle", id);
    }

    private Optional<StageAuCatalogue> stage(String ou, Object cle) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select v.*, t.retire_le, t.retire_par, t.motif_retrait from catalogue.stage t"
                                + " join catalogue.stage_version v on v.stage_id = t.id and v.version = t.version where "
                                + ou)
                .bind("cle", cle)
                .map((r, c) -> new StageAuCatalogue(
                        version(r),
                        r.getTimestamp("retire_le") == null
                                ? null
                                : r.getTimestamp("retire_le").toInstant(),
                        r.getString("retire_par"),
                        r.getString("motif_retrait")))
                .findOne());
    }

    /** De la dernière à la première. */
    public List<VersionDeFiche> versions(long stageId) {
        return jdbi.withHandle(
                h -> h.createQuery("select * from catalogue.stage_version where stage_id = :s order by version desc")
                        .bind("s", stageId)
                        .map((r, c) -> version(r))
                        .list());
    }

    @Override
    public Map<String, List<String>> deLaSession(long sessionId) {
        return gardee(sessionId).map(FicheDeStage::aLire).orElse(Map.of());
    }

    @Override
    public Map<String, List<String>> pourVenir(long sessionId) {
        return gardee(sessionId).map(FicheDeStage::pourVenir).orElse(Map.of());
    }

    @Override
    public Map<Long, Theme> themes(Collection<Long> stages) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select t.id, p.code, p.libelle from catalogue.stage t join catalogue.specialite p on p.code = t.specialite where t.id = any(:ids)")
                .bind("ids", stages.toArray(Long[]::new))
                .reduceRows(new HashMap<>(), (m, r) -> {
                    m.put(
                            r.getColumn("id", Long.class),
                            new Theme(r.getColumn("code", String.class), r.getColumn("libelle", String.class)));
                    return m;
                }));
    }

    @Override
    public List<Long> stagesDuTheme(String code) {
        return jdbi.withHandle(h -> h.createQuery("select id from catalogue.stage where specialite = :c")
                .bind("c", code)
                .mapTo(Long.class)
                .list());
    }

    private Optional<FicheDeStage> gardee(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select v.* from catalogue.session s"
                                + " join catalogue.stage_version v on v.stage_id = s.stage_id and v.version = s.stage_version where s.id = :s")
                .bind("s", sessionId)
                .map((r, c) -> fiche(r))
                .findOne());
    }

    public Optional<BrouillonDeFiche> brouillon(long id) {
        return unBrouillon("where b.id = :cle", id);
    }

    public Optional<BrouillonDeFiche> brouillonDuStage(long stageId) {
        return unBrouillon("where b.stage_id = :cle", stageId);
    }

    private Optional<BrouillonDeFiche> unBrouillon(String ou, long cle) {
        return jdbi.withHandle(h -> h.createQuery(BROUILLON + ou)
                .bind("cle", cle)
                .map((r, c) -> brouillon(r))
                .findOne());
    }

    /** @throws Refus conflit, si quelqu'un en a commencé un entre-temps */
    public long commencer(Long stageId, Integer surVersion, FicheDeStage fiche, String par) {
        try {
            return jdbi.withHandle(h -> lier(
                            h.createUpdate(
                                    "insert into catalogue.stage_brouillon (stage_id, sur_version, fiche, modifie_le, modifie_par)"
                                            + " values (cast(:stage as bigint), cast(:sur as int), " + JSON
                                            + ", :maintenant, :par)"),
                            fiche)
                    .bind("stage", stageId)
                    .bind("sur", surVersion)
                    .bind("par", par)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one());
        } catch (UnableToExecuteStatementException e) {
            throw pris(e, "uq_brouillon_par_stage", depasse());
        }
    }

    /** @throws Refus conflit, si ce n'est plus la révision que l'on a lue */
    public void enregistrer(long id, int revision, FicheDeStage fiche, String par) {
        int ecrits = jdbi.withHandle(h -> lier(
                        h.createUpdate(
                                "update catalogue.stage_brouillon set fiche = " + JSON
                                        + ", modifie_le = :maintenant, modifie_par = :par, revision = revision + 1 where id = :id and revision = :revision"),
                        fiche)
                .bind("par", par)
                .bind("id", id)
                .bind("revision", revision)
                .execute());
        if (ecrits == 0) {
            throw depasse();
        }
    }

    public void abandonner(long id) {
        jdbi.useHandle(h -> oublier(h, id));
    }

    private static void oublier(Handle h, long id) {
        h.createUpdate("delete from catalogue.stage_brouillon where id = :id")
                .bind("id", id)
                .execute();
    }

    /**
     * La fiche de ce brouillon vaut désormais.
     *
     * @throws Refus conflit, si le code est pris ou si une autre version a paru entre-temps
     */
    public StageAuCatalogue publier(BrouillonDeFiche b, String par) {
        try {
            return jdbi.withHandle(h -> {
                long id = b.stageId() == null ? creer(h, b.fiche(), par) : suivre(h, b, par);
                oublier(h, b.id());
                return stage(id).orElseThrow();
            });
        } catch (UnableToExecuteStatementException e) {
            throw pris(
                    e,
                    "stage_code_key",
                    Refus.invalide("code-pris", "code", "Ce code de stage est déjà pris : choisissez-en un autre."));
        }
    }

    private static long creer(Handle h, FicheDeStage f, String par) {
        return lier(
                        h.createUpdate("insert into catalogue.stage (" + NOMS + ", depuis, publiee_par) values ("
                                + VALEURS + ", :maintenant, :par)"),
                        f)
                .bind("par", par)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    private static long suivre(Handle h, BrouillonDeFiche b, String par) {
        int ecrits = lier(
                        h.createUpdate("update catalogue.stage set (" + NOMS + ", depuis, publiee_par) = (" + VALEURS
                                + ", :maintenant, :par) where id = :id and version = :sur"),
                        b.fiche())
                .bind("par", par)
                .bind("id", b.stageId())
                .bind("sur", b.surVersion())
                .execute();
        if (ecrits == 0) {
            throw depasse();
        }
        return b.stageId();
    }

    public static Refus depasse() {
        return Refus.conflit(
                CHANGEE,
                "Quelqu'un d'autre vient de changer cette fiche : rien n'est enregistré de votre saisie. Relisez la sienne, puis reprenez ce qui reste utile.");
    }

    private static RuntimeException pris(UnableToExecuteStatementException e, String contrainte, Refus refus) {
        return String.valueOf(e.getMessage()).contains(contrainte) ? refus : e;
    }

    public SessionsEnCours sessionsEnCours(long stageId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select count(*) as nombre, max(fin) as derniere_fin from catalogue.session
         where stage_id = :s and etat = 'PUBLIEE' and fin >= (cast(:maintenant as timestamptz) at time zone fuseau)::date
        """)
                .bind("s", stageId)
                .mapTo(SessionsEnCours.class)
                .one());
    }

    public void retirer(long stageId, String motif, String par) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.stage set retire_le = :maintenant, retire_par = :par, motif_retrait = :motif where id = :id and retire_le is null")
                .bind("par", par)
                .bind("motif", motif)
                .bind("id", stageId)
                .execute());
    }

    public void remettre(long stageId) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.stage set retire_le = null, retire_par = null, motif_retrait = null where id = :id")
                .bind("id", stageId)
                .execute());
    }

    private static final String LISTE = """
       from (select t.id, t.code, t.intitule, t.specialite, t.modalite, t.version, t.depuis, t.retire_le is not null as retire,
                    b.id as brouillon_id, t.cle
               from catalogue.stage t left join catalogue.stage_brouillon b on b.stage_id = t.id
             union all
             select null, fiche ->> 'code', fiche ->> 'intitule', fiche ->> 'specialite', fiche ->> 'modalite', null, null, false, id,
                    outils.cle_recherche((fiche ->> 'code') || ' ' || (fiche ->> 'intitule'))
               from catalogue.stage_brouillon where stage_id is null) as l
        left join catalogue.specialite p on p.code = l.specialite
       where l.cle like all ((select outils.motifs(:q))::text[])
         and case :etat when 'BROUILLON' then l.brouillon_id is not null when 'RETIRE' then l.retire
                        when 'VIGUEUR' then l.version is not null and not l.retire else true end
      """;

    /** @param etat VIGUEUR, BROUILLON, RETIRE, ou vide pour tous */
    public List<LigneDeStage> lister(String recherche, String etat, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select l.id, l.code, l.intitule, p.libelle as specialite, l.modalite, l.version, l.depuis, l.retire, l.brouillon_id"
                                + LISTE
                                + " order by outils.cle_tri(l.intitule), l.code, l.brouillon_id limit :n offset :p")
                .bind("q", recherche)
                .bind("etat", etat)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(LigneDeStage.class)
                .list());
    }

    /** Les stages, par code, après celui-ci. */
    public List<LigneDeStage> apres(String code, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select l.id, l.code, l.intitule, p.libelle as specialite, l.modalite, l.version, l.depuis, l.retire, l.brouillon_id"
                                + LISTE
                                + " and l.version is not null and l.code > :apres order by l.code limit :n")
                .bind("q", "")
                .bind("etat", "")
                .bind("apres", code)
                .bind("n", combien)
                .mapTo(LigneDeStage.class)
                .list());
    }

    public long compter(String recherche, String etat) {
        return jdbi.withHandle(h -> h.createQuery("select count(*)" + LISTE)
                .bind("q", recherche)
                .bind("etat", etat)
                .mapTo(Long.class)
                .one());
    }
}
