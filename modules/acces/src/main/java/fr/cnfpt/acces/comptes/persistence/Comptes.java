package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Les comptes et les jetons. Un agent agit comme responsable tant qu'une fiche de son employeur le nomme N+1, et le
 * temps d'un intérim : nul ne le lui donne. Le jeton remis pour une structure, ou pour le siège, agit comme elle
 * (docs/adr/0046).
 */
@ApplicationScoped
public class Comptes {

    /** Du compte c, dans la collectivité co. */
    static final String ROLE = """
      case when c.role = 'AGENT' and (
                  exists (select 1 from annuaire.encadrement_publie e where e.agent_id = c.agent_id and (e.au is null or e.au > outils.jour(:maintenant, co.departement)))
                  or exists (select 1 from acces.interim i where i.suppleant_id = c.agent_id and outils.jour(:maintenant, co.departement) between i.du and i.au))
                then 'RESPONSABLE'
                when c.role = 'PARTENAIRE' and c.structure_id is not null then 'DELEGATION'
                when c.role = 'PARTENAIRE' and c.collectivite_id is null then 'SIEGE'
                else c.role end as role
      """;

    private static final String UTILISATEUR =
            "select c.id as compte_id, c.identifiant, c.nom, c.collectivite_id, " + ROLE + """
             , c.structure_id, c.agent_id,
             coalesce(co.nom || coalesce(', ' || c.branche, ''), s.nom, case when c.role in ('SIEGE', 'PARTENAIRE') then 'le siège' end) as pour, c.branche
        from acces.compte c
        left join annuaire.collectivite_publiee co on co.id = c.collectivite_id
        left join annuaire.structure_publiee s on s.id = c.structure_id
      """;

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    public Optional<Compte> parIdentifiant(String identifiant) {
        return em.createQuery("select c from Compte c where c.identifiant = :i", Compte.class)
                .setParameter("i", identifiant)
                .getResultStream()
                .findFirst();
    }

    public Optional<Compte> parId(long id) {
        return Optional.ofNullable(em.find(Compte.class, id));
    }

    /** Les invitations que cet identifiant ou cette adresse désigne ; une adresse peut en recevoir plusieurs. */
    public List<Compte> invitations(String saisi) {
        return em.createQuery("""
                select c from Compte c where c.personneId is null and c.au is null and (c.identifiant = :s or lower(c.courriel) = :s)
                 order by c.id
                """, Compte.class)
                .setParameter("s", saisi.toLowerCase(Locale.ROOT))
                .getResultList();
    }

    /**
     * Les qualités ouvertes de cette personne : d'abord celles d'un employeur qui peut agir, celles de ce SIREN, celle
     * de ce nom si elle en a plusieurs pour entrer, la dernière où elle fut, celle de ce nom, la plus ancienne.
     */
    public List<Compte> ouvertes(long personneId, String identifiant, String siren) {
        return jdbi
                .withHandle(h -> h.createQuery("""
                select c.id from acces.compte c join acces.personne p on p.id = c.personne_id left join annuaire.collectivite_publiee co on co.id = c.collectivite_id
                 where c.personne_id = :p and c.au is null
                 order by co.id is not null and co.operationnelle_le is null, coalesce(co.siren = :s, false) desc,
                          c.identifiant = :i and (select count(*) from acces.moyen m where m.personne_id = :p) > 1 desc,
                          coalesce(c.id = p.derniere_qualite, false) desc, c.identifiant = :i desc, c.id
                """)
                        .bind("p", personneId)
                        .bind("i", identifiant == null ? "" : identifiant)
                        .bind("s", siren)
                        .mapTo(Long.class)
                        .list())
                .stream()
                .map(id -> em.find(Compte.class, id))
                .toList();
    }

    /** Cette qualité finit, avec ses jetons ; les connexions de qui n'en a plus d'autre tombent. */
    public void fermer(Compte compte, Instant le) {
        compte.fermer(le);
        finir(compte, le);
    }

