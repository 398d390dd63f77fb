package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Utilisateur;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ce que l'annuaire dit aux autres modules. Lecture seule, sans contrôle de portée : c'est l'appelant qui sait pour qui
 * il demande.
 */
public interface Annuaire {

    Optional<CollectiviteInfo> collectivite(long id);

    /** @return les collectivités, par identifiant ; les inconnues manquent */
    Map<Long, CollectiviteInfo> collectivites(Collection<Long> ids);

    /** Les employeurs en exercice de ces SIREN, par SIREN ; les inconnus manquent. */
    Map<String, CollectiviteInfo> enExercice(Collection<String> sirens);

    /**
     * Les employeurs en exercice que cette portée montre, par nom ou par SIREN. @return au plus {@code limite}, les
     * plus peuplées d'abord
     */
    List<CollectiviteInfo> chercherCollectivites(Portee portee, String recherche, int limite);

    /** Vrai si cette collectivité veut qu'une gestionnaire seule puisse valider sa propre demande. */
    boolean laisseValiderSaPropreDemande(long collectiviteId);

    /** Le chemin que chacune de ces collectivités donne à une demande. */
    Map<Long, Circuit> circuits(Collection<Long> collectivites);

    /** Vrai si cette collectivité peut agir en ligne. */
    boolean estOperationnelle(long collectiviteId);

    /**
     * Les collectivités membres de ces intercommunalités, et celles-ci mêmes ; une collectivité close, tant qu'elle a
     * des agents.
     */
    List<CollectiviteInfo> collectivitesDesEpci(Collection<String> sirensEpci);

    /** @return les agents, par identifiant ; les inconnus manquent */
    Map<Long, AgentInfo> agents(Collection<Long> ids);

    /** Les agents présents de cette collectivité parmi ces identifiants. */
    List<AgentInfo> agentsDe(long collectiviteId, Collection<Long> ids);

    /** Les agents présents de cette collectivité parmi ces matricules. */
    default List<AgentInfo> agentsParMatricule(long collectiviteId, Collection<String> matricules) {
        return agentsParMatricule(Map.of(collectiviteId, matricules));
    }

    /** De même, de plusieurs collectivités à la fois, en une lecture : le chemin d'une inscription. */
    List<AgentInfo> agentsParMatricule(Map<Long, ? extends Collection<String>> deChacune);

    /** Vrai si sa fiche dit une prise de poste à responsabilité. */
    boolean tientUnPosteAResponsabilite(long agentId);

    /** De ceux qui s'en vont, ou s'en sont allés : le premier jour où ils n'y sont plus. Les autres manquent. */
    Map<Long, LocalDate> departs(Collection<Long> ids);

    /**
     * Les agents présents d'une collectivité que la recherche retient (vide : tous), au plus {@code limite} : les
     * débuts de nom d'abord, puis par nom.
     */
    List<AgentInfo> chercherAgents(long collectiviteId, String recherche, int limite);

    /** De même, ceux dont répond ce gestionnaire : de toute sa collectivité, ou de sa branche. */
    List<AgentInfo> chercherLesSiens(Utilisateur gestionnaire, String recherche, int limite);

    /** Tous ceux de ces collectivités que la recherche retient, partis compris : pour relire leur histoire. */
    Collection<Long> agentsNommes(Collection<Long> collectivites, String recherche);

    /** Les agents dont le N+1 est l'un de ceux-là, par nom. */
    List<AgentInfo> equipes(Collection<Long> responsables);

    /** Les services de cette collectivité où il y a quelqu'un et ceux qui les contiennent, en chemins. */
    List<String> branches(long collectiviteId);

    /** La structure, même fermée depuis : un acte passé garde le nom de qui l'a fait. */
    Optional<StructureInfo> structure(long id);

    /** Les délégations et les instituts en vigueur aujourd'hui : qui organise, qui instruit. */
    List<StructureInfo> structures();

    /** Les intercommunalités d'une région, par population décroissante. */
    List<TerritoireInfo> territoiresDeRegion(String region);

    Map<String, TerritoireInfo> territoires(Collection<String> sirens);

    /** Les collectivités de la démonstration, par nom. */
    List<CollectiviteInfo> collectivitesDeDemonstration();
}
