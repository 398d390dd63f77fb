package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.Purges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Ce qui a fait son temps : les envois partis, abandonnés ou, faute de messagerie, jamais essayés, et ce qu'on sait de
 * ceux qui ne sont pas arrivés ; les fichiers préparés.
 */
@ApplicationScoped
public class PurgesOutilsSql implements Purges {

    private static final Purge ENVOIS =
            new Purge("outils.envoi", "coalesce(x.parti_le, x.abandonne_le, x.depose_le) < :avant");

    private static final Purge NON_REMIS = new Purge("outils.non_remis", "x.le < :avant");

    @Inject
    Jdbi jdbi;

    @Override
    public List<String> codes() {
        return List.of("COURRIER", "EXPORT");
    }

    @Override
    public long compter(String code, Instant avant) {
        return code.equals("EXPORT")
                ? exports("count(x.id)", avant)
                : ENVOIS.compter(jdbi, avant) + NON_REMIS.compter(jdbi, avant);
    }

    @Override
    public long purger(String code, Instant avant) {
        return code.equals("EXPORT")
                ? exports("count(outils.oter_document(x.id))", avant)
                : ENVOIS.effacer(jdbi, avant) + NON_REMIS.effacer(jdbi, avant);
    }

    private long exports(String quoi, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("select " + quoi + " from outils.document x"
                        + " where x.conservation = 'EXPORT' and x.etat = 'PRET' and x.cree_le < :avant")
                .bind("avant", avant.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
    }
}
