package fr.cnfpt.inscription.places.application;

import fr.cnfpt.commun.Utilisateur;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * Ce qu'un employeur demande : ces agents à cette session, tous ou aucun, dans cet ordre. Il les nomme par leur numéro
 * ou par leur matricule, l'un des deux étant vide.
 *
 * @param quand l'instant de la demande : c'est lui qu'on compare à la clôture
 */
public record Souhait(Utilisateur par, long session, Set<Long> agents, Set<String> matricules, Instant quand) {

    int combien() {
        return agents.size() + matricules.size();
    }

    /** Deux souhaits du même agent pour la même session, autant que leurs noms le disent. */
    boolean heurte(Souhait autre) {
        return session == autre.session
                && par.collectivite() == autre.par.collectivite()
                && !(Collections.disjoint(agents, autre.agents) && Collections.disjoint(matricules, autre.matricules));
    }
}
