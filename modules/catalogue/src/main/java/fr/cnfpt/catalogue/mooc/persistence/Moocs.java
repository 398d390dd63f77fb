package fr.cnfpt.catalogue.mooc.persistence;

import fr.cnfpt.catalogue.mooc.domain.Annee;
import fr.cnfpt.catalogue.mooc.domain.Edition;
import fr.cnfpt.catalogue.mooc.domain.Mooc;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Changement;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Concours;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Tutorat;
import fr.cnfpt.catalogue.mooc.domain.SuiviDuMooc.Version;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Les MOOC dans PostgreSQL : quelques dizaines de titres, quelques centaines d'éditions, lus d'un bloc. */
@ApplicationScoped
public class Moocs {

    private static final String MOOC = """
      select m.id, m.code, m.intitule, p.libelle as specialite, m.pole, m.marque_blanche, m.invente,
             v.numero as version, v.semaines, v.tournee_le,
             (select count(*) from catalogue.mooc_changement c where c.mooc_id = m.id and c.integre_le is null)::int as attendus,
             (select count(*) from catalogue.mooc_edition e join catalogue.mooc_version x on x.id = e.version_id
               where x.mooc_id = m.id)::int as editions,
             d.inscrits, d.reussites,
             (select min(e.debut) from catalogue.mooc_edition e join catalogue.mooc_version x on x.id = e.version_id
               where x.mooc_id = m.id and e.debut >= :jour) as prochaine
        from catalogue.mooc m join catalogue.specialite p on p.code = m.specialite
        join lateral (select * from catalogue.mooc_version x where x.mooc_id = m.id order by x.numero desc limit 1) as v on true
        left join lateral (select e.inscrits, e.reussites from catalogue.mooc_edition e join catalogue.mooc_version x on x.id = e.version_id
               where x.mooc_id = m.id and e.inscrits is not null and e.mode <> 'INTRA' order by e.debut desc, e.id desc limit 1) as d on true
      """;

    @Inject
    Jdbi jdbi;

