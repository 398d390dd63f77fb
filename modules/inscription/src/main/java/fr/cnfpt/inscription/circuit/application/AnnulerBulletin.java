package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** L'agent, sa collectivité ou la délégation retire une demande ; la place rendue va aussitôt au premier de la file. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class AnnulerBulletin {

    @Inject
    UtilisateurCourant courant;

    @Inject
    ConsulterBulletins consultation;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    RendreLaPlace rendu;

    @Inject
    OffreDeFormation offre;

    @Inject
    Horloge horloge;

    public void executer(long id, String motif) {
        executer(id, null, motif);
    }

    /** @param lue la version que l'on annule, {@code null} : telle qu'elle est */
    public void executer(long id, Integer lue, String motif) {
        long session = consultation.ligne(id).sessionId();
        SessionInfo info = offre.session(session).orElseThrow();
        places.verrouiller(session);
        Bulletin bulletin = bulletins.parId(id).orElseThrow(ConsulterBulletins::bulletinInconnu);
        bulletin.exigerLaVersion(lue);
        boolean placee = bulletin.etat().tientUnePlace();
        boolean attendait = bulletin.etat() == Etat.LISTE_ATTENTE;
        boolean enSelection = bulletin.etat() == Etat.EN_SELECTION;
        bulletin.annuler(
                motif, Moment.de(info, horloge.aujourdhui(info.fuseau())), courant.get(), horloge.maintenant());
        if (placee || attendait) {
            rendu.executer(info, placee);
        } else if (enSelection) {
            places.quitterLaSelection(session);
        }
    }
}
