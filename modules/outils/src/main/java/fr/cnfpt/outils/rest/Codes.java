package fr.cnfpt.outils.rest;

import fr.cnfpt.commun.Refus;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Une valeur que l'API nomme par son code : celle d'une énumération, ou un refus qui dit toutes celles qu'on attend.
 */
public final class Codes {

    private Codes() {}

    /**
     * @param admis celles qu'on attend, dans l'ordre où le refus les dit
     * @param refus le code du refus
     * @param quoi ce que cela n'est pas : « un état de bulletin »
     * @throws Refus invalide
     */
    public static <E extends Enum<E>> E parmi(List<E> admis, String dit, String refus, String champ, String quoi) {
        return admis.stream()
                .filter(e -> e.name().equals(dit))
                .findFirst()
                .orElseThrow(() -> Refus.invalide(
                        refus,
                        champ,
                        "« " + dit + " » n'est pas " + quoi + ". On attend : "
                                + admis.stream().map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }
}
