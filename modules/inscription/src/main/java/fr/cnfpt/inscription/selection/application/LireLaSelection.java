package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.selection.domain.Classement.Issue;
import fr.cnfpt.inscription.selection.domain.Classement.Place;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.selection.persistence.Selections.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Le rang qu'une sélection a donné à une demande, et la phrase qui l'explique : rejoués des entrées de la décision, à
 * l'agent, à son employeur et à qui l'a décidée. Le responsable de l'agent lit le rang dans l'histoire, pas la phrase.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class LireLaSelection {

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Selections selections;

    @Inject
    EtablirLeClassement etabli;

    @Inject
    UtilisateurCourant courant;

    /**
     * @param rang {@code null}, si la demande a été refusée
     * @param sur combien ont été classées
     * @param places {@code null} : sans limite
     */
    public record Rang(Integer rang, int sur, Integer places, Issue issue, String phrase, Instant decideeLe) {}

    /** @return vide, si sa session n'est pas à sélection, n'est pas décidée, ou ne l'a pas comptée */
    public Optional<Rang> executer(long bulletin) {
        Ligne l = consultation.ligne(bulletin);
        if (courant.get().est(Role.RESPONSABLE) && l.agentId() != courant.get().agent()) {
            return Optional.empty();
        }
        return selections.decision(l.sessionId()).flatMap(d -> place(d, bulletin));
    }

    private Optional<Rang> place(Decision d, long bulletin) {
        List<Place> classees = etabli.rejouer(d);
        int sur = (int) classees.stream().filter(p -> p.rang() != null).count();
        return classees.stream()
                .filter(p -> p.bulletinId() == bulletin)
                .findFirst()
                .map(p -> new Rang(p.rang(), sur, d.places(), p.issue(), p.phrase(), d.decideeLe()));
    }
}
