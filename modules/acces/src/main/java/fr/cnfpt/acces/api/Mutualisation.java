package fr.cnfpt.acces.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.List;

/** Agir pour une autre collectivité que la sienne, tant qu'elle vous a confié ses inscriptions. */
public interface Mutualisation {

    /** Une collectivité pour laquelle on peut agir ; la sienne est {@code propre}. */
    record Mandant(long id, String siren, String nom, String departement, Integer population, boolean propre) {}

    /**
     * Celles de l'utilisateur courant : la sienne d'abord, puis celles rattachées aujourd'hui, par nom ; au plus
     * {@code limite}.
     */
    List<Mandant> mandants(String recherche, int limite);

    /** Vrai si au moins une collectivité est rattachée aujourd'hui à celle de ce compte. */
    boolean peutAgirPourDAutres(Utilisateur utilisateur);

    /**
     * @return le même compte, agissant pour cette collectivité
     * @throws fr.cnfpt.commun.Refus introuvable, si elle n'est ni la sienne ni rattachée aujourd'hui à la sienne
     */
    Utilisateur agirPour(Utilisateur utilisateur, long collectiviteId);

    /** Comme {@link #agirPour(Utilisateur, long)}, par SIREN : le choix d'un SIRH. */
    Utilisateur agirPour(Utilisateur utilisateur, String siren);

    /** Vrai si ce compte peut encore agir pour la collectivité au nom de laquelle il agit. */
    boolean vautEncore(Utilisateur utilisateur);
}
