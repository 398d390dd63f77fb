package fr.cnfpt.garde.donnees.persistence;

import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce que la loi donne à un agent sur ses données : le délai de la réponse. */
@ApplicationScoped
public class ReglesDesDroits implements FamilleDeRegles {

    private static final String REPONSE = "REPONSE_RGPD_MOIS";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    /** Le dernier jour pour répondre à une demande déposée ce jour-là. */
    public LocalDate echeance(LocalDate depot) {
        return depot.plusMonths(regles.le(code(), REPONSE, depot).entier());
    }

    @Override
    public String code() {
        return "droits";
    }

    @Override
    public int ordre() {
        return 50;
    }

    @Override
    public String libelle() {
        return "Répondre aux agents sur leurs données";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(RegleDeclaree.de(
                REPONSE,
                "Délai pour répondre à la demande d'un agent",
                Unite.MOIS,
                "1",
                "3",
                "Les demandes déjà déposées gardent leur échéance ; le nouveau délai vaut pour les suivantes."));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery("select count(*) from garde.demande where issue is null")
                        .mapTo(Long.class)
                        .one()),
                "demande attend sa réponse",
                "demandes attendent leur réponse",
                "leur échéance ne bouge pas"));
    }
}
