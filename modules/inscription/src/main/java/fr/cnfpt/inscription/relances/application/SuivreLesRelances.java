package fr.cnfpt.inscription.relances.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.relances.persistence.Relances;
import fr.cnfpt.inscription.relances.persistence.Venues;
import fr.cnfpt.inscription.relances.persistence.Venues.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Selon quel circuit une demande avance, ce qui en a été rappelé, qui a dit qu'il venait : à qui lit la demande. */
@ApplicationScoped
@Transactional
public class SuivreLesRelances implements EnCoursDansLeCircuit {

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Relances relances;

    @Inject
    Venues venues;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    /**
     * Le chemin d'une demande.
     *
     * @param circuit {@code null} pour qui ne lit pas ce qui précède la transmission
     * @param faites les rappels, du plus ancien au plus récent
     * @param venue le rappel avant la session, et la réponse
     */
    public record Chemin(Circuit circuit, List<Relances.Faite> faites, Optional<Venue> venue) {}

    @Autorise(
            value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
            deBranche = true)
    public Chemin chemin(long bulletinId) {
        Ligne l = consultation.ligne(bulletinId);
        Optional<Venue> venue = venues.duBulletin(bulletinId).stream().findFirst();
        return portees.courante().voitAvantTransmission()
                ? new Chemin(
                        annuaire.circuits(List.of(l.collectiviteId())).get(l.collectiviteId()),
                        relances.faites(bulletinId),
                        venue)
                : new Chemin(null, List.of(), venue);
    }

    /** Les convoqués d'une session qui ont été rappelés, par bulletin. */
    @Autorise({Role.DELEGATION, Role.SIEGE})
    public Map<Long, Venue> venues(long sessionId) {
        return venues.deLaSession(sessionId, portees.courante()).stream()
                .collect(Collectors.toMap(Venue::bulletinId, v -> v));
    }

    @Override
    @Autorise(Role.GESTIONNAIRE_RH)
    public Compte combien(long collectiviteId, Integer attenteJours) {
        CollectiviteInfo c = annuaire.collectivite(collectiviteId).orElseThrow();
        return relances.combien(
                collectiviteId,
                attenteJours == null
                        ? null
                        : horloge.aujourdhui(c.fuseau())
                                .minusDays(attenteJours - 1L)
                                .atStartOfDay(c.fuseau())
                                .toInstant());
    }
}
