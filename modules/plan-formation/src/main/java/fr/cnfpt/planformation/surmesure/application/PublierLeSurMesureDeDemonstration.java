package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure.LigneDeDemande;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;

/**
 * La démonstration : la dernière demande signée devient sa session, ses agents inscrits. Après les bulletins, qui se
 * sèment d'un coup dans une base qui n'en a aucun.
 */
@ApplicationScoped
@Autorise({})
public class PublierLeSurMesureDeDemonstration implements Peuplement {

    @Inject
    DemandesSurMesure demandes;

    @Inject
    OuvrirLaSession ouverture;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 55;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        if (demandes.compter(Portee.ENTIERE, List.of("PUBLIEE"), "") > 0) {
            return;
        }
        for (LigneDeDemande l : demandes.lister(Portee.ENTIERE, List.of("SIGNEE"), "", 0, 1)) {
            DemandeSurMesure d = demandes.pourModifier(l.id()).orElseThrow();
            ouverture.executer(d, d.structureId(), PeuplerLeSurMesure.CONSEILLERE, horloge.maintenant());
            progres.accept("Démonstration : une session sur mesure publiée, ses agents inscrits");
        }
    }
}
