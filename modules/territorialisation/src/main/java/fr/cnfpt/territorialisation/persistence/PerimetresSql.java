package fr.cnfpt.territorialisation.persistence;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import fr.cnfpt.territorialisation.port.Perimetres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les périmètres dans PostgreSQL. */
@ApplicationScoped
public class PerimetresSql implements Perimetres {

    private static final String PERIMETRE = """
      select p.id, p.structure_id, p.nom, p.coordinatrice_id,
             array(select e.epci_siren from territorialisation.perimetre_epci e where e.perimetre_id = p.id order by e.epci_siren) as epci
        from territorialisation.perimetre p
      """;

    @Inject
    Jdbi jdbi;

    @Override
    public List<PerimetreInfo> deLaStructure(long structureId) {
        return jdbi.withHandle(h -> h.createQuery(PERIMETRE + " where p.structure_id = :s order by p.id")
                .bind("s", structureId)
                .mapTo(PerimetreInfo.class)
                .list());
    }

    @Override
    public Optional<PerimetreInfo> deLEpci(String siren) {
        return jdbi.withHandle(h -> h.createQuery(
                        PERIMETRE
                                + " where p.id = (select perimetre_id from territorialisation.perimetre_epci where epci_siren = :s)")
                .bind("s", siren)
                .mapTo(PerimetreInfo.class)
                .findOne());
    }

    @Override
    public long ajouter(long structureId, String nom, long coordinatriceId, List<String> epci) {
        return jdbi.withHandle(h -> {
            long id = h.createQuery(
                            "insert into territorialisation.perimetre (structure_id, nom, coordinatrice_id) values (:s, :n, :c) returning id")
                    .bind("s", structureId)
                    .bind("n", nom)
                    .bind("c", coordinatriceId)
                    .mapTo(Long.class)
                    .one();
            int rattaches = h.createUpdate("""
          insert into territorialisation.perimetre_epci (epci_siren, perimetre_id) select unnest(:epci), :p
          on conflict (epci_siren) do nothing
          """)
                    .bind("epci", epci.toArray(String[]::new))
                    .bind("p", id)
                    .execute();
            if (rattaches < epci.size()) {
                throw Refus.conflit(
                        "epci-deja-rattache",
                        "Une intercommunalité de « " + nom + " » appartient déjà à un autre périmètre.");
            }
            return id;
        });
    }

    @Override
    public void remplacer(String siren, String successeur) {
        jdbi.useHandle(h -> h.createUpdate(
                        successeur == null
                                ? "delete from territorialisation.perimetre_epci where epci_siren = :a"
                                : "update territorialisation.perimetre_epci set epci_siren = :n where epci_siren = :a")
                .bind("a", siren)
                .bind("n", successeur)
                .execute());
    }

    @Override
    public List<String> changerDeCoordinatrice(long ancienne, long nouvelle) {
        return jdbi.withHandle(h -> h.createQuery(
                        "update territorialisation.perimetre set coordinatrice_id = :n where coordinatrice_id = :a returning nom")
                .bind("a", ancienne)
                .bind("n", nouvelle)
                .mapTo(String.class)
                .list());
    }

    @Override
    public int confier(long ancienne, long nouvelle) {
        return jdbi.withHandle(
                h -> h.createUpdate("""
        update territorialisation.perimetre p set structure_id = :n,
               nom = case when exists (select 1 from territorialisation.perimetre x where x.structure_id = :n and x.nom = p.nom) then p.nom || ' (' || p.id || ')' else p.nom end
         where p.structure_id = :a
        """).bind("a", ancienne).bind("n", nouvelle).execute());
    }
}
