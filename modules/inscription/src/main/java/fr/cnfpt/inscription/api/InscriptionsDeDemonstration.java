package fr.cnfpt.inscription.api;

import java.time.Instant;
import java.util.Collection;

/** Ce que la démonstration dit des sessions passées, par lots : qui était là, qui a son attestation. */
public interface InscriptionsDeDemonstration {

    /** @param numero celui de son attestation, ou {@code null} */
    record Issue(long bulletinId, boolean present, Instant noteeLe, String numero, Instant attesteeLe, String par) {}

    void noter(Collection<Issue> issues);
}
