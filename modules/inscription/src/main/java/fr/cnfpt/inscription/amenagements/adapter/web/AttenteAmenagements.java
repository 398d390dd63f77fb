package fr.cnfpt.inscription.amenagements.adapter.web;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.amenagements.application.TenirLesAmenagements;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Au seul référent handicap, les besoins d'aménagement qui attendent sa réponse. */
@ApplicationScoped
public class AttenteAmenagements implements Attente {

    @Inject
    TenirLesAmenagements tenue;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        if (!u.est(Role.DELEGATION) || !tenue.suisReferent()) {
            return List.of();
        }
        long n = tenue.sansReponse();
        return List.of(new Tuile(
                n,
                n > 1 ? "besoins d'aménagement sans réponse" : "besoin d'aménagement sans réponse",
                "vous seul les lisez",
                "/inscription/amenagements.xhtml",
                n > 0));
    }
}
