package fr.cnfpt.territorialisation.port;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public class PerimetresEnMemoire implements Perimetres {

  final List<PerimetreInfo> tous = new ArrayList<>();

  @Override
  public List<PerimetreInfo> deLaStructure(long structureId) {
    return tous.stream().filter(p -> p.structureId() == structureId).toList();
  }

  @Override
  public Optional<PerimetreInfo> deLEpci(String siren) {
    return tous.stream().filter(p -> p.epci().contains(siren)).findFirst();
  }

  @Override
  public long ajouter(long structureId, String nom, long coordinatriceId, List<String> epci) {
    if (epci.stream().anyMatch(e -> deLEpci(e).isPresent())) {
      throw Refus.conflit("epci-deja-rattache", "Déjà rattachée.");
    }
    tous.add(new PerimetreInfo(tous.size() + 1, structureId, nom, coordinatriceId, epci.stream().sorted().toList()));
    return tous.size();
  }
}
