package fr.cnfpt.planformation.surmesure.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Les demandes sur mesure : l'agrégat par JPA, les listes en une requête. */
@ApplicationScoped
public class DemandesSurMesure {

    private static final String CHAMPS =
            "select d.id, d.type, d.etat, d.collectivite_id, d.structure_id, d.intitule, d.souhait_du, d.souhait_au, d.creee_le, d.envoyee_le, d.session_id,"
                    + " d.effectif + coalesce((select sum(i.effectif) from plan_formation.demande_invitee i where i.demande_id = d.id), 0)::int as effectif,"
                    + " (select max(p.quand) from plan_formation.demande_pas p where p.demande_id = d.id) as change_le";

    @PersistenceContext
    EntityManager em;

    @Inject
    Jdbi jdbi;

    /** Une ligne de liste. {@code effectif} : de tous les employeurs qui viennent. */
    public record LigneDeDemande(
            long id,
            DemandeSurMesure.Type type,
            DemandeSurMesure.Etat etat,
            long collectiviteId,
            long structureId,
            String intitule,
            LocalDate souhaitDu,
            LocalDate souhaitAu,
            Instant creeeLe,
            Instant envoyeeLe,
            Long sessionId,
            int effectif,
            Instant changeLe) {}

    public DemandeSurMesure ajouter(DemandeSurMesure demande) {
        em.persist(demande);
        em.flush();
        return demande;
    }

    public Optional<DemandeSurMesure> parId(long id) {
        return Optional.ofNullable(em.find(DemandeSurMesure.class, id));
    }

    /** La même, retenue jusqu'à la fin de la transaction : deux réponses à la fois se suivent, la seconde est jugée. */
    public Optional<DemandeSurMesure> pourModifier(long id) {
        return Optional.ofNullable(em.find(DemandeSurMesure.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Ce qui se lit ensuite voit ce qui vient d'être changé, la version comprise. */
    public void ecrire() {
        em.flush();
    }

    /** @param etats vide : tous */
    public List<LigneDeDemande> lister(Portee portee, List<String> etats, String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> lier(
                        h.createQuery(CHAMPS + ou(portee) + " order by d.id desc limit :n offset :p"),
                        portee,
                        etats,
                        recherche)
                .bind("n", combien)
                .bind("p", premiere)
                .mapTo(LigneDeDemande.class)
                .list());
    }

    public long compter(Portee portee, List<String> etats, String recherche) {
        return jdbi.withHandle(h -> lier(h.createQuery("select count(*)" + ou(portee)), portee, etats, recherche)
                .mapTo(Long.class)
                .one());
    }

    /** Combien sont à chaque état. */
    public Map<String, Long> parEtat(Portee portee) {
        Map<String, Long> comptes = new HashMap<>();
        jdbi.useHandle(h -> lier(
                        h.createQuery("select d.etat, count(*) as nombre" + ou(portee) + " group by d.etat"),
                        portee,
                        List.of(),
                        "")
                .map((r, c) -> Map.entry(r.getString("etat"), r.getLong("nombre")))
                .forEach(e -> comptes.put(e.getKey(), e.getValue())));
        return comptes;
    }

    /** Celles d'avant cet identifiant ({@code null} : de la dernière). */
    public List<LigneDeDemande> avant(Portee portee, List<String> etats, Long avant, int combien) {
        return jdbi.withHandle(h -> lier(
                        h.createQuery(CHAMPS + ou(portee)
                                + " and (cast(:avant as bigint) is null or d.id < :avant) order by d.id desc limit :n"),
                        portee,
                        etats,
                        "")
                .bind("avant", avant)
                .bind("n", combien)
                .mapTo(LigneDeDemande.class)
                .list());
    }

    /** Combien d'unions attendent la réponse de cet employeur. */
    public long invitationsSansReponse(long collectiviteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select count(*) from plan_formation.demande_invitee i join plan_formation.demande d on d.id = i.demande_id"
                                + " where i.collectivite_id = :c and i.vient is null and d.etat = 'BROUILLON'")
                .bind("c", collectiviteId)
                .mapTo(Long.class)
                .one());
    }

    /** Ce que chacun voit : l'employeur, les siennes et celles où il est invité ; le CNFPT, ce qui lui a été envoyé. */
    private static String ou(Portee portee) {
        String vues = portee.voitAvantTransmission()
                ? "(" + portee.sql(null, "d.collectivite_id", null)
                        + "or exists (select 1 from plan_formation.demande_invitee i where i.demande_id = d.id and"
                        + portee.sql(null, "i.collectivite_id", null) + "))"
                : "(d.envoyee_le is not null and" + portee.sql(null, null, "d.structure_id") + ")";
        return " from plan_formation.demande d where " + vues
                + " and (:tous or d.etat = any(:etats)) and outils.cle_recherche(d.intitule) like all ((select outils.motifs(:q))::text[])";
    }

    private static Query lier(Query q, Portee portee, List<String> etats, String recherche) {
        return q.bindMap(portee.valeurs())
                .bind("tous", etats.isEmpty())
                .bind("etats", etats.toArray(String[]::new))
                .bind("q", recherche);
    }
}
