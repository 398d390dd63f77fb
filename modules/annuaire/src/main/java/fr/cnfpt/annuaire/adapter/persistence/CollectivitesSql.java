package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.annuaire.port.Collectivites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** La recherche de collectivités par nom, sans accents, ou par SIREN. */
@ApplicationScoped
public class CollectivitesSql implements Collectivites {

  @Inject Jdbi jdbi;

  @Override
  public Page chercher(Long structureId, String recherche, String nature, int premiere, int combien) {
    Map<String, Object> v = new HashMap<>();
    v.put("structure", structureId == null ? -1L : structureId);
    v.put("q", recherche == null ? "" : recherche.strip());
    v.put("nature", nature == null ? "" : nature);
    String ou = """
         from annuaire.collectivite c left join annuaire.epci e on e.siren = c.epci_siren and c.nature <> 'EPCI'
        where (:structure = -1 or c.structure_id = :structure) and (:nature = '' or c.nature = :nature)
          and (c.cle like '%' || annuaire.cle_recherche(:q) || '%' or c.siren = replace(:q, ' ', ''))
        """;
    return jdbi.withHandle(h -> new Page(
        h.createQuery("select c.id, c.siren, c.nom, c.nature, c.departement, coalesce(e.nom, '') as intercommunalite, c.population,"
            + " (select count(*) from annuaire.agent a where a.collectivite_id = c.id) as agents" + ou
            + " order by c.cle like annuaire.debut(:q) desc, c.population desc nulls last, c.nom limit :combien offset :premiere")
            .bindMap(v).bind("combien", combien).bind("premiere", premiere).mapTo(Ligne.class).list(),
        h.createQuery("select count(*)" + ou).bindMap(v).mapTo(Long.class).one()));
  }
}
