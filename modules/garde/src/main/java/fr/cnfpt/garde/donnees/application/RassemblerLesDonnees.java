package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.garde.conservation.port.Conservation;
import fr.cnfpt.garde.donnees.port.Sujets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    Conservation conservation;

    @Inject
    Horloge horloge;

    DossierPersonnel de(long agentId) {
        Sujet s = sujets.sujet(agentId, null).orElseThrow(RassemblerLesDonnees::inconnu);
        LocalDate jour = horloge.aujourdhui();
        Map<String, Conservation.Duree> durees = conservation.durees(jour).stream()
                .filter(d -> !d.du().isAfter(jour))
                .collect(Collectors.toMap(Conservation.Duree::code, d -> d));
        return new DossierPersonnel(
                s,
                horloge.maintenant(),
                tries().stream()
                        .flatMap(m -> m.lire(s).stream())
                        .map(r -> new DossierPersonnel.Tenue(r, durees.get(r.conservation())))
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

    /** Du plus bas module au plus haut : le premier schéma nommé suffit à les ranger toujours pareil. */
    List<DonneesPersonnelles> tries() {
        return modules.stream()
                .sorted(Comparator.comparing(m -> m.rubriques().stream()
                        .map(Rubrique::tables)
                        .findFirst()
                        .map(t -> t.get(0))
                        .orElse("")))
                .toList();
    }

    static Refus inconnu() {
        return Refus.introuvable("agent-inconnu", "Cet agent n'existe pas dans votre collectivité.");
    }
}
