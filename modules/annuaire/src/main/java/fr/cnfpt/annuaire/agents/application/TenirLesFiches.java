package fr.cnfpt.annuaire.agents.application;

import fr.cnfpt.annuaire.agents.domain.AgentSaisi;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * La fiche d'un agent de sa collectivité : la lire, la créer, la changer sans écraser ce qu'un autre vient d'y écrire.
 * L'agent d'une autre collectivité n'existe pas.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class TenirLesFiches {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Agents agents;

    @Inject
    Journal journal;

    @Inject
    DireLesEncadrements encadrements;

    public Agents.Fiche lire(long id) {
        return agents.fiche(courant.get().collectivite(), id).orElseThrow(TenirLesFiches::inconnu);
    }

    public Agents.Fiche lire(String matricule) {
        return agents.ficheParMatricule(courant.get().collectivite(), matricule).orElseThrow(TenirLesFiches::inconnu);
    }

    /** Quand il était déjà là, s'il est parti puis revenu. */
    public List<Agents.Passage> passages(long id) {
        return agents.passages(courant.get().collectivite(), id);
    }

    /** @return la fiche créée @throws Refus conflit si le matricule est déjà porté */
    public Agents.Fiche creer(AgentSaisi saisi) {
        saisi.verifier("");
        agents.prendreSonTour(courant.get().collectivite());
        if (agents.ficheParMatricule(courant.get().collectivite(), saisi.matricule())
                .isPresent()) {
            throw Refus.conflit(
                    "matricule-pris",
                    "Le matricule " + saisi.matricule() + " est déjà celui d'un agent de votre collectivité.");
        }
        ecrire(saisi);
        return noter("agent-cree", lire(saisi.matricule()));
    }

    /**
     * @param version celle que l'on a lue
     * @throws FicheModifieeException si ce n'est plus celle-là
     */
    public Agents.Fiche modifier(long id, int version, AgentSaisi saisi) {
        saisi.verifier("");
        Agents.Fiche actuelle =
                agents.verrouiller(courant.get().collectivite(), id).orElseThrow(TenirLesFiches::inconnu);
        if (actuelle.version() != version) {
            throw new FicheModifieeException(actuelle);
        }
        if (!actuelle.matricule().equals(saisi.matricule())) {
            throw Refus.invalide(
                    "matricule-fixe", "matricule", "Le matricule d'une fiche ne change pas : il la désigne.");
        }
        ecrire(saisi);
        Agents.Fiche ecrite = lire(id);
        return ecrite.version() == version ? ecrite : noter("agent-modifie", ecrite);
    }

    private void ecrire(AgentSaisi saisi) {
        try {
            agents.enregistrer(
                    courant.get().collectivite(), List.of(saisi), courant.get().nom());
        } catch (Refus r) {
            throw r.champ() == null ? r : Refus.invalide(r.code(), r.champ().replace("agents[0].", ""), r.getMessage());
        }
    }

    private Agents.Fiche noter(String action, Agents.Fiche f) {
        journal.noter(
                action,
                "agent " + f.id(),
                "Matricule " + f.matricule() + ", version " + f.version(),
                courant.get().collectivite());
        encadrements.noter();
        return f;
    }

    private static Refus inconnu() {
        return Refus.introuvable("agent-inconnu", "Cet agent n'existe pas dans votre collectivité.");
    }
}
