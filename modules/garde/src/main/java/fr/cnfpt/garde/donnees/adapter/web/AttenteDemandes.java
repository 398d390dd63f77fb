package fr.cnfpt.garde.donnees.adapter.web;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.garde.donnees.application.TraiterLesDemandes;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** Les demandes des agents sur leurs données, tant qu'il y en a qui attendent. */
@ApplicationScoped
public class AttenteDemandes implements Attente {

    private static final int PRESSE = 7;

    @Inject
    TraiterLesDemandes demandes;

    @Inject
    Horloge horloge;

    @Override
    public List<Tuile> pour(Utilisateur u) {
        List<LocalDate> echeances = u.est(Role.GESTIONNAIRE_RH) ? demandes.echeances() : List.of();
        return echeances.isEmpty()
                ? List.of()
                : List.of(new Tuile(
                        echeances.size(),
                        echeances.size() > 1 ? "demandes sur des données" : "demande sur des données",
                        "à répondre le " + Texte.date(echeances.get(0)) + " au plus tard",
                        "/garde/demandes.xhtml",
                        echeances.get(0).isBefore(horloge.aujourdhui().plusDays(PRESSE))));
    }
}
