package fr.cnfpt.inscription.api;

/** Où en est un bulletin. Les états de {@link #tientUnePlace} comptent dans la jauge. */
public enum Etat {
    PREINSCRIPTION("Chez le responsable, pour avis"),
    AVIS_RENDU("À valider par le service formation"),
    TRANSMISE("Transmise au CNFPT, une place est tenue"),
    /** Transmise à une session à sélection : nul n'y a de place avant la décision. */
    EN_SELECTION("En attente de la sélection"),
    LISTE_ATTENTE("En liste d'attente"),
    ACCEPTEE("Acceptée par le CNFPT"),
    CONVOQUEE("Convoquée"),
    PRESENTE("Présence enregistrée"),
    ABSENTE("Absence enregistrée"),
    ATTESTEE("Attestation délivrée"),
    REFUSEE("Refusée"),
    ANNULEE("Annulée");

    private final String libelle;

    Etat(String libelle) {
        this.libelle = libelle;
    }

    public String libelle() {
        return libelle;
    }

    public String getLibelle() {
        return libelle;
    }

    public boolean tientUnePlace() {
        return switch (this) {
            case TRANSMISE, ACCEPTEE, CONVOQUEE, PRESENTE, ABSENTE, ATTESTEE -> true;
            default -> false;
        };
    }

    /**
     * La couleur et le signe de la situation à l'écran : bon, attente, a-faire, mauvais, accent ou neutre. Ce que
     * quelqu'un doit faire ici et ce qui attend une place ne se confondent jamais.
     */
    public String getTon() {
        return switch (this) {
            case ACCEPTEE, CONVOQUEE, PRESENTE, ATTESTEE -> "bon";
            case LISTE_ATTENTE -> "attente en-file";
            case PREINSCRIPTION, AVIS_RENDU -> "a-faire";
            case REFUSEE, ABSENTE -> "mauvais";
            case TRANSMISE -> "accent";
            case EN_SELECTION -> "accent a-choisir";
            case ANNULEE -> "neutre";
        };
    }
}
