package fr.cnfpt.inscription.relances.domain;

/** Jusqu'où l'on est allé pour qu'une demande avance. L'ordre est celui de la base. */
public enum Etape {
    DEMANDE,
    RAPPEL,
    REMPLACANT,
    SERVICE_FORMATION,
    A_VALIDER;

    /** À qui un rappel est allé. */
    public enum Qui {
        RESPONSABLE("au responsable"),
        REMPLACANT("à qui remplace le responsable"),
        SERVICE_FORMATION("au service formation"),
        PERSONNE("à personne, faute d'adresse de courriel");

        private final String libelle;

        Qui(String libelle) {
            this.libelle = libelle;
        }

        public String libelle() {
            return libelle;
        }
    }

    /** Où en est une demande qui attend un avis depuis tant de jours, rappelée tous les {@code rappel} jours. */
    public static Etape due(long jours, int rappel) {
        return values()[(int) Math.min(Math.max(jours, 0) / rappel, SERVICE_FORMATION.ordinal())];
    }
}
