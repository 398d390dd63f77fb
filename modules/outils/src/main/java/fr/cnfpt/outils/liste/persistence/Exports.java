package fr.cnfpt.outils.liste.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Les exports demandés. Celui qui prépare tient un bail ; muet, il le perd, et un autre reprend du début. */
@ApplicationScoped
public class Exports {

    /**
     * @param liste le nom de la liste pour CDI
     * @param question l'adresse de la liste, à partir du premier paramètre
     */
    public record Export(
            UUID id,
            long compteId,
            Long collectiviteId,
            String liste,
            String titre,
            String question,
            String format,
            String etat,
            long fait,
            long total,
            UUID documentId,
            String motif,
            OffsetDateTime demandeLe) {

        public boolean enCours() {
            return etat.equals("ATTEND") || etat.equals("SE_PREPARE");
        }

        public boolean pret() {
            return etat.equals("PRET");
        }
    }

    private static final String LU =
            "select id, compte_id, collectivite_id, liste, titre, question, format, etat, fait, total, document_id, motif, demande_le from outils.export ";

    @Inject
    Jdbi jdbi;

    public void demander(Export e) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into outils.export (id, compte_id, collectivite_id, liste, titre, question, format, total, demande_le)
        values (:id, :compteId, :collectiviteId, :liste, :titre, :question, :format, :total, :demandeLe)
        """)
                .bind("id", e.id())
                .bind("compteId", e.compteId())
                .bind("collectiviteId", e.collectiviteId())
                .bind("liste", e.liste())
                .bind("titre", e.titre())
                .bind("question", e.question())
                .bind("format", e.format())
                .bind("total", e.total())
                .bind("demandeLe", e.demandeLe())
                .execute());
    }

    /** Le même, déjà en cours : un envoi doublé n'en fait pas deux. */
    public Optional<UUID> enCours(long compteId, Long collectiviteId, String liste, String question, String format) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id from outils.export where compte_id = :c and collectivite_id is not distinct from :pour and liste = :l
           and question = :q and format = :f and etat in ('ATTEND', 'SE_PREPARE') limit 1
        """)
                .bind("c", compteId)
                .bind("pour", collectiviteId)
                .bind("l", liste)
                .bind("q", question)
                .bind("f", format)
                .mapTo(UUID.class)
                .findOne());
    }

    public long combienEnCours(long compteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select count(*) from outils.export where compte_id = ? and etat in ('ATTEND', 'SE_PREPARE')")
                .bind(0, compteId)
                .mapTo(Long.class)
                .one());
    }

    /** Ceux de ce compte, agissant pour celle-là, du plus récent au plus ancien. */
    public List<Export> de(long compteId, Long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        LU
                                + "where compte_id = :c and collectivite_id is not distinct from :pour order by demande_le desc, id")
                .bind("c", compteId)
                .bind("pour", collectiviteId)
                .mapTo(Export.class)
                .list());
    }

    public Optional<Export> un(UUID id, long compteId, Long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        LU + "where id = :id and compte_id = :c and collectivite_id is not distinct from :pour")
                .bind("id", id)
                .bind("c", compteId)
                .bind("pour", collectiviteId)
                .mapTo(Export.class)
                .findOne());
    }

    /** Prend le plus ancien qui attend, ou dont le bail est perdu. */
    public Optional<Export> prendre(Instant maintenant, Instant bail) {
        return jdbi.withHandle(h -> h.createQuery("""
        update outils.export set etat = 'SE_PREPARE', fait = 0, bail_jusqu_a = :bail
         where id = (select id from outils.export where etat = 'ATTEND' or (etat = 'SE_PREPARE' and bail_jusqu_a < :maintenant)
                      order by demande_le limit 1 for update skip locked)
        returning id, compte_id, collectivite_id, liste, titre, question, format, etat, fait, total, document_id, motif, demande_le
        """)
                .bind("maintenant", maintenant.atOffset(ZoneOffset.UTC))
                .bind("bail", bail.atOffset(ZoneOffset.UTC))
                .mapTo(Export.class)
                .findOne());
    }

    /** @return faux si la personne l'a abandonné, ou si un autre l'a repris et le fait avancer */
    public boolean avancer(UUID id, long fait, Instant bail) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update outils.export set fait = :fait, bail_jusqu_a = :bail where id = :id and etat = 'SE_PREPARE' and fait <= :fait")
                        .bind("id", id)
                        .bind("fait", fait)
                        .bind("bail", bail.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    /** @return faux s'il a été abandonné, ou fini par un autre */
    public boolean finir(UUID id, long fait, UUID document) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update outils.export set etat = 'PRET', fait = :fait, document_id = :document, bail_jusqu_a = null where id = :id and etat = 'SE_PREPARE'")
                        .bind("id", id)
                        .bind("fait", fait)
                        .bind("document", document)
                        .execute())
                == 1;
    }

    public void manquer(UUID id, String motif) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update outils.export set etat = 'ECHEC', motif = :motif, bail_jusqu_a = null where id = :id and etat = 'SE_PREPARE'")
                .bind("id", id)
                .bind("motif", motif)
                .execute());
    }

    /** @return faux s'il n'était plus en cours */
    public boolean abandonner(UUID id) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update outils.export set etat = 'ABANDONNE', bail_jusqu_a = null where id = ? and etat in ('ATTEND', 'SE_PREPARE')")
                        .bind(0, id)
                        .execute())
                == 1;
    }

    /** Ce qui n'a pas donné de fichier ne se garde qu'un temps ; le reste part avec son fichier. */
    public void oublier(Instant avant) {
        jdbi.useHandle(
                h -> h.createUpdate("delete from outils.export where etat in ('ECHEC', 'ABANDONNE') and demande_le < ?")
                        .bind(0, avant.atOffset(ZoneOffset.UTC))
                        .execute());
    }
}
