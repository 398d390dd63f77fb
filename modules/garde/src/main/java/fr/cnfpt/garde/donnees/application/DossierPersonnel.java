package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.time.Instant;
import java.util.List;

/**
 * Tout ce qui est tenu sur un agent, à un instant.
 *
 * @param empechement pourquoi on ne peut pas l'effacer aujourd'hui, ou {@code null}
 */
public record DossierPersonnel(Sujet sujet, Instant le, List<Tenue> rubriques, String empechement) {

    /** Une rubrique et la durée qui vaut pour elle aujourd'hui. */
    public record Tenue(Rubrique rubrique, VersionDeRegle duree) {}

    public String nom() {
        return sujet.nom().startsWith(Sujet.EFFACE.strip())
                ? sujet.nom() + " " + sujet.prenom()
                : sujet.prenom() + " " + sujet.nom().toUpperCase(java.util.Locale.FRENCH);
    }
}
