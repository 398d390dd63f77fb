package fr.cnfpt.inscription.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Les recherches oubliées qui ne se remettent plus, les liens de courriel échus, les besoins d'aménagement et les
 * motifs de priorité d'une session passée.
 */
@ApplicationScoped
public class PurgesInscriptionSql extends PurgesEnBase {

    public PurgesInscriptionSql() {
        super(Map.of(
                "PRIORITE",
                new Purge(
                        "inscription.priorite",
                        "exists (select 1 from inscription.bulletin b where b.id = x.bulletin_id and (b.session_fin < :avant or b.etat in ('REFUSEE', 'ANNULEE')))"),
                "AMENAGEMENT",
                new Purge(
                        "inscription.amenagement",
                        "exists (select 1 from inscription.bulletin b where b.id = x.bulletin_id and (b.session_fin < :avant or b.etat in ('REFUSEE', 'ANNULEE')))"),
                "RECHERCHE_OUBLIEE",
                new Purge("inscription.recherche_gardee", "x.oubliee_le < :avant"),
                "LIEN_DE_COURRIEL",
                new Purge("inscription.lien_de_courriel", "x.expire_le < :avant")));
    }
}
