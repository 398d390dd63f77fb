package fr.cnfpt.inscription.abonnements.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Les adresses que l'on prévient, et leurs annonces. La ligne d'une adresse est le verrou de qui lui dépose et de qui
 * lui livre : une instance à la fois, celles qu'une autre tient sont sautées. Elle se prend avant ses annonces, comme
 * le fait qui l'ôte : dans l'autre ordre, livrer et ôter s'attendraient l'un l'autre.
 */
@ApplicationScoped
public class Abonnements {

    private static final String ABONNEMENT =
            "id, collectivite_id, adresse, etats, secret, cree_le, numero, echecs, essayer_le, arrete_le, arret";
    private static final String LIVRAISON =
            "id, abonnement_id, cle, type, corps, deposee_le, essais, erreur, livree_le";

    @Inject
    Jdbi jdbi;

    /** Une annonce à déposer. */
    public record Annonce(String type, String corps) {}

    /** Ce qui est déjà arrivé ne lui sera pas annoncé. */
    public long ajouter(long collectiviteId, String adresse, List<String> etats, String secret, Instant le) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into inscription.abonnement (collectivite_id, adresse, etats, secret, cree_le, essayer_le, numero)
        values (:c, :a, :e, :s, :le, :le, coalesce((select max(f.numero) from inscription.flux f where f.collectivite_id = :c), 0)) returning id
        """)
                .bind("c", collectiviteId)
                .bind("a", adresse)
                .bind("e", etats.toArray(String[]::new))
                .bind("s", secret)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }

    public List<Abonnement> lister(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("select " + ABONNEMENT + " from inscription.abonnement b where "
                        + portee.sql(null, "b.collectivite_id", null) + " order by id")
                .bindMap(portee.valeurs())
                .mapTo(Abonnement.class)
                .list());
    }

    public Optional<Abonnement> lire(long id, Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("select " + ABONNEMENT
                        + " from inscription.abonnement b where id = :id and "
                        + portee.sql(null, "b.collectivite_id", null))
                .bindMap(portee.valeurs())
                .bind("id", id)
                .mapTo(Abonnement.class)
                .findOne());
    }

    /** Qui déclare le fait seul à la fois dans sa collectivité : le plafond tient. */
    public long combien(long collectiviteId) {
        jdbi.useHandle(h -> h.execute(
                "select pg_advisory_xact_lock(hashtextextended('inscription.abonnement ' || ?, 0))", collectiviteId));
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from inscription.abonnement where collectivite_id = :c")
                        .bind("c", collectiviteId)
                        .mapTo(Long.class)
                        .one());
    }

    public void oter(long id) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.abonnement where id = :id")
                .bind("id", id)
                .execute());
    }

    public void arreter(long id, String pourquoi, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.abonnement set arrete_le = :le, arret = :p where id = :id and arrete_le is null")
                .bind("id", id)
                .bind("p", pourquoi)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    public void reprendre(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.abonnement set arrete_le = null, arret = null, echecs = 0, essayer_le = :le where id = :id")
                .bind("id", id)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Ceux qui attendent des annonces. */
    public List<Long> actifs() {
        return jdbi.withHandle(
                h -> h.createQuery("select id from inscription.abonnement where arrete_le is null order by id")
                        .mapTo(Long.class)
                        .list());
    }

    /** Le tient jusqu'à la fin de la transaction ; vide si un autre le tient. */
    public Optional<Abonnement> tenir(long id) {
        return jdbi.withHandle(h -> h.createQuery("select " + ABONNEMENT
                        + " from inscription.abonnement where id = :id and arrete_le is null for update skip locked")
                .bind("id", id)
                .mapTo(Abonnement.class)
                .findOne());
    }

    public void deposer(long abonnementId, List<Annonce> annonces, Instant le) {
        if (annonces.isEmpty()) {
            return;
        }
        jdbi.useHandle(h -> {
            PreparedBatch b = h.prepareBatch(
                    "insert into inscription.livraison (abonnement_id, type, corps, deposee_le) values (:a, :t, :c, :le)");
            annonces.forEach(x -> b.bind("a", abonnementId)
                    .bind("t", x.type())
                    .bind("c", x.corps())
                    .bind("le", le.atOffset(ZoneOffset.UTC))
                    .add());
            b.execute();
        });
    }

    public void avancer(long id, long numero) {
        jdbi.useHandle(h -> h.createUpdate("update inscription.abonnement set numero = :n where id = :id")
                .bind("n", numero)
                .bind("id", id)
                .execute());
    }

    /** Prend, pour le temps du bail, la première adresse à qui livrer ; celles qu'un autre prend sont sautées. */
    public Optional<Abonnement> prendre(Instant maintenant, Duration bail) {
        return jdbi.withHandle(h -> h.createQuery("""
        update inscription.abonnement set essayer_le = :fin
         where id = (select a.id from inscription.abonnement a
                      where a.arrete_le is null and a.essayer_le <= :m
                        and exists (select 1 from inscription.livraison l where l.abonnement_id = a.id and l.livree_le is null)
                      order by a.essayer_le, a.id limit 1 for update skip locked)
        returning %s
        """.formatted(ABONNEMENT))
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("fin", maintenant.plus(bail).atOffset(ZoneOffset.UTC))
                .mapTo(Abonnement.class)
                .findOne());
    }

    /** Les plus anciennes à livrer. */
    public List<Livraison> aLivrer(long abonnementId, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select " + LIVRAISON
                                + " from inscription.livraison where abonnement_id = :a and livree_le is null order by id limit :n")
                .bind("a", abonnementId)
                .bind("n", combien)
                .mapTo(Livraison.class)
                .list());
    }

    public void noterLivree(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.livraison set livree_le = :le, erreur = null, essais = essais + 1 where id = :id")
                .bind("id", id)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    public void noterEchec(long id, String erreur) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.livraison set erreur = :e, essais = essais + 1 where id = :id and livree_le is null")
                .bind("id", id)
                .bind("e", erreur)
                .execute());
    }

    /** Rend l'adresse ; ne vaut que si l'on en tient encore le bail. */
    public void rendre(Abonnement tenu, int echecs, Instant essayerLe) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.abonnement set echecs = :n, essayer_le = :quand where id = :id and essayer_le = :bail")
                .bind("id", tenu.id())
                .bind("n", echecs)
                .bind("bail", tenu.essayerLe().atOffset(ZoneOffset.UTC))
                .bind("quand", essayerLe.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** @return faux si elle n'est pas de cet abonnement */
    public boolean rejouer(long abonnementId, long livraisonId, Instant le) {
        hater(abonnementId, le);
        return jdbi.withHandle(h -> h.createUpdate(
                                "update inscription.livraison set livree_le = null, erreur = null where id = :l and abonnement_id = :a")
                        .bind("a", abonnementId)
                        .bind("l", livraisonId)
                        .execute())
                == 1;
    }

    /** Ce qui attend se tente dès maintenant ; au pire deux fois, sous la même clé, si une instance y livrait. */
    public void hater(long abonnementId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.abonnement set essayer_le = :le where id = :id and echecs > 0 and arrete_le is null")
                .bind("id", abonnementId)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Les plus récentes d'abord, après celle-ci ({@code null} : de la première). */
    public List<Livraison> livraisons(long abonnementId, Long apres, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select " + LIVRAISON
                                + " from inscription.livraison where abonnement_id = :a and (cast(:apres as bigint) is null or id < :apres) order by id desc limit :n")
                .bind("a", abonnementId)
                .bind("apres", apres)
                .bind("n", combien)
                .mapTo(Livraison.class)
                .list());
    }

    public List<Livraison> page(long abonnementId, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery("select " + LIVRAISON
                        + " from inscription.livraison where abonnement_id = :a order by id desc limit :n offset :p")
                .bind("a", abonnementId)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Livraison.class)
                .list());
    }

    public long combienDeLivraisons(long abonnementId) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from inscription.livraison where abonnement_id = :a")
                .bind("a", abonnementId)
                .mapTo(Long.class)
                .one());
    }

    /** Celles qu'un autre efface ou rejoue sont sautées : le passage suivant les prendra. */
    public void oublierLesLivrees(Instant avant) {
        jdbi.useHandle(h -> h.createUpdate("""
        delete from inscription.livraison
         where id in (select id from inscription.livraison where livree_le < :avant for update skip locked)
        """)
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
