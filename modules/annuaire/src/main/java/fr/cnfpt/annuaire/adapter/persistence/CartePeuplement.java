package fr.cnfpt.annuaire.adapter.persistence;

import fr.cnfpt.commun.Peuplement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/**
 * La carte de France au premier démarrage : COPY des fichiers du découpage, puis INSERT … SELECT vers les territoires et
 * les employeurs, en une transaction. Une commune sans SIREN (outre-mer sans commune de plein exercice) reste un territoire
 * et ne devient pas un employeur.
 */
@ApplicationScoped
public class CartePeuplement implements Peuplement {

  private static final int MILLESIME = 2026;

  @Inject Jdbi jdbi;

  @Override
  public int ordre() { return 10; }

  @Override
  @Transactional
  public void charger(Consumer<String> progres) {
    jdbi.useHandle(h -> {
      if (h.createQuery("select exists (select 1 from annuaire.commune)").mapTo(Boolean.class).one()) {
        return;
      }
      progres.accept("Carte de France " + MILLESIME + " : lecture des régions, départements, intercommunalités et communes");
      copier(h, "lu_region", "code text, nom text, chef_lieu text, zone text", "2026/regions.csv");
      copier(h, "lu_departement", "code text, nom text, region text, chef_lieu text, zone text", "2026/departements.csv");
      copier(h, "lu_epci", "siren text, nom text, type text, mode_financement text, population_totale int, population int, communes int", "2026/epci.csv");
      copier(h, "lu_commune", "code_insee text, nom text, siren text, departement text, region text, population int, epci_siren text, codes_postaux text", "2026/communes.csv");
      copier(h, "lu_structure", "code text, nom text, type text, region text, ville text", "structures.csv");
      h.execute("insert into annuaire.region select code, nom, zone, ? from lu_region", MILLESIME);
      h.execute("insert into annuaire.departement select code, nom, region, zone, ? from lu_departement", MILLESIME);
      h.execute("insert into annuaire.epci select siren, nom, type, population, ? from lu_epci", MILLESIME);
      h.execute("insert into annuaire.structure (code, nom, type, region, ville) select code, nom, type, region, ville from lu_structure");
      int communes = h.execute("insert into annuaire.commune select code_insee, nom, siren, departement, population, epci_siren, codes_postaux, ? from lu_commune", MILLESIME);
      progres.accept("Carte de France " + MILLESIME + " : " + communes + " communes, clés SIREN vérifiées");
      int employeurs = h.execute("""
          insert into annuaire.collectivite (siren, nom, nature, code_insee, departement, epci_siren, population, structure_id)
          select c.siren, c.nom, 'COMMUNE', c.code_insee, c.departement, c.epci_siren, c.population, s.id
            from annuaire.commune c join annuaire.departement d on d.code = c.departement
            left join annuaire.structure s on s.region = d.region
           where c.siren is not null
          union all
          (select distinct on (e.siren) e.siren, e.nom, 'EPCI', null, c.departement, e.siren, e.population, s.id
            from annuaire.epci e join annuaire.commune c on c.epci_siren = e.siren
            join annuaire.departement d on d.code = c.departement
            left join annuaire.structure s on s.region = d.region
           order by e.siren, c.population desc nulls last)
          """);
      h.execute("analyze annuaire.commune");
      h.execute("analyze annuaire.collectivite");
      progres.accept("Carte de France " + MILLESIME + " : " + employeurs + " collectivités rattachées à leur délégation");
    });
  }

  static void copier(Handle h, String table, String colonnes, String fichier) {
    h.execute("create temporary table " + table + " (" + colonnes + ") on commit drop");
    try (InputStream csv = CartePeuplement.class.getResourceAsStream("/carte/" + fichier)) {
      h.getConnection().unwrap(PGConnection.class).getCopyAPI()
          .copyIn("copy " + table + " from stdin with (format csv, header true, encoding 'UTF8')", csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("Fichier " + fichier + " illisible", e);
    }
  }
}
