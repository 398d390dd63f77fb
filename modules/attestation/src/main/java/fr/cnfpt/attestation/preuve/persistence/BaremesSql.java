package fr.cnfpt.attestation.preuve.persistence;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import fr.cnfpt.attestation.preuve.port.Baremes;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Les règles de preuve, parmi les règles datées de la maison. */
@ApplicationScoped
public class BaremesSql implements Baremes {

    public static final String FAMILLE = "preuve";

    @Inject
    Regles regles;

    @Override
    public Bareme au(LocalDate jour) {
        return new Bareme(jour, regles.le(FAMILLE, jour));
    }
}
