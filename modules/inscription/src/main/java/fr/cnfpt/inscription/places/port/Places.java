package fr.cnfpt.inscription.places.port;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.places.domain.Placement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Les places d'une session. Ce qui les touche se fait sous le verrou de sa jauge, en une instruction. */
public interface Places {

    void ouvrirJauge(SessionInfo session);

    /** Prend le verrou de la jauge de cette session : tout geste qui peut rendre une place commence par là. */
    void verrouiller(long sessionId);

    /**
     * Crée les bulletins de ces agents, directement transmis, et les place dans l'ordre des agents : une place tant
     * qu'il en reste et que personne n'attend, sinon un rang.
     *
     * @throws fr.cnfpt.commun.Refus conflit, si l'un des agents a déjà un bulletin en cours dans la session ; rien
     *     n'est alors écrit
     */
    List<Placement> inscrire(SessionInfo session, List<AgentInfo> agents, Utilisateur par, Instant quand);

    /**
     * Place, dans l'ordre de leur dépôt, ceux de ces bulletins de la session qui sont validés et pas encore placés ;
     * passe les autres.
     */
    List<Placement> placer(long sessionId, Collection<Long> bulletinIds, Utilisateur par, Instant quand);

    /**
     * Rend ce que tenait un bulletin sorti (place ou rang) ; avant le début de la session, la place libérée va au
     * premier de la file.
     */
    void rendre(long sessionId, boolean tenaitUnePlace, Instant quand);

    Map<Long, Jauge> jauges(Collection<Long> sessionIds);

    /** Les sessions complètes, ou qui ont une file, dont la date n'est pas passée. */
    List<Long> sessionsCompletes(LocalDate depuis);

    /** Les sessions à venir que voit une structure, ou toutes, qui sont sous leur minimum, par date. */
    List<Jauge> sousLeMinimum(Portee portee, LocalDate depuis, LocalDate jusqua);
}
