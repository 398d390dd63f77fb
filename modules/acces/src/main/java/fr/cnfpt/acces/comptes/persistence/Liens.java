package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.comptes.domain.Lien;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les liens envoyés par courriel ; un déclencheur y refuse qu'un lien serve deux fois. */
@ApplicationScoped
public class Liens {

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    /** Retire le lien en cours du même compte et du même usage, et garde celui-ci. */
    public void remplacer(Lien lien, Instant maintenant) {
        jdbi.useHandle(h -> h.createUpdate("""
        update acces.lien set retire_le = :m where compte_id = :c and usage = :u and servi_le is null and retire_le is null
        """)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("c", lien.compteId())
                .bind("u", lien.usage().name())
                .execute());
        em.persist(lien);
        em.flush();
    }

    /** Pour le lire seulement. */
    public Optional<Lien> parEmpreinte(String empreinte) {
        return requete(empreinte).getResultStream().findFirst();
    }

    /** Verrouillé jusqu'à la fin de la transaction : de deux envois simultanés, le second le trouve déjà servi. */
    public Optional<Lien> pourServir(String empreinte) {
        return requete(empreinte)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<Lien> requete(String empreinte) {
        return em.createQuery("select l from Lien l where l.empreinte = :e", Lien.class)
                .setParameter("e", empreinte);
    }

    /** Retire ceux que ce compte n'a pas encore servis. */
    public void retirer(long compteId, Instant maintenant) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.lien set retire_le = :m where compte_id = :c and servi_le is null and retire_le is null")
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .bind("c", compteId)
                .execute());
    }
}
