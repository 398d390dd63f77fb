package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.circuit.persistence.Activites;
import fr.cnfpt.inscription.circuit.persistence.Activites.Activite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;

/** Le volume de l'année civile en cours, dans la portée de qui lit : ses agents, ou les sessions qu'il organise. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class MesurerLActivite {

    @Inject
    Activites activites;

    @Inject
    Portees portees;

    @Inject
    Horloge horloge;

    public Activite cetteAnnee() {
        LocalDate jour = horloge.aujourdhui();
        return activites.commencees(portees.courante(), jour.withDayOfYear(1), jour.withDayOfYear(jour.lengthOfYear()));
    }
}
