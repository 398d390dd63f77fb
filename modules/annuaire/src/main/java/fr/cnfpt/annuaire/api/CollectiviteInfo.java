package fr.cnfpt.annuaire.api;

import fr.cnfpt.commun.Fuseau;
import java.time.ZoneId;

/**
 * Une collectivité telle que les autres modules la voient.
 *
 * @param siren neuf chiffres, clé vérifiée
 * @param nature COMMUNE, EPCI, …
 * @param codeInsee code officiel géographique pour une commune, sinon {@code null}
 * @param epciSiren l'intercommunalité dont elle est membre (ou elle-même), ou {@code null}
 * @param structureId sa délégation de référence, ou {@code null} outre-mer sans délégation
 * @param preinscription ses agents peuvent saisir une préinscription
 * @param avisHierarchique l'avis du N+1 est demandé avant la validation RH
 */
public record CollectiviteInfo(
        long id,
        String siren,
        String nom,
        String nature,
        String codeInsee,
        String departement,
        String region,
        String epciSiren,
        Integer population,
        Long structureId,
        boolean preinscription,
        boolean avisHierarchique) {
    /**
     * Vrai d'un employeur fictif, où un éditeur essaie son logiciel (docs/adr/0052) : l'INSEE ne donne aucun SIREN qui
     * commence par trois zéros.
     */
    public boolean estUnBacASable() {
        return siren.startsWith("000");
    }

    /** Par elle-même et qui lui succède, par sa délégation. */
    public boolean estVuePar(Portee portee) {
        return portee.voit(null, id, structureId);
    }

    /** « 215 901 729 » */
    public String sirenLisible() {
        return siren.substring(0, 3) + " " + siren.substring(3, 6) + " " + siren.substring(6);
    }

    /** Son heure légale. */
    public ZoneId fuseau() {
        return Fuseau.duDepartement(departement);
    }
}
