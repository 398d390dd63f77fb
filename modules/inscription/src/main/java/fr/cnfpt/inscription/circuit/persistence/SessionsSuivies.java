package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.inscription.places.port.Places.Promu;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ce qu'une session changée change aux siennes : la jauge, les demandes, la file. D'un bloc, sous le verrou de la
 * jauge.
 */
@ApplicationScoped
public class SessionsSuivies {

    /** Ce que dit l'histoire d'une demande que sa session annulée annule. */
    public static final String SANS_SESSION = "Annulé par le CNFPT : la session n'aura pas lieu";

    /** Un inscrit à prévenir : il tient une place, ou l'attend. */
    public record Inscrit(long bulletinId, long agentId, long collectiviteId) {}

    @Inject
    Jdbi jdbi;

    /**
     * La jauge et les demandes prennent ces dates et cet effectif.
     *
     * @param avancer vrai si la file prend ce qui est libre : l'effectif a grandi, ou une place s'y donne encore
     * @return ceux à qui elle donne une place
     * @throws Refus invalide, si plus de places sont déjà tenues
     */
    public List<Promu> suivre(SessionInfo s, boolean avancer, Instant quand) {
        return jdbi.withHandle(h -> {
            Integer prises = h.createQuery(
                            "select places_prises from inscription.jauge where session_id = :s for update")
                    .bind("s", s.id())
                    .mapTo(Integer.class)
                    .findOne()
                    .orElse(null);
            if (prises == null) {
                return List.of();
            }
            if (s.capacite() != null && s.capacite() < prises) {
                throw Refus.invalide(
                        "effectif-sous-les-places",
                        "capacite",
                        prises + " places sont déjà tenues : l'effectif ne peut pas descendre à " + s.capacite()
                                + ". Gardez-en au moins " + prises
                                + ", ou refusez ou annulez d'abord des demandes, avec leur motif.");
            }
            if (s.capacite() == null
                    && h.createQuery(
                                    "select a_selection and decidee_le is null from inscription.jauge where session_id = :s")
                            .bind("s", s.id())
                            .mapTo(Boolean.class)
                            .one()) {
                throw Refus.invalide(
                        "selection-sans-effectif",
                        "capacite",
                        "Cette session est à sélection : gardez un effectif, la décision donnera ces places.");
            }
            h.createUpdate("update inscription.jauge set capacite = :c, minimum = :m, debut = :d where session_id = :s")
                    .bind("c", s.capacite())
                    .bind("m", s.minimum())
                    .bind("d", s.debut())
                    .bind("s", s.id())
                    .execute();
            h.createUpdate("""
            update inscription.bulletin set session_debut = :d, session_fin = :f, version = version + 1
             where session_id = :s and (session_debut, session_fin) is distinct from (:d, :f)
            """)
                    .bind("d", s.debut())
                    .bind("f", s.fin())
                    .bind("s", s.id())
                    .execute();
            return avancer
                    ? avancerLaFile(
                            h, s.id(), "La session a plus de places : l'une est tenue pour cette demande", quand)
                    : List.of();
        });
    }

    /** La file avance de ce qui est libre, sous le verrou de la jauge. @return ceux à qui elle donne une place */
    public List<Promu> avancerLaFile(long session, String texte, Instant quand) {
        return jdbi.withHandle(h -> avancerLaFile(h, session, texte, quand));
    }

