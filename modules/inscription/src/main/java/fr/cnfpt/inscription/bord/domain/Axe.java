package fr.cnfpt.inscription.bord.domain;

import java.util.Arrays;

/** Ce par quoi l'on compte. */
public enum Axe {
    MOIS("mois", "Mois", "Par mois"),
    THEME("theme", "Thème", "Par thème"),
    ORGANISATEUR("organisateur", "Organisateur", "Par organisateur"),
    COLLECTIVITE("collectivite", "Collectivité", "Par collectivité");

    private final String code;
    private final String nom;
    private final String libelle;

    Axe(String code, String nom, String libelle) {
        this.code = code;
        this.nom = nom;
        this.libelle = libelle;
    }

    public String code() {
        return code;
    }

    public String nom() {
        return nom;
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
