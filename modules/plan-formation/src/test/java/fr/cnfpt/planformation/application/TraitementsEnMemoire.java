package fr.cnfpt.planformation.application;

import fr.cnfpt.outils.taches.Traitements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Un moteur qui note ce qu'on lui commande ; {@code tuer} fait ce que fait un arrêt brutal. */
public class TraitementsEnMemoire extends Traitements {

    final List<String> commandes = new ArrayList<>();
    private final Set<Long> vivantes = new HashSet<>();
    private long suite = 100;

    @Override
    public long lancer(String traitement, long syntheseId) {
        commandes.add("lancer " + syntheseId);
        vivantes.add(++suite);
        return suite;
    }

    @Override
    public long reprendre(String traitement, Long executionId, long syntheseId) {
        commandes.add("reprendre " + executionId + " pour " + syntheseId);
        vivantes.add(++suite);
        return suite;
    }

    @Override
    public boolean tourne(String traitement, long executionId) {
        return vivantes.contains(executionId);
    }

    void tuer() {
        vivantes.clear();
    }
}
