package fr.cnfpt.inscription.circuit.port;

import java.util.function.Function;

class BulletinsEnMemoireTest extends BulletinsContrat {

    private final BulletinsEnMemoire bulletins = new BulletinsEnMemoire();

    @Override
    protected <T> T dans(Function<Ports, T> action) {
        return action.apply(new Ports(bulletins, bulletins));
    }
}
