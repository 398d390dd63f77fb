package fr.cnfpt.catalogue.stages.domain;

import fr.cnfpt.commun.Texte;
import java.time.Instant;

/** Une fiche telle qu'elle a été publiée : son rang, depuis quand, par qui. */
public record VersionDeFiche(long stageId, int version, Instant depuis, String publieePar, FicheDeStage fiche) {

    public String depuisEnClair() {
        return Texte.moment(depuis);
    }
}
