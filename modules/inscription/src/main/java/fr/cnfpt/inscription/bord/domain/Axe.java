package fr.cnfpt.inscription.bord.domain;

import java.util.Arrays;

/** Ce par quoi l'on compte. */
public enum Axe {
    MOIS("mois", "Par mois"),
    THEME("theme", "Par thème"),
    ORGANISATEUR("organisateur", "Par organisateur"),
    COLLECTIVITE("collectivite", "Par collectivité");

    private final String code;
    private final String libelle;

    Axe(String code, String libelle) {
        this.code = code;
        this.libelle = libelle;
    }

    public String code() {
        return code;
    }

    public String libelle() {
        return libelle;
    }

    /** @return l'axe de ce code, ou le mois */
    public static Axe de(String code) {
        return Arrays.stream(values())
                .filter(a -> a.code.equals(code))
                .findFirst()
                .orElse(MOIS);
    }
}
