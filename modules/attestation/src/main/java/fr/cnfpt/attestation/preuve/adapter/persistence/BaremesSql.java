package fr.cnfpt.attestation.preuve.adapter.persistence;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.port.Baremes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/** Les règles de preuve dans PostgreSQL. */
@ApplicationScoped
public class BaremesSql implements Baremes {

    @Inject
    Jdbi jdbi;

    @Override
    public Bareme au(LocalDate jour) {
        return new Bareme(
                jour,
                jdbi.withHandle(h -> h.createQuery("""
        select code, valeur, du, au, texte, source from attestation.regle_preuve where :jour between du and coalesce(au, 'infinity'::date)
        """)
                        .bind("jour", jour)
                        .mapTo(Bareme.ReglePreuve.class)
                        .list()));
    }
}
