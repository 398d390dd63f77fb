package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.SessionsSurMesure;
import fr.cnfpt.catalogue.api.SessionsSurMesure.StageOffert;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.planformation.surmesure.domain.BesoinSurMesure;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import fr.cnfpt.planformation.surmesure.domain.GesteSurMesure.Qui;
import fr.cnfpt.planformation.surmesure.persistence.DemandesSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * L'employeur qui porte la demande : la préparer, y inviter, l'envoyer, répondre à ce qu'on lui propose, la retirer.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class DemanderDuSurMesure {

    @Inject
    DemandesDeMaPortee portee;

    @Inject
    DemandesSurMesure demandes;

    @Inject
    JugerLaRecevabilite juge;

    @Inject
    NommerDesAgents nommer;

    @Inject
    Annuaire annuaire;

    @Inject
    SessionsSurMesure catalogue;

    @Inject
    AnnoncerLeSurMesure annonce;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** @return l'identifiant du brouillon */
    public long ouvrir(DemandeSurMesure.Type type, BesoinSurMesure besoin) {
        return brouillon(type, besoin).id();
    }

    /**
     * D'un coup, pour un SIRH : un intra n'attend la réponse de personne.
     *
     * @param stage le code d'une fiche, ou {@code null} : le besoin est dit en mots
     * @param matricules les agents nommés dès maintenant, ou aucun
     * @return l'identifiant
     */
    @Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
    public long deposerUnIntra(String stage, BesoinSurMesure besoin, List<String> matricules) {
        DemandeSurMesure d =
                brouillon(DemandeSurMesure.Type.INTRA, stage == null ? besoin : nommer(besoin, catalogue.stage(stage)));
        envoyer(d);
        if (!matricules.isEmpty()) {
            // Nommer retient la demande, et la relit donc.
            demandes.ecrire();
            nommer.executer(d.id(), List.of(), String.join(" ", matricules));
        }
        return d.id();
    }

    private DemandeSurMesure brouillon(DemandeSurMesure.Type type, BesoinSurMesure besoin) {
        long collectivite = courant.get().collectivite();
        Long structure = annuaire.collectivite(collectivite)
                .map(CollectiviteInfo::structureId)
                .orElse(null);
        if (structure == null) {
            throw Refus.conflit(
                    "sans-delegation",
                    "Votre collectivité n'a pas de délégation de référence : écrivez au siège du CNFPT, qui la désignera.");
        }
        return demandes.ajouter(DemandeSurMesure.ouvrir(
                type, collectivite, structure, nommer(besoin), courant.get().nom(), horloge.maintenant()));
    }

    /** Une fiche choisie donne son intitulé. */
    private BesoinSurMesure nommer(BesoinSurMesure b) {
        return b.stageId() == null ? b : nommer(b, catalogue.stage(b.stageId()));
    }

    private static BesoinSurMesure nommer(BesoinSurMesure b, Optional<StageOffert> offert) {
        StageOffert stage = offert.orElseThrow(
                () -> Refus.invalide("stage-inconnu", "stage", "Ce stage n'est pas au catalogue, ou n'y est plus."));
        return new BesoinSurMesure(
                stage.id(),
                stage.intitule(),
                b.besoin(),
                b.effectif(),
                b.souhaitDu(),
                b.souhaitAu(),
                b.salle(),
                b.sallePlaces(),
                b.contraintes());
    }

    public void completer(long id, BesoinSurMesure besoin) {
        portee.aModifier(id, Qui.PORTEUSE).completer(nommer(besoin), horloge.maintenant());
    }

    public void inviter(long id, long collectivite) {
        DemandeSurMesure d = portee.aModifier(id, Qui.PORTEUSE);
        String nom = nom(collectivite);
        d.inviter(collectivite, nom, courant.get().nom(), horloge.maintenant());
        annonce.ecrire(
                d,
                List.of(collectivite),
                "Invitation à une union",
                nom(d.collectiviteId())
                        + " vous propose de former vos agents ensemble. Dites si vous venez, et combien vous seriez.");
    }

    public void desinviter(long id, long collectivite) {
        portee.aModifier(id, Qui.PORTEUSE)
                .desinviter(collectivite, nom(collectivite), courant.get().nom(), horloge.maintenant());
    }

    public void envoyer(long id) {
        envoyer(portee.aModifier(id, Qui.PORTEUSE));
    }

    private void envoyer(DemandeSurMesure d) {
        d.envoyer(juge.recevabilite(d), courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "envoyée à la délégation");
        annonce.aLaDelegation(
                d,
                nom(d.collectiviteId()),
                "demande %s, en " + (d.union() ? "union" : "intra") + ", pour "
                        + Texte.pluriel(d.effectifTotal(), "agent", "agents"));
    }

    public void accepter(long id) {
        DemandeSurMesure d = portee.aModifier(id, Qui.PORTEUSE);
        d.accepter(courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "proposition acceptée");
        annonce.aLaDelegation(
                d, nom(d.collectiviteId()), "accepte votre proposition pour %s : établissez la convention");
        annonce.auxAutres(
                d, "Proposition acceptée", "La proposition de la délégation est acceptée ; la convention suit.");
    }

    public void decliner(long id, String motif) {
        DemandeSurMesure d = portee.aModifier(id, Qui.PORTEUSE);
        d.decliner(motif, courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "proposition déclinée");
        annonce.aLaDelegation(d, nom(d.collectiviteId()), "décline votre proposition pour %s : proposez autre chose");
    }

    public void retirer(long id, String motif) {
        DemandeSurMesure d = portee.aModifier(id, Qui.PORTEUSE);
        d.retirer(motif, courant.get().nom(), horloge.maintenant());
        annonce.noter(d, "retirée");
        if (d.envoyeeLe() != null) {
            annonce.aLaDelegation(d, nom(d.collectiviteId()), "retire sa demande %s");
        }
        annonce.auxAutres(
                d, "Demande retirée", nom(d.collectiviteId()) + " a retiré cette demande : « " + motif.strip() + " ».");
    }

    private String nom(long collectivite) {
        return annuaire.collectivite(collectivite)
                .map(CollectiviteInfo::nom)
                .orElseThrow(() -> Refus.invalide("collectivite-inconnue", "invitee", "Cet employeur n'existe pas."));
    }
}
