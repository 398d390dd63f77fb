package fr.cnfpt.catalogue.imports.persistence;

import fr.cnfpt.catalogue.imports.domain.Verdict;
import fr.cnfpt.catalogue.imports.domain.Verdict.Sort;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Les imports d'offre : leur état, et ce qu'on a jugé de chaque ligne. Qui en écrit un tient un verrou consultatif :
 * s'il meurt, le verrou tombe avec lui.
 */
@ApplicationScoped
public class ImportsDOffre {

    private static final String IMPORT =
            "select id, proprietaire, document_id as document, fichier, lecture, ignorees, etat, empreinte, a_ecrire, ecrites, motif, cree_le, avance_le, fini_le from catalogue.import_offre ";

    @Inject
    Jdbi jdbi;

    /** @param document le fichier, tant qu'il attend */
    public record ImportDOffre(
            long id,
            String proprietaire,
            UUID document,
            String fichier,
            String lecture,
            String[] ignorees,
            String etat,
            String empreinte,
            int aEcrire,
            int ecrites,
            String motif,
            Instant creeLe,
            Instant avanceLe,
            Instant finiLe) {

        public boolean enCours() {
            return etat.equals("ECRITURE");
        }

        public boolean aLEssai() {
            return etat.equals("ESSAI");
        }
    }

    /** Une ligne telle qu'on la montre. */
    public record LigneJugee(
            int ligne, Sort sort, String code, String intitule, String dit, String colonne, String valeur) {}

    /** @return vide si un autre attend déjà pour ce propriétaire */
    public Optional<Long> ouvrir(
            Proprietaire a, UUID document, String fichier, String lecture, List<String> ignorees, String empreinte) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into catalogue.import_offre (proprietaire, document_id, fichier, lecture, ignorees, empreinte, cree_le, avance_le)
        values (:a, :d, :f, :l, :i, :e, :maintenant, :maintenant)
        on conflict (proprietaire) where etat in ('ESSAI', 'ECRITURE') do nothing returning id
        """)
                .bind("a", a.code())
                .bind("d", document)
                .bind("f", fichier)
                .bind("l", lecture)
                .bind("i", ignorees.toArray(String[]::new))
                .bind("e", empreinte)
                .mapTo(Long.class)
                .findOne());
    }

    /** Remplace ce qu'on a jugé de chaque ligne. */
    public void poser(long id, String empreinte, List<Verdict> verdicts) {
        jdbi.useHandle(h -> {
            h.createUpdate("delete from catalogue.import_offre_ligne where import_id = :id")
                    .bind("id", id)
                    .execute();
            inserer(h, id, verdicts);
            h.createUpdate("update catalogue.import_offre set empreinte = :e, a_ecrire = :n where id = :id")
                    .bind("id", id)
                    .bind("e", empreinte)
                    .bind("n", verdicts.stream().filter(v -> v.sort().ecrit()).count())
                    .execute();
        });
    }

    private static void inserer(Handle h, long id, List<Verdict> verdicts) {
        PreparedBatch b = h.prepareBatch(
                "insert into catalogue.import_offre_ligne values (:id, :rang, :ligne, :sort, :code, :intitule, :dit, :colonne, :valeur)");
        int rang = 0;
        for (Verdict v : verdicts) {
            b.bind("id", id)
                    .bind("rang", ++rang)
                    .bind("ligne", v.ligne())
                    .bind("sort", v.sort().name())
                    .bind("code", v.code())
                    .bind("intitule", v.intitule())
                    .bind("dit", v.dit())
                    .bind("colonne", v.colonne())
                    .bind("valeur", v.valeur())
                    .add();
        }
        b.execute();
    }

    public Optional<ImportDOffre> lire(long id, Proprietaire de) {
        return jdbi.withHandle(h -> h.createQuery(IMPORT + "where id = :id and proprietaire = :a")
                .bind("id", id)
                .bind("a", de.code())
                .mapTo(ImportDOffre.class)
                .findOne());
    }

    public Optional<ImportDOffre> dernier(Proprietaire de) {
        return jdbi.withHandle(h -> h.createQuery(IMPORT + "where proprietaire = :a order by id desc limit 1")
                .bind("a", de.code())
                .mapTo(ImportDOffre.class)
                .findOne());
    }

    /** Combien de lignes de chaque sort, sans ceux qui n'en ont pas. */
    public Map<Sort, Long> comptes(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select sort, count(*) as n from catalogue.import_offre_ligne where import_id = :id group by sort")
                .bind("id", id)
                .reduceRows(new EnumMap<>(Sort.class), (m, r) -> {
                    m.put(Sort.valueOf(r.getColumn("sort", String.class)), r.getColumn("n", Long.class));
                    return m;
                }));
    }

    public List<LigneJugee> lignes(long id, Sort sort, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select ligne, sort, code, intitule, dit, colonne, valeur from catalogue.import_offre_ligne"
                                + " where import_id = :id and sort = :sort order by rang offset :premiere limit :combien")
                .bind("id", id)
                .bind("sort", sort.name())
                .bind("premiere", premiere)
                .bind("combien", combien)
                .mapTo(LigneJugee.class)
                .list());
    }

    /** Se dit vivant jusqu'à la fin de la transaction. @return faux si un autre l'écrit déjà */
    public boolean tenir(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended('catalogue.import_offre', cast(:id as bigint)))")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    /** @return faux s'il n'en était plus là */
    public boolean passer(long id, String de, String vers, String motif) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update catalogue.import_offre set etat = :vers, motif = :motif, avance_le = :maintenant, ecrites = case when :vers = 'FAIT' then a_ecrire else 0 end,
               fini_le = case when :vers in ('FAIT', 'ABANDONNE') then cast(:maintenant as timestamptz) end
         where id = :id and etat = :de
        """)
                        .bind("id", id)
                        .bind("de", de)
                        .bind("vers", vers)
                        .bind("motif", motif)
                        .execute()
                == 1);
    }

    public void avancer(long id, int ecrites) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.import_offre set ecrites = :n, avance_le = :maintenant where id = :id")
                .bind("id", id)
                .bind("n", ecrites)
                .execute());
    }
}
