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
 * Ralentit qui devine. Un essai se compte avant d'être jugé, dans sa propre transaction, et se rend s'il était bon :
 * des essais simultanés ne passent pas ensemble sous la limite, et un refus ne les efface pas.
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
     * @param cle ce qui est compté ; {@code null}, hors d'une requête, ne compte pas @return vrai si la limite est
     *     dépassée
     */
    public boolean depasse(Frein frein, String cle) {
        if (cle == null) {
            return false;
        }
        Instant maintenant = horloge.maintenant();
        int essais = freins.compter(frein, cle, maintenant, maintenant.minus(fenetre()));
        int maximum = regles.valeur(frein.maximum(), horloge.aujourdhui());
        if (essais == maximum + 1) {
            journal.signaler(
                    "frein-atteint",
                    null,
                    frein.name().toLowerCase().replace('_', ' ') + ", plus de " + maximum + " essais");
        }
        return essais > maximum;
    }

    /** @throws Refus conflit, si la limite est dépassée ; le même quoi qu'on essaie */
    public void exiger(Frein frein, String cle) {
        if (depasse(frein, cle)) {
            throw Refus.conflit(
                    "trop-d-essais",
                    "Trop d'essais d'affilée. Attendez " + fenetre().toMinutes() + " minutes avant de recommencer.");
        }
    }

    public void rendre(Frein frein, String cle) {
        if (cle != null) {
            freins.rendre(frein, cle);
        }
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
