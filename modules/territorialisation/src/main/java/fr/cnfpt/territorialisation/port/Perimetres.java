package fr.cnfpt.territorialisation.port;

import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.util.List;
import java.util.Optional;

/** Les périmètres et leurs intercommunalités. */
public interface Perimetres {

    /** Par identifiant croissant. */
    List<PerimetreInfo> deLaStructure(long structureId);

    Optional<PerimetreInfo> deLEpci(String siren);

    /** @throws fr.cnfpt.commun.Refus conflit, si une de ces intercommunalités est déjà d'un périmètre */
    long ajouter(long structureId, String nom, long coordinatriceId, List<String> epci);

    /**
     * Dans son périmètre, une intercommunalité prend la place d'une autre ; {@code null} : celle-ci le quitte
     * seulement.
     */
    void remplacer(String siren, String successeur);

    /** La nouvelle coordonne ce que l'ancienne coordonnait. @return les noms des périmètres touchés */
    List<String> changerDeCoordinatrice(long ancienne, long nouvelle);

    /**
     * Les périmètres d'une délégation passent à une autre ; un nom déjà pris là-bas est suivi de son numéro. @return
     * combien
     */
    int confier(long ancienne, long nouvelle);
}
