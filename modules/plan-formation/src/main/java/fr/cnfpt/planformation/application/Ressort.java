package fr.cnfpt.planformation.application;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;

/** À qui une synthèse est ouverte : le siège les voit toutes, une délégation ne voit que la sienne. */
final class Ressort {

    private Ressort() {}

    /** @throws Refus interdit, si cette structure n'est pas du ressort de l'utilisateur */
    static void exiger(Utilisateur u, long structureId) {
        boolean admis = u.est(Role.SIEGE, Role.SYSTEME)
                || u.est(Role.DELEGATION) && u.structureId() != null && u.structureId() == structureId;
        if (!admis) {
            throw Refus.interdit("Ces plans sont ceux d'une autre délégation.");
        }
    }
}
