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
}
