package fr.cnfpt.catalogue.api;

import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ce que le catalogue dit aux autres modules. Lecture seule. */
public interface OffreDeFormation {

    Optional<SessionInfo> session(long id);

    Map<Long, SessionInfo> sessions(Collection<Long> ids);

    /**
     * Les sessions publiées pour cette collectivité (aire de recrutement) où l'on s'inscrit encore, que le filtre
     * retient, par date.
     */
    PageDeSessions visibles(CollectiviteInfo collectivite, Filtre filtre);

    /** Les mêmes, après ce repère ({@code null} : de la première), sans les compter. */
    List<SessionInfo> visiblesApres(CollectiviteInfo collectivite, Filtre filtre, Repere apres);

    /** Où reprendre une liste de sessions : le premier jour, l'identifiant pour départager. */
    record Repere(LocalDate debut, long id) {}

    /** Vrai si cette session est publiée pour cette collectivité. */
    boolean estVisible(long sessionId, CollectiviteInfo collectivite);

    /** La session, si elle est publiée pour cette collectivité ; en une lecture : le chemin d'une inscription. */
    Optional<SessionInfo> sessionVisible(long sessionId, CollectiviteInfo collectivite);

    /** Comme {@link SessionInfo#estVuePar}, de la plus proche à la plus lointaine. */
    PageDeSessions organisees(Portee portee, Filtre filtre);

    /** Combien de sessions publiées finissent ce jour-là ou après. */
    long finissantAPartirDu(LocalDate jour);

    /** Toutes les sessions de ce formateur, la plus lointaine d'abord. */
    List<SessionInfo> duFormateur(long compteId);

    /** Les stages, pour choisir : celui de ce code d'abord, puis par intitulé. */
    List<StageInfo> stages(String recherche, int limite);

    /** Les spécialités : code et libellé. */
    Map<String, String> specialites();

    /** Les natures de formation (CGFP, art. L422-21 et suivants) : code et libellé. */
    Map<String, String> natures();

    record StageInfo(long id, String code, String intitule, Modalite modalite, String specialite) {}

    /**
     * @param proposition aucune ne répond, mais cet intitulé de stage est proche de la recherche ; sinon {@code null}
     */
    record PageDeSessions(
            List<SessionInfo> sessions,
            long total,
            List<Facette> modalites,
            List<Facette> natures,
            String proposition) {}

    /** Une valeur de filtre et combien de sessions elle retient. */
    record Facette(String code, String libelle, long nombre) {}

    /**
     * @param recherche des mots de l'intitulé, du code, de la ville ; vide : tout
     * @param modalites vide : toutes
     * @param natures vide : toutes
     * @param criteres tous doivent être vrais
     * @param passees vrai pour voir aussi les sessions terminées
     * @param premiere rang de la première ligne, depuis 0
     * @param combien nombre de lignes au plus
     */
    record Filtre(
            String recherche,
            Collection<String> modalites,
            Collection<String> natures,
            Set<PlacesPrises.Critere> criteres,
            boolean passees,
            int premiere,
            int combien) {
        public static Filtre tout(int premiere, int combien) {
            return new Filtre("", List.of(), List.of(), Set.of(), false, premiere, combien);
        }
    }
}
