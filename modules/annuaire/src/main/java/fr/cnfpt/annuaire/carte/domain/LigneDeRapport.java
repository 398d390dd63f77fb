package fr.cnfpt.annuaire.carte.domain;

/**
 * Un changement que le chargement d'un millésime fait, ou ferait.
 *
 * @param genre un {@link GenreDeChangement}, par son nom
 * @param departement {@code null} quand il n'y en a pas un seul
 * @param code code Insee ou SIREN
 * @param detail une phrase : ce qui change et ce qu'il en est de ce qui s'y réfère
 * @param agents combien d'agents connus sont touchés
 */
public record LigneDeRapport(String genre, String departement, String code, String nom, String detail, int agents) {

    public String libelle() {
        return GenreDeChangement.valueOf(genre).libelle();
    }
}
