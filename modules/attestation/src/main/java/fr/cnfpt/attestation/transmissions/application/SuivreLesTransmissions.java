package fr.cnfpt.attestation.transmissions.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.attestation.transmissions.domain.Transmission;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Par;
import fr.cnfpt.attestation.transmissions.domain.Transmission.Situation;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions.Filtre;
import fr.cnfpt.attestation.transmissions.persistence.Transmissions.Vue;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.envois.domain.NonRemis;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * À qui des documents furent transmis, s'ils ont été lus, et reprendre. L'agent lit ce qu'il a transmis et ce que ses
 * employeurs ont transmis de lui (RGPD, art. 15 §1 c) ; un employeur ne lit que ce qu'il a transmis lui-même : à qui
 * l'agent montre ce qui est à lui ne le regarde pas (décret 2008-830, art. 2 et 6).
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class SuivreLesTransmissions {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    Transmissions transmissions;

    @Inject
    Envois envois;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /**
     * Une transmission, telle qu'on la relit.
     *
     * @param par qui l'a faite, dit à qui lit
     * @param aReprendre vrai si qui lit peut la reprendre
     * @param nonRemis pourquoi le courriel n'est pas arrivé, ou {@code null}
     */
    public record Suivie(
            Transmission transmission,
            Situation situation,
            AgentInfo agent,
            String par,
            List<PieceTransmise> pieces,
            boolean aReprendre,
            String nonRemis) {}

    public record Page(List<Suivie> lignes, long total) {}

    /** @param etat le nom d'une {@link Situation}, ou vide */
    public Page lister(String q, String etat, int premiere, int combien) {
        Filtre f = new Filtre(q, etat, horloge.maintenant());
        Vue vue = vue();
        return new Page(
                completer(transmissions.lister(vue, f, Math.max(premiere, 0), combien)), transmissions.combien(vue, f));
    }

    public List<Suivie> suivantes(Transmissions.Repere apres, int combien) {
        return completer(transmissions.suivantes(vue(), apres, combien));
    }

    /** @throws Refus introuvable */
    public Suivie une(long id) {
        return completer(List.of(exiger(id))).get(0);
    }

    /** Le lien n'ouvre plus rien, la copie est effacée. @throws Refus conflit, s'il n'ouvrait déjà plus rien */
    public void reprendre(long id) {
        Transmission t = exiger(id);
        if (!laSienne(t)) {
            throw Refus.conflit(
                    "transmise-par-l-employeur",
                    "C'est votre employeur qui l'a transmise : demandez à son service formation de la reprendre.");
        }
        t.exigerQuElleSeReprenne(horloge.maintenant());
        if (!transmissions.reprendre(id, courant.get().nom(), horloge.maintenant())) {
            throw Refus.conflit("deja-reprise", "Quelqu'un vient de la reprendre : le lien n'ouvre plus rien.");
        }
        journal.noter(
                "transmission-reprise",
                "transmission " + id,
                "Le tiers n'ouvre plus rien",
                Transmettre.aQuiLeJournal(t));
    }

    private Transmission exiger(long id) {
        return transmissions
                .lire(id, vue())
                .orElseThrow(() -> Refus.introuvable(
                        "transmission-inconnue", "Cette transmission n'existe pas, ou n'est pas à vous."));
    }

    private boolean enSonNom() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    private boolean laSienne(Transmission t) {
        return enSonNom() == (t.par() == Par.AGENT);
    }

    private Vue vue() {
        Portee portee = portees.courante();
        return enSonNom()
                ? new Vue(portee.avec(personnes.postesDuCompte(courant.get().compteId())), false)
                : new Vue(portee, true);
    }

    private List<Suivie> completer(List<Transmission> lues) {
        Instant maintenant = horloge.maintenant();
        Map<Long, List<PieceTransmise>> pieces =
                transmissions.pieces(lues.stream().map(Transmission::id).toList());
        Map<Long, AgentInfo> agents = annuaire.agents(
                lues.stream().map(Transmission::agentId).distinct().toList());
        Map<Long, CollectiviteInfo> collectivites = annuaire.collectivites(
                lues.stream().map(Transmission::collectiviteId).distinct().toList());
        return lues.stream()
                .map(t -> new Suivie(
                        t,
                        t.situation(maintenant),
                        agents.get(t.agentId()),
                        !enSonNom()
                                ? t.parNom()
                                : t.par() == Par.AGENT
                                        ? "vous"
                                        : Optional.ofNullable(collectivites.get(t.collectiviteId()))
                                                .map(CollectiviteInfo::nom)
                                                .orElse("votre employeur"),
                        pieces.getOrDefault(t.id(), List.of()),
                        laSienne(t) && t.ouvre(maintenant),
                        t.ouvre(maintenant) && t.ouvertures() == 0
                                ? envois.nonRemisA(t.destinataire())
                                        .map(NonRemis::enClair)
                                        .orElse(null)
                                : null))
                .toList();
    }
}
