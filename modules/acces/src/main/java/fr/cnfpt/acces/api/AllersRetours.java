package fr.cnfpt.acces.api;

import java.util.Map;
import java.util.Optional;

/**
 * Ce qu'un visiteur pas encore connecté a en route, gardé un quart d'heure en base : son aller chez le fournisseur
 * d'identité peut partir d'une instance et revenir par une autre. Un secret, remis en témoin, le désigne.
 */
public interface AllersRetours {

    /** @return le secret qui le désigne, 256 bits */
    String ouvrir(Map<String, String> contenu);

    /** @return vide s'il est inconnu, repris ou trop vieux */
    Optional<Map<String, String>> lire(String secret);

    /** De même, et il n'est plus : de deux qui le reprennent, un seul l'a. */
    Optional<Map<String, String>> reprendre(String secret);
}
