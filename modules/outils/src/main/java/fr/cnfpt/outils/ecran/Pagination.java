package fr.cnfpt.outils.ecran;

/** La position dans une liste en pages ; les liens gardent les filtres de l'adresse. */
public record Pagination(int page, int taille, long total) {

    /** Lit la page demandée dans l'adresse, la première étant 1. */
    public static Pagination demandee(int taille, long total) {
        return new Pagination(Math.max(1, Requete.entier("page", 1)), taille, total);
    }

    public static int premiere(int taille) {
        return (Math.max(1, Requete.entier("page", 1)) - 1) * taille;
    }

    public long pages() {
        return Math.max(1, (total + taille - 1) / taille);
    }

    public boolean utile() {
        return total > taille;
    }

    public String precedente() {
        return page > 1 ? Requete.page(page - 1) : null;
    }

    public String suivante() {
        return page < pages() ? Requete.page(page + 1) : null;
    }
}
