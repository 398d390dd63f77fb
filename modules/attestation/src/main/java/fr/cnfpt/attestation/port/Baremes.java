package fr.cnfpt.attestation.port;

import fr.cnfpt.attestation.domain.Bareme;
import java.time.LocalDate;

/** Les règles de preuve, datées. */
public interface Baremes {

  /** Celles qui valent ce jour-là. */
  Bareme au(LocalDate jour);
}
