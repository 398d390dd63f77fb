package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.donnees.persistence.Sujets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Un compte qui n'est celui d'aucun poste (gestionnaire, formateur, délégation, siège) ne suit le sort d'aucune fiche :
 * fermé depuis assez longtemps, le nom de qui le tenait s'ôte de partout, comme celui d'un agent.
 */
@ApplicationScoped
public class EffacerLesComptesFermes implements Purges {

    @Inject
    RassemblerLesDonnees donnees;

    @Inject
    Sujets sujets;

    @Inject
    Journal journal;

    @Override
    public List<String> codes() {
        return List.of("COMPTE_FERME");
    }

    @Override
    public long compter(String code, Instant avant) {
        return sujets.comptesFermes(avant).size();
    }

    /** Les noms d'abord, le journal ensuite : nul n'attend sa tête pendant qu'on cherche. */
    @Override
    public long purger(String code, Instant avant) {
        List<Long> comptes = sujets.comptesFermes(avant);
        comptes.forEach(c -> {
            Sujet s = sujets.titulaire(c, Pseudonyme.auHasard());
            donnees.tries().forEach(m -> m.effacer(s));
        });
        comptes.forEach(c ->
                journal.noter("compte-efface", "compte " + c, "Effacé au terme de la durée de conservation", null));
        return comptes.size();
    }
}
