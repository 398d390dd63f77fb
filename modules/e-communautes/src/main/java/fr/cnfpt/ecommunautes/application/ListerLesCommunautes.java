package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.ecommunautes.port.Espaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Les communautés que l'on peut ouvrir, les siennes d'abord. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class ListerLesCommunautes {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Entree entree;

    @Inject
    Espaces espaces;

    public Espaces.Page executer(String recherche, int premiere, int combien) {
        return espaces.lister(
                portees.courante(),
                entree.siennes(courant.get()),
                recherche == null ? "" : recherche.strip(),
                Math.max(premiere, 0),
                combien);
    }
}
