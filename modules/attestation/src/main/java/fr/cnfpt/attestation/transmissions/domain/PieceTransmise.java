package fr.cnfpt.attestation.transmissions.domain;

/**
 * Un document d'une transmission, figé : son empreinte reste quand la copie n'est plus là.
 *
 * @param objetId le bulletin, ou l'attestation
 * @param agentId le poste où il fut obtenu
 * @param octets ce que pèse la copie
 */
public record PieceTransmise(
        long transmissionId,
        int rang,
        NatureDePiece nature,
        long objetId,
        long agentId,
        String intitule,
        String sha256,
        long octets) {

    /** « Convocation : Espaces verts, du 3 au 4 mars 2026 » */
    public String enClair() {
        return nature.libelle() + " : " + intitule;
    }

    /** Le nom du fichier remis, sans nom de personne. */
    public String fichier() {
        return switch (nature) {
                    case CONVOCATION -> "convocation-";
                    case BULLETIN -> "bulletin-";
                    case ATTESTATION -> "attestation-";
                }
                + objetId + ".pdf";
    }
}
