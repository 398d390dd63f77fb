package fr.cnfpt.acces.entree.persistence;

import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.outils.secret.Secret;
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
     * @param compteId la qualité demandée si la personne la tient, sinon la dernière choisie, sinon la plus ancienne
     *     qu'elle tienne encore
     * @param identifiant par quoi elle peut se reconnecter, ou {@code null}
     * @param collectiviteId celle pour laquelle on agit, ou {@code null} pour la sienne
     * @param derniere c'est la dernière choisie
     * @param plusieurs elle tient d'autres qualités que celle-là
     * @param vaut la personne tient une qualité, et n'a pas fermé ses connexions depuis
     * @param expiree elle a fait son temps
     */
    public record Ligne(
            long personneId,
            Long compteId,
            String identifiant,
            boolean aChanger,
            Long collectiviteId,
            String jetonIdentite,
            boolean derniere,
            boolean plusieurs,
            boolean vaut,
            boolean expiree,
            Instant vueLe) {}

    /**
     * @param moyenId par quoi elle s'ouvre, ou {@code null} par un fournisseur d'identité
     * @return le secret à remettre au navigateur, une fois
     */
    public String ouvrir(Personne personne, long compteId, Long moyenId, String jetonIdentite, Instant le) {
        String secret = Secret.aleatoire();
        jdbi.useHandle(h -> h.createUpdate("""
                with neuve as (
                  insert into acces.connexion
                    (empreinte, personne_id, compte_id, moyen_id, version, jeton_identite, ouverte_le, vue_le, expire_le)
                  values (:e, :p, :c, :moyen, :v, :j, :le, :le, :x))
                update acces.personne set derniere_qualite = :c where id = :p and derniere_qualite is distinct from :c
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("p", personne.id())
                .bind("c", compteId)
                .bind("moyen", moyenId)
                .bind("v", personne.sessions())
                .bind("j", jetonIdentite)
                .bind("le", le)
                .bind("x", le.plus(INACTIVITE))
                .execute());
        return secret;
    }

    /** @param compteId la qualité que la page demande, ou {@code null} */
    public Optional<Ligne> lire(String secret, Long compteId, Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery("""
                select x.personne_id, q.id as compte_id, coalesce(q.nombre, 0) > 1 as plusieurs,
                       coalesce(m.identifiant, (select min(n.identifiant) from acces.moyen n where n.personne_id = x.personne_id)) as identifiant,
                       coalesce(m.a_changer, false) as a_changer,
                       case when q.id = x.compte_id then x.collectivite_id end as collectivite_id, x.jeton_identite, coalesce(q.id = x.compte_id, false) as derniere,
                       p.sessions = x.version and q.id is not null as vaut, x.expire_le <= :m as expiree, x.vue_le
                  from acces.connexion x join acces.personne p on p.id = x.personne_id left join acces.moyen m on m.id = x.moyen_id
                  left join lateral (
                    select c.id, count(*) over () as nombre from acces.compte c left join annuaire.collectivite_publiee co on co.id = c.collectivite_id
                     where c.personne_id = x.personne_id and c.au is null and (co.id is null or co.operationnelle_le is not null)
                     order by coalesce(c.id = :c, false) desc, c.id = x.compte_id desc, c.id limit 1) q on true
                 where x.empreinte = :e
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("c", compteId)
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

    /** Elle agit désormais en cette qualité, pour cette collectivité ; {@code null} : la sienne. */
    public void choisir(String secret, long compteId, Long collectiviteId) {
        jdbi.useHandle(h -> h.createUpdate("""
                with choisie as (
                  update acces.connexion set compte_id = :q, collectivite_id = :c where empreinte = :e returning personne_id)
                update acces.personne p set derniere_qualite = :q from choisie c where p.id = c.personne_id and p.derniere_qualite is distinct from :q
                """)
                .bind("e", Secret.empreinte(secret))
                .bind("q", compteId)
                .bind("c", collectiviteId)
                .execute());
    }

    /** Celle-ci seule survit au changement de mot de passe de sa personne. */
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
