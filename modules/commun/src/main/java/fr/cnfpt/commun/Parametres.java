package fr.cnfpt.commun;

import java.util.Optional;

/**
 * La configuration par l'environnement : propriété système {@code iel.xxx}, à défaut variable {@code IEL_XXX}. La liste
 * en est tenue dans docs/exploitation.md.
 */
public final class Parametres {

    private Parametres() {}

    /** @param cle par exemple {@code iel.adresse} */
    public static Optional<String> lire(String cle) {
        String valeur = System.getProperty(cle);
        if (valeur == null) {
            valeur = System.getenv(cle.toUpperCase().replace('.', '_').replace('-', '_'));
        }
        return Optional.ofNullable(valeur).filter(v -> !v.isBlank());
    }

    public static boolean vrai(String cle) {
        return lire(cle).map("true"::equals).orElse(false);
    }

    /** L'adresse publique du site, sans barre finale : elle est imprimée dans les QR codes. */
    public static String adresse() {
        return lire("iel.adresse").orElse("http://localhost:8080");
    }
}
