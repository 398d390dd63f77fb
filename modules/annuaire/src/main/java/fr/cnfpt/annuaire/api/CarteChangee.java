package fr.cnfpt.annuaire.api;

import java.time.LocalDate;
import java.util.List;

/**
 * Annonce, dans la transaction qui charge un millésime : chaque module remet d'aplomb ce qu'il réfère, et le dit au
 * rapport. L'essai l'annonce aussi, puis défait tout : un observateur n'écrit qu'en base.
 *
 * @param millesime l'année de la nouvelle carte
 * @param effet son premier jour
 * @param disparus les intercommunalités disparues, chacune avec celle qui a reçu le plus de ses communes
 * @param crees les intercommunalités nouvelles
 * @param clos les employeurs clos, chacun avec celui qui lui succède
 * @param rouverts les employeurs qui renaissent, chacun avec celui qui leur avait succédé
 * @param passages les communes passées d'une intercommunalité à une autre
 * @param rapport où dire ce que l'on a fait
 */
public record CarteChangee(
        int millesime,
        LocalDate effet,
        List<EpciDisparu> disparus,
        List<EpciCree> crees,
        List<EmployeurClos> clos,
        List<EmployeurRouvert> rouverts,
        List<Passage> passages,
        Rapport rapport) {

    /** @param successeur le SIREN de l'intercommunalité qui lui succède */
    public record EpciDisparu(String siren, String nom, String successeur, String nomSuccesseur) {}

    /** @param collectiviteId son employeur ; @param structureId sa délégation, ou {@code null} */
    public record EpciCree(String siren, String nom, String departement, long collectiviteId, Long structureId) {}

    /** @param nature COMMUNE ou EPCI */
    public record EmployeurClos(
            long id,
            String siren,
            String nom,
            String nature,
            String departement,
            long successeurId,
            String nomSuccesseur) {}

    /** @param ancienSuccesseurId celui qui lui avait succédé tant qu'il était clos */
    public record EmployeurRouvert(long id, long ancienSuccesseurId) {}

    /** @param de son ancienne intercommunalité, @param vers la nouvelle ; {@code null} si elle n'en a pas */
    public record Passage(String codeInsee, String nom, String de, String vers) {}

    /** Le rapport du chargement. */
    public interface Rapport {
        /** Un périmètre touché. @param code SIREN de l'intercommunalité ; @param detail une phrase */
        void perimetre(String code, String nom, String detail);

        /** Des aires de recrutement touchées. @param code SIREN ou identifiant ; @param detail une phrase */
        void aire(String code, String nom, String detail);

        /** Un rattachement repris par le successeur de qui le tenait. @param code SIREN de la collectivité confiée */
        void rattachement(String departement, String code, String nom, String detail);

        /** Des comptes ouverts chez un employeur clos. @param code son SIREN ; @param detail une phrase */
        void comptes(String departement, String code, String nom, String detail);
    }
}
