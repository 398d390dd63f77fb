package fr.cnfpt.annuaire.agents.application;

import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.annuaire.agents.persistence.Agents.Encadrement;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * La qualité de responsable n'est donnée par personne : elle découle des fiches (docs/adr/0027). Le journal le dit,
 * dans la transaction qui les a changées.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
@Autorise({Role.GESTIONNAIRE_RH, Role.PARTENAIRE})
public class DireLesEncadrements {

    /** Au-delà, un import en changerait des milliers : une ligne en dit le nombre. */
    private static final int UN_PAR_UN = 20;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Agents agents;

    @Inject
    Journal journal;

    public void noter() {
        long collectivite = courant.get().collectivite();
        List<Encadrement> changes = agents.encadrementsChanges(collectivite);
        if (changes.size() > UN_PAR_UN) {
            long commencent = changes.stream().filter(Encadrement::commence).count();
            journal.noter(
                    "responsables",
                    "agents",
                    Texte.pluriel(commencent, "agent devient responsable", "agents deviennent responsables") + ", "
                            + Texte.pluriel(
                                    changes.size() - commencent,
                                    "cesse ou cessera de l'être",
                                    "cessent ou cesseront de l'être")
                            + " : découle des fiches",
                    collectivite);
            return;
        }
        changes.forEach(e -> journal.noter(
                e.commence() ? "responsable-commence" : "responsable-finit",
                "agent " + e.agentId(),
                e.nom()
                        + (e.commence() ? " devient responsable d'une équipe" : " n'est plus responsable d'une équipe")
                        + (e.au() == null
                                ? ""
                                : e.commence()
                                        ? ", jusqu'au " + Texte.date(e.au()) + " exclu"
                                        : " au " + Texte.date(e.au()))
                        + " : découle des fiches",
                collectivite));
    }
}
