package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.donnees.Sujet;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Ce qui remplace un nom : tiré au sort, il n'existe nulle part de table qui mène de l'un à l'autre. */
final class Pseudonyme {

    private static final SecureRandom HASARD = new SecureRandom();

    private Pseudonyme() {}

    static String auHasard() {
        byte[] b = new byte[4];
        HASARD.nextBytes(b);
        return Sujet.EFFACE + HexFormat.of().formatHex(b);
    }
}
