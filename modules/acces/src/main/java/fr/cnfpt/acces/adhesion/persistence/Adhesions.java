package fr.cnfpt.acces.adhesion.persistence;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
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

/**
 * Les adhésions des collectivités. Celles qu'on lit une à une sont des agrégats JPA, verrouillés jusqu'à la fin de la
 * transaction ; les listes sont du SQL.
 */
@ApplicationScoped
public class Adhesions {

    public record Conditions(int version, LocalDate du, String texte) {
        public String duEnClair() {
            return Texte.date(du);
        }

        public List<String> alineas() {
            return List.of(texte.split("\n\n"));
        }
    }

    public record Candidate(
            long id, String nom, String siren, String departement, Integer population, Adhesion.Etat etat) {
        public boolean commencee() {
            return etat != null;
        }
    }

    public record Ligne(
            long id,
            long collectiviteId,
            String collectivite,
            String siren,
            String departement,
            Integer population,
            String delegation,
            String code,
            Adhesion.Etat etat,
            OffsetDateTime remiseLe,
            String remisePar,
            OffsetDateTime expireLe,
            OffsetDateTime inscriteLe,
            String prenom,
            String nom,
            String fonction,
            String courriel,
            String telephone,
            String adresse,
            Integer conditionsVersion,
            OffsetDateTime activeeLe,
            OffsetDateTime valideeLe,
            String valideePar,
            OffsetDateTime refuseeLe,
            String refuseePar,
            String motif,
            OffsetDateTime operationnelleLe,
            OffsetDateTime lienCreeLe,
            OffsetDateTime lienExpireLe,
            OffsetDateTime maintenant) {
        public String gestionnaire() {
            return nom == null ? "" : prenom + " " + nom;
        }

        public boolean inscrite() {
            return inscriteLe != null;
        }

        public boolean aValider() {
            return etat == Adhesion.Etat.INSCRITE || etat == Adhesion.Etat.ACTIVEE;
        }

        public boolean refusable() {
            return aValider() || etat == Adhesion.Etat.VALIDEE;
        }

        public boolean lienRenvoyable() {
            return etat == Adhesion.Etat.INSCRITE || etat == Adhesion.Etat.VALIDEE;
        }

        public boolean aRefaire() {
            return etat == Adhesion.Etat.REMISE || etat == Adhesion.Etat.REFUSEE || lienRenvoyable();
        }

        /** Où elle en est, en une phrase. */
        public String phrase() {
            return switch (etat) {
                case REMISE ->
                    expireLe.isAfter(maintenant)
                            ? "Identifiants remis le " + jour(remiseLe) + " par " + remisePar + ", valables jusqu'au "
                                    + jour(expireLe) + "."
                            : "Identifiants expirés depuis le " + jour(expireLe) + " : remettez-en d'autres.";
                case INSCRITE ->
                    "Inscrite le " + jour(inscriteLe) + ", " + lien()
                            + ", pas encore activée\u00a0; elle attend aussi votre validation.";
                case ACTIVEE ->
                    "Inscrite le " + jour(inscriteLe) + ", activée le " + jour(activeeLe)
                            + "\u00a0; elle n'attend plus que votre validation.";
                case VALIDEE ->
                    "Validée le " + jour(valideeLe) + " par " + valideePar + ", " + lien()
                            + "\u00a0; elle attend l'activation du compte.";
                case OPERATIONNELLE ->
                    "Opérationnelle depuis le " + jour(operationnelleLe) + ", validée par " + valideePar + ".";
                case REFUSEE -> "Refusée le " + jour(refuseeLe) + " par " + refuseePar + " : " + motif;
            };
        }

        private String lien() {
            return lienCreeLe == null
                    ? "lien à renvoyer"
                    : lienExpireLe.isAfter(maintenant)
                            ? "lien envoyé le " + jour(lienCreeLe)
                            : "lien expiré depuis le " + jour(lienExpireLe);
        }

        private static String jour(OffsetDateTime d) {
            return Texte.date(d.atZoneSameInstant(Horloge.PARIS).toLocalDate());
        }
    }

    private static final String TROUVEE =
            " (c.cle || ' ' || outils.lettres(a.code)) like all ((select outils.motifs(:q))::text[]) ";

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    public record Compte(Adhesion.Etat etat, long nombre) {}

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

    public Optional<Adhesion> parId(long id) {
        return une("a.id = :x", id);
    }

    public Optional<Adhesion> parCode(String code) {
        return une("a.code = :x", code);
    }

