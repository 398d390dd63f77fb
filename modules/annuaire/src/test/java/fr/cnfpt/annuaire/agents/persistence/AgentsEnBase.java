package fr.cnfpt.annuaire.agents.persistence;

import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.carte.persistence.CartePeuplement;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.annuaire.persistence.AnnuaireSql;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.application.ReserverUnDocument;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import fr.cnfpt.outils.documents.persistence.MagasinPostgres;
import fr.cnfpt.outils.persistence.Sql;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/** Les ports de l'annuaire sur un vrai PostgreSQL, une transaction par geste comme dans le serveur. */
public final class AgentsEnBase {

    private final DataSource source;
    private final ThreadLocal<Connection> enCours = new ThreadLocal<>();
    private final Jdbi dedans = Sql.configurer(Jdbi.create(new ConnectionFactory() {
        @Override
        public Connection openConnection() {
            return enCours.get();
        }

        @Override
        public void closeConnection(Connection c) {
            /* jusqu'à la fin du geste */
        }
    }));

    public AgentsEnBase(DataSource source) {
        this.source = source;
    }

    /** La base des épreuves. */
    public AgentsEnBase() {
        this(PostgresDeTest.avec("annuaire").source());
    }

    /** Une collectivité neuve, à qui rien n'est encore arrivé. */
    public long collectivite(String siren) {
        return jdbi().withHandle(h -> {
            h.execute(
                    "insert into annuaire.region (code, nom, zone, millesime) values ('R', 'Essai', 'metro', 2026) on conflict do nothing");
            h.execute(
                    "insert into annuaire.departement (code, nom, region, zone, millesime) values ('DX', 'Essai', 'R', 'metro', 2026) on conflict do nothing");
            return h.createQuery(
                            "insert into annuaire.collectivite (siren, nom, nature, departement) values (:s, 'Essai ' || :s, 'SYNDICAT', 'DX') returning id")
                    .bind("s", siren)
                    .mapTo(Long.class)
                    .one();
        });
    }

    public Jdbi jdbi() {
        return Sql.sur(source);
    }

    public long nombre(String sql, Object... v) {
        return jdbi().withHandle(h -> h.select(sql, v).mapTo(Long.class).one());
    }

    public <T> T faire(Supplier<T> geste) {
        try (Connection c = source.getConnection()) {
            c.setAutoCommit(false);
            enCours.set(c);
            try {
                T r = geste.get();
                c.commit();
                return r;
            } catch (RuntimeException | Error e) {
                c.rollback();
                throw e;
            } finally {
                enCours.remove();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void faire(Runnable geste) {
        faire(() -> {
            geste.run();
            return null;
        });
    }

    public Agents agents() {
        Agents a = new Agents();
        Injection.poser(a, dedans);
        return a;
    }

    public Imports imports() {
        return imports(dedans);
    }

    /** La réserve est dans le geste : ces épreuves n'en annulent pas (MagasinContrat le fait). */
    public Documents documents(UtilisateurCourant courant) {
        MagasinPostgres magasin = Injection.poser(new MagasinPostgres(), dedans);
        FichesDeDocuments fiches = Injection.poser(new FichesDeDocuments(), dedans);
        Object magasins = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (p, m, a) -> List.of(magasin).iterator());
        return Injection.poser(
                new Documents(),
                Injection.poser(new ReserverUnDocument(), fiches),
                fiches,
                magasins,
                courant,
                new Horloge());
    }

    /** Hors du geste en cours, comme une transaction à part. */
    public Imports importsAPart() {
        return imports(jdbi());
    }

    private static Imports imports(Jdbi jdbi) {
        Imports i = new Imports();
        Injection.poser(i, jdbi);
        return i;
    }

    public Annuaire annuaire() {
        return annuaire(dedans);
    }

    public static Annuaire annuaire(Jdbi jdbi) {
        return Injection.poser(new AnnuaireSql(), jdbi, collectivites(jdbi));
    }

    public static Collectivites collectivites(Jdbi jdbi) {
        Collectivites c = new Collectivites();
        Injection.poser(c, jdbi);
        return c;
    }

    /** La vraie carte de France. */
    public void chargerLaCarte() {
        CartePeuplement carte = new CartePeuplement();
        Injection.poser(carte, dedans);
        Injection.poser(carte, new fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab());
        faire(() -> carte.charger(dit -> {}));
    }
}
