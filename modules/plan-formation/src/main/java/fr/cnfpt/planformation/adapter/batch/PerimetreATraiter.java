package fr.cnfpt.planformation.adapter.batch;

import fr.cnfpt.territorialisation.api.BesoinRegroupe;
import fr.cnfpt.territorialisation.api.PerimetreInfo;
import java.util.List;

/**
 * Un périmètre dans la file, puis ses besoins réunis.
 *
 * @param rang sa place dans la file entière, à partir de 1 : c'est l'avancement quand il est écrit
 * @param suivant le nom de celui qui vient après, ou {@code null}
 * @param besoins vide tant qu'ils ne sont pas réunis
 */
record PerimetreATraiter(PerimetreInfo perimetre, int annee, int rang, String suivant, List<BesoinRegroupe> besoins) {

    PerimetreATraiter avec(List<BesoinRegroupe> reunis) {
        return new PerimetreATraiter(perimetre, annee, rang, suivant, reunis);
    }
}
