package fr.cnfpt.inscription.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/**
 * Les besoins d'aménagement et les motifs de priorité écrits avant que l'instance ait une clé, ou sous celle d'avant,
 * sont scellés avec celle d'aujourd'hui.
 */
@ApplicationScoped
public class ScellerLesDonneesDeSante implements Tache {

    @Inject
    Amenagements amenagements;

    @Inject
    Priorites priorites;

    @Inject
    Coffre coffre;

    @Override
    public String nom() {
        return "Données de santé à sceller";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(15);
    }

    @Override
    @Transactional
    @Autorise({})
    public void executer() {
        if (coffre.pret()) {
            amenagements.resceller();
            priorites.resceller();
        }
    }
}