    /** De même, et elle ne se rouvre pas. */
    public void rendre(Compte compte, Instant le) {
        compte.rendre(le);
        finir(compte, le);
    }

    private void finir(Compte compte, Instant le) {
        ecrire();
        revoquerJetons(compte.id(), le);
        jdbi.useHandle(h -> h.createUpdate("""
        delete from acces.connexion x using acces.compte c
         where c.id = :c and x.personne_id = c.personne_id
           and not exists (select 1 from acces.compte autre where autre.personne_id = c.personne_id and autre.au is null)
        """).bind("c", compte.id()).execute());
    }

    public void ajouter(Compte compte) {
        em.persist(compte);
        ecrire();
    }

    /**
     * Écrit ce qui a changé. @throws fr.cnfpt.commun.Refus conflit, si l'identifiant est pris, si l'agent a déjà ce
     * rôle, ou si la personne tient déjà cette qualité
     */
    public void ecrire() {
        try {
            em.flush();
        } catch (PersistenceException e) {
            throw pourquoi(e);
        }
    }

    /** Ce que dit la contrainte que la base a fait jouer. */
    private static RuntimeException pourquoi(RuntimeException e) {
        String dit = String.valueOf(e.getMessage());
        if (dit.contains("compte_identifiant_key")) {
            return Refus.invalide(
                    "identifiant-pris", "identifiant", "Cet identifiant est déjà pris : choisissez-en un autre.");
        }
        if (dit.contains("uq_compte_actif_par_agent_et_role")) {
            return Refus.conflit("acces-deja-ouvert", "Cet agent a déjà un compte ouvert.");
        }
        if (dit.contains("uq_compte_ouvert_par_personne_role_et_portee")) {
            return Refus.conflit(
                    "qualite-deja-tenue",
                    "C'est une qualité que cette personne tient déjà : faites d'abord fermer l'une des deux.");
        }
        return e;
    }

    public boolean existeRole(Role role) {
        return jdbi.withHandle(h -> h.createQuery("select exists (select 1 from acces.compte where role = :r)")
                .bind("r", role.name())
                .mapTo(Boolean.class)
                .one());
    }

    /** @return l'utilisateur que ce compte fait agir, avec le nom de ce pour quoi il agit */
    public Utilisateur utilisateur(long compteId) {
        return jdbi.withHandle(h -> h.createQuery(UTILISATEUR + " where c.id = :id")
                .bind("id", compteId)
                .mapTo(Utilisateur.class)
                .one());
    }

    /** Ce que la personne de cette qualité est aujourd'hui, la plus ancienne d'abord. */
    public List<Utilisateur> qualites(long compteId) {
        return jdbi.withHandle(h -> h.createQuery(UTILISATEUR + """
         where c.personne_id = (select k.personne_id from acces.compte k where k.id = :id) and c.au is null
           and (co.id is null or co.operationnelle_le is not null) order by c.id
        """)
                .bind("id", compteId)
                .mapTo(Utilisateur.class)
                .list());
    }

    /** Combien de qualités ouvertes tient cette personne. */
    public long combien(long personneId) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from acces.compte where personne_id = :p and au is null")
                        .bind("p", personneId)
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * Tout ce que l'une tient, qualités, moyens, identités, passe à l'autre ; la première n'est plus.
     *
     * @return les qualités qui changent de mains
     * @throws Refus conflit, si les deux tiennent la même
     */
    public List<Long> reunir(long depuis, long vers) {
        try {
            return jdbi.withHandle(h -> {
                List<Long> passees = h.createQuery(
                                "update acces.compte set personne_id = :v, version = version + 1 where personne_id = :d returning id")
                        .bind("d", depuis)
                        .bind("v", vers)
                        .mapTo(Long.class)
                        .list();
                for (String table : List.of("moyen", "identite_externe")) {
                    h.createUpdate("update acces." + table + " set personne_id = :v where personne_id = :d")
                            .bind("d", depuis)
                            .bind("v", vers)
                            .execute();
                }
                h.createUpdate("delete from acces.personne where id = :d")
                        .bind("d", depuis)
                        .execute();
                return passees;
            });
        } catch (JdbiException e) {
            throw pourquoi(e);
        }
    }

