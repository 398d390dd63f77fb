package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Les attestations que l'on voit : les siennes, celles de sa collectivité, de sa structure, ou toutes. Les autres
 * n'existent pas.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class ConsulterAttestations {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Personnes personnes;

    @Inject
    Attestations attestations;

    @Inject
    Annuaire annuaire;

    /** @param agentId celles de cet agent seulement, ou {@code null} */
    public Attestations.Page lister(String recherche, Long agentId, int premiere, int combien) {
        return attestations.lister(
                portee(), recherche == null ? "" : recherche.strip(), agentId, Math.max(premiere, 0), combien);
    }

    /** Une attestation et l'agent, que son employeur nomme par son matricule. */
    public record Nommee<T>(T attestation, AgentInfo agent) {}

    /** De la plus récente à la plus ancienne, après ce repère ({@code null} : de la première). */
    public List<Nommee<Attestations.Resume>> suivantes(
            String recherche, LocalDate depuis, Attestations.Repere apres, int combien) {
        List<Attestations.Resume> lues =
                attestations.suivantes(portee(), recherche == null ? "" : recherche.strip(), depuis, apres, combien);
        Map<Long, AgentInfo> agents = annuaire.agents(
                lues.stream().map(Attestations.Resume::agentId).distinct().toList());
        return lues.stream().map(r -> new Nommee<>(r, agents.get(r.agentId()))).toList();
    }

    public Nommee<AttestationLue> nommee(long id) {
        AttestationLue lue = une(id);
        return new Nommee<>(lue, annuaire.agents(List.of(lue.agentId())).get(lue.agentId()));
    }

    /** @throws Refus introuvable, qu'elle n'existe pas ou ne soit pas à voir */
    public AttestationLue une(long id) {
        Attestation a = exiger(id);
        return AttestationLue.de(a, poste(a, portee()).orElse(null));
    }

    /** Vrai si elle est à qui agit, en quelque poste qu'elle l'ait obtenue. */
    public boolean estASoi(AttestationLue a) {
        return personnes.postesDuCompte(courant.get().compteId()).contains(a.agentId());
    }

    /** Le PDF à remettre. @throws Refus comme {@link #une} */
    public byte[] pdf(long id) {
        return Impression.pdf(exiger(id));
    }

    /**
     * Ce qui prouve une formation est à la personne (décret 2008-830, art. 2) : en quelque qualité d'agent qu'elle se
     * présente, elle retrouve celles de tous ses postes, passés compris. Un employeur voit celles de son temps, et
     * celles que la personne partage avec lui.
     */
    private Portee portee() {
        Portee portee = portees.courante();
        return courant.get().est(Role.AGENT, Role.RESPONSABLE)
                ? portee.avec(personnes.postesDuCompte(courant.get().compteId()))
                : portee;
    }

    /** Le poste par lequel on la voit, quand ce n'est que parce que son titulaire la partage. */
    private Optional<Long> poste(Attestation a, Portee portee) {
        return a.estVuePar(portee) ? Optional.empty() : attestations.posteDuPartage(a.id(), portee);
    }

    Attestation exiger(long id) {
        return attestations
                .parId(id)
                .filter(a -> {
                    Portee portee = portee();
                    return a.estVuePar(portee) || poste(a, portee).isPresent();
                })
                .orElseThrow(() -> Refus.introuvable(
                        "attestation-inconnue", "Cette attestation n'existe pas, ou n'est pas à vous."));
    }
}
