package fr.cnfpt.acces.securite.application;

import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.acces.securite.domain.RegleAcces;
import fr.cnfpt.acces.securite.persistence.Freins;
import fr.cnfpt.acces.securite.persistence.ReglesDAcces;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/**
 * Ralentit qui devine. Un essai se compte une fois jugé, et s'il était faux : une mairie entière entre à neuf heures
 * par la même adresse. La limite se regarde avant de juger, et encore après un bon essai : ceux qui se jugent au même
 * instant ne la passent que d'autant. Ce qui coûte par lui-même, une demande de lien, se compte à l'arrivée. Compter a
 * sa propre transaction : un refus ne l'efface pas.
 */
@ApplicationScoped
@Transactional(value = Transactional.TxType.REQUIRES_NEW, dontRollbackOn = Refus.class)
public class Freiner implements Tache {

    @Inject
    Freins freins;

    @Inject
    ReglesDAcces regles;

    @Inject
    Horloge horloge;

    @Inject
    Journal journal;

    /**
     * Une demande de plus. @param cle ce qui est compté ; {@code null}, hors d'une requête, ne compte pas @return vrai
     * si la limite est dépassée
     */
    public boolean depasse(Frein frein, String cle) {
        return compter(frein, cle, 1);
    }

    /** Une demande de plus. @throws Refus conflit, si la limite est dépassée ; le même quoi qu'on demande */
    public void compterUneDemande(Frein frein, String cle) {
        if (depasse(frein, cle)) {
            throw trop();
        }
    }

    /** Ne compte rien, ne prend pas d'autre connexion. @throws Refus conflit, si les échecs ont atteint la limite */
    @Transactional(value = Transactional.TxType.SUPPORTS, dontRollbackOn = Refus.class)
    public void exiger(Frein frein, String cle) {
        if (cle != null && freins.lire(frein, cle, depuis()) >= maximum(frein)) {
            throw trop();
        }
    }

    /** Un essai jugé faux ; la réponse est celle d'un essai faux, et les suivants attendront. */
    public void compterUnEchec(Frein frein, String cle) {
        compter(frein, cle, 0);
    }

    /** @param grace de combien on dépasse quand on le signale : une demande de trop, ou le dernier échec admis */
    private boolean compter(Frein frein, String cle, int grace) {
        if (cle == null) {
            return false;
        }
        int essais = freins.compter(frein, cle, horloge.maintenant(), depuis());
        int maximum = maximum(frein);
        if (essais == maximum + grace) {
            journal.signaler(
                    "frein-atteint",
                    null,
                    frein.name().toLowerCase().replace('_', ' ') + ", "
                            + (grace == 0 ? maximum + " échecs" : "plus de " + maximum + " essais"));
        }
        return essais > maximum;
    }

    private Refus trop() {
        return Refus.conflit(
                "trop-d-essais",
                "Trop d'essais d'affilée. Attendez " + fenetre().toMinutes() + " minutes avant de recommencer.");
    }

    private int maximum(Frein frein) {
        return regles.valeur(frein.maximum(), horloge.aujourdhui());
    }

    private Instant depuis() {
        return horloge.maintenant().minus(fenetre());
    }

    private Duration fenetre() {
        return Duration.ofMinutes(regles.valeur(RegleAcces.FREIN_MINUTES, horloge.aujourdhui()));
    }

    @Override
    public String nom() {
        return "Oubli des essais anciens";
    }

    @Override
    public Duration periode() {
        return Duration.ofHours(1);
    }

    @Override
    @Autorise({})
    public void executer() {
        freins.purger(horloge.maintenant().minus(fenetre().multipliedBy(4)));
    }
}
