package fr.cnfpt.annuaire.api;

import java.time.Instant;

/** L'acte par lequel une adhésion aboutit. */
public interface OuvrirUneCollectivite {

    /** Elle peut désormais agir en ligne ; sans effet si c'était déjà le cas. */
    void ouvrir(long collectiviteId, Instant le);
}
