package fr.cnfpt.inscription.circuit.port;

import fr.cnfpt.commun.Regle;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Ce que le circuit demande du régime des préparations aux concours : nul n'y est accepté sans test d'orientation. */
public interface Orientations {

    /** Ceux de ces bulletins dont le test n'a pas de résultat. */
    Set<Long> sansResultat(Collection<Long> bulletins);

    /** Les bulletins transmis de cette session que leur test admet, dans l'ordre d'arrivée. */
    List<Long> admis(long sessionId);

    /** La règle qui demande ce test, ce jour-là. */
    Regle testDOrientation(LocalDate jour);
}
