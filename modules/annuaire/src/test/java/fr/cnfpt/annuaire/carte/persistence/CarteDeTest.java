package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab;
import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.domain.LigneDeRapport;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.persistence.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;

/** Les vraies cartes, pour les épreuves qui ont besoin de collectivités ou d'un millésime qui change. */
public final class CarteDeTest {

    private CarteDeTest() {}

    /** La carte livrée. */
    public static void charger(Jdbi jdbi) {
        jdbi.useTransaction(h -> {
            CartePeuplement carte = new CartePeuplement();
            Injection.poser(carte, Sql.configurer(Jdbi.create(h.getConnection())), new PaquetEtalab());
            carte.charger(dit -> {});
        });
    }

    /** @param version 4.1.0 (2024), 5.3.0 (2025) ou 6.0.0 (2026) */
    public static Decoupage paquet(String version) {
        try (InputStream flux =
                CarteDeTest.class.getResourceAsStream("/carte/decoupage-administratif-" + version + ".tgz")) {
            return new PaquetEtalab().lire(flux.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Charge un millésime et l'applique, en une transaction.
     *
     * @param annonce reçoit ce qui change, et la connexion de la transaction
     */
    public static List<LigneDeRapport> charger(Jdbi jdbi, Decoupage d, BiConsumer<CarteChangee, Jdbi> annonce) {
        return jdbi.inTransaction(h -> {
            Jdbi dedans = Sql.configurer(Jdbi.create(h.getConnection()));
            Carte carte = Injection.poser(new Carte(), dedans);
            carte.verrouiller();
            List<LigneDeRapport> lignes = carte.charger(d, a -> annonce.accept(a, dedans));
            carte.garderApplication(null, d, d.version(), "Test", 1, lignes);
            return lignes;
        });
    }
}
