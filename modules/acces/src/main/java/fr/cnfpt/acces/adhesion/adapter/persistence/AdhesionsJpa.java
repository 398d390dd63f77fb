package fr.cnfpt.acces.adhesion.adapter.persistence;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.port.Adhesions;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les adhésions dans PostgreSQL : l'agrégat par JPA, verrouillé ; les listes en SQL. */
@ApplicationScoped
public class AdhesionsJpa implements Adhesions {

    private static final String RESSORT = " (:structure::bigint is null or c.structure_id = :structure) ";
    private static final String TROUVEE =
            " (c.cle || ' ' || outils.lettres(a.code)) like all ((select outils.motifs(:q))::text[]) ";

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    public record Compte(Adhesion.Etat etat, long nombre) {}

    @Override
    public void ajouter(Adhesion adhesion) {
        em.persist(adhesion);
        try {
            em.flush();
        } catch (PersistenceException e) {
            if (String.valueOf(e.getMessage()).contains("uq_adhesion_en_cours_par_collectivite")) {
                throw Refus.conflit(
                        "adhesion-en-cours",
                        "Des identifiants viennent d'être remis à cette collectivité : rouvrez la page.");
            }
            throw e;
        }
    }

    @Override
    public Optional<Adhesion> parId(long id) {
        return une("a.id = :x", id);
    }

    @Override
    public Optional<Adhesion> parCode(String code) {
        return une("a.code = :x", code);
    }

    @Override
    public Optional<Adhesion> enCours(long collectiviteId) {
        return une("a.collectiviteId = :x and a.refuseeLe is null", collectiviteId);
    }

    @Override
    public Optional<Adhesion> duCompte(long compteId) {
        return une("a.compteId = :x", compteId);
    }

    private Optional<Adhesion> une(String condition, Object valeur) {
        return em.createQuery("select a from Adhesion a where " + condition + " order by a.id desc", Adhesion.class)
                .setParameter("x", valeur)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Ligne> lister(
            Long structureId, Collection<Adhesion.Etat> etats, String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select a.id, a.collectivite_id, c.nom as collectivite, c.siren, c.departement, c.population, s.nom as delegation, a.code, a.etat,
               a.remise_le, a.remise_par, a.expire_le, a.inscrite_le, a.prenom, a.nom, a.fonction, a.courriel, a.telephone, a.adresse,
               a.conditions_version, a.activee_le, a.validee_le, a.validee_par, a.refusee_le, a.refusee_par, a.motif, a.operationnelle_le,
               l.cree_le as lien_cree_le, l.expire_le as lien_expire_le, clock_timestamp() as maintenant
          from annuaire.adhesion a join annuaire.collectivite c on c.id = a.collectivite_id
          left join annuaire.structure s on s.id = c.structure_id
          left join lateral (select cree_le, expire_le from annuaire.lien where compte_id = a.compte_id and usage = 'ACTIVATION' order by id desc limit 1) l on true
         where a.etat = any(:etats) and
        """ + RESSORT + "and" + TROUVEE
                                + "order by coalesce(a.refusee_le, a.operationnelle_le, a.validee_le, a.activee_le, a.inscrite_le, a.remise_le) desc, a.id desc limit :n offset :p")
                .bind("structure", structureId)
                .bind("etats", etats.stream().map(Enum::name).toArray(String[]::new))
                .bind("q", recherche)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Ligne.class)
                .list());
    }

    @Override
    public Map<Adhesion.Etat, Long> compter(Long structureId, String recherche) {
        Map<Adhesion.Etat, Long> n = new EnumMap<>(Adhesion.Etat.class);
        jdbi.useHandle(h -> h.createQuery(
                        "select a.etat, count(*) as nombre from annuaire.adhesion a join annuaire.collectivite c on c.id = a.collectivite_id where"
                                + RESSORT + "and" + TROUVEE + "group by a.etat")
                .bind("structure", structureId)
                .bind("q", recherche)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.etat(), c.nombre())));
        return n;
    }

    @Override
    public Optional<OffsetDateTime> plusAncienneAValider(Long structureId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select a.inscrite_le from annuaire.adhesion a join annuaire.collectivite c on c.id = a.collectivite_id
         where a.etat in ('INSCRITE', 'ACTIVEE') and
        """ + RESSORT + "order by a.inscrite_le limit 1")
                .bind("structure", structureId)
                .mapTo(OffsetDateTime.class)
                .findOne());
    }

    @Override
    public List<Candidate> candidates(Long structureId, String recherche, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select c.id, c.nom, c.siren, c.departement, c.population, a.etat
          from annuaire.collectivite c left join annuaire.adhesion a on a.collectivite_id = c.id and a.refusee_le is null
         where c.operationnelle_le is null and c.structure_id is not null
           and c.cle like all ((select outils.motifs(:q))::text[]) and
        """ + RESSORT
                                + "order by outils.lettres(c.nom) = outils.lettres(:q) desc, c.population desc nulls last, c.tri limit :n")
                .bind("structure", structureId)
                .bind("q", recherche)
                .bind("n", combien)
                .mapTo(Candidate.class)
                .list());
    }

    @Override
    public Conditions conditions(LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select version, du, texte from annuaire.conditions_utilisation where du <= :j order by du desc limit 1")
                .bind("j", jour)
                .mapTo(Conditions.class)
                .one());
    }
}
