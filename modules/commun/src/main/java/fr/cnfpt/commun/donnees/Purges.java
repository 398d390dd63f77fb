package fr.cnfpt.commun.donnees;

import java.time.Instant;
import java.util.List;

/**
 * Ce qu'un module garde un temps puis efface, ligne à ligne. Il dit comment ; {@code garde}, qui tient les durées, les
 * rassemble et dit quand. Ce qu'on compte à l'essai est exactement ce qu'on efface ensuite.
 */
public interface Purges {

    /** Les codes de durée dont il s'occupe, dans l'ordre où il faut effacer ; jamais aucun. */
    List<String> codes();

    /** Combien de choses avaient déjà fait leur temps à cet instant. */
    long compter(String code, Instant avant);

    /** Les efface, dans la transaction de l'appelant. @return combien */
    long purger(String code, Instant avant);
}
