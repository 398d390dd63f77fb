package fr.cnfpt.territorialisation.domain;

import fr.cnfpt.territorialisation.api.Decision;
import java.util.List;

/**
 * Une action du plan mutualisé d'un périmètre : ce qui a été compté, le seuil du moment, la décision et sa règle,
 * gardés ensemble pour qu'un changement de seuil n'efface pas pourquoi l'on avait décidé.
 *
 * @param versions les versions des règles appliquées
 */
public record ActionMutualisee(
        String theme,
        int fermes,
        int indicatifs,
        int collectivites,
        int seuil,
        Decision decision,
        int groupes,
        int manque,
        boolean payant,
        String regle,
        String source,
        List<Long> versions) {}
