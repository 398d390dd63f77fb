package fr.cnfpt.catalogue.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Les offres déposées, leur fichier et ce qu'on en avait jugé. */
@ApplicationScoped
public class PurgesCatalogueSql extends PurgesEnBase {

    public PurgesCatalogueSql() {
        super(Map.of(
                "IMPORT_OFFRE", new Purge("catalogue.import_offre", "x.etat <> 'ECRITURE' and x.cree_le < :avant")));
    }
}
