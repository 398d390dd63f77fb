package fr.cnfpt.catalogue.api;

/** Les neuf modalités (Les dispositifs de formation 2018-2019) et ce qu'elles impliquent pour l'inscription. */
public enum Modalite {
    PRESENTIEL("Présentiel", Famille.PRESENTIEL),
    PRESENTIEL_ENRICHI("Présentiel enrichi", Famille.MIXTE),
    MIXTE_APPORT("Mixte, apports en ligne", Famille.MIXTE),
    MIXTE_COMMUNAUTE("Mixte, communauté de stage", Famille.MIXTE),
    MIXTE_MODULES("Mixte, modules à distance", Famille.MIXTE),
    WEBINAIRE("Webinaire", Famille.DISTANCE),
    E_FORMATION("E-formation", Famille.DISTANCE),
    MOOC("MOOC", Famille.DISTANCE),
    E_COMMUNAUTE("E-communauté", Famille.DISTANCE);

    /** Les trois familles que montrent les fiches. */
    public enum Famille {
        PRESENTIEL("Présentiel"),
        MIXTE("Mixte"),
        DISTANCE("À distance");

        private final String libelle;

        Famille(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    private final String libelle;
    private final Famille famille;

    Modalite(String libelle, Famille famille) {
        this.libelle = libelle;
        this.famille = famille;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }

    public Famille famille() {
        return famille;
    }

    /** Vrai si une session de cette modalité peut avoir un lieu. */
    public boolean enPresence() {
        return famille != Famille.DISTANCE;
    }

    /**
     * Vrai si l'on s'y inscrit ici et qu'on y est convoqué : un MOOC ne l'est qu'en marque blanche, une e-communauté
     * jamais.
     */
    public boolean surInscription(boolean marqueBlanche) {
        return switch (this) {
            case MOOC -> marqueBlanche;
            case E_COMMUNAUTE -> false;
            default -> true;
        };
    }
}
