package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Prévient, une personne après l'autre, chacune dans sa transaction, celles dont l'heure est venue. */
@ApplicationScoped
public class AlerterDesNouveautes implements Tache {

    @Inject
    PrevenirUnePersonne prevenir;

    @Override
    public String nom() {
        return "Alertes des recherches gardées";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(10);
    }

    @Override
    @Autorise({})
    public void executer() {
        while (prevenir.enAttente()) {
            prevenir.suivante();
        }
    }
}
