package fr.cnfpt.outils.rest.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Tache;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.persistence.ReponsesGardees;
import fr.cnfpt.outils.persistence.ReponsesGardees.Gardee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * L'acte et la réponse qu'on en garde, dans une seule transaction : ou bien les deux sont écrits, ou bien aucun. Un
 * refus n'est pas gardé, puisque rien n'est écrit : la même clé peut resservir. La réponse vit un jour, puis s'efface.
 */
@ApplicationScoped
public class FaireUneFois implements Tache {

    public static final Duration GARDE = Duration.ofDays(1);

    /** Un envoi de cette clé a été écrit pendant que celui-ci se faisait : rien de celui-ci n'est écrit. */
    public static final class DejaFait extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DejaFait() {
            super(null, null, false, false);
        }
    }

    @Inject
    UtilisateurCourant courant;

    @Inject
    ReponsesGardees reponses;

    @Inject
    Horloge horloge;

    /**
     * Un envoi confié à un acte qui garde lui-même sa réponse.
     *
     * @param marque ce qui le reconnaît
     * @param ecrire met sa réponse par écrit
     */
    public record Envoi(long compte, String cle, String marque, Function<Object, String> ecrire) {

        public Gardee garder(Object reponse) {
            return new Gardee(compte, cle, marque, ecrire.apply(reponse));
        }
    }

    private static final ThreadLocal<Envoi> CONFIE = new ThreadLocal<>();

    /**
     * Fait l'acte sans demander d'abord si la clé a servi : c'est la clé primaire qui arrête un double, et le premier
     * envoi, qui est presque tous, n'a rien à lire.
     *
     * @param envoi la marque de l'envoi
     * @param ecrire met sa réponse par écrit
     * @throws DejaFait rien de cet envoi n'est écrit, et la réponse du premier est à lire
     */
    @Transactional
    @Autorise({Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE})
    public Object executer(String cle, String envoi, Function<Object, String> ecrire, Callable<Object> acte)
            throws Exception {
        Object reponse = acte.call();
        if (!reponses.garder(List.of(envoi(cle, envoi, ecrire).garder(reponse)), horloge.maintenant())) {
            throw new DejaFait();
        }
        return reponse;
    }

    /** De même, l'acte gardant sa réponse dans la transaction qu'il ouvre. */
    @Autorise({Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE})
    public Object confier(String cle, String envoi, Function<Object, String> ecrire, Callable<Object> acte)
            throws Exception {
        CONFIE.set(envoi(cle, envoi, ecrire));
        try {
            Object reponse = acte.call();
            if (CONFIE.get() != null) {
                throw new IllegalStateException("L'acte n'a pas gardé sa réponse : un second envoi le referait.");
            }
            return reponse;
        } finally {
            CONFIE.remove();
        }
    }

    /**
     * L'envoi dont ce fil a la charge, à garder avec l'acte ; vide s'il ne vient pas de l'API. Ne se prend qu'une fois.
     */
    public static Optional<Envoi> confie() {
        Optional<Envoi> envoi = Optional.ofNullable(CONFIE.get());
        CONFIE.remove();
        return envoi;
    }

    /** Ce que la clé a répondu la première fois, et si c'était au même envoi ; vide : elle n'a pas servi. */
    @Autorise({Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE})
    public Optional<Premiere> premiere(String cle, String envoi) {
        return reponses.lire(courant.get().compteId(), cle)
                .map(g -> new Premiere(g.empreinte().equals(marque(envoi)), g.reponse()));
    }

    public record Premiere(boolean duMemeEnvoi, String reponse) {}

    private Envoi envoi(String cle, String envoi, Function<Object, String> ecrire) {
        return new Envoi(courant.get().compteId(), cle, marque(envoi), ecrire);
    }

    /** Un même compte peut agir pour plusieurs collectivités, ce qui fait plusieurs envois. */
    private String marque(String envoi) {
        return courant.get().collectiviteId() + " " + envoi;
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
