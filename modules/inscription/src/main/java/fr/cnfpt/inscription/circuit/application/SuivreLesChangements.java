package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.persistence.FluxDesChangements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Un SIRH suit ce qui arrive aux demandes de son employeur, sans relire chacune. */
@ApplicationScoped
@Transactional
@Autorise(Role.PARTENAIRE)
public class SuivreLesChangements {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    FluxDesChangements flux;

    @Inject
    Horloge horloge;

    /** @param agent {@code null} s'il n'est plus à l'annuaire */
    public record Changement(FluxDesChangements.Ligne ligne, AgentInfo agent) {}

    /** @param apres le dernier numéro lu, 0 pour commencer */
    public List<Changement> lire(long apres, int combien) {
        List<FluxDesChangements.Ligne> lues =
                flux.lire(courant.get().collectivite(), portees.courante(), apres, combien, horloge.maintenant());
        Map<Long, AgentInfo> agents = annuaire.agents(
                lues.stream().map(FluxDesChangements.Ligne::agentId).distinct().toList());
        return lues.stream()
                .map(l -> new Changement(l, agents.get(l.agentId())))
                .toList();
    }
}
