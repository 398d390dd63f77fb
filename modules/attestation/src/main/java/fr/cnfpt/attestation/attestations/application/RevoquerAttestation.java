package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Révoque une attestation, avec un motif que verra quiconque la vérifie. Elle reste, marquée ; la présence redevient
 * corrigeable.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class RevoquerAttestation {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Inject
    ConsulterAttestations consulter;

    @Inject
    Attestations attestations;

    /**
     * @throws Refus invalide si le motif manque, conflit si c'est déjà fait, introuvable si elle n'est pas de son
     *     ressort
     */
    public void executer(long id, String motif) {
        Attestation a = attestations.verrouiller(consulter.exiger(id));
        a.revoquer(motif, courant.get().nom(), horloge.maintenant());
    }
}
