package fr.cnfpt.attestation.preuve.domain;

/** Comment un webinaire a été suivi. */
public enum ModeWebinaire {
    SYNCHRONE("en direct"),
    ASYNCHRONE("en différé");

    private final String libelle;

    ModeWebinaire(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }
}
