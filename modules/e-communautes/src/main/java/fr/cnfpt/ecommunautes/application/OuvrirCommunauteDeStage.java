package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.catalogue.api.SessionPubliee;
import fr.cnfpt.catalogue.api.SessionReprogrammee;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.port.Espaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Ouvre la communauté d'une session mixte à communauté, dans la transaction qui la publie, et la fait suivre quand elle
 * change de dates ; la republier ne change rien. Sans rôle exigé : c'est le catalogue qui a vérifié le droit de
 * publier.
 */
@ApplicationScoped
@Transactional
public class OuvrirCommunauteDeStage {

    @Inject
    Espaces espaces;

    void aLaPublication(@Observes SessionPubliee annonce) {
        if (annonce.session().modalite() == Modalite.MIXTE_COMMUNAUTE) {
            executer(annonce.session());
        }
    }

    void quandLaSessionChange(@Observes SessionReprogrammee annonce) {
        SessionInfo s = annonce.apres();
        espaces.deLaSession(s.id()).ifPresent(c -> c.suivre(s.debut(), s.fin()));
    }

    /** @return la communauté de la session, déjà là ou neuve */
    Communaute executer(SessionInfo s) {
        return espaces.deLaSession(s.id()).orElseGet(() -> {
            Communaute neuve = Communaute.deStage(s.id(), s.structureId(), s.intitule(), s.debut(), s.fin());
            espaces.ajouter(neuve);
            return neuve;
        });
    }
}
