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
        String portee) {}
