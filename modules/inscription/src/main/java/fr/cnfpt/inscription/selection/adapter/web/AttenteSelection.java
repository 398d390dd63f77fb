package fr.cnfpt.inscription.selection.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** À la délégation, ses sessions à sélection dont la clôture est passée, et que nul n'a décidées. */
@ApplicationScoped
public class AttenteSelection implements Attente {

    @Inject
    ClasserLesDemandes classement;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        if (!u.est(Role.DELEGATION, Role.SIEGE)) {
            return List.of();
        }
        List<Long> sessions = classement.aDecider();
        return sessions.isEmpty()
                ? List.of()
                : List.of(new Tuile(
                        sessions.size(),
                        Texte.accord(sessions.size(), "sélection à décider", "sélections à décider"),
                        "la clôture est passée, personne n'y a encore de place",
                        sessions.size() == 1
                                ? "/inscription/selection.xhtml?session=" + sessions.get(0)
                                : "/inscription/sessions.xhtml?attend=EN_SELECTION",
                        true));
    }
}
