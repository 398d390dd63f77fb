package fr.cnfpt.garde.journal.application;

import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Le journal, lu : tout par le siège, sa collectivité par une RH, son ressort par une délégation. Les événements de
 * sécurité, par le siège seul.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.SIEGE, Role.GESTIONNAIRE_RH, Role.DELEGATION})
public class ConsulterLeJournal {

    @Inject
    Portees portees;

    @Inject
    LignesDuJournal lignes;

    public List<LignesDuJournal.Ligne> actes(String recherche, int premiere, int combien) {
        return lignes.lire(portees.courante(), recherche, premiere, combien);
    }

    public long combien(String recherche) {
        return lignes.compter(portees.courante(), recherche);
    }

    @Autorise(Role.SIEGE)
    public List<LignesDuJournal.Evenement> evenements(String recherche, int premiere, int combien) {
        return lignes.evenements(recherche, premiere, combien);
    }

    @Autorise(Role.SIEGE)
    public long combienDEvenements(String recherche) {
        return lignes.compterEvenements(recherche);
    }

    /** Recalcule toute la chaîne. @return le premier acte changé, ôté ou intercalé ; vide si elle est entière */
    @Autorise(Role.SIEGE)
    public Optional<Long> premiereRupture() {
        return lignes.premiereRupture();
    }
}
