package fr.cnfpt.catalogue.api;

import java.time.LocalDate;
import java.util.List;

/**
 * Changer une session publiée pour qu'elle se tienne, par le chemin de qui l'organise : sa portée y est jugée, et les
 * annonces partent dans la transaction.
 */
public interface ChangerUneSession {

    /**
     * L'annule, ses inscrits allant à une autre : l'appelant les y emmène, dans la même transaction.
     *
     * @throws fr.cnfpt.commun.Refus comme l'annulation ordinaire
     */
    void annulerPourReunir(long session, String motif, long reunieA);

    /**
     * La décale d'un bloc : elle dure autant, et la clôture suit.
     *
     * @throws fr.cnfpt.commun.Refus invalide ou conflit, disant quoi faire
     */
    SessionInfo deplacer(long session, LocalDate debut);

    /** Les départements alentour pour lesquels elle n'est pas publiée, le plus proche d'abord ; aucun à distance. */
    List<DepartementVoisin> departementsVoisins(long session);

    /** @param kilometres de sa commune à la plus proche de ce département, à vol d'oiseau */
    record DepartementVoisin(String code, String nom, int kilometres) {}

    /**
     * La publie aussi pour les employeurs de ce département.
     *
     * @throws fr.cnfpt.commun.Refus conflit, si elle est réservée à des employeurs, si elle l'est déjà ou si elle a
     *     commencé
     */
    void ouvrirAussi(long session, String departement);

    /**
     * Elle se suivra d'où l'on est : ses séances en présence deviennent des séances en direct, à ce lien.
     *
     * @throws fr.cnfpt.commun.Refus invalide, si le lien n'en est pas un ; conflit, si elle est déjà à distance ou a
     *     commencé
     */
    SessionInfo passerADistance(long session, String lien);
}
