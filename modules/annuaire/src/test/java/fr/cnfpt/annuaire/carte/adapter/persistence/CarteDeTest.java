package fr.cnfpt.annuaire.carte.adapter.persistence;

import fr.cnfpt.annuaire.carte.adapter.paquet.PaquetEtalab;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.persistence.Sql;
import org.jdbi.v3.core.Jdbi;

/** La vraie carte, pour les épreuves qui ont besoin de collectivités. */
public final class CarteDeTest {

    private CarteDeTest() {}

    public static void charger(Jdbi jdbi) {
        jdbi.useTransaction(h -> {
            CartePeuplement carte = new CartePeuplement();
            Injection.poser(carte, Sql.configurer(Jdbi.create(h.getConnection())), new PaquetEtalab());
            carte.charger(dit -> {});
        });
    }
}
