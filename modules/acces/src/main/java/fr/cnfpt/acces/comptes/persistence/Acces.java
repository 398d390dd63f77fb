package fr.cnfpt.acces.comptes.persistence;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Qui, dans une collectivité, a un compte ; ceux de ses partenaires, que tient le siège, n'y sont pas. */
@ApplicationScoped
public class Acces {

    public enum Etat {
        INVITE("invité", "Invités", "attente"),
        ACTIF("actif", "Actifs", "bon"),
        FERME("fermé", "Fermés", "neutre");

        private final String libelle;
        private final String onglet;
        private final String ton;

        Etat(String libelle, String onglet, String ton) {
            this.libelle = libelle;
            this.onglet = onglet;
            this.ton = ton;
        }

        public String getLibelle() {
            return libelle;
        }

        public String getOnglet() {
            return onglet;
        }

        public String getTon() {
            return ton;
        }
    }

    public record Ligne(
            long id,
            String identifiant,
            String nom,
            Role role,
            String branche,
            String courriel,
            Etat etat,
            String matricule,
            OffsetDateTime lienCreeLe,
            OffsetDateTime lienExpireLe,
            OffsetDateTime maintenant) {
        /** Ce que l'état ne dit pas : où en est le lien d'un invité. */
        public String precision() {
            return etat != Etat.INVITE || lienCreeLe == null
                    ? ""
                    : lienExpireLe.isAfter(maintenant)
                            ? "lien envoyé le " + jour(lienCreeLe)
                            : "lien expiré depuis le " + jour(lienExpireLe);
        }

        private static String jour(OffsetDateTime d) {
            return Texte.date(d.atZoneSameInstant(Horloge.PARIS).toLocalDate());
        }
    }

    private static final String SIENS =
            " from (select c.id, c.identifiant, c.nom, c.courriel, c.agent_id, c.branche, " + Comptes.ROLE + """
             , case when not c.actif then 'FERME' when c.personne_id is null then 'INVITE' else 'ACTIF' end as etat
               from acces.compte c join annuaire.collectivite_publiee co on co.id = c.collectivite_id
              where c.collectivite_id = :c and c.role in ('GESTIONNAIRE_RH', 'AGENT')) as c
       left join annuaire.agent_publie a on a.id = c.agent_id
      where outils.cle_recherche(concat_ws(' ', c.nom, c.identifiant, c.courriel, a.matricule, c.branche)) like all ((select outils.motifs(:q))::text[])
      """;

    @Inject
    Jdbi jdbi;

    public record Compte(Etat etat, long nombre) {}

    /** Ses gestionnaires d'abord, puis par nom. @param etat ou {@code null} pour tous */
    public List<Ligne> lister(long collectiviteId, Etat etat, String recherche, Tri tri, int premiere, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select c.id, c.identifiant, c.nom, c.role, c.branche, c.courriel, c.etat, a.matricule, clock_timestamp() as maintenant,
               (select l.cree_le from acces.lien l where l.compte_id = c.id and l.usage = 'ACTIVATION' order by l.id desc limit 1) as lien_cree_le,
               (select l.expire_le from acces.lien l where l.compte_id = c.id and l.usage = 'ACTIVATION' order by l.id desc limit 1) as lien_expire_le
        """ + SIENS
                        + " and (:etat::text is null or c.etat = :etat)"
                        + tri.ordre(
                                Map.of("nom", "outils.cle_tri(c.nom)"),
                                "c.role <> 'GESTIONNAIRE_RH', outils.cle_tri(c.nom), c.id")
                        + " limit :n offset :p")
                .bind("c", collectiviteId)
                .bind("etat", etat == null ? null : etat.name())
                .bind("q", recherche)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(Ligne.class)
                .list());
    }

    public Map<Etat, Long> compter(long collectiviteId, String recherche) {
        Map<Etat, Long> n = new EnumMap<>(Etat.class);
        jdbi.useHandle(h -> h.createQuery("select c.etat, count(*) as nombre" + SIENS + " group by c.etat")
                .bind("c", collectiviteId)
                .bind("q", recherche)
                .mapTo(Compte.class)
                .forEach(c -> n.put(c.etat(), c.nombre())));
        return n;
    }

    /**
     * Ceux de ses gestionnaires qui répondent d'elle entière et peuvent entrer, verrouillés : deux fermetures
     * simultanées se suivent.
     */
    public List<Long> gestionnairesActifs(long collectiviteId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select id from acces.compte where collectivite_id = :c and role = 'GESTIONNAIRE_RH' and branche is null and actif and personne_id is not null order by id for update
        """).bind("c", collectiviteId).mapTo(Long.class).list());
    }
}
