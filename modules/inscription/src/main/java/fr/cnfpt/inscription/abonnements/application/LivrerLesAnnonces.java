package fr.cnfpt.inscription.abonnements.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.port.Facteur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Dépose ce qui vient d'arriver, puis livre, une adresse après l'autre et chacune dans l'ordre ; ce qui tombe pour
 * l'une n'arrête pas les autres, et se dit à la fin. Coupée entre l'appel et sa note, une livraison repart à la fin du
 * bail sous la même clé.
 */
@ApplicationScoped
public class LivrerLesAnnonces implements Tache {

    /** Plus que ce que dure un tour : {@link #LOT} appels de dix secondes au plus. */
    static final Duration BAIL = Duration.ofMinutes(5);

    private static final int LOT = 20;
    private static final int ADRESSES = 50;

    @Inject
    AnnoncerLesChangements annonces;

    @Inject
    TenirUnTour tour;

    @Inject
    Facteur facteur;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Annonces aux SIRH abonnés";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(3);
    }

    @Override
    @Autorise({})
    public void executer() {
        try {
            Tache.chacun(tour.actifs(), this::deposer);
        } finally {
            livrer();
            tour.oublier();
        }
    }

    private void deposer(long id) {
        while (annonces.deposer(id)) {
            // Jusqu'au bout de ce qui est arrivé.
        }
    }

    private void livrer() {
        for (int i = 0; i < ADRESSES; i++) {
            Optional<Abonnement> pris = tour.prendre(BAIL);
            if (pris.isEmpty()) {
                break;
            }
            livrer(pris.get());
        }
    }

    private void livrer(Abonnement a) {
        int echecs = a.echecs();
        for (Livraison l : tour.aLivrer(a, LOT)) {
            try {
                facteur.porter(a, l, horloge.maintenant());
            } catch (Facteur.NonLivreeException e) {
                tour.noterEchec(a, echecs, l, e.getMessage(), e.estDefinitive());
                return;
            }
            tour.noterLivree(l);
            echecs = 0;
        }
        tour.rendre(a);
    }
}
