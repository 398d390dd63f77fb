package fr.cnfpt.commun;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * L'utilisateur du fil en cours. Le filtre du portail le pose à l'entrée de chaque requête et l'ôte à la sortie ; un
 * traitement s'annonce par {@link #agirComme}. Un fil, et non la requête CDI : les cas d'usage servent aussi aux
 * batchs.
 */
@ApplicationScoped
public class UtilisateurCourant {

    private static final ThreadLocal<Utilisateur> FIL = new ThreadLocal<>();
    private static final ThreadLocal<Map<Class<?>, Object>> RETENU = new ThreadLocal<>();
    private static final ThreadLocal<String> ADRESSE = new ThreadLocal<>();

    /**
     * @return qui agit
     * @throws Refus interdit, si personne n'est connecté
     */
    public Utilisateur get() {
        Utilisateur u = FIL.get();
        if (u == null) {
            throw Refus.interdit("Connectez-vous pour continuer.");
        }
        return u;
    }

    /** L'adresse IP d'où vient la requête, ou {@code null} pour un traitement. */
    public String adresse() {
        return ADRESSE.get();
    }

    /** Posée à l'entrée de la requête, ôtée ({@code null}) à sa sortie. */
    public void venirDe(String adresse) {
        if (adresse == null) {
            ADRESSE.remove();
        } else {
            ADRESSE.set(adresse);
        }
    }

    public boolean estConnecte() {
        return FIL.get() != null;
    }

    public <T> T agirComme(Utilisateur utilisateur, Supplier<T> action) {
        Utilisateur avant = FIL.get();
        Map<Class<?>, Object> retenuAvant = RETENU.get();
        FIL.set(utilisateur);
        RETENU.set(new HashMap<>());
        try {
            return action.get();
        } finally {
            if (avant == null) {
                FIL.remove();
                RETENU.remove();
            } else {
                FIL.set(avant);
                RETENU.set(retenuAvant);
            }
        }
    }

    /**
     * Ce qui se calcule d'après l'utilisateur, une seule fois tant que c'est lui qui agit : le temps d'une requête.
     *
     * @throws Refus interdit, si personne n'est connecté
     */
    public <T> T retenir(Class<T> genre, Supplier<T> calcul) {
        get();
        Map<Class<?>, Object> retenu = RETENU.get();
        if (!retenu.containsKey(genre)) {
            retenu.put(genre, calcul.get());
        }
        return genre.cast(retenu.get(genre));
    }

    public void agirComme(Utilisateur utilisateur, Runnable action) {
        agirComme(utilisateur, () -> {
            action.run();
            return null;
        });
    }
}
