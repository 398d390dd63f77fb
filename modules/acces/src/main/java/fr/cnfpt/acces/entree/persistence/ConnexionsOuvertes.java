package fr.cnfpt.acces.entree.persistence;

import fr.cnfpt.acces.securite.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Les connexions ouvertes, en base pour que chaque instance les connaisse toutes : le navigateur porte un secret de 256
 * bits, la table son empreinte. L'échéance glisse au plus une fois par minute.
 */
@ApplicationScoped
public class ConnexionsOuvertes {

    /** Sans un geste pendant ce temps, il faut se reconnecter ; au bout de l'autre, dans tous les cas. */
    static final Duration INACTIVITE = Duration.ofMinutes(60);

    static final Duration DUREE = Duration.ofHours(12);
    private static final Duration ENTRE_DEUX_NOTES = Duration.ofMinutes(1);

    @Inject
    Jdbi jdbi;

    /**
     * @param collectiviteId celle pour laquelle on agit, ou {@code null} pour la sienne
     * @param vaut le compte est ouvert, et n'a pas fermé ses connexions depuis
     * @param expiree elle a fait son temps
     */
    public record Ligne(
            long compteId,
            String identifiant,
            boolean aChanger,
            Long collectiviteId,
            String jetonIdentite,
            boolean vaut,
            boolean expiree,
            Instant vueLe) {}

    /** @return le secret à remettre au navigateur, une fois */
    public String ouvrir(long compteId, int version, Long collectiviteId, String jetonIdentite, Instant le) {
        String secret = Secret.aleatoire();
        jdbi.useHandle(h -> h.createUpdate("""
                insert into acces.connexion
                  (empreinte, compte_id, version, collectivite_id, jeton_identite, ouverte_le, vue_le, expire_le)
                values (:e, :c, :v, :pour, :j, :le, :le, :x)
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("c", compteId)
                .bind("v", version)
                .bind("pour", collectiviteId)
                .bind("j", jetonIdentite)
                .bind("le", le)
                .bind("x", le.plus(INACTIVITE))
                .execute());
        return secret;
    }

    public Optional<Ligne> lire(String secret, Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery("""
                select x.compte_id, c.identifiant, c.a_changer, x.collectivite_id, x.jeton_identite,
                       c.actif and c.sessions = x.version as vaut, x.expire_le <= :m as expiree, x.vue_le
                  from acces.connexion x join acces.compte c on c.id = x.compte_id
                 where x.empreinte = :e
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("m", maintenant)
                .mapTo(Ligne.class)
                .findOne());
    }

    /** Repousse l'échéance ; sans effet si c'est fait depuis moins d'une minute. */
    public void voir(String secret, Ligne ligne, Instant maintenant) {
        if (ligne.vueLe().plus(ENTRE_DEUX_NOTES).isAfter(maintenant)) {
            return;
        }
        jdbi.useHandle(h -> h.createUpdate("""
                update acces.connexion set vue_le = :m, expire_le = least(ouverte_le + make_interval(secs => :duree), :x)
                 where empreinte = :e and vue_le < :avant and expire_le > :m
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("m", maintenant)
                .bind("avant", maintenant.minus(ENTRE_DEUX_NOTES))
                .bind("duree", DUREE.toSeconds())
                .bind("x", maintenant.plus(INACTIVITE))
                .execute());
    }

    /** Elle agit désormais pour cette collectivité ; {@code null} : la sienne. */
    public void agirPour(String secret, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate("update acces.connexion set collectivite_id = :c where empreinte = :e")
                .bind("e", Secret.empreinte(secret))
                .bind("c", collectiviteId)
                .execute());
    }

    /** Celle-ci seule survit au changement de mot de passe de son compte. */
    public void garder(String secret, int version) {
        jdbi.useHandle(h -> h.createUpdate("update acces.connexion set version = :v where empreinte = :e")
                .bind("e", Secret.empreinte(secret))
                .bind("v", version)
                .execute());
    }

    public void fermer(String secret) {
        jdbi.useHandle(h -> h.createUpdate("delete from acces.connexion where empreinte = :e")
                .bind("e", Secret.empreinte(secret))
                .execute());
    }
}
