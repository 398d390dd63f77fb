package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** La carte, ses millésimes et leurs rapports. L'essai est un vrai chargement, défait jusqu'à son point de départ. */
@ApplicationScoped
public class Carte {

    public record Compte(String genre, long nombre, long agents) {}

    public record Millesime(
            long id,
            int annee,
            String version,
            String source,
            String empreinte,
            String etat,
            java.time.Instant deposeLe,
            String deposePar,
            java.time.Instant appliqueLe,
            String appliquePar,
            int dureeMs,
            int communes) {
        public boolean applique() {
            return "APPLIQUE".equals(etat);
        }
    }

    private static final String MILLESIME =
            "select id, annee, version, source, empreinte, etat, depose_le, depose_par, applique_le, applique_par, duree_ms, communes"
                    + " from annuaire.millesime ";

    @Inject
    Jdbi jdbi;

    /** Met les chargements en file : un seul à la fois, jusqu'à la fin de la transaction. */
    public void verrouiller() {
        jdbi.useHandle(h -> h.execute("lock table annuaire.millesime in share row exclusive mode"));
    }

    /** Le millésime en vigueur, ou vide tant qu'aucune carte n'est chargée. */
    public Optional<Millesime> enVigueur() {
        return jdbi.withHandle(
                h -> h.createQuery(MILLESIME + " where etat = 'APPLIQUE' order by applique_le desc, id desc limit 1")
                        .mapTo(Millesime.class)
                        .findOne());
    }

    /**
     * Met la carte dans l'état de ce découpage. Ce qui disparaît est fermé, jamais effacé.
     *
     * @param annonce reçoit ce qui a changé ; les autres modules y répondent et le disent au rapport
     * @return tout ce qui a bougé ; vide si rien, ou si la base n'avait pas de carte
     * @throws fr.cnfpt.commun.Refus invalide, si le découpage se contredit
     */
    public List<LigneDeRapport> charger(Decoupage decoupage, Consumer<CarteChangee> annonce) {
        return jdbi.withHandle(h -> {
            boolean premiere = !h.createQuery("select exists (select 1 from annuaire.commune)")
                    .mapTo(Boolean.class)
                    .one();
            Chargement c = new Chargement(h, decoupage);
            Comparaison comparaison = new Comparaison(h);
            c.lire();
            if (!premiere) {
                c.comparer();
                comparaison.lire();
            }
            c.poserLesDivisions();
            if (premiere) {
                c.comparer();
            }
            c.poserLesTerritoires();
            c.poserLesEmployeurs();
            if (premiere) {
                h.execute("analyze annuaire.commune; analyze annuaire.collectivite");
                return List.<LigneDeRapport>of();
            }
            annonce.accept(comparaison.annonce(decoupage));
            return comparaison.lignes();
        });
    }

    /** Exécute puis défait tout ce qui vient d'être écrit, et rend le résultat. */
    public <T> T essayer(Supplier<T> action) {
        jdbi.useHandle(h -> h.execute("savepoint essai"));
        T resultat = action.get();
        jdbi.useHandle(h -> h.execute("rollback to savepoint essai"));
        return resultat;
    }

    /**
     * Garde l'essai d'une archive et ses lignes ; l'essai d'avant de la même archive est remplacé. @return son
     * identifiant
     */
    public long garderEssai(
            Decoupage d, String empreinte, byte[] archive, String par, int dureeMs, List<LigneDeRapport> lignes) {
        return jdbi.withHandle(h -> {
            h.execute("delete from annuaire.millesime where etat = 'ESSAYE' and empreinte = ?", empreinte);
            long id = h.createQuery("""
          insert into annuaire.millesime (annee, version, source, empreinte, etat, depose_par, duree_ms, communes, paquet)
          values (:annee, :version, :source, :empreinte, 'ESSAYE', :par, :duree, :communes, :paquet) returning id
          """)
                    .bind("annee", d.annee())
                    .bind("version", d.version())
                    .bind("source", d.source())
                    .bind("empreinte", empreinte)
                    .bind("par", par)
                    .bind("duree", dureeMs)
                    .bind("communes", communes(d))
                    .bind("paquet", archive)
                    .mapTo(Long.class)
                    .one();
            garder(h, id, lignes);
            return id;
        });
    }

