package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    Personnes personnes;

    @Inject
    Durees durees;

    @Inject
    Horloge horloge;

    /** Ce qu'un employeur tient d'un agent : son poste, et rien de ce qui est à la personne. */
    DossierPersonnel duPoste(long agentId) {
        Sujet s = sujets.sujet(agentId, null).orElseThrow(RassemblerLesDonnees::inconnu);
        return dossier(s, lire(s).filter(r -> !r.estAuSeulTitulaire()).toList());
    }

    /** Tout ce qui est tenu sur la personne qui tient ce poste : tous ses postes, toutes ses qualités. */
    DossierPersonnel deLaPersonne(long agentId) {
        Sujet ici = sujets.sujet(agentId, null)
                .map(s -> sujets.avecSesQualitesSansPoste(s))
                .orElseThrow(RassemblerLesDonnees::inconnu);
        List<Sujet> ailleurs = personnes.postesDeLaPersonne(agentId).stream()
                .filter(a -> a != agentId)
                .sorted()
                .flatMap(a -> sujets.sujet(a, null).stream())
                .toList();
        Map<String, Rubrique> reunies = new LinkedHashMap<>();
        Stream.concat(Stream.of(ici), ailleurs.stream())
                .flatMap(this::lire)
                .forEach(r -> reunies.merge(r.titre(), r, RassemblerLesDonnees::reunir));
        return dossier(ici, List.copyOf(reunies.values()));
    }

    /** Ce qui est à la personne se lit depuis chacun de ses postes : une fois suffit. */
    private static Rubrique reunir(Rubrique une, Rubrique autre) {
        Set<Map<String, Object>> lignes = new LinkedHashSet<>(une.lignes());
        lignes.addAll(autre.lignes());
        return une.avec(List.copyOf(lignes));
    }

    private Stream<Rubrique> lire(Sujet s) {
        return tries().stream().flatMap(m -> m.lire(s).stream());
    }

    private DossierPersonnel dossier(Sujet s, List<Rubrique> rubriques) {
        LocalDate jour = horloge.aujourdhui();
        Map<String, VersionDeRegle> enVigueur = durees.enVigueur(jour);
        return new DossierPersonnel(
                s,
                horloge.maintenant(),
                rubriques.stream()
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
