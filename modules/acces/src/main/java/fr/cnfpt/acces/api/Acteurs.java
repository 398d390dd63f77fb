package fr.cnfpt.acces.api;

import fr.cnfpt.annuaire.api.AgentInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Qui tient quel rôle : ce que les autres modules demandent des comptes et des intérims. Lecture seule, sans contrôle
 * de portée.
 */
public interface Acteurs {

    /** Le compte de cet identifiant : la démonstration lui attribue ses sessions et ses messages. */
    Optional<CompteInfo> compte(String identifiant);

    /** Où l'on écrit à qui tient ce compte, et pour quelle collectivité il agit ; vide s'il est fermé. */
    Optional<Joignable> joignable(long compteId);

    /** @param courriel ou {@code null} ; de même la collectivité */
    record Joignable(String courriel, Long collectiviteId) {}

    /** Les formateurs d'une structure, par nom. */
    List<CompteInfo> formateurs(long structureId);

    /** Celles et ceux qui conduisent les sessions d'une structure, par nom. */
    List<CompteInfo> delegation(long structureId);

    /** Les agents dont cet agent est le N+1, et ceux dont il remplace aujourd'hui le N+1 ; jamais lui-même. */
    List<AgentInfo> equipeDe(long agentId);

    /** Ceux de ces agents que quelqu'un remplace aujourd'hui. */
    Set<Long> remplaces(Collection<Long> titulaires);

    /** Ceux qui remplacent aujourd'hui cet agent. */
    Set<Long> suppleants(long titulaire);

    /** Vrai si une seule personne tient aujourd'hui la qualité de gestionnaire RH de cette collectivité. */
    boolean seuleGestionnaire(long collectiviteId);

    /** Les adresses des gestionnaires RH qui répondent de toute une collectivité. */
    List<String> courrielsDesGestionnaires(long collectiviteId);
}
