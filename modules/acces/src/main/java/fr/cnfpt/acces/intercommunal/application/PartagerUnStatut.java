package fr.cnfpt.acces.intercommunal.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.acces.api.Personnes.StatutCommun;
import fr.cnfpt.acces.intercommunal.persistence.StatutsPartages;
import fr.cnfpt.acces.intercommunal.persistence.StatutsPartages.Declaration;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Un employeur déclare qu'un de ses agents est intercommunal : le même statut court chez un autre employeur, qu'il
 * nomme. Rien ne suit tant que l'autre ne l'a pas déclaré de la même personne, et rien ne lui dit que cette personne y
 * est connue (docs/adr/0031).
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class PartagerUnStatut {

    @Inject
    UtilisateurCourant courant;

    @Inject
    StatutsPartages statuts;

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /**
     * Une déclaration, telle que son auteur la lit.
     *
     * @param communDepuis depuis quand l'autre employeur l'a confirmée ; nul : on l'attend
     */
    public record Ligne(Declaration declaration, Instant communDepuis) {}

    /** @throws Refus introuvable, si l'agent n'est pas de la collectivité */
    public List<Ligne> lister(long agentId) {
        aMoi(agentId);
        List<StatutCommun> communs = personnes.statutsCommuns(List.of(agentId));
        return statuts.de(agentId).stream()
                .map(d -> new Ligne(
                        d,
                        communs.stream()
                                .filter(s -> s.autreCollectivite() == d.avecId())
                                .map(StatutCommun::depuis)
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /** @return vrai si l'autre employeur l'avait déjà déclaré, vrai aussi des deux postes de cette personne */
    public boolean declarer(long agentId, String siren) {
        AgentInfo agent = aMoi(agentId);
        CollectiviteInfo autre = annuaire.chercherCollectivites(Portee.ENTIERE, siren == null ? "" : siren, 2).stream()
                .filter(c -> c.siren().equals(siren))
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        "employeur-inconnu", "avec", "Choisissez l'autre employeur, par son nom ou son SIREN."));
        if (autre.id() == agent.collectiviteId()) {
            throw Refus.invalide("employeur-soi-meme", "avec", "C'est votre propre collectivité.");
        }
        statuts.declarer(
                        agentId,
                        agent.collectiviteId(),
                        autre.id(),
                        courant.get().compteId(),
                        horloge.maintenant())
                .orElseThrow(() ->
                        Refus.conflit("statut-deja-declare", "Vous l'avez déjà déclaré avec " + autre.nom() + "."));
        journal.noter(
                "statut-partage-declare",
                "agent " + agentId,
                "Statut partagé avec " + autre.nom(),
                agent.collectiviteId());
        Optional<StatutCommun> commun = commun(agentId, autre.id());
        commun.ifPresent(s -> prevenir(agent, autre, "Les deux employeurs l'ont déclaré : le statut est partagé."));
        return commun.isPresent();
    }

    public void retirer(long agentId, long declarationId) {
        AgentInfo agent = aMoi(agentId);
        Declaration d = statuts.de(agentId).stream()
                .filter(x -> x.id() == declarationId)
                .findFirst()
                .orElseThrow(() -> Refus.introuvable(
                        "declaration-inconnue", "Cette déclaration n'existe pas, ou a déjà été retirée."));
        boolean commun = commun(agentId, d.avecId()).isPresent();
        statuts.retirer(declarationId, horloge.maintenant());
        journal.noter(
                "statut-partage-retire",
                "agent " + agentId,
                "Statut partagé avec " + d.avec() + ", retiré",
                agent.collectiviteId());
        if (commun) {
            prevenir(
                    agent,
                    annuaire.collectivite(d.avecId()).orElseThrow(),
                    "L'un des deux l'a retiré : chacun ne voit plus que ses propres demandes.");
        }
    }

    private Optional<StatutCommun> commun(long agentId, long avecId) {
        return personnes.statutsCommuns(List.of(agentId)).stream()
                .filter(s -> s.autreCollectivite() == avecId)
                .findFirst();
    }

    /** L'autre employeur, qui le savait ; sans nom : le courriel passe par d'autres mains. */
    private void prevenir(AgentInfo agent, CollectiviteInfo autre, String fait) {
        String ici = annuaire.collectivite(agent.collectiviteId()).orElseThrow().nom();
        acteurs.courrielsDesGestionnaires(autre.id())
                .forEach(c -> courriers.deposer(
                        c,
                        "Un agent intercommunal avec " + ici,
                        """
        Bonjour,

        Il s'agit d'un agent intercommunal que vous avez déclaré avec %s. %s

        Vos agents intercommunaux : %s/inscription/partagees.xhtml
        """.formatted(ici, fait, Parametres.adresse()),
                        autre.id()));
    }

    private AgentInfo aMoi(long agentId) {
        return annuaire.agentsDe(courant.get().collectivite(), List.of(agentId)).stream()
                .findFirst()
                .orElseThrow(() ->
                        Refus.introuvable("agent-inconnu", "Votre collectivité n'a pas d'agent n° " + agentId + "."));
    }
}
