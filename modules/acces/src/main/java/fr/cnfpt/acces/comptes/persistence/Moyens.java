package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Les personnes et les moyens par lesquels elles entrent. */
@ApplicationScoped
public class Moyens {

    @PersistenceContext
    EntityManager em;

    public Optional<Personne> personne(long id) {
        return Optional.ofNullable(em.find(Personne.class, id));
    }

    public Optional<Moyen> parId(long id) {
        return Optional.ofNullable(em.find(Moyen.class, id));
    }

    /** Ce qu'il est à cet instant, et que nul autre ne change avant la fin de la transaction. */
    public Moyen verrouiller(Moyen moyen) {
        em.refresh(moyen, LockModeType.PESSIMISTIC_WRITE);
        return moyen;
    }

    public Optional<Moyen> parIdentifiant(String identifiant) {
        return em.createQuery("select m from Moyen m where m.identifiant = :i", Moyen.class)
                .setParameter("i", identifiant)
                .getResultStream()
                .findFirst();
    }

    /** Ce par quoi elle entre, le plus ancien d'abord. */
    public List<Moyen> de(long personneId) {
        return em.createQuery("select m from Moyen m where m.personne.id = :p order by m.id", Moyen.class)
                .setParameter("p", personneId)
                .getResultList();
    }

    /** Les moyens que cet identifiant désigne, ou que tient la personne de cette adresse. */
    public List<Moyen> parIdentifiantOuCourriel(String saisi) {
        return em.createQuery(
                        "select m from Moyen m where m.identifiant = :s or lower(m.personne.courriel) = :s order by m.id",
                        Moyen.class)
                .setParameter("s", saisi.toLowerCase(Locale.ROOT))
                .getResultList();
    }

    /** Avec sa personne, si elle est neuve. @throws Refus invalide, si l'identifiant est pris */
    public Moyen ajouter(Moyen moyen) {
        em.persist(moyen);
        ecrire();
        return moyen;
    }

    /** Écrit ce qui a changé. @throws Refus invalide, si l'identifiant est pris */
    public void ecrire() {
        try {
            em.flush();
        } catch (PersistenceException e) {
            String pourquoi = String.valueOf(e.getMessage());
            if (pourquoi.contains("uq_moyen_identifiant") || pourquoi.contains("compte_identifiant_key")) {
                throw Refus.invalide(
                        "identifiant-pris", "identifiant", "Cet identifiant est déjà pris : choisissez-en un autre.");
            }
            throw e;
        }
    }
}
