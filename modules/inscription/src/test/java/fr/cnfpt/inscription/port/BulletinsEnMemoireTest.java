package fr.cnfpt.inscription.port;

import java.util.function.Function;

class BulletinsEnMemoireTest extends BulletinsContrat {

  private final Bulletins bulletins = new BulletinsEnMemoire();

  @Override
  protected <T> T dans(Function<Bulletins, T> action) { return action.apply(bulletins); }
}
