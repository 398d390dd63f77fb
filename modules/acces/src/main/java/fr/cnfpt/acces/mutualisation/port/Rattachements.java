package fr.cnfpt.acces.mutualisation.port;

import fr.cnfpt.acces.api.Mutualisation.Mandant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Qui a confié ses inscriptions à qui, et de quand à quand. */
public interface Rattachements {

    record Ligne(
            long id,
            long collectiviteId,
            String collectivite,
            long gestionnaireId,
            String gestionnaire,
            LocalDate debut,
            LocalDate fin,
            String motif) {}

    /** La collectivité du compte et celles qui lui sont rattachées ce jour, la sienne d'abord. */
    List<Mandant> mandants(long compteId, String recherche, LocalDate jour, int limite);

    /** @return celle-ci, si ce compte peut agir pour elle ce jour */
    Optional<Mandant> mandant(long compteId, Long collectiviteId, String siren, LocalDate jour);

    /**
     * Les rattachements en cours ou à venir : d'un côté ou de l'autre d'une collectivité, ou du ressort d'une
     * structure, ou tous.
     */
    List<Ligne> lire(Long collectiviteId, Long structureId, LocalDate jour);

    Optional<Ligne> parId(long id);

    /** @return vide si cette collectivité a déjà un rattachement qui court */
    Optional<Long> ouvrir(long collectiviteId, long gestionnaireId, LocalDate debut, String motif);

    void finir(long id, LocalDate fin);

    /** Un employeur clos, qui lui succède, et pourquoi. */
    record Succession(long collectiviteId, long successeurId, String motif) {}

    /** Une collectivité confiée à un employeur clos ({@code de}), que son successeur ({@code vers}) reprend. */
    record Reprise(String departement, String siren, String nom, String de, String vers) {}

    /**
     * Ce jour-là chaque employeur clos est confié à son successeur, qui reprend aussi les collectivités qu'il tenait.
     */
    List<Reprise> succeder(List<Succession> successions, LocalDate le);

    /** Un employeur rouvert n'est plus confié à celui qui lui avait succédé. */
    void rendre(long collectiviteId, long ancienSuccesseurId, LocalDate le);
}
