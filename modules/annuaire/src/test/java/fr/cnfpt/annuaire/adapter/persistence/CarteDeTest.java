package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.commun.persistence.Sql;
import org.jdbi.v3.core.Jdbi;

/** La vraie carte, pour les épreuves qui ont besoin de collectivités. */
public final class CarteDeTest {

  private CarteDeTest() {}

  public static void charger(Jdbi jdbi) {
    jdbi.useTransaction(h -> {
      CartePeuplement carte = new CartePeuplement();
      carte.jdbi = Sql.configurer(Jdbi.create(h.getConnection()));
      carte.charger(dit -> { });
    });
  }
}
