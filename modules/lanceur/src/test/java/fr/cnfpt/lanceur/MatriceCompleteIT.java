package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Chaque page, adresse de l'API, servlet, fichier, cas d'usage, tâche et traitement trouvé dans les classes de la WAR a
 * sa ligne dans {@code matrice.csv}, et les rôles qu'elle dit sont ceux du code : une entrée nouvelle sans sa ligne
 * fait échouer la construction.
 */
class MatriceCompleteIT {

    @Test
    void tout_ce_qui_s_ouvre_dans_le_code_a_sa_ligne_et_ses_roles_sont_ceux_de_la_matrice() throws Exception {
        Map<String, Set<String>> code = new Inventaire(new PagesDeclarees()).sujets();
        Map<String, Set<String>> table = new TreeMap<>();
        new Matrice().lignes().forEach(l -> table.merge(l.sujet(), l.roles(), (a, b) -> a));
        Set<String> manquent = new TreeSet<>(code.keySet());
        manquent.removeAll(table.keySet());
        Set<String> enTrop = new TreeSet<>(table.keySet());
        enTrop.removeAll(code.keySet());
        List<String> roles = new ArrayList<>();
        code.forEach((sujet, siens) -> {
            boolean dits = sujet.startsWith("page ") || sujet.startsWith("cas ") || sujet.startsWith("api ");
            if (dits && table.containsKey(sujet) && !table.get(sujet).equals(siens)) {
                roles.add(sujet + " : le code admet " + siens + ", la matrice dit " + table.get(sujet));
            }
        });
        assertEquals(
                Set.of(),
                manquent,
                () -> "Sans ligne dans matrice.csv :\n"
                        + String.join(
                                "\n",
                                manquent.stream()
                                        .map(s -> s + ";" + String.join(" ", code.get(s)) + ";-;")
                                        .toList()));
        assertEquals(Set.of(), enTrop, "N'existent plus dans le code");
        assertEquals(List.of(), roles, () -> String.join("\n", roles));
        assertTrue(code.size() > 100, () -> "l'inventaire n'a trouvé que " + code.keySet());
    }
}
