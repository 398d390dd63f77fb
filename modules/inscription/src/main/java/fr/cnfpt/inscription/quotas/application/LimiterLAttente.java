package fr.cnfpt.inscription.quotas.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.quotas.persistence.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;

/**
 * La délégation dit combien de demandes la liste d'attente d'une session prend : au-delà, qui vient est refusé tout de
 * suite, et cherche ailleurs. Baissée, la limite n'ôte son rang à personne.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class LimiterLAttente {

    @Inject
    Quotas quotas;

    @Inject
    OffreDeFormation offre;

    @Inject
    Places places;

    @Inject
    Portees portees;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** @return {@code null} : sans limite */
    public Integer lire(long session) {
        sienne(session);
        return quotas.attenteMax(session).orElse(null);
    }

    /**
     * @param max {@code null} : sans limite ; 0 : la session complète ne prend plus personne
     * @throws Refus si la session a commencé, ou si ses places se donnent à sélection
     */
    public void executer(long session, Integer max) {
        SessionInfo s = sienne(session);
        if (max != null && (max < 0 || max > ReglerLeQuota.MAXIMUM)) {
            throw Refus.invalide(
                    "attente-invalide",
                    "attente",
                    "La limite est un nombre de demandes, de 0 à " + Texte.nombre(ReglerLeQuota.MAXIMUM)
                            + ". Laissez vide pour n'en fixer aucune.");
        }
        Ouverture.exigerAVenir(s, horloge.aujourdhui(s.fuseau()));
        places.verrouiller(session);
        if (Objects.equals(quotas.attenteMax(session).orElse(null), max)) {
            return;
        }
        if (max != null && places.jauges(List.of(session)).get(session).selection() != Jauge.Selection.AUCUNE) {
            throw Refus.conflit(
                    "selection-et-attente",
                    "Les places de cette session se donnent à sélection : toutes les demandes se classent, nulle n'est arrêtée avant.");
        }
        quotas.limiterLAttente(session, max);
        journal.noter(
                "attente-limitee",
                "session " + session,
                max == null
                        ? "Liste d'attente sans limite"
                        : Texte.pluriel(max, "demande", "demandes") + " au plus en liste d'attente",
                null);
    }

    private SessionInfo sienne(long session) {
        return offre.sessionOrganisee(session, portees.courante()).orElseThrow(Ouverture::sessionInconnue);
    }
}
