package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * La délégation établit la convention : elle s'imprime, s'archive, puis la demande la porte. Le dépôt d'un document a
 * ses propres transactions et passe devant ; si la demande a changé entre-temps, il est ôté.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@Autorise({Role.DELEGATION, Role.SIEGE})
public class EtablirLaConvention {

    @Inject
    ConsulterLeSurMesure consulter;

    @Inject
    InstruireLeSurMesure instruire;

    @Inject
    Conventions conventions;

    public void executer(long id) {
        DemandeVue d = consulter.une(id);
        GesteSurMesure.ETABLIR.exigerDepuis(d.etat());
        UUID convention = conventions.archiver(d);
        try {
            instruire.porterLaConvention(id, convention);
        } catch (RuntimeException refusee) {
            conventions.oter(convention);
            throw refusee;
        }
    }
}
