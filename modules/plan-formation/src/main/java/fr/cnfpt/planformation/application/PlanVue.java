package fr.cnfpt.planformation.application;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Le plan d'une collectivité tel que son écran le montre ; {@code ouvert} est faux tant qu'aucun besoin n'y est entré.
 */
public record PlanVue(
        int annee,
        boolean ouvert,
        boolean transmis,
        OffsetDateTime transmisLe,
        LocalDate avisCstLe,
        LocalDate presenteAssembleeLe,
        List<Ligne> besoins)
        implements Serializable {

    /** Un besoin, avec le libellé de son thème. */
    public record Ligne(
            long id,
            String theme,
            String nature,
            String publicVise,
            int effectif,
            boolean ferme,
            int priorite,
            LocalDate echeance)
            implements Serializable {}

    public int fermes() {
        return besoins.stream().filter(Ligne::ferme).mapToInt(Ligne::effectif).sum();
    }

    public int indicatifs() {
        return besoins.stream()
                .filter(b -> !b.ferme())
                .mapToInt(Ligne::effectif)
                .sum();
    }
}
