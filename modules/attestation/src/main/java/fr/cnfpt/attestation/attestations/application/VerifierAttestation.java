package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.attestation.attestations.port.Attestations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * La vérification publique : qui a le jeton voit le minimum et si l'attestation est en vigueur. Ouvert à tous, par
 * nature : c'est le jeton de 144 bits qui garde. Le numéro seul, qui se suit, n'ouvre rien.
 */
@ApplicationScoped
@Transactional
public class VerifierAttestation {

    @Inject
    Attestations attestations;

    /** @param numero facultatif ; s'il est donné, il doit être celui de l'attestation */
    public Optional<AttestationLue> executer(String numero, String jeton) {
        String n = numero == null || numero.isBlank() ? null : numero.strip();
        return jeton == null || jeton.isBlank()
                ? Optional.empty()
                : attestations
                        .parJeton(jeton.strip())
                        .filter(a -> n == null || n.equalsIgnoreCase(a.numero()))
                        .map(a -> AttestationLue.de(a, null));
    }

    /**
     * Vrai si ce nom, tel qu'il est imprimé sur le document, est celui de l'attestation dont le titulaire est effacé.
     */
    public boolean confirmer(String jeton, String nom) {
        return jeton != null
                && !jeton.isBlank()
                && nom != null
                && nom.length() <= 250
                && attestations
                        .parJeton(jeton.strip())
                        .map(a -> a.estAuNomDe(nom))
                        .orElse(false);
    }
}
