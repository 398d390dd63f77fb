package fr.cnfpt.garde.courrier.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.garde.courrier.application.LireLaBoite;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Les courriels abandonnés, tant qu'il y en a : au siège de voir pourquoi, et de les renvoyer. */
@ApplicationScoped
public class AttenteEnvois implements Attente {

    @Inject
    LireLaBoite boite;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        long n = u.est(Role.SIEGE) ? boite.abandonnes() : 0;
        return n == 0
                ? List.of()
                : List.of(new Tuile(
                        n,
                        n > 1 ? "courriels abandonnés" : "courriel abandonné",
                        "à renvoyer une fois la cause réparée",
                        "/garde/boite.xhtml",
                        false));
    }
}
