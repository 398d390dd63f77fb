package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.annuaire.api.CarteChangee;
import fr.cnfpt.annuaire.api.StructureRemplacee;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;

/**
 * Quand une délégation laisse la place à une autre, ses comptes ouverts la suivent, chacun noté au journal. Quand un
 * employeur est clos, les siens restent ouverts : le rapport de la carte dit combien.
 */
@ApplicationScoped
@Transactional
public class ConfierLesComptes {

    @Inject
    Comptes comptes;

    @Inject
    Journal journal;

    void quand(@Observes StructureRemplacee fusion) {
        comptes.confier(fusion.ancienne(), fusion.nouvelle())
                .forEach(c -> journal.noter(
                        "compte-change-de-structure",
                        "compte " + c,
                        "De la structure " + fusion.ancienne() + " à la structure " + fusion.nouvelle() + ".",
                        null));
    }

    void quand(@Observes CarteChangee carte) {
        Map<Long, Long> ouverts = comptes.ouvertsParCollectivite(
                carte.clos().stream().map(CarteChangee.EmployeurClos::id).toList());
        carte.clos().stream()
                .filter(c -> ouverts.containsKey(c.id()))
                .forEach(c -> carte.rapport()
                        .comptes(
                                c.departement(),
                                c.siren(),
                                c.nom(),
                                Texte.pluriel(
                                        ouverts.get(c.id()), "compte y reste ouvert.", "comptes y restent ouverts.")));
    }
}
