package fr.cnfpt.inscription.pilotage.domain;

import fr.cnfpt.inscription.api.Etat;
import java.util.Map;

/**
 * Ce que sont devenues les demandes d'un thème, ou chez un organisateur.
 *
 * @param tenues celles qui ont une place, ou l'ont eue
 */
public record Bilan(String nom, long demandes, long tenues, long attente, long refusees, long annulees) {

    public static Bilan de(String nom, Map<Etat, Long> comptes) {
        long toutes = 0;
        long tenues = 0;
        for (Map.Entry<Etat, Long> c : comptes.entrySet()) {
            toutes += c.getValue();
            tenues += c.getKey().tientUnePlace() ? c.getValue() : 0;
        }
        return new Bilan(
                nom,
                toutes,
                tenues,
                comptes.getOrDefault(Etat.LISTE_ATTENTE, 0L),
                comptes.getOrDefault(Etat.REFUSEE, 0L),
                comptes.getOrDefault(Etat.ANNULEE, 0L));
    }

    public String part(long combien) {
        return demandes == 0 ? "" : Math.round(100.0 * combien / demandes) + " %";
    }
}
