package fr.cnfpt.outils.liste;

import fr.cnfpt.commun.Texte;

/**
 * Une valeur qu'un filtre propose.
 *
 * @param nombre combien de lignes elle retiendrait, ou {@code null} si on ne l'a pas compté
 */
public record Option(String code, String libelle, Long nombre) {

    public String nombreEnClair() {
        return nombre == null ? "" : Texte.nombre(nombre);
    }

    public static Option de(String valeur) {
        return new Option(valeur, valeur, null);
    }

    public static Option de(String code, String libelle) {
        return new Option(code, libelle, null);
    }
}
