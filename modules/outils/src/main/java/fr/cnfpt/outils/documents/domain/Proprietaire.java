package fr.cnfpt.outils.documents.domain;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;

/** À qui est un document : une collectivité, une structure du CNFPT, ou le siège. Nul autre ne l'ouvre. */
public record Proprietaire(String code) {

    public static final Proprietaire SIEGE = new Proprietaire("siege");

    public static Proprietaire collectivite(long id) {
        return new Proprietaire("collectivite " + id);
    }

    public static Proprietaire structure(long id) {
        return new Proprietaire("structure " + id);
    }

    /** @throws Refus interdit, s'il n'agit pour personne */
    public static Proprietaire de(Utilisateur u) {
        if (u.collectiviteId() != null) {
            return collectivite(u.collectiviteId());
        }
        if (u.structureId() != null) {
            return structure(u.structureId());
        }
        if (u.est(Role.SIEGE)) {
            return SIEGE;
        }
        throw Refus.interdit(
                "Votre compte n'agit ni pour une collectivité ni pour une structure : il n'a pas de documents.");
    }
}
