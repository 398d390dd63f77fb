package fr.cnfpt.inscription.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Ce que l'inscription dit et fait pour les modules au-dessus (communautés, attestation). */
public interface Inscriptions {

    /** Ceux qui tiennent une place dans la session, par ordre d'arrivée. */
    List<Stagiaire> stagiaires(long sessionId);

    /** Combien tiennent une place dans chacune de ces sessions, par état ; celles sans personne manquent. */
    Map<Long, Map<Etat, Long>> combien(Collection<Long> sessions);

    /** Les sessions où cet agent tient une place. */
    List<Long> sessionsDe(long agentId);

    /**
     * Au formateur, ce dont stagiaire et référent handicap sont convenus de lui dire, par bulletin ; à tout autre,
     * rien.
     */
    Map<Long, String> amenagementsConvenus(long sessionId);

    /**
     * Inscrit la présence, ou l'absence, d'un stagiaire convoqué dans l'histoire de son bulletin.
     *
     * @throws fr.cnfpt.commun.Refus si le bulletin n'est ni convoqué, ni déjà noté
     */
    void noterPresence(long bulletinId, boolean present);

    /** Inscrit la délivrance de l'attestation. @throws fr.cnfpt.commun.Refus si la présence n'est pas enregistrée */
    void noterAttestation(long bulletinId, String numero);
}
