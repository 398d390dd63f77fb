package fr.cnfpt.attestation.transmissions.domain;

/** Ce qui se transmet. */
public enum NatureDePiece {
    CONVOCATION("Convocation"),
    BULLETIN("Bulletin visé"),
    ATTESTATION("Attestation");

    private final String libelle;

    NatureDePiece(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }
}
