package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Écrit dans une communauté ouverte : un message, ou une réponse. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class Contribuer {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    @Inject
    Entree entree;

    @Inject
    Contributions contributions;

    /**
     * @throws Refus invalide nommant le champ, conflit si la communauté n'est pas ouverte, introuvable si elle n'est
     *     pas la sienne
     */
    public long publier(long communauteId, String titre, String texte) {
        return ajouter(Contribution.message(ouverte(communauteId), courant.get(), titre, texte, horloge.maintenant()));
    }

    /** @throws Refus comme {@link #publier} */
    public long repondre(long communauteId, long messageId, String texte) {
        Communaute c = ouverte(communauteId);
        Contribution message = contributions.parId(messageId).orElseThrow(Contribution::inconnue);
        return ajouter(message.repondre(c, courant.get(), texte, horloge.maintenant()));
    }

    private Communaute ouverte(long communauteId) {
        Communaute c = entree.exiger(communauteId, courant.get());
        c.exigerOuverte(entree.jour(c, horloge));
        return c;
    }

    private long ajouter(Contribution c) {
        contributions.ajouter(c);
        return c.id();
    }
}
