package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.UtilisateurCourant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** La portée de qui agit, et des structures que l'épreuve fait se succéder. */
public class PorteesEnMemoire implements Portees, Portee.Successions {

    private final UtilisateurCourant courant;
    private final Map<Long, Long> successeurs = new HashMap<>();

    public PorteesEnMemoire(UtilisateurCourant courant) {
        this.courant = courant;
    }

    /** Les structures {@code anciennes} laissent la place à {@code nouvelle}. */
    public void fusionner(long nouvelle, long... anciennes) {
        for (long a : anciennes) {
            successeurs.put(a, nouvelle);
        }
    }

    @Override
    public Portee courante() {
        return Portee.de(courant.get(), this);
    }

    @Override
    public Portee deLaStructure(long structureId) {
        return Portee.deLaStructure(structureId, this);
    }

    @Override
    public List<Long> structures(long id) {
        long actuelle = id;
        while (successeurs.containsKey(actuelle)) {
            actuelle = successeurs.get(actuelle);
        }
        List<Long> suite = new ArrayList<>(List.of(actuelle));
        for (int i = 0; i < suite.size(); i++) {
            long s = suite.get(i);
            successeurs.forEach((ancienne, nouvelle) -> {
                if (nouvelle == s) {
                    suite.add(ancienne);
                }
            });
        }
        return suite;
    }

    /** Ceux qui sont dans une branche, d'où qu'elle soit. */
    public final Map<String, Collection<Long>> branches = new HashMap<>();

    @Override
    public Collection<Long> agents(long collectiviteId, String branche) {
        return branches.getOrDefault(branche, List.of());
    }

    @Override
    public Collection<Long> collectivites(long id) {
        return List.of(id);
    }
}
