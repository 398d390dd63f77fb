package fr.cnfpt.outils.documents.persistence;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Les fiches des documents. La place d'un contenu se réserve avec sa fiche, avant lui. */
@ApplicationScoped
public class FichesDeDocuments {

    private static final String FICHE =
            "select id, proprietaire, conservation, nom, type, taille, sha256, magasin, cree_le from outils.document ";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Inject
    Jdbi jdbi;

    /** @throws Refus conflit, si la place manque, ou si un autre geste tient trop longtemps le compte de cet espace */
    public void reserver(Document d, Long compte) {
        try {
            jdbi.useHandle(h -> {
                h.execute("select set_config('lock_timeout', '5s', true)");
                h.createUpdate("""
          insert into outils.document (id, proprietaire, conservation, nom, type, taille, sha256, magasin, par_compte_id, cree_le)
          values (:id, :proprietaire, :conservation, :nom, :type, :taille, :sha256, :magasin, :compte, :creeLe)
          """)
                        .bind("id", d.id())
                        .bind("proprietaire", d.proprietaire())
                        .bind("conservation", d.conservation())
                        .bind("nom", d.nom())
                        .bind("type", d.type())
                        .bind("taille", d.taille())
                        .bind("sha256", d.sha256())
                        .bind("magasin", d.magasin())
                        .bind("compte", compte)
                        .bind("creeLe", d.creeLe())
                        .execute();
            });
        } catch (JdbiException e) {
            Optional<ServerErrorMessage> dit = dit(e);
            if (dit.filter(m -> "ck_espace_dans_son_quota".equals(m.getConstraint()))
                    .isPresent()) {
                throw Refus.conflit(
                        "espace-plein",
                        "Il n'y a plus de place pour ce fichier : les documents qui attendent occupent tout votre espace."
                                + " Abandonnez un import ou laissez un export s'effacer, ou demandez plus d'espace au siège.");
            }
            if (dit.filter(m -> LOCK_NOT_AVAILABLE.equals(m.getSQLState())).isPresent()) {
                throw Refus.conflit(
                        "espace-occupe", "Vos documents sont en train d'être rangés : recommencez dans un instant.");
            }
            throw e;
        }
    }

    private static Optional<ServerErrorMessage> dit(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof PSQLException p) {
                return Optional.ofNullable(p.getServerErrorMessage());
            }
        }
        return Optional.empty();
    }

    /** @return faux si le balayage l'a crue abandonnée */
    public boolean confirmer(UUID id) {
        return jdbi.withHandle(h ->
                        h.execute("update outils.document set etat = 'PRET' where id = ? and etat = 'EN_COURS'", id))
                == 1;
    }

    /** Prête, et à lui. */
    public Optional<Document> lire(UUID id, Proprietaire pour) {
        return jdbi.withHandle(h -> h.createQuery(FICHE + "where id = :id and proprietaire = :p and etat = 'PRET'")
                .bind("id", id)
                .bind("p", pour.code())
                .mapTo(Document.class)
                .findOne());
    }

    public void oter(UUID id) {
        jdbi.useHandle(h ->
                h.select("select outils.oter_document(?)", id).mapTo(UUID.class).one());
    }

    /** Celles dont le dépôt n'a pas abouti deviennent à ôter : nul ne peut plus les confirmer. */
    public void abandonner(Instant deposeesAvant) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update outils.document set etat = 'A_OTER' where etat = 'EN_COURS' and cree_le < :avant")
                .bind("avant", deposeesAvant.atOffset(ZoneOffset.UTC))
                .execute());
    }

    public List<Document> aOter(int combien) {
        return jdbi.withHandle(h -> h.createQuery(FICHE + "where etat = 'A_OTER' order by cree_le limit :n")
                .bind("n", combien)
                .mapTo(Document.class)
                .list());
    }

    public void effacer(UUID id) {
        jdbi.useHandle(h -> h.execute("delete from outils.document where id = ? and etat = 'A_OTER'", id));
    }
}