    /** Tous, par intitulé. */
    public List<Mooc> tous(LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(MOOC + " order by outils.cle_tri(m.intitule), m.id")
                .bind("jour", jour)
                .mapTo(Mooc.class)
                .list());
    }

    public Optional<Mooc> un(long id, LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(MOOC + " where m.id = :id")
                .bind("jour", jour)
                .bind("id", id)
                .mapTo(Mooc.class)
                .findOne());
    }

    /** De la première à la dernière. */
    public List<Edition> editions(long mooc) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select e.id, v.numero as version, e.numero, e.mode, e.debut, e.fin, e.collectivite, c.intitule as concours, c.epreuve,
               e.inscrits, e.reussites, e.part_territoriaux, e.demonstration, t.distance_heures as heures
          from catalogue.mooc_edition e join catalogue.mooc_version v on v.id = e.version_id
          join catalogue.mooc m on m.id = v.mooc_id left join catalogue.stage t on t.code = m.code
          left join catalogue.concours c on c.id = e.concours_id
         where v.mooc_id = :mooc order by e.debut, e.id
        """).bind("mooc", mooc).mapTo(Edition.class).list());
    }

    public List<Version> versions(long mooc) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select v.numero, v.semaines, v.tournee_le, v.note,
               (select count(*) from catalogue.mooc_edition e where e.version_id = v.id)::int as editions
          from catalogue.mooc_version v where v.mooc_id = :mooc order by v.numero desc
        """).bind("mooc", mooc).mapTo(Version.class).list());
    }

    /** Ceux qui attendent d'abord, puis du plus récent au plus ancien. */
    public List<Changement> changements(long mooc) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select id, le, texte, source, integre_le from catalogue.mooc_changement
         where mooc_id = :mooc order by integre_le is not null, le desc, id desc
        """).bind("mooc", mooc).mapTo(Changement.class).list());
    }

    public List<Tutorat> tutorats(long mooc) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select t.edition_id, t.semaine, t.le, t.lieu from catalogue.mooc_tutorat t
          join catalogue.mooc_edition e on e.id = t.edition_id join catalogue.mooc_version v on v.id = e.version_id
         where v.mooc_id = :mooc order by t.le, t.edition_id
        """).bind("mooc", mooc).mapTo(Tutorat.class).list());
    }

    public List<Concours> concours(LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select id, intitule, epreuve, source, demonstration from catalogue.concours
         where epreuve >= :jour order by epreuve, outils.cle_tri(intitule)
        """).bind("jour", jour).mapTo(Concours.class).list());
    }

    /**
     * Les éditions ouvertes à tous, année par année, de la dernière à la première ; l'intra d'une collectivité n'y
     * compte pas.
     */
    public List<Annee> annees() {
        return jdbi.withHandle(h -> h.createQuery("""
        select coalesce(e.annee, b.annee) as annee, coalesce(e.moocs, 0)::int as moocs, coalesce(e.sessions, 0)::int as sessions,
               coalesce(e.inscrits, 0) as inscrits, coalesce(e.reussites, 0) as reussites, b.moocs as moocs_publies,
               b.sessions as sessions_publiees, b.inscrits as publies, b.attestations as attestations_publiees, b.source,
               coalesce(e.demonstration, false) as demonstration, coalesce(e.heures, 0) as heures, coalesce(e.sans_duree, 0)::int as sans_duree
          from (select extract(year from e.debut)::int as annee, count(distinct v.mooc_id) as moocs, count(*) as sessions,
                       sum(e.inscrits) as inscrits, sum(e.reussites) as reussites, bool_or(e.demonstration) as demonstration,
                       sum(e.reussites * t.distance_heures) as heures,
                       count(distinct v.mooc_id) filter (where t.id is null) as sans_duree
                  from catalogue.mooc_edition e join catalogue.mooc_version v on v.id = e.version_id
                  join catalogue.mooc m on m.id = v.mooc_id left join catalogue.stage t on t.code = m.code
                 where e.mode <> 'INTRA' and e.inscrits is not null group by 1) as e
          full join catalogue.mooc_bilan_publie b on b.annee = e.annee
         order by 1 desc
        """).mapTo(Annee.class).list());
    }

    /** @throws Refus conflit, si le code est pris */
    public long ajouter(Mooc.Fiche f) {
        try {
            return jdbi.withHandle(h -> {
                long id = h.createUpdate(
                                "insert into catalogue.mooc (code, intitule, specialite, pole, marque_blanche) values (:code, :intitule, :specialite, :pole, :blanche)")
                        .bind("code", f.code())
                        .bind("intitule", f.intitule().strip())
                        .bind("specialite", f.specialite())
                        .bind("pole", f.pole().strip())
                        .bind("blanche", f.marqueBlanche())
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
                version(id, f.semaines(), f.tourneeLe(), null);
                return id;
            });
        } catch (UnableToExecuteStatementException e) {
            throw dejaPris(e, "uq_mooc_code", "code-pris", "Ce code de MOOC est déjà pris.");
        }
    }

    /** @throws Refus conflit, si une autre vient d'être ajoutée */
    public void version(long mooc, int semaines, LocalDate tourneeLe, String note) {
        try {
            jdbi.useHandle(h -> h.createUpdate("""
          insert into catalogue.mooc_version (mooc_id, numero, semaines, tournee_le, note)
          select :mooc, coalesce(max(numero), 0) + 1, :semaines, :tournee, :note from catalogue.mooc_version where mooc_id = :mooc
          """)
                    .bind("mooc", mooc)
                    .bind("semaines", semaines)
                    .bind("tournee", tourneeLe)
                    .bind("note", note)
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            throw dejaPris(
                    e,
                    "uq_mooc_version_numero",
                    "version-deja-la",
                    "Quelqu'un vient d'en ajouter une version : relisez.");
        }
    }

    public void noter(long mooc, LocalDate le, String texte, String source) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into catalogue.mooc_changement (mooc_id, le, texte, source) values (:mooc, :le, :texte, :source)")
                .bind("mooc", mooc)
                .bind("le", le)
                .bind("texte", texte)
                .bind("source", source)
                .execute());
    }

    /** Ceux qui attendent et qui datent d'alors ou d'avant. @param changement {@code null} : tous ceux du MOOC */
    public int integrer(long mooc, Long changement, LocalDate le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update catalogue.mooc_changement set integre_le = :le
         where mooc_id = :mooc and integre_le is null and le <= :le and (:id::bigint is null or id = :id)
        """)
                .bind("mooc", mooc)
                .bind("id", changement)
                .bind("le", le)
                .execute());
    }

    /** L'édition suivante de la version en cours. */
    public void programmer(long mooc, Edition.Programme p) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into catalogue.mooc_edition (version_id, numero, mode, debut, fin, collectivite, concours_id)
        select v.id, 1 + (select count(*) from catalogue.mooc_edition e join catalogue.mooc_version x on x.id = e.version_id where x.mooc_id = :mooc),
               :mode, :debut, cast(:debut as date) + 7 * v.semaines - 1, :collectivite, :concours
          from catalogue.mooc_version v where v.mooc_id = :mooc order by v.numero desc limit 1
        """)
                .bind("mooc", mooc)
                .bind("mode", p.mode())
                .bind("debut", p.debut())
                .bind("collectivite", p.collectivite())
                .bind("concours", p.concoursId())
                .execute());
    }

    /** @return faux si cette édition n'est pas de ce MOOC */
    public boolean chiffrer(long mooc, long edition, Edition.Chiffres c) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update catalogue.mooc_edition e set inscrits = :inscrits, reussites = :reussites, part_territoriaux = :part
          from catalogue.mooc_version v where v.id = e.version_id and v.mooc_id = :mooc and e.id = :id
        """)
                        .bind("mooc", mooc)
                        .bind("id", edition)
                        .bind("inscrits", c.inscrits())
                        .bind("reussites", c.reussites())
                        .bind("part", c.partTerritoriaux())
                        .execute())
                == 1;
    }

    /** La séance d'une semaine d'une édition en intra ; une autre la remplace. */
    public void tutorer(long edition, int semaine, LocalDate le, String lieu) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into catalogue.mooc_tutorat (edition_id, semaine, le, lieu) values (:edition, :semaine, :le, :lieu)
            on conflict (edition_id, semaine) do update set le = excluded.le, lieu = excluded.lieu
        """)
                .bind("edition", edition)
                .bind("semaine", semaine)
                .bind("le", le)
                .bind("lieu", lieu)
                .execute());
    }

    /** @throws Refus conflit, s'il y est déjà */
    public void annoncer(String intitule, LocalDate epreuve, String source) {
        try {
            jdbi.useHandle(h -> h.createUpdate(
                            "insert into catalogue.concours (intitule, epreuve, source) values (:intitule, :epreuve, :source)")
                    .bind("intitule", intitule)
                    .bind("epreuve", epreuve)
                    .bind("source", source)
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            throw dejaPris(e, "uq_concours", "concours-deja-la", "Ce concours est déjà au calendrier à cette date.");
        }
    }

    private static RuntimeException dejaPris(
            UnableToExecuteStatementException e, String contrainte, String code, String message) {
        return e.getCause() instanceof SQLException s
                        && "23505".equals(s.getSQLState())
                        && e.getMessage().contains(contrainte)
                ? Refus.conflit(code, message)
                : e;
    }
}
