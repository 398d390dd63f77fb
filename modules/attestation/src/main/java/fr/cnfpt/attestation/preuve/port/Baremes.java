package fr.cnfpt.attestation.preuve.port;

import fr.cnfpt.attestation.preuve.domain.Bareme;
import java.time.LocalDate;

/** Les règles de preuve, datées. */
public interface Baremes {

    /** Celles qui valent ce jour-là. */
    Bareme au(LocalDate jour);
}
