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

    /** Les dernières réponses que montre la liste, sous chaque message. */
    private static final int REPONSES = 10;

    public record Page(Communaute communaute, boolean ouverte, Contributions.Page lues) {}

    /** @param discussion ces réponses-là d'une seule discussion */
    public record Fil(Communaute communaute, boolean ouverte, Contributions.Discussion discussion) {}

    /** @throws fr.cnfpt.commun.Refus introuvable, si elle n'est pas la sienne */
    public Page executer(long communauteId, int premiere, int combien) {
        Communaute c = entrer(communauteId);
        return new Page(
                c,
                c.estOuverte(entree.jour(c, horloge)),
                contributions.discussions(c.id(), premiere, combien, REPONSES));
    }

    /**
     * Une discussion entière, ses réponses par pages, de la plus ancienne à la plus récente.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, si la communauté n'est pas la sienne ou si le message n'en est pas
     */
    public Fil discussion(long communauteId, long messageId, int premiere, int combien) {
        Communaute c = entrer(communauteId);
        return new Fil(
                c,
                c.estOuverte(entree.jour(c, horloge)),
                contributions.discussion(c.id(), messageId, premiere, combien).orElseThrow(Contribution::inconnue));
    }

    private Communaute entrer(long communauteId) {
        Utilisateur u = courant.get();
        Communaute c = entree.exiger(communauteId, u);
        if (u.agentId() != null && c.estOuverte(entree.jour(c, horloge))) {
            passages.noter(c.id(), u.agentId(), horloge.maintenant());
        }
        return c;
    }
}
