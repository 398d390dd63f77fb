package fr.cnfpt.commun.donnees;

import java.util.List;
import java.util.Map;

/**
 * Une sorte de données tenues sur un agent, telle qu'on la lui montre.
 *
 * @param finalite pourquoi on les tient
 * @param conservation le code de sa durée (famille de règles {@code conservation})
 * @param visiblePar qui les voit
 * @param effacement ce qu'elles deviennent quand on l'efface
 * @param tables les tables lues, avec leur schéma
 * @param lignes ce qui est tenu : le nom de chaque donnée en français, puis sa valeur (texte, nombre, booléen, date)
 */
public record Rubrique(
        String titre,
        String finalite,
        String conservation,
        String visiblePar,
        String effacement,
        List<String> tables,
        List<Map<String, Object>> lignes) {

    /** Ce qu'on dit de ce qui n'est pas à un employeur. */
    public static final String AU_SEUL_TITULAIRE = "Personne d'autre que vous.";

    /** Vrai de ce qui est à la personne, et non au poste : un employeur ne l'emporte pas. */
    public boolean estAuSeulTitulaire() {
        return visiblePar.startsWith(AU_SEUL_TITULAIRE);
    }

    public static Rubrique vide(
            String titre,
            String finalite,
            String conservation,
            String visiblePar,
            String effacement,
            String... tables) {
        return new Rubrique(titre, finalite, conservation, visiblePar, effacement, List.of(tables), List.of());
    }

    public Rubrique avec(List<Map<String, Object>> lues) {
        return new Rubrique(titre, finalite, conservation, visiblePar, effacement, tables, lues);
    }
}
