package fr.cnfpt.inscription.sauvetage.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.sauvetage.domain.PlaceProposee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les places données et proposées, et ceux à qui en donner ou en proposer une. */
@ApplicationScoped
public class Propositions {

    @Inject
    Jdbi jdbi;

    /** Un inscrit d'une session annulée. @param avant où il en était quand elle l'a été */
    public record AEmmener(long bulletinId, long agentId, long collectiviteId, Etat avant) {}

    /** Quelqu'un qui attend une place dans une autre session du même stage. */
    public record EnAttente(long bulletinId, long agentId, long collectiviteId, long sessionId, LocalDate debut) {}

    /**
     * Ceux que l'annulation de cette session a laissés sans rien et qu'on n'a pas encore emmenés : qui tenait une place
     * d'abord, dans l'ordre de leur arrivée.
     */
    public List<AEmmener> aEmmener(long session) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.id as bulletin_id, b.agent_id, b.collectivite_id, avant.etat as avant
          from inscription.bulletin b
         cross join lateral (select c.id, c.texte from inscription.changement c where c.bulletin_id = b.id and c.etat = 'ANNULEE' order by c.id fetch first row only) fin
         cross join lateral (select c.etat from inscription.changement c where c.bulletin_id = b.id and c.id < fin.id order by c.id desc fetch first row only) avant
         where b.session_id = :s and b.etat = 'ANNULEE' and b.rang is not null and fin.texte = :texte
           and avant.etat in ('TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE', 'ACCEPTEE', 'CONVOQUEE')
           and not exists (select 1 from inscription.proposition p where p.origine_id = b.id)
         order by avant.etat in ('EN_SELECTION', 'LISTE_ATTENTE'), b.rang
        """)
                .bind("s", session)
                .bind("texte", SessionsSuivies.SANS_SESSION)
                .mapTo(AEmmener.class)
                .list());
    }

    /** Ceux qui tiennent une place dans cette session, ou l'attendent. */
    public List<Long> agentsEnCours(long session) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select agent_id from inscription.bulletin where session_id = :s and etat in ('TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE', 'ACCEPTEE', 'CONVOQUEE')
        """).bind("s", session).mapTo(Long.class).list());
    }

    /** Ceux qui attendent dans une autre session de ce stage, vue de cette portée, et qu'on n'a pas encore invités. */
    public List<EnAttente> enAttente(long stage, long pour, Portee portee, LocalDate apres) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select b.id as bulletin_id, b.agent_id, b.collectivite_id, b.session_id, b.session_debut as debut
          from inscription.bulletin b
         where b.stage_id = :stage and b.etat = 'LISTE_ATTENTE' and b.session_id <> :pour and b.session_debut > :apres
           and not exists (select 1 from inscription.proposition p where p.bulletin_id = b.id and p.session_id = :pour)
           and
        """ + portee.sql(null, null, "b.transmis_a") + " order by b.depose_le, b.id")
                        .bindMap(portee.valeurs())
                        .bind("stage", stage)
                        .bind("pour", pour)
                        .bind("apres", apres)
                        .mapTo(EnAttente.class)
                        .list());
    }

    /** Combien attendent, par stage. */
    public Map<Long, Long> enAttente(Collection<Long> stages, Portee portee, LocalDate apres) {
        return stages.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h -> h
                        .createQuery("""
        select b.stage_id, count(*) from inscription.bulletin b
         where b.stage_id = any(:stages) and b.etat = 'LISTE_ATTENTE' and b.session_debut > :apres and
        """ + portee.sql(null, null, "b.transmis_a") + " group by b.stage_id")
                        .bindMap(portee.valeurs())
                        .bind("stages", stages.toArray(Long[]::new))
                        .bind("apres", apres)
                        .map((r, c) -> Map.entry(r.getLong(1), r.getLong(2)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** @param echeance celle où la place donnée ne se refuse plus */
    public void donner(long origine, long bulletin, long session, String empreinte, Instant quand, Instant echeance) {
        ecrire(PlaceProposee.Genre.DONNEE, bulletin, origine, session, empreinte, quand, echeance);
    }

    public void inviter(long bulletin, long session, String empreinte, Instant quand) {
        ecrire(PlaceProposee.Genre.INVITATION, bulletin, null, session, empreinte, quand, null);
    }

    private void ecrire(
            PlaceProposee.Genre genre,
            long bulletin,
            Long origine,
            long session,
            String empreinte,
            Instant quand,
            Instant echeance) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.proposition (genre, bulletin_id, origine_id, session_id, empreinte, faite_le, echeance)
        values (:g, :b, :o, :s, :e, :q, :fin)
        """)
                .bind("fin", echeance)
                .bind("g", genre.name())
                .bind("b", bulletin)
                .bind("o", origine)
                .bind("s", session)
                .bind("e", empreinte)
                .bind("q", quand)
                .execute());
    }

    public Optional<PlaceProposee> parEmpreinte(String empreinte) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id, genre, bulletin_id, origine_id, session_id, faite_le, echeance, avant, reponse from inscription.proposition where empreinte = :e
        """)
                .bind("e", empreinte)
                .mapTo(PlaceProposee.class)
                .findOne());
    }

    public Optional<PlaceProposee> parId(long id) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select id, genre, bulletin_id, origine_id, session_id, faite_le, echeance, avant, reponse from inscription.proposition where id = :id
        """).bind("id", id).mapTo(PlaceProposee.class).findOne());
    }

    /**
     * Le dernier changement que ce bulletin a subi sans y répondre : ses dates, ou la place qu'on lui donne ailleurs.
     */
    public Optional<PlaceProposee> subi(long bulletin) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id, genre, bulletin_id, origine_id, session_id, faite_le, echeance, avant, reponse from inscription.proposition
         where bulletin_id = :b and reponse is null and genre in ('DONNEE', 'CHANGEE') order by id desc fetch first row only
        """)
                .bind("b", bulletin)
                .mapTo(PlaceProposee.class)
                .findOne());
    }

    public void repondre(long id, PlaceProposee.Reponse reponse, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.proposition set reponse = :r, repondue_le = :q where id = :id and reponse is null")
                .bind("r", reponse.name())
                .bind("q", quand)
                .bind("id", id)
                .execute());
    }

    /** Un pas de plus dans l'histoire de ce bulletin, qui ne change pas d'état. */
    public void noter(long bulletin, String texte, Utilisateur par, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select id, :q, etat, :texte, :compte, :nom, :role from inscription.bulletin where id = :b
        """)
                .bind("b", bulletin)
                .bind("q", quand)
                .bind("texte", texte)
                .bind("compte", par.compteId())
                .bind("nom", par.nom())
                .bind("role", par.role().name())
                .execute());
    }
}