    private static final String RETENUS = """
          from acces.compte c
          left join annuaire.collectivite_publiee co on co.id = c.collectivite_id
          left join annuaire.structure_publiee s on s.id = c.structure_id
         where outils.cle_recherche(c.nom || ' ' || c.identifiant || ' ' || coalesce(co.nom, s.nom, '')) like all ((select outils.motifs(:q))::text[])
           and (:role = '' or c.role = :role)
        """;

    public long compter(String recherche, String role) {
        return jdbi.withHandle(h -> h.createQuery("select count(*)" + RETENUS)
                .bind("q", recherche)
                .bind("role", role)
                .mapTo(Long.class)
                .one());
    }

    /** Les comptes que la recherche retient, par rôle puis par nom. @param role un code, ou vide : tous */
    public List<CompteInfo> lister(String recherche, String role, Tri tri, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select c.id, c.identifiant, c.nom, c.role, c.collectivite_id, c.structure_id, c.agent_id, c.actif, c.demonstration,
               coalesce(co.nom, s.nom, 'national') as portee
        """
                        + RETENUS
                        + tri.ordre(
                                Map.of("nom", "outils.cle_tri(c.nom)", "identifiant", "c.identifiant"),
                                "c.role, outils.cle_tri(c.nom), c.id")
                        + " limit :n offset :p")
                .bind("q", recherche)
                .bind("role", role)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(CompteInfo.class)
                .list());
    }

    /** Les comptes ouverts d'une structure passent à une autre. @return leurs identifiants */
    public List<String> confier(long ancienneStructure, long nouvelleStructure) {
        return jdbi.withHandle(h -> h.createQuery(
                        "update acces.compte set structure_id = :n, version = version + 1 where structure_id = :a and actif returning identifiant")
                .bind("a", ancienneStructure)
                .bind("n", nouvelleStructure)
                .mapTo(String.class)
                .list());
    }

    /** Combien de comptes ouverts a chacune de ces collectivités ; celles qui n'en ont aucun n'y sont pas. */
    public Map<Long, Long> ouvertsParCollectivite(Collection<Long> collectivites) {
        return jdbi.withHandle(h -> h.createQuery("""
        select collectivite_id, count(*) from acces.compte where actif and collectivite_id = any (:c) group by collectivite_id
        """)
                .bind("c", collectivites.toArray(Long[]::new))
                .map((r, contexte) -> Map.entry(r.getLong(1), r.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public void ajouterJeton(long compteId, String empreinte, String libelle, Instant expireLe) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into acces.jeton (compte_id, empreinte, libelle, expire_le) values (:c, :e, :l, :x)
        on conflict (empreinte) do update set expire_le = excluded.expire_le, revoque_le = null
        """)
                .bind("c", compteId)
                .bind("e", empreinte)
                .bind("l", libelle)
                .bind("x", expireLe)
                .execute());
    }

    public void revoquerJetons(long compteId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.jeton set revoque_le = :le where compte_id = :c and revoque_le is null")
                .bind("le", le)
                .bind("c", compteId)
                .execute());
    }

    /** @return l'utilisateur du jeton, s'il est connu, non révoqué, non expiré, d'un compte actif */
    public Optional<Utilisateur> parJeton(String empreinte, Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery(UTILISATEUR + """
         join acces.jeton j on j.compte_id = c.id
         where j.empreinte = :e and j.revoque_le is null and j.expire_le > :m and c.actif
           and (c.collectivite_id is null or co.operationnelle_le is not null)
        """)
                .bind("e", empreinte)
                .bind("m", maintenant)
                .mapTo(Utilisateur.class)
                .findOne());
    }
}
