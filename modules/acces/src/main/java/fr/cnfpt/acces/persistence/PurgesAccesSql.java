package fr.cnfpt.acces.persistence;

import fr.cnfpt.outils.persistence.Purge;
import fr.cnfpt.outils.persistence.PurgesEnBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Les liens, les jetons, les freins et les comptes jamais activés qui ont fait leur temps. */
@ApplicationScoped
public class PurgesAccesSql extends PurgesEnBase {

    private static final Map<String, Purge> PAR_CODE = new LinkedHashMap<>();

    static {
        PAR_CODE.put("CONNEXION", new Purge("acces.connexion", "x.expire_le < :avant"));
        PAR_CODE.put("LIEN", new Purge("acces.lien", "coalesce(x.servi_le, x.retire_le, x.expire_le) < :avant"));
        PAR_CODE.put("JETON", new Purge("acces.jeton", "coalesce(x.revoque_le, x.expire_le) < :avant"));
        PAR_CODE.put("FREIN", new Purge("acces.frein", "x.debut < :avant"));
        PAR_CODE.put("COMPTE_JAMAIS_ACTIVE", new Purge("acces.compte", """
        x.cree_le < :avant and x.personne_id is null and x.role <> 'PARTENAIRE' and x.identifiant not like 'efface-%'
           and not exists (select 1 from acces.adhesion a where a.compte_id = x.id) and not exists (select 1 from acces.jeton j where j.compte_id = x.id)
           and not exists (select 1 from acces.lien l where l.compte_id = x.id and l.servi_le is null and l.retire_le is null and l.expire_le > :maintenant)"""));
    }

    public PurgesAccesSql() {
        super(PAR_CODE);
    }

    @Override
    public long purger(String code, Instant avant) {
        if (code.equals("COMPTE_JAMAIS_ACTIVE")) {
            oublierLeursLiens(avant);
        }
        return super.purger(code, avant);
    }

    /** Des liens finis, que leur propre durée aurait gardés encore : un compte ne part pas tant qu'ils le nomment. */
    private void oublierLeursLiens(Instant avant) {
        jdbi.useHandle(
                h -> h.createUpdate("delete from acces.lien where compte_id in (select x.id from acces.compte x where "
                                + PAR_CODE.get("COMPTE_JAMAIS_ACTIVE").condition() + ")")
                        .bind("avant", avant.atOffset(ZoneOffset.UTC))
                        .execute());
    }
}
