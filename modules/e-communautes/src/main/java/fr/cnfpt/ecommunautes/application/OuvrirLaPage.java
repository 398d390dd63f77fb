package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import fr.cnfpt.ecommunautes.port.Passages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ouvrir la page d'une communauté, c'est s'y connecter : le passage d'un agent est daté, entre l'ouverture et la
 * fermeture. C'est cette ligne qui vaudra la demi-journée à l'attestation.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class OuvrirLaPage {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Inject
    Entree entree;

    @Inject
    Contributions contributions;

    @Inject
    Passages passages;

    /** Un message et ses réponses. */
    public record Discussion(Contribution message, List<Contribution> reponses) {}

    /** @param discussions de la plus récemment animée à la plus ancienne */
    public record Page(Communaute communaute, boolean ouverte, List<Discussion> discussions) {}

    /** @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas la sienne */
    public Page executer(long communauteId) {
        Utilisateur u = courant.get();
        Communaute c = entree.exiger(communauteId, u);
        boolean ouverte = c.estOuverte(entree.jour(c, horloge));
        if (ouverte && u.agentId() != null) {
            passages.noter(c.id(), u.agentId(), horloge.maintenant());
        }
        Map<Long, Discussion> fils = new LinkedHashMap<>();
        for (Contribution x : contributions.de(c.id())) {
            if (x.parentId() == null) {
                fils.put(x.id(), new Discussion(x, new ArrayList<>()));
            } else {
                fils.get(x.parentId()).reponses().add(x);
            }
        }
        List<Discussion> parActivite = new ArrayList<>(fils.values());
        parActivite.sort(Comparator.comparing((Discussion d) -> d.reponses().isEmpty()
                        ? d.message().le()
                        : d.reponses().get(d.reponses().size() - 1).le())
                .reversed());
        return new Page(c, ouverte, parActivite);
    }
}
