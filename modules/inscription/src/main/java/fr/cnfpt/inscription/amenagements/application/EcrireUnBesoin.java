package fr.cnfpt.inscription.amenagements.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.amenagements.domain.Amenagement;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * La personne écrit ce dont elle a besoin pour suivre sa session, le retire, et dit ce que le formateur peut savoir.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE})
public class EcrireUnBesoin {

    private static final Set<Etat> EN_COURS = EnumSet.of(
            Etat.PREINSCRIPTION,
            Etat.AVIS_RENDU,
            Etat.TRANSMISE,
            Etat.EN_SELECTION,
            Etat.LISTE_ATTENTE,
            Etat.ACCEPTEE,
            Etat.CONVOQUEE);

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Bulletins bulletins;

    @Inject
    Amenagements amenagements;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    /** Le sien. @throws Refus introuvable, si la demande n'est pas la sienne */
    public Optional<Amenagement> lire(long bulletinId) {
        return amenagements.lire(laMienne(bulletinId).id());
    }

    /** Vrai si elle peut encore en écrire un. */
    public boolean permis(long bulletinId) {
        return EN_COURS.contains(laMienne(bulletinId).etat());
    }

    public void ecrire(long bulletinId, String besoin) {
        Bulletin b = laMienne(bulletinId);
        if (!EN_COURS.contains(b.etat())) {
            throw Refus.conflit("demande-close", "Cette demande n'est plus en cours : il n'y a plus rien à aménager.");
        }
        if (amenagements.ecrire(bulletinId, Amenagement.exigerBesoin(besoin), horloge.maintenant())) {
            prevenirLeReferent(b);
        }
    }

    public void retirer(long bulletinId) {
        amenagements.retirer(laMienne(bulletinId).id());
    }

    /** @param aDire la phrase qu'elle a lue */
    public void accorder(long bulletinId, String aDire, boolean accepte) {
        Bulletin b = laMienne(bulletinId);
        if (!amenagements.accorder(b.id(), aDire, accepte, horloge.maintenant())) {
            throw Refus.conflit("phrase-changee", "Cette phrase vient de changer : relisez-la, puis répondez.");
        }
    }

    /** Le courriel ne dit ni qui, ni quoi. */
    private void prevenirLeReferent(Bulletin b) {
        if (!b.estTransmis()) {
            return;
        }
        OptionalLong referent =
                amenagements.referent(portees.deLaStructure(b.structureId()).structureId());
        referent.stream()
                .mapToObj(acteurs::joignable)
                .flatMap(Optional::stream)
                .filter(j -> j.courriel() != null)
                .forEach(j -> courriers.deposer(
                        j.courriel(),
                        "Un besoin d'aménagement vous attend",
                        "Bonjour,\n\nUne personne inscrite à une session vous a écrit. Vous seul pouvez la lire : "
                                + Parametres.adresse() + "/inscription/amenagements.xhtml\n",
                        null));
    }

    private Bulletin laMienne(long bulletinId) {
        return bulletins
                .parId(bulletinId)
                .filter(b -> b.agentId() == courant.get().agent())
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
    }
}
