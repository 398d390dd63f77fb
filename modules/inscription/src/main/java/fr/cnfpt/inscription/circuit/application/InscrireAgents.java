package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.places.application.Guichet;
import fr.cnfpt.inscription.places.application.Inscrit;
import fr.cnfpt.inscription.places.application.Souhait;
import fr.cnfpt.inscription.places.domain.Placement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * La collectivité inscrit un ou plusieurs de ses agents à une session, tous ou aucun : dans l'ordre donné, chacun a une
 * place ou un rang. Tout ce qui se lit et s'écrit l'est au {@link Guichet}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class InscrireAgents {

    public static final int MAXIMUM = 1_000;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Guichet guichet;

    @Inject
    Horloge horloge;

    /**
     * @return un placement par agent
     * @throws Refus introuvable si la session n'est pas publiée pour la collectivité ou si un agent n'est pas d'elle ;
     *     conflit si la session n'est pas ouverte ou si un agent y a déjà une demande
     */
    public List<Placement> executer(long sessionId, Collection<Long> agentIds) {
        return guichet.deposer(
                new Souhait(courant.get(), sessionId, distincts(agentIds, "agents"), Set.of(), horloge.maintenant()),
                inscrits -> inscrits.stream().map(Inscrit::placement).toList());
    }

    /**
     * De même, les agents étant nommés par leur matricule : le SIRH ne connaît qu'eux.
     *
     * @param reponse ce qu'on répond de ces inscrits, gardé avec eux quand l'envoi porte une clé
     */
    public <R> R parMatricules(long sessionId, Collection<String> matricules, Function<List<Inscrit>, R> reponse) {
        return guichet.deposer(
                new Souhait(
                        courant.get(), sessionId, Set.of(), distincts(matricules, "matricules"), horloge.maintenant()),
                reponse);
    }

    private static <K> Set<K> distincts(Collection<K> noms, String champ) {
        if (noms == null || noms.isEmpty()) {
            throw Refus.invalide("liste-vide", champ, "Choisissez au moins un agent.");
        }
        if (noms.size() > MAXIMUM) {
            throw Refus.invalide("liste-trop-longue", champ, "1 000 agents au plus par envoi : partagez la liste.");
        }
        Set<K> distincts = new LinkedHashSet<>(noms);
        if (distincts.size() < noms.size()) {
            throw Refus.invalide("agent-en-double", champ, "Un même agent figure deux fois dans la demande.");
        }
        return distincts;
    }
}
