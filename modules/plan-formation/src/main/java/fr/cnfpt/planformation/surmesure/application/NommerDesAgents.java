package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chaque employeur d'une demande nomme les agents qu'il y veut, ou non : c'est déjà son accord, et la publication de la
 * session les inscrit en son nom. Tous ceux qu'il donne d'un coup, ou aucun.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class NommerDesAgents {

    /** Ceux qu'un refus cite. */
    private static final int CITES = 5;

    @Inject
    DemandesDeMaPortee portee;

    @Inject
    Annuaire annuaire;

    @Inject
    Personnes personnes;

    @Inject
    AnnoncerLeSurMesure annonce;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /**
     * @param matricules séparés par ce qu'on veut : une colonne copiée d'un tableur convient
     * @return combien sont nommés de plus
     */
    @Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
    public int executer(long id, Collection<Long> agentIds, String matricules) {
        DemandeSurMesure d = portee.aModifier(id, Qui.EMPLOYEUR);
        int avant = d.nommes().size();
        List<AgentInfo> agents = new ArrayList<>(choisis(agentIds));
        agents.addAll(parMatricule(matricules(matricules)));
        Utilisateur moi = courant.get();
        Set<Long> ids = agents.stream().map(AgentInfo::id).collect(Collectors.toCollection(LinkedHashSet::new));
        if (moi.est(Role.GESTIONNAIRE_RH)
                && personnes.postesDuCompte(moi.compteId()).stream().anyMatch(ids::contains)) {
            throw Refus.conflit(
                    "sa-propre-demande",
                    "On ne se nomme pas soi-même comme gestionnaire : un autre gestionnaire de votre collectivité le fera, ou vous demanderez cette session comme agent.");
        }
        long employeur = portee.employeur(d);
        d.nommer(employeur, nom(employeur), ids, moi, horloge.maintenant());
        int nommes = d.nommes().size() - avant;
        annonce.noter(d, Texte.pluriel(nommes, "agent nommé", "agents nommés"));
        return nommes;
    }

    public void retirer(long id, long agent) {
        DemandeSurMesure d = portee.aModifier(id, Qui.EMPLOYEUR);
        long employeur = portee.employeur(d);
        d.nePlusNommer(employeur, nom(employeur), agent, courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "un agent nommé de moins");
    }

    /** Ceux de mes agents qu'on peut encore nommer, pour les choisir. */
    public List<AgentInfo> proposer(long id, String recherche, int auPlus) {
        DemandeSurMesure d = portee.lue(id);
        Set<Long> nommes = d.nommes().stream().map(n -> n.agentId()).collect(Collectors.toSet());
        return annuaire.chercherLesSiens(courant.get(), recherche, auPlus + nommes.size()).stream()
                .filter(a -> !nommes.contains(a.id()))
                .limit(auPlus)
                .toList();
    }

    /** De ceux-là, ceux qui sont de mes agents. */
    public List<AgentInfo> parmiLesMiens(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : annuaire.agentsDe(courant.get().collectivite(), ids);
    }

    private List<AgentInfo> choisis(Collection<Long> ids) {
        List<AgentInfo> trouves = parmiLesMiens(ids);
        if (trouves.size() < Set.copyOf(ids).size()) {
            throw Refus.introuvable("agent-inconnu", "Un de ces agents n'est pas, ou plus, de votre collectivité.");
        }
        return trouves;
    }

    private static List<String> matricules(String texte) {
        return texte == null
                ? List.of()
                : Arrays.stream(texte.split("[\\s,;]+"))
                        .filter(m -> !m.isEmpty())
                        .distinct()
                        .toList();
    }

    private List<AgentInfo> parMatricule(List<String> matricules) {
        if (matricules.isEmpty()) {
            return List.of();
        }
        List<AgentInfo> trouves = annuaire.agentsParMatricule(courant.get().collectivite(), matricules);
        List<String> manquent = new ArrayList<>(matricules);
        manquent.removeAll(trouves.stream().map(AgentInfo::matricule).toList());
        if (!manquent.isEmpty()) {
            throw Refus.invalide(
                    "agent-inconnu",
                    "matricules",
                    (manquent.size() == 1
                                    ? "Aucun de vos agents n'a ce matricule : "
                                    : "Aucun de vos agents n'a ces matricules : ")
                            + manquent.stream().limit(CITES).collect(Collectors.joining(", "))
                            + (manquent.size() > CITES ? ", et " + (manquent.size() - CITES) + " de plus" : "")
                            + ". Personne n'est nommé.");
        }
        return trouves;
    }

    private String nom(long collectivite) {
        return annuaire.collectivite(collectivite).map(CollectiviteInfo::nom).orElse("Employeur clos");
    }
}