    private static List<Promu> avancerLaFile(Handle h, long session, String texte, Instant quand) {
        return h.createQuery("""
        with j as materialized (select session_id, capacite, places_prises, par_offre, quota from inscription.jauge where session_id = :s),
             attend as materialized (
               select b.id, b.rang, j.quota is not null and coalesce(x.tenues, 0) + row_number() over (partition by b.collectivite_id order by b.rang) > j.quota as au_dela
                 from j join inscription.bulletin b on b.session_id = j.session_id and b.etat = 'LISTE_ATTENTE'
                 left join lateral (select p.tenues from inscription.parts(j.session_id) p where j.quota is not null and p.collectivite_id = b.collectivite_id) x on true),
             promu as materialized (
               select id, rang from attend where not au_dela
                order by rang limit (select case when capacite is null then null else capacite - places_prises end from j)),
             passee as (
               insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
               select a.id, :quand, 'LISTE_ATTENTE', :passee || ' (' || j.quota || case j.quota when 1 then ' place)' else ' places)' end, 0, 'traitement automatique', 'SYSTEME'
                 from j cross join attend a where a.au_dela and a.rang < (select max(rang) from promu)),
             m as (update inscription.bulletin b set etat = 'TRANSMISE', version = b.version + 1 from promu where b.id = promu.id
                    returning b.id, b.agent_id, b.collectivite_id, b.rang),
             g as (update inscription.jauge g set places_prises = g.places_prises + n.promus, en_attente = g.en_attente - n.promus
                     from (select count(*) as promus from promu) as n where g.session_id = :s),
             c as (insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
                   select m.id, :quand, 'TRANSMISE', :texte, 0, 'traitement automatique', 'SYSTEME' from m)
        select m.id as bulletin_id, m.agent_id, m.collectivite_id, j.par_offre from m cross join j order by m.rang
        """)
                .bind("s", session)
                .bind("texte", texte)
                .bind("passee", Quota.PASSEE)
                .bind("quand", quand)
                .mapTo(Promu.class)
                .list();
    }

    /**
     * La session n'aura pas lieu : ses demandes en cours sont annulées avec ce motif, et la jauge ne tient plus rien.
     *
     * @return celles et ceux à prévenir
     * @throws Refus conflit, si des présences y sont déjà notées
     */
    public List<Inscrit> annuler(long session, String motif, Utilisateur par, Instant quand) {
        return jdbi.withHandle(h -> {
            h.createQuery("select 1 from inscription.jauge where session_id = :s for update")
                    .bind("s", session)
                    .mapTo(Integer.class)
                    .findOne();
            long notees = h.createQuery(
                            "select count(*) from inscription.bulletin where session_id = :s and etat in ('PRESENTE', 'ABSENTE', 'ATTESTEE')")
                    .bind("s", session)
                    .mapTo(Long.class)
                    .one();
            if (notees > 0) {
                throw Refus.conflit(
                        "presences-notees",
                        Texte.pluriel(notees, "présence est déjà notée", "présences sont déjà notées")
                                + " : cette session s'est tenue, elle ne s'annule plus. Corrigez plutôt la feuille de présence.");
            }
            List<Inscrit> inscrits = h.createQuery("""
            with b as (update inscription.bulletin set etat = 'ANNULEE', version = version + 1
                        where session_id = :s and etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE', 'ACCEPTEE', 'CONVOQUEE')
                       returning id, agent_id, collectivite_id),
                 n as (insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role)
                       select id, :quand, 'ANNULEE', :texte, :motif, :compte, :nom, :role from b)
            select id as bulletin_id, agent_id, collectivite_id from b order by collectivite_id, id
            """)
                    .bind("s", session)
                    .bind("quand", quand)
                    .bind("texte", SANS_SESSION)
                    .bind("motif", motif)
                    .bind("compte", par.compteId())
                    .bind("nom", par.nom())
                    .bind("role", par.role().name())
                    .mapTo(Inscrit.class)
                    .list();
            h.createUpdate(
                            "update inscription.jauge set places_prises = 0, en_attente = 0, en_selection = 0, annulee = true where session_id = :s")
                    .bind("s", session)
                    .execute();
            return inscrits;
        });
    }

    /** Note le changement dans l'histoire de chaque demande en cours. @return celles et ceux à prévenir */
    public List<Inscrit> noter(long session, String texte, Utilisateur par, Instant quand) {
        return jdbi.withHandle(h -> h.createQuery("""
        with b as (select id, agent_id, collectivite_id, etat from inscription.bulletin
                    where session_id = :s and etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE', 'ACCEPTEE', 'CONVOQUEE')),
             n as (insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
                   select id, :quand, etat, :texte, :compte, :nom, :role from b)
        select id as bulletin_id, agent_id, collectivite_id from b order by collectivite_id, id
        """)
                .bind("s", session)
                .bind("quand", quand)
                .bind("texte", texte)
                .bind("compte", par.compteId())
                .bind("nom", par.nom())
                .bind("role", par.role().name())
                .mapTo(Inscrit.class)
                .list());
    }
}
