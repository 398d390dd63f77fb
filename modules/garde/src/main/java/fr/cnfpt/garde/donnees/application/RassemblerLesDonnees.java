package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.donnees.persistence.Sujets;
import fr.cnfpt.garde.durees.persistence.Durees;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Réunit ce que tous les modules tiennent d'un agent ; toujours dans la transaction d'un cas d'usage, qui a vérifié qui
 * demande.
 */
@ApplicationScoped
public class RassemblerLesDonnees {

    @Inject
    @Any
    Instance<DonneesPersonnelles> modules;

    @Inject
    Sujets sujets;

    @Inject
    Durees durees;

    @Inject
    Horloge horloge;

    DossierPersonnel de(long agentId) {
        Sujet s = sujets.sujet(agentId, null).orElseThrow(RassemblerLesDonnees::inconnu);
        LocalDate jour = horloge.aujourdhui();
        Map<String, VersionDeRegle> enVigueur = durees.enVigueur(jour);
        return new DossierPersonnel(
                s,
                horloge.maintenant(),
                tries().stream()
                        .flatMap(m -> m.lire(s).stream())
                        .map(r -> new DossierPersonnel.Tenue(r, enVigueur.get(r.conservation())))
                        .toList(),
                empechement(s).orElse(null));
    }

    public Optional<String> empechement(Sujet s) {
        LocalDate jour = horloge.aujourdhui();
        return tries().stream().flatMap(m -> m.empechement(s, jour).stream()).findFirst();
    }

    public Optional<LocalDate> derniereActivite(Sujet s) {
        return tries().stream().flatMap(m -> m.derniereActivite(s).stream()).max(Comparator.naturalOrder());
    }

    /** Du plus bas module au plus haut. */
    List<DonneesPersonnelles> tries() {
        return modules.stream()
                .sorted(Comparator.comparingInt(DonneesPersonnelles::ordre))
                .toList();
    }

    static Refus inconnu() {
        return Refus.introuvable("agent-inconnu", "Cet agent n'existe pas dans votre collectivité.");
    }
}
