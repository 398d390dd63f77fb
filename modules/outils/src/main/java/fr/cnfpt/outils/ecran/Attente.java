package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Utilisateur;
import java.util.List;
import java.util.stream.Stream;

/** Ce qui attend l'utilisateur aujourd'hui ; chaque module en apporte sa part à la première page. */
public interface Attente {

    /**
     * @param nombre combien
     * @param libelle ce que c'est, accordé au nombre
     * @param note le détail utile (délai, ancienneté), ou une chaîne vide
     * @param lien la liste qui est derrière le nombre
     * @param urgent vrai si un délai presse
     */
    record Tuile(long nombre, String libelle, String note, String lien, boolean urgent) {}

    /** Vrai si elle compte dans la portée du gestionnaire d'une branche ; sinon elle est à toute la collectivité. */
    default boolean deBranche() {
        return false;
    }

    /** Ce qui vaut pour lui, de tous les modules. */
    static Stream<Tuile> de(Utilisateur u, Stream<Attente> attentes) {
        return attentes.filter(a -> a.deBranche() || !u.estDeBranche()).flatMap(a -> a.pour(u).stream());
    }

    /** @return les tuiles de cet utilisateur, du plus pressé au moins pressé ; vide s'il n'est pas concerné */
    List<Tuile> pour(Utilisateur utilisateur);
}
