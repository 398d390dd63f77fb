package fr.cnfpt.inscription.places.port;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.domain.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Les places d'une session. Ce qui les touche se fait sous le verrou de sa jauge, en une instruction. */
public interface Places {

    void ouvrirJauge(SessionInfo session);

    /** Prend le verrou de la jauge de cette session : tout geste qui peut rendre une place commence par là. */
    void verrouiller(long sessionId);

    /**
     * Jusqu'à la fin de la transaction, les demandes d'une même personne viennent l'une après l'autre, de quelque poste
     * qu'elle les fasse : la seconde lit ce que la première a écrit. Aucune contrainte ne peut le tenir, la base ne
     * sachant pas ici qui est la personne.
     *
     * @param premiersPostes le plus petit de ses postes désigne une personne
     */
    void uneParUne(Collection<Long> premiersPostes);

    /**
     * Des agents à inscrire à une session, tous ou aucun.
     *
     * @param agents distincts
     */
    record Demande(SessionInfo session, List<AgentInfo> agents, Utilisateur par, Instant quand) {}

    /** Pourquoi rien n'a été écrit d'une demande. */
    enum Empechement {
        /** L'un de ses agents a déjà un bulletin en cours dans la session. */
        DEJA_INSCRIT,
        /** La liste d'attente de sa session ne prend plus personne. */
        ATTENTE_PLEINE,
        /** Un autre tient la jauge de sa session, et l'on n'a pas voulu l'attendre. */
        JAUGE_TENUE
    }

    /**
     * Ce qu'une demande a obtenu.
     *
     * @param placements un par agent, dans leur ordre ; vide si elle est empêchée
     * @param empechement nul si elle est écrite
     */
    record Obtenu(List<Placement> placements, Empechement empechement) {}

    /**
     * Crée les bulletins de ces demandes, directement transmis, et les place dans leur ordre, puis dans celui de leurs
     * agents : une place tant qu'il en reste et que personne n'attend, sinon un rang. Aucun agent n'est deux fois dans
     * la même session.
     *
     * @param autresPostes à un agent, ses autres postes : la demande en cours de l'un, dans la session, vaut pour lui
     * @param attendre vrai : attend qui tient une jauge, au plus {@link #PATIENCE} ; faux : passe sa session
     * @return un résultat par demande, dans leur ordre
     * @throws fr.cnfpt.commun.Refus occupé, si l'on a attendu en vain ; rien n'est alors écrit d'aucune
     */
    List<Obtenu> inscrire(List<Demande> demandes, Map<Long, Set<Long>> autresPostes, boolean attendre);

    /** Ce que l'on attend une jauge. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * De même, pour une seule demande, en attendant s'il le faut.
     *
     * @throws fr.cnfpt.commun.Refus conflit, si l'un des agents a déjà un bulletin en cours dans la session ; rien
     *     n'est alors écrit
     */
    default List<Placement> inscrire(SessionInfo session, List<AgentInfo> agents, Utilisateur par, Instant quand) {
        Obtenu obtenu = inscrire(List.of(new Demande(session, agents, par, quand)), Map.of(), true)
                .get(0);
        if (obtenu.empechement() != null) {
            throw refus(obtenu.empechement());
        }
        return obtenu.placements();
    }

    /** Ce qui empêche une demande, dit à qui la fait ; d'une jauge qu'on a attendue, elle n'est pas là. */
    static Refus refus(Empechement e) {
        return switch (e) {
            case DEJA_INSCRIT -> dejaInscrit();
            case ATTENTE_PLEINE -> attentePleine();
            case JAUGE_TENUE -> Refus.introuvable("session-inconnue", "Cette session n'a pas d'inscriptions.");
        };
    }

    static Refus dejaInscrit() {
        return Refus.conflit(
                "deja-inscrit", "Cet agent a déjà une demande en cours pour cette session. Rien n'a été enregistré.");
    }

    static Refus attentePleine() {
        return Refus.conflit(
                "attente-pleine",
                "Cette session est complète, et sa délégation limite la liste d'attente, qui est pleine. Rien n'a été enregistré : choisissez une autre session du même stage, ou revenez quand une place se sera libérée.");
    }

    /** Vrai si qui vient maintenant attendrait, et que la liste d'attente, limitée, ne prend plus personne. */
    boolean attentePleine(long sessionId);

    /**
     * Place, dans l'ordre de leur dépôt, ceux de ces bulletins de la session qui sont validés et pas encore placés ;
     * passe les autres.
     */
    List<Placement> placer(long sessionId, Collection<Long> bulletinIds, Utilisateur par, Instant quand);

    /**
     * Rend ce que tenait un bulletin sorti (place ou rang).
     *
     * @param promouvoir vrai si la place libérée va au premier de la file
     * @return qui l'a, si elle va à quelqu'un
     */
    Optional<Promu> rendre(long sessionId, boolean tenaitUnePlace, boolean promouvoir, Instant quand);

    /** Un bulletin sort d'une sélection pas encore décidée : il n'y tenait rien. */
    void quitterLaSelection(long sessionId);

    /**
     * Une demande qui passe de la file à une place.
     *
     * @param parOffre vrai si la session offre ses places rendues au lieu de les donner
     */
    record Promu(long bulletinId, long agentId, long collectiviteId, boolean parOffre) {}

    /** Le rang suivant dans l'ordre d'arrivée de cette session, dont on tient le verrou. */
    long prendreUnRang(long sessionId);

    /**
     * Ce que la session laisse à cette collectivité.
     *
     * @return vide, si la session n'a pas de quota
     */
    Optional<Quota> quota(long sessionId, long collectiviteId);

    Map<Long, Jauge> jauges(Collection<Long> sessionIds);

    /** Combien de sessions de cette portée sont sous leur minimum et débutent bientôt. */
    long sousLeMinimum(Portee portee, Periode quand);

    /** Les plus proches d'entre elles. @param apres celle qu'on a lue en dernier, ou {@code null} pour commencer */
    List<Long> plusProchesSousLeMinimum(Portee portee, Periode quand, Rang apres, int combien);

    /** Où se range une session, de la plus proche à la plus lointaine. */
    record Rang(LocalDate debut, long session) {}

    /** Du premier jour au dernier, compris. */
    record Periode(LocalDate du, LocalDate au) {}
}
