package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import java.util.Set;

/**
 * Une page et qui peut l'ouvrir. Une page qui n'est pas déclarée n'est pas servie : le refus est la règle.
 *
 * @param chemin depuis la racine du site, par exemple {@code /inscription/catalogue.xhtml}
 * @param rubrique le nom dans la navigation, ou {@code null} si elle n'y figure pas
 * @param rang l'ordre dans la navigation, le plus petit d'abord
 * @param roles les rôles admis ; vide = page publique
 * @param deBranche un gestionnaire qui ne répond que d'une branche y est admis
 */
public record PageDuSite(String chemin, String rubrique, int rang, Set<Role> roles, boolean deBranche) {

    public static PageDuSite rubrique(int rang, String nom, String chemin, Role... roles) {
        return new PageDuSite(chemin, nom, rang, Set.of(roles), false);
    }

    public static PageDuSite page(String chemin, Role... roles) {
        return new PageDuSite(chemin, null, 0, Set.of(roles), false);
    }

    public static PageDuSite publique(String chemin) {
        return new PageDuSite(chemin, null, 0, Set.of(), true);
    }

    /** Elle ne montre que la portée de qui l'ouvre : le gestionnaire d'une branche aussi. */
    public PageDuSite aussiDeBranche() {
        return new PageDuSite(chemin, rubrique, rang, roles, true);
    }

    public boolean estPublique() {
        return roles.isEmpty();
    }

    public boolean admet(Role role) {
        return estPublique() || roles.contains(role);
    }

    public boolean admet(Utilisateur u) {
        return admet(u.role()) && (deBranche || !u.estDeBranche());
    }
}
