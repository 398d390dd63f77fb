package fr.cnfpt.acces.comptes.adapter.persistence;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.port.Comptes;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les comptes dans PostgreSQL. Un agent qui assure un intérim agit comme responsable le temps qu'il dure. */
@ApplicationScoped
public class ComptesJpa implements Comptes {

    private static final String UTILISATEUR = """
      select c.id as compte_id, c.identifiant, c.nom, c.collectivite_id,
             case when c.role = 'AGENT' and exists (select 1 from annuaire.interim i where i.suppleant_id = c.agent_id and outils.jour(now(), co.departement) between i.du and i.au)
                  then 'RESPONSABLE' else c.role end as role,
             c.structure_id, c.agent_id,
             coalesce(co.nom, s.nom, case c.role when 'SIEGE' then 'le siège' end) as pour
        from annuaire.compte c
        left join annuaire.collectivite co on co.id = c.collectivite_id
        left join annuaire.structure s on s.id = c.structure_id
      """;

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    @Override
    public Optional<Compte> parIdentifiant(String identifiant) {
        return em.createQuery("select c from Compte c where c.identifiant = :i", Compte.class)
                .setParameter("i", identifiant)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Optional<Compte> parId(long id) {
        return Optional.ofNullable(em.find(Compte.class, id));
    }

    @Override
    public List<Compte> parIdentifiantOuCourriel(String saisi) {
        return em.createQuery(
                        "select c from Compte c where c.identifiant = :s or lower(c.courriel) = :s order by c.id",
                        Compte.class)
                .setParameter("s", saisi.toLowerCase(Locale.ROOT))
                .getResultList();
    }

    @Override
    public void ajouter(Compte compte) {
        em.persist(compte);
        ecrire();
    }

    @Override
    public void ecrire() {
        try {
            em.flush();
        } catch (PersistenceException e) {
            String pourquoi = String.valueOf(e.getMessage());
            if (pourquoi.contains("compte_identifiant_key")) {
                throw Refus.invalide(
                        "identifiant-pris", "identifiant", "Cet identifiant est déjà pris : choisissez-en un autre.");
            }
            if (pourquoi.contains("uq_compte_actif_par_agent_et_role")) {
                throw Refus.conflit("acces-deja-ouvert", "Cet agent a déjà un compte ouvert dans ce rôle.");
            }
            throw e;
        }
    }

    @Override
    public boolean existeRole(Role role) {
        return jdbi.withHandle(h -> h.createQuery("select exists (select 1 from annuaire.compte where role = :r)")
                .bind("r", role.name())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Utilisateur utilisateur(long compteId) {
        return jdbi.withHandle(h -> h.createQuery(UTILISATEUR + " where c.id = :id")
                .bind("id", compteId)
                .mapTo(Utilisateur.class)
                .one());
    }

    @Override
    public List<CompteInfo> lister(String recherche, int limite) {
        return jdbi.withHandle(h -> h.createQuery("""
        select c.id, c.identifiant, c.nom, c.role, c.collectivite_id, c.structure_id, c.agent_id, c.actif, c.demonstration,
               coalesce(co.nom, s.nom, 'national') as portee
          from annuaire.compte c
          left join annuaire.collectivite co on co.id = c.collectivite_id
          left join annuaire.structure s on s.id = c.structure_id
         where outils.cle_recherche(c.nom || ' ' || c.identifiant || ' ' || coalesce(co.nom, s.nom, '')) like all ((select outils.motifs(:q))::text[])
         order by c.role, outils.cle_tri(c.nom) limit :n
        """)
                .bind("q", recherche)
                .bind("n", limite)
                .mapTo(CompteInfo.class)
                .list());
    }

    @Override
    public void ajouterJeton(long compteId, String empreinte, String libelle, Instant expireLe) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into annuaire.jeton (compte_id, empreinte, libelle, expire_le) values (:c, :e, :l, :x)
        on conflict (empreinte) do update set expire_le = excluded.expire_le, revoque_le = null
        """)
                .bind("c", compteId)
                .bind("e", empreinte)
                .bind("l", libelle)
                .bind("x", expireLe)
                .execute());
    }

    @Override
    public void revoquerJetons(long compteId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update annuaire.jeton set revoque_le = :le where compte_id = :c and revoque_le is null")
                .bind("le", le)
                .bind("c", compteId)
                .execute());
    }

    @Override
    public Optional<Utilisateur> parJeton(String empreinte, Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery(UTILISATEUR + """
         join annuaire.jeton j on j.compte_id = c.id
         where j.empreinte = :e and j.revoque_le is null and j.expire_le > :m and c.actif
           and (c.collectivite_id is null or co.operationnelle_le is not null)
        """)
                .bind("e", empreinte)
                .bind("m", maintenant)
                .mapTo(Utilisateur.class)
                .findOne());
    }
}