    /** Celle de cette collectivité qui n'a pas été refusée. */
    public Optional<Adhesion> enCours(long collectiviteId) {
        return une("a.collectiviteId = :x and a.refuseeLe is null", collectiviteId);
    }

    /** La dernière dont ce compte est le gestionnaire désigné. */
    public Optional<Adhesion> duCompte(long compteId) {
        return une("a.compteId = :x", compteId);
    }

    private static String dans(Portee portee) {
        return portee.sql(null, "c.id", "c.structure_id");
    }

    private Optional<Adhesion> une(String condition, Object valeur) {
        return em.createQuery("select a from Adhesion a where " + condition + " order by a.id desc", Adhesion.class)
                .setParameter("x", valeur)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Les plus récemment changées d'abord. */
    public List<Ligne> lister(
            Portee portee, Collection<Adhesion.Etat> etats, String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select a.id, a.collectivite_id, c.nom as collectivite, c.siren, c.departement, c.population, s.nom as delegation, a.code, a.etat,
               a.remise_le, a.remise_par, a.expire_le, a.inscrite_le, a.prenom, a.nom, a.fonction, a.courriel, a.telephone, a.adresse,
               a.conditions_version, a.activee_le, a.validee_le, a.validee_par, a.refusee_le, a.refusee_par, a.motif, a.operationnelle_le,
               l.cree_le as lien_cree_le, l.expire_le as lien_expire_le, clock_timestamp() as maintenant
          from acces.adhesion a join annuaire.collectivite_publiee c on c.id = a.collectivite_id
          left join annuaire.structure_publiee s on s.id = c.structure_id
          left join lateral (select cree_le, expire_le from acces.lien where compte_id = a.compte_id and usage = 'ACTIVATION' order by id desc limit 1) l on true
         where a.etat = any(:etats) and
        """ + dans(portee) + "and" + TROUVEE
                                + "order by coalesce(a.refusee_le, a.operationnelle_le, a.validee_le, a.activee_le, a.inscrite_le, a.remise_le) desc, a.id desc limit :n offset :p")
                .bindMap(portee.valeurs())
                .bind("etats", etats.stream().map(Enum::name).toArray(String[]::new))
                .bind("q", recherche)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Ligne.class)
                .list());
    }

    public Map<Adhesion.Etat, Long> compter(Portee portee, String recherche) {
        Map<Adhesion.Etat, Long> n = new EnumMap<>(Adhesion.Etat.class);
        jdbi.useHandle(h -> h.createQuery(
                        "select a.etat, count(*) as nombre from acces.adhesion a join annuaire.collectivite_publiee c on c.id = a.collectivite_id where"
                                + dans(portee) + "and" + TROUVEE + "group by a.etat")
                .bindMap(portee.valeurs())
                .bind("q", recherche)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.etat(), c.nombre())));
        return n;
    }

    /** L'inscription la plus ancienne que le CNFPT n'a ni validée ni refusée. */
    public Optional<OffsetDateTime> plusAncienneAValider(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("""
        select a.inscrite_le from acces.adhesion a join annuaire.collectivite_publiee c on c.id = a.collectivite_id
         where a.etat in ('INSCRITE', 'ACTIVEE') and
        """ + dans(portee) + "order by a.inscrite_le limit 1")
                .bindMap(portee.valeurs())
                .mapTo(OffsetDateTime.class)
                .findOne());
    }

    /** Les collectivités du ressort qui ne sont pas encore opérationnelles, les plus peuplées d'abord. */
    public List<Candidate> candidates(Portee portee, String recherche, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select c.id, c.nom, c.siren, c.departement, c.population, a.etat
          from annuaire.collectivite_publiee c left join acces.adhesion a on a.collectivite_id = c.id and a.refusee_le is null
         where c.operationnelle_le is null and c.structure_id is not null
           and c.cle like all ((select outils.motifs(:q))::text[]) and
        """ + dans(portee)
                                + "order by outils.lettres(c.nom) = outils.lettres(:q) desc, c.population desc nulls last, c.tri limit :n")
                .bindMap(portee.valeurs())
                .bind("q", recherche)
                .bind("n", combien)
                .mapTo(Candidate.class)
                .list());
    }

    /** Les conditions d'utilisation en vigueur ce jour. */
    public Conditions conditions(LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select version, du, texte from acces.conditions_utilisation where du <= :j order by du desc limit 1")
                .bind("j", jour)
                .mapTo(Conditions.class)
                .one());
    }
}
