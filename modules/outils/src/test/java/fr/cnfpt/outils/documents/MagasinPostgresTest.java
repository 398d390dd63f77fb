package fr.cnfpt.outils.documents;

import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.documents.persistence.MagasinPostgres;
import fr.cnfpt.outils.documents.port.Magasin;
import org.jdbi.v3.core.Jdbi;

class MagasinPostgresTest extends MagasinContrat {

    @Override
    Magasin magasin(Jdbi jdbi) {
        return Injection.poser(new MagasinPostgres(), jdbi);
    }

    @Override
    long contenus() {
        return JDBI.withHandle(h -> h.select("select count(distinct document_id) from outils.document_morceau")
                .mapTo(Long.class)
                .one());
    }
}
