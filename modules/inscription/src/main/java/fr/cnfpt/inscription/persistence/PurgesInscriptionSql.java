package fr.cnfpt.inscription.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Les recherches oubliées qui ne se remettent plus, les liens de courriel échus. */
@ApplicationScoped
public class PurgesInscriptionSql extends PurgesEnBase {

    public PurgesInscriptionSql() {
        super(Map.of(
                "RECHERCHE_OUBLIEE", new Purge("inscription.recherche_gardee", "x.oubliee_le < :avant"),
                "LIEN_DE_COURRIEL", new Purge("inscription.lien_de_courriel", "x.expire_le < :avant")));
    }
}
