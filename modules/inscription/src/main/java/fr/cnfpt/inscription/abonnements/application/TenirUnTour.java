package fr.cnfpt.inscription.abonnements.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.inscription.abonnements.domain.Abonnement;
import fr.cnfpt.inscription.abonnements.domain.Livraison;
import fr.cnfpt.inscription.abonnements.persistence.Abonnements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ce qui s'écrit d'un tour de livraison : prendre, noter, rendre. L'appel lui-même n'est dans aucune transaction. */
@ApplicationScoped
@Transactional
@Autorise({})
public class TenirUnTour {

    /** Une annonce livrée se montre un mois. */
    static final Duration GARDE = Duration.ofDays(30);

    @Inject
    Abonnements abonnements;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    @Inject
    Horloge horloge;

    public Optional<Abonnement> prendre(Duration bail) {
        return abonnements.prendre(horloge.maintenant(), bail);
    }

    public List<Livraison> aLivrer(Abonnement a, int combien) {
        return abonnements.aLivrer(a.id(), combien);
    }

    public void noterLivree(Livraison l) {
        abonnements.noterLivree(l.id(), horloge.maintenant());
    }

    /** Tout ce qu'on a tenté est livré : le suivant n'attend pas. */
    public void rendre(Abonnement a) {
        abonnements.rendre(a, 0, horloge.maintenant());
    }

    /**
     * L'adresse attend, de plus en plus longtemps ; au dernier échec, elle s'arrête et l'employeur l'apprend.
     *
     * @param deSuite combien d'échecs avant celui-ci
     */
    public void noterEchec(Abonnement a, int deSuite, Livraison l, String pourquoi, boolean definitif) {
        Instant maintenant = horloge.maintenant();
        int echecs = deSuite + 1;
        abonnements.rendre(a, echecs, maintenant.plus(Abonnement.attente(echecs)));
        if (definitif || echecs >= Abonnement.ECHECS) {
            abonnements.arreter(a.id(), pourquoi, maintenant);
            acteurs.courrielsDesGestionnaires(a.collectiviteId())
                    .forEach(c -> courriers.deposer(
                            c,
                            "IEL ne prévient plus votre logiciel RH",
                            texte(a, pourquoi, definitif),
                            a.collectiviteId()));
        }
        abonnements.noterEchec(l.id(), pourquoi);
    }

    private static String texte(Abonnement a, String pourquoi, boolean definitif) {
        return "Bonjour,\n\nVotre collectivité a déclaré cette adresse, pour que son logiciel apprenne ce qui arrive à ses demandes :\n"
                + a.adresse()
                + "\n\n"
                + (definitif
                        ? "Elle a répondu qu'elle n'est plus là"
                        : "Elle n'a pas répondu comme il faut, " + Abonnement.ECHECS + " fois de suite")
                + ". Dernier essai : " + pourquoi
                + "\n\nNous ne l'appelons plus. Rien n'est perdu : une fois la cause réparée, reprenez l'abonnement, et ce qui est arrivé depuis sera livré :\n"
                + Parametres.adresse() + "/inscription/abonnement.xhtml?id=" + a.id() + "\n";
    }

    public void oublier() {
        abonnements.oublierLesLivrees(horloge.maintenant().minus(GARDE));
    }

    public List<Long> actifs() {
        return abonnements.actifs();
    }
}
