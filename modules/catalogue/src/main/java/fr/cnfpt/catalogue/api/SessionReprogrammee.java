package fr.cnfpt.catalogue.api;

/**
 * Annonce, dans la transaction qui la change : la jauge, les demandes et la communauté suivent, les inscrits sont
 * prévenus. Qui écoute peut refuser : un effectif sous les places déjà tenues.
 */
public record SessionReprogrammee(SessionInfo avant, SessionInfo apres) {

    /** Vrai si les inscrits doivent l'apprendre : un minimum ou un effectif ne les regarde pas. */
    public boolean regardeLesInscrits() {
        return !avant.debut().equals(apres.debut())
                || !avant.fin().equals(apres.fin())
                || !java.util.Objects.equals(avant.horaires(), apres.horaires())
                || !java.util.Objects.equals(avant.ville(), apres.ville())
                || !java.util.Objects.equals(avant.adresse(), apres.adresse());
    }
}
