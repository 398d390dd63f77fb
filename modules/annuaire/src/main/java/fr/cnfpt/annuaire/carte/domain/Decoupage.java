package fr.cnfpt.annuaire.carte.domain;

/**
 * Un millésime du découpage administratif, tel qu'il se charge : des tables CSV (UTF-8, une ligne d'en-têtes), qu'elles
 * viennent d'un paquet déposé ou de l'application. La carte vaut au 1er janvier de son année.
 *
 * @param version celle du paquet : à année égale, elle dit lequel est le plus récent
 * @param communes code_insee, nom, siren, departement, region, population, epci_siren, codes_postaux
 * @param heritages code, successeur, lien : les communes déléguées, associées et les anciens codes
 */
public record Decoupage(
        int annee,
        String version,
        String source,
        byte[] regions,
        byte[] departements,
        byte[] epci,
        byte[] communes,
        byte[] heritages) {

    /** Le premier jour où cette carte vaut. */
    public java.time.LocalDate effet() {
        return java.time.LocalDate.of(annee, 1, 1);
    }

    /** Compare deux éditions, l'année d'abord, puis les trois nombres de la version. */
    public static int comparer(int annee, String version, int autreAnnee, String autreVersion) {
        if (annee != autreAnnee) {
            return Integer.compare(annee, autreAnnee);
        }
        String[] a = version.split("\\.");
        String[] b = autreVersion.split("\\.");
        for (int i = 0; i < 3; i++) {
            int c = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }
}