    /**
     * Marque l'essai appliqué (ou, si {@code essai} est nul, ajoute un millésime appliqué) avec ses lignes définitives.
     */
    public long garderApplication(
            Long essai, Decoupage d, String empreinte, String par, int dureeMs, List<LigneDeRapport> lignes) {
        return jdbi.withHandle(h -> {
            Long id = essai;
            if (id == null) {
                id = h.createQuery("""
            insert into annuaire.millesime (annee, version, source, empreinte, etat, depose_par, applique_le, applique_par, duree_ms, communes)
            values (:annee, :version, :source, :empreinte, 'APPLIQUE', :par, clock_timestamp(), :par, :duree, :communes) returning id
            """)
                        .bind("annee", d.annee())
                        .bind("version", d.version())
                        .bind("source", d.source())
                        .bind("empreinte", empreinte)
                        .bind("par", par)
                        .bind("duree", dureeMs)
                        .bind("communes", communes(d))
                        .mapTo(Long.class)
                        .one();
            } else {
                h.execute("delete from annuaire.millesime_ligne where millesime_id = ?", id);
                h.execute(
                        "update annuaire.millesime set etat = 'APPLIQUE', applique_le = clock_timestamp(), applique_par = ?, duree_ms = ?, paquet = null where id = ?",
                        par,
                        dureeMs,
                        id);
            }
            garder(h, id, lignes);
            return id;
        });
    }

    private static int communes(Decoupage d) {
        return (int) new String(d.communes(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .count()
                - 1;
    }

    private static void garder(Handle h, long id, List<LigneDeRapport> lignes) {
        if (lignes.isEmpty()) {
            return;
        }
        PreparedBatch lot = h.prepareBatch(
                "insert into annuaire.millesime_ligne (millesime_id, rang, genre, departement, code, nom, detail, agents)"
                        + " values (:id, :rang, :genre, :departement, :code, :nom, :detail, :agents)");
        int rang = 0;
        for (LigneDeRapport l : lignes) {
            lot.bind("id", id)
                    .bind("rang", ++rang)
                    .bind("genre", l.genre())
                    .bind("departement", l.departement())
                    .bind("code", l.code())
                    .bind("nom", l.nom())
                    .bind("detail", l.detail())
                    .bind("agents", l.agents())
                    .add();
        }
        lot.execute();
    }

    /** L'archive d'un essai encore à appliquer. */
    public Optional<byte[]> archive(long id) {
        return jdbi.withHandle(
                h -> h.createQuery("select paquet from annuaire.millesime where id = :id and etat = 'ESSAYE'")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne());
    }

    /** Tous, du plus récent au plus ancien. */
    public List<Millesime> tous() {
        return jdbi.withHandle(
                h -> h.createQuery(MILLESIME + " order by coalesce(applique_le, depose_le) desc, id desc")
                        .mapTo(Millesime.class)
                        .list());
    }

    /** Les lignes d'un rapport, dans l'ordre. @param genre vide : tous ; @param departement vide : tous */
    public List<LigneDeRapport> lignes(long id, String genre, String departement) {
        return jdbi.withHandle(h -> h.createQuery("""
        select genre, departement, code, nom, detail, agents from annuaire.millesime_ligne
         where millesime_id = :id and (:genre = '' or genre = :genre) and (:departement = '' or departement = :departement) order by rang
        """)
                .bind("id", id)
                .bind("genre", genre)
                .bind("departement", departement)
                .mapTo(LigneDeRapport.class)
                .list());
    }

    /** Combien de lignes par genre. */
    public List<Compte> comptes(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select genre, count(*) as nombre, sum(agents) as agents from annuaire.millesime_ligne where millesime_id = :id"
                                + " group by genre order by min(rang)")
                .bind("id", id)
                .mapTo(Compte.class)
                .list());
    }

    /** Les départements que ce rapport cite. */
    public List<String> departements(long id) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select distinct departement from annuaire.millesime_ligne where millesime_id = :id and departement is not null order by 1")
                .bind("id", id)
                .mapTo(String.class)
                .list());
    }
}
