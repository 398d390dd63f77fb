package fr.cnfpt.annuaire.collectivites.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Les collectivités du ressort d'une délégation ; toutes pour le siège. */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ConsulterCollectivites {

    @Inject
    Portees portees;

    @Inject
    Collectivites collectivites;

    public Collectivites.Page chercher(
            String recherche, String nature, boolean closes, Tri tri, int premiere, int combien) {
        return collectivites.chercher(portees.courante(), recherche, nature, closes, tri, premiere, combien);
    }
}
