package fr.cnfpt.catalogue.stages.domain;

import java.time.Instant;

/**
 * Un stage et sa fiche en vigueur. Retiré, il n'ouvre plus de session ; celles d'avant gardent leur fiche.
 *
 * @param retireLe {@code null} tant qu'il est offert
 */
public record StageAuCatalogue(VersionDeFiche enVigueur, Instant retireLe, String retirePar, String motifRetrait) {

    public long id() {
        return enVigueur.stageId();
    }

    public boolean retire() {
        return retireLe != null;
    }
}
