package fr.cnfpt.inscription.reglages.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.quotas.application.LimiterLAttente;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota.PartNommee;
import fr.cnfpt.inscription.sauvetage.application.ReglerLesOffres;
import fr.cnfpt.inscription.selection.application.ReglerLaSelection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;

/**
 * Les réglages des places d'une session, lus et changés ensemble : ou tous, ou aucun, et sur ce qu'on a lu. Chacun est
 * jugé par le cas d'usage que sa page appelle.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ReglerLesPlaces {

    /** Quelqu'un les a réglées autrement depuis. */
    public static final String CHANGES = "reglages-changes";

    @Inject
    TableauDesSessions sessions;

    @Inject
    ReglerLeQuota quotas;

    @Inject
    LimiterLAttente attentes;

    @Inject
    ReglerLaSelection selections;

    @Inject
    ReglerLesOffres offres;

    @Inject
    Places places;

    /**
     * Ce qu'une délégation choisit.
     *
     * @param quota {@code null} : aucun
     * @param attenteMax le plus de demandes en liste d'attente ; {@code null} : sans limite
     * @param aSelection vrai encore une fois décidée
     * @param parOffre vrai si une place rendue s'offre, avec un délai pour répondre
     */
    public record Reglages(Integer quota, Integer attenteMax, boolean aSelection, boolean parOffre) {

        /** Deux réglages qui diffèrent n'ont pas le même numéro : il n'y a rien d'autre à comparer. */
        public int version() {
            int limite = attenteMax == null ? 0 : attenteMax + 1;
            return (limite * (ReglerLeQuota.MAXIMUM + 1) + (quota == null ? 0 : quota)) * 4
                    + (aSelection ? 2 : 0)
                    + (parOffre ? 1 : 0);
        }
    }

    /**
     * @param heures le délai du jour pour répondre à une offre
     * @param parts ce que tient chaque collectivité, la plus grande d'abord
     */
    public record Lus(Reglages reglages, Jauge jauge, int heures, List<PartNommee> parts) {}

    /** @throws Refus introuvable, si une autre structure l'organise ; conflit, si l'on ne s'y inscrit pas */
    public Lus lire(long session) {
        Jauge jauge = sessions.session(session).jauge();
        if (jauge == null) {
            throw Refus.conflit(
                    "sans-inscription", "Cette formation se suit sans inscription : elle n'a pas de places à régler.");
        }
        return new Lus(
                new Reglages(
                        jauge.quota(),
                        jauge.attenteMax(),
                        jauge.selection() != Jauge.Selection.AUCUNE,
                        offres.parOffre(session)),
                jauge,
                offres.heures(),
                quotas.lire(session).parts());
    }

    /**
     * @param lue la version des réglages lus
     * @return combien de demandes de la file ont eu une place
     * @throws Refus conflit, s'ils ont changé depuis ou si une règle s'oppose à l'un d'eux
     */
    public int executer(long session, int lue, Reglages voulus) {
        lire(session);
        places.verrouiller(session);
        Reglages avant = lire(session).reglages();
        if (avant.version() != lue) {
            throw Refus.conflit(
                    CHANGES, "Ces réglages ont changé depuis que vous les avez lus : relisez-les. Rien n'est écrit.");
        }
        int promus = 0;
        boolean autreQuota = !Objects.equals(avant.quota(), voulus.quota());
        boolean autreLimite = !Objects.equals(avant.attenteMax(), voulus.attenteMax());
        // Une sélection exclut l'un et l'autre : ce qu'on ôte s'ôte avant que l'autre se pose.
        if (autreLimite && voulus.attenteMax() == null) {
            attentes.executer(session, null);
        }
        if (autreQuota && voulus.quota() == null) {
            promus = quotas.executer(session, null);
        }
        if (avant.aSelection() != voulus.aSelection()) {
            selections.executer(session, voulus.aSelection());
        }
        if (autreQuota && voulus.quota() != null) {
            promus = quotas.executer(session, voulus.quota());
        }
        if (autreLimite && voulus.attenteMax() != null) {
            attentes.executer(session, voulus.attenteMax());
        }
        if (avant.parOffre() != voulus.parOffre()) {
            offres.executer(session, voulus.parOffre());
        }
        return promus;
    }
}
