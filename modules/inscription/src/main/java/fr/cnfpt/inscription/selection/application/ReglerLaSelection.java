package fr.cnfpt.inscription.selection.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.selection.persistence.Selections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * La délégation dit, d'une session, si ses places se donnent au fil des arrivées ou à sélection, après la clôture.
 * Avant l'ouverture seulement : qui demande sait déjà comment on lui répondra.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReglerLaSelection {

    @Inject
    Selections selections;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    /** Vrai si l'on peut encore en changer. */
    public static boolean reglable(SessionInfo s, Moment moment) {
        return s.surInscription() && s.capacite() != null && moment == Moment.AVANT_OUVERTURE;
    }

    /** @throws Refus conflit, dès que les inscriptions ouvrent ou que quelqu'un y a une demande */
    public void executer(long session, boolean aSelection) {
        SessionInfo s = exigerSienne(session);
        if (Moment.de(s, horloge.aujourdhui(s.fuseau())) != Moment.AVANT_OUVERTURE) {
            throw Refus.conflit(
                    "selection-trop-tard",
                    "Les inscriptions ont ouvert le " + Texte.jour(s.ouverture())
                            + " : la façon de donner les places ne change plus. Publiez une autre session si elle doit changer.");
        }
        if (s.capacite() == null) {
            throw Refus.conflit(
                    "selection-sans-effectif",
                    "Cette session n'a pas d'effectif : chacun y a une place. Donnez-lui un effectif à son déroulé pour la mettre à sélection.");
        }
        places.verrouiller(session);
        Jauge jauge = places.jauges(List.of(session)).get(session);
        if (aSelection && jauge.quota() != null) {
            throw Refus.conflit(
                    "selection-et-quota",
                    "Cette session a un quota par collectivité, qu'une sélection ne suivrait pas. Ôtez d'abord le quota.");
        }
        if (aSelection && jauge.attenteMax() != null) {
            throw Refus.conflit(
                    "selection-et-attente",
                    "La liste d'attente de cette session est limitée, et une sélection classe toutes les demandes. Ôtez d'abord la limite.");
        }
        if (!selections.regler(session, aSelection)) {
            throw Refus.conflit(
                    "selection-trop-tard",
                    "Des demandes venues d'une autre session y tiennent déjà une place : la façon de donner les places ne change plus.");
        }
    }

    private SessionInfo exigerSienne(long session) {
        return offre.sessionOrganisee(session, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }
}
