package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.port.Bulletins.Ligne;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.inscription.selection.persistence.Priorites.Dite;
import fr.cnfpt.inscription.selection.persistence.Selections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * L'agent, ou son employeur, dit qu'une demande est prioritaire de droit, et pourquoi ; tant que la sélection n'est pas
 * décidée. Qui l'a dite relit pourquoi, et l'agent toujours ; nul autre.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class DireUnePriorite {

    private static final Set<Etat> AVANT_LA_DECISION =
            EnumSet.of(Etat.PREINSCRIPTION, Etat.AVIS_RENDU, Etat.EN_SELECTION);

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Selections selections;

    @Inject
    Priorites priorites;

    @Inject
    Annuaire annuaire;

    @Inject
    Places places;

    @Inject
    Horloge horloge;

    /**
     * @param modifiable vrai si l'on peut encore la dire ou la retirer
     * @param motif {@code null}, si ce n'est pas à qui lit de le savoir
     */
    public record Priorite(boolean modifiable, boolean prioritaire, MotifDePriorite motif) {}

    /** @throws Refus introuvable, si la demande n'est pas la sienne ou de son ressort */
    public Priorite lire(long bulletin) {
        Ligne l = laSienne(bulletin);
        Optional<Dite> dite = priorites.lire(bulletin);
        return new Priorite(
                permis(l) && dite.map(this::estAQuiLit).orElse(true),
                dite.isPresent(),
                dite.filter(this::estAQuiLit).map(Dite::motif).orElse(null));
    }

    /** @param motif le code d'un {@link MotifDePriorite} */
    public void dire(long bulletin, String motif) {
        Ligne l = aChanger(bulletin);
        MotifDePriorite dit = MotifDePriorite.de(motif);
        var agent = annuaire.agents(List.of(l.agentId())).get(l.agentId());
        dit.exigerQueLePosteLAdmette(agent == null ? null : agent.categorie());
        priorites.dire(bulletin, dit, !parLAgent(), horloge.maintenant());
    }

    public void retirer(long bulletin) {
        priorites.retirer(aChanger(bulletin).id());
    }

    private Ligne aChanger(long bulletin) {
        Ligne l = laSienne(bulletin);
        // Sous le verrou de la jauge : la décision se prend avant, ou après.
        places.verrouiller(l.sessionId());
        l = laSienne(bulletin);
        if (!selections.estASelection(l.sessionId())) {
            throw Refus.conflit(
                    "pas-a-selection",
                    "Cette session donne ses places dans l'ordre d'arrivée : la priorité de droit n'y change rien, et nous ne la gardons pas.");
        }
        if (!permis(l)) {
            throw Refus.conflit(
                    "selection-decidee",
                    "Cette demande n'attend plus la sélection : la priorité ne se dit plus. Pour contester, écrivez à la délégation qui organise.");
        }
        if (priorites.lire(bulletin).filter(d -> !estAQuiLit(d)).isPresent()) {
            throw Refus.conflit(
                    "priorite-dite-par-l-agent",
                    "L'agent a dit lui-même que sa demande est prioritaire : lui seul peut y revenir.");
        }
        return l;
    }

    private boolean permis(Ligne l) {
        return AVANT_LA_DECISION.contains(l.etat())
                && selections.estASelection(l.sessionId())
                && selections.decision(l.sessionId()).isEmpty();
    }

    private boolean estAQuiLit(Dite d) {
        return parLAgent() || d.parEmployeur();
    }

    private boolean parLAgent() {
        return courant.get().est(Role.AGENT, Role.RESPONSABLE);
    }

    private Ligne laSienne(long bulletin) {
        Ligne l = consultation.ligne(bulletin);
        if (parLAgent() && l.agentId() != courant.get().agent()) {
            throw ConsulterBulletins.bulletinInconnu();
        }
        return l;
    }
}
