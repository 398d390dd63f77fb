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
        tous.add(new PerimetreInfo(
                tous.size() + 1,
                structureId,
                nom,
                coordinatriceId,
                epci.stream().sorted().toList()));
        return tous.size();
    }

    @Override
    public void remplacer(String siren, String successeur) {
        tous.replaceAll(p -> new PerimetreInfo(
                p.id(),
                p.structureId(),
                p.nom(),
                p.coordinatriceId(),
                p.epci().stream()
                        .map(e -> e.equals(siren) ? successeur : e)
                        .filter(java.util.Objects::nonNull)
                        .sorted()
                        .toList()));
    }

    @Override
    public List<String> changerDeCoordinatrice(long ancienne, long nouvelle) {
        List<String> noms = tous.stream()
                .filter(p -> p.coordinatriceId() == ancienne)
                .map(PerimetreInfo::nom)
                .toList();
        tous.replaceAll(p -> p.coordinatriceId() != ancienne
                ? p
                : new PerimetreInfo(p.id(), p.structureId(), p.nom(), nouvelle, p.epci()));
        return noms;
    }

    @Override
    public int confier(long ancienne, long nouvelle) {
        int combien = deLaStructure(ancienne).size();
        tous.replaceAll(p -> p.structureId() != ancienne
                ? p
                : new PerimetreInfo(
                        p.id(),
                        nouvelle,
                        deLaStructure(nouvelle).stream().anyMatch(x -> x.nom().equals(p.nom()))
                                ? p.nom() + " (" + p.id() + ")"
                                : p.nom(),
                        p.coordinatriceId(),
                        p.epci()));
        return combien;
    }
}
