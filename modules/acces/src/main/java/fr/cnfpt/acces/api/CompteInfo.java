package fr.cnfpt.acces.api;

import fr.cnfpt.commun.Role;

/** Un compte, sans rien de secret. */
public record CompteInfo(
        long id,
        String identifiant,
        String nom,
        Role role,
        Long collectiviteId,
        Long structureId,
        Long agentId,
        boolean actif,
        boolean demonstration,
        String portee) {
    public long getId() {
        return id;
    }

    public String getNom() {
        return nom;
    }

    public String getIdentifiant() {
        return identifiant;
    }

    public Role getRole() {
        return role;
    }

    public boolean isActif() {
        return actif;
    }

    public boolean isDemonstration() {
        return demonstration;
    }

    public String getPortee() {
        return portee;
    }
}
