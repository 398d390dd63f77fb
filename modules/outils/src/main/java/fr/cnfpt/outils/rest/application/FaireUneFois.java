package fr.cnfpt.outils.rest.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.persistence.ReponsesGardees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * L'acte et la réponse qu'on en garde, dans une seule transaction : ou bien les deux sont écrits, ou bien aucun. Un
 * refus n'est pas gardé, puisque rien n'est écrit : la même clé peut resservir. La réponse vit un jour, puis s'efface.
 */
@ApplicationScoped
public class FaireUneFois implements Tache {

    public static final Duration GARDE = Duration.ofDays(1);

    /** Dit l'état d'une clé par un refus dont le code finit le type du problème. */
    public static final class CleDejaPrise extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean enCours;

        CleDejaPrise(boolean enCours) {
            super(null, null, false, false);
            this.enCours = enCours;
        }

        /** Vrai : le même envoi n'est pas encore fini ; faux : elle a servi à un autre envoi. */
        public boolean enCours() {
            return enCours;
        }
    }

    @Inject
    UtilisateurCourant courant;

    @Inject
    ReponsesGardees reponses;

    @Inject
    Horloge horloge;

    /**
     * @param envoi la marque de l'envoi ; un même compte peut agir pour plusieurs collectivités, ce qui en fait
     *     plusieurs
     * @param acte rend la réponse, écrite
     * @return sa réponse, ou celle de la première fois
     */
    @Transactional
    @Autorise(Role.PARTENAIRE)
    public String executer(String cle, String envoi, Callable<String> acte) throws Exception {
        String empreinte = courant.get().collectiviteId() + " " + envoi;
        long compte = courant.get().compteId();
        ReponsesGardees.Gardee gardee = reponses.prendre(compte, cle);
        if (!gardee.libre()) {
            throw new CleDejaPrise(true);
        }
        if (gardee.empreinte() != null) {
            if (!gardee.empreinte().equals(empreinte)) {
                throw new CleDejaPrise(false);
            }
            return gardee.reponse();
        }
        String reponse = acte.call();
        if (!reponses.garder(compte, cle, empreinte, reponse, horloge.maintenant())) {
            throw new CleDejaPrise(true);
        }
        return reponse;
    }

    @Override
    public String nom() {
        return "oubli des réponses gardées de l'API";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(30);
    }

    @Override
    public void executer() {
        reponses.oublier(horloge.maintenant().minus(GARDE));
    }
}
