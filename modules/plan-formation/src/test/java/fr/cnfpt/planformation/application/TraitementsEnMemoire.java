package fr.cnfpt.planformation.application;

import fr.cnfpt.planformation.port.Traitements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Un moteur qui note ce qu'on lui commande ; {@code tuer} fait ce que fait un arrêt brutal. */
class TraitementsEnMemoire implements Traitements {

    final List<String> commandes = new ArrayList<>();
    private final Set<Long> vivantes = new HashSet<>();
    private long suite = 100;

    @Override
    public long lancer(long syntheseId) {
        commandes.add("lancer " + syntheseId);
        vivantes.add(++suite);
        return suite;
    }

    @Override
    public long reprendre(Long executionId, long syntheseId) {
        commandes.add("reprendre " + executionId + " pour " + syntheseId);
        vivantes.add(++suite);
        return suite;
    }

    @Override
    public boolean tourne(long executionId) {
        return vivantes.contains(executionId);
    }

    void tuer() {
        vivantes.clear();
    }
}
