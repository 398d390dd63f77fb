package fr.cnfpt.garde.donnees.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.garde.donnees.domain.Demande;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les demandes des agents sur leurs données. */
@ApplicationScoped
public class Demandes {

    private static final String DEPUIS = " from garde.demande d join annuaire.agent_publie a on a.id = d.agent_id ";

    private static final String DEMANDE = """
      select d.id, d.agent_id, d.collectivite_id, d.nature, d.texte, d.deposee_le, d.echeance, d.issue, d.reponse, d.repondue_le, d.repondue_par,
             case when a.efface_le is null then a.prenom || ' ' || upper(a.nom) else a.nom || ' ' || a.prenom end as agent, a.matricule,
             coalesce(a.courriel, (select c.courriel from acces.compte_publie c where c.agent_id = a.id and c.actif and c.courriel is not null order by c.id limit 1)) as courriel
      """ + DEPUIS;

    @Inject
    Jdbi jdbi;

    /** @return vide si l'agent en a déjà une ouverte de cette nature */
    public Optional<Long> deposer(
            long agentId, long collectiviteId, Demande.Nature nature, String texte, Instant le, LocalDate echeance) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into garde.demande (agent_id, collectivite_id, nature, texte, deposee_le, echeance) values (:a, :c, :n, :t, :le, :e) on conflict do nothing returning id
        """)
                .bind("a", agentId)
                .bind("c", collectiviteId)
                .bind("n", nature.name())
                .bind("t", texte)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("e", echeance)
                .mapTo(Long.class)
                .findOne());
    }

    /** Celles d'un agent, les plus récentes d'abord. */
    public List<Demande> deLAgent(long agentId) {
        return jdbi.withHandle(h -> h.createQuery(DEMANDE + " where d.agent_id = :a order by d.id desc")
                .bind("a", agentId)
                .mapTo(Demande.class)
                .list());
    }

    /** Celles qu'une collectivité traite : les ouvertes par échéance, puis les autres. */
    public Liste.Page<Demande> lister(Portee portee, String recherche, int premiere, int combien) {
        String ou = " where " + dans(portee)
                + "and outils.cle_recherche(concat_ws(' ', a.prenom, a.nom, a.matricule)) like all ((select outils.motifs(:q))::text[]) ";
        return jdbi.withHandle(h -> new Liste.Page<>(
                h.createQuery(
                                DEMANDE + ou
                                        + "order by d.issue is not null, case when d.issue is null then d.echeance end, d.id desc limit :n offset :p")
                        .bindMap(portee.valeurs())
                        .bind("q", recherche)
                        .bind("n", combien)
                        .bind("p", premiere)
                        .mapTo(Demande.class)
                        .list(),
                h.createQuery("select count(*)" + DEPUIS + ou)
                        .bindMap(portee.valeurs())
                        .bind("q", recherche)
                        .mapTo(Long.class)
                        .one()));
    }

    /** Celles d'un agent qui attendent une réponse, dans cette portée. */
    public List<Demande> ouvertes(Portee portee, long agentId) {
        return jdbi.withHandle(h -> h.createQuery(DEMANDE + " where d.agent_id = :a and d.issue is null and "
                        + dans(portee) + "order by d.echeance, d.id")
                .bindMap(portee.valeurs())
                .bind("a", agentId)
                .mapTo(Demande.class)
                .list());
    }

    /** Verrouillée jusqu'à la fin de la transaction : deux réponses simultanées se suivent. */
    public Optional<Demande> parId(long id, Portee portee) {
        return jdbi.withHandle(
                h -> h.createQuery(DEMANDE + " where d.id = :id and " + dans(portee) + " for update of d")
                        .bind("id", id)
                        .bindMap(portee.valeurs())
                        .mapTo(Demande.class)
                        .findOne());
    }

    /** C'est l'employeur qui répond : l'agent lit les siennes par {@link #deLAgent}. */
    private static String dans(Portee portee) {
        return portee.sql(null, "d.collectivite_id", null);
    }

    public void repondre(long id, Demande.Issue issue, String reponse, Instant le, String par) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update garde.demande set issue = :i, reponse = :r, repondue_le = :le, repondue_par = :p where id = :id and issue is null")
                .bind("i", issue.name())
                .bind("r", reponse)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("p", par)
                .bind("id", id)
                .execute());
    }

    /** Les échéances de celles qui sont ouvertes, la plus proche d'abord. */
    public List<LocalDate> echeances(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("select d.echeance from garde.demande d where d.issue is null and "
                        + dans(portee) + " order by 1")
                .bindMap(portee.valeurs())
                .mapTo(LocalDate.class)
                .list());
    }
}
