package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Habilitations;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;

/** Les droits d'un compte au moment d'agir sans lui : ceux qu'il aurait s'il entrait maintenant, et nuls autres. */
@ApplicationScoped
@Transactional
@Autorise({})
public class HabiliterUnAbsent implements Habilitations {

    @Inject
    Comptes comptes;

    @Inject
    Mutualisation mutualisation;

    @Inject
    Annuaire annuaire;

    @Override
    public Optional<Utilisateur> maintenant(long compteId, Long collectiviteId) {
        Optional<Utilisateur> lui = comptes.parId(compteId)
                .filter(Compte::actif)
                .map(c -> comptes.utilisateur(c.id()))
                .filter(u -> u.collectiviteId() == null || annuaire.estOperationnelle(u.collectiviteId()));
        if (collectiviteId == null || lui.isEmpty()) {
            return lui.filter(u -> u.collectiviteId() == null);
        }
        if (Objects.equals(lui.get().collectiviteId(), collectiviteId)) {
            return lui;
        }
        try {
            return Optional.of(mutualisation.agirPour(lui.get(), collectiviteId));
        } catch (Refus fini) {
            return Optional.empty();
        }
    }
}
