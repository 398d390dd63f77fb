package fr.cnfpt.portail.web;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.outils.ecran.PagesDuModule;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Toutes les pages du site, rassemblées des modules : la garde et la navigation lisent la même liste. */
@ApplicationScoped
public class Pages {

    @Inject
    Instance<PagesDuModule> modules;

    private final Map<String, PageDuSite> parChemin = new LinkedHashMap<>();

    @PostConstruct
    void rassembler() {
        modules.forEach(m -> m.pages().forEach(p -> {
            if (parChemin.put(p.chemin(), p) != null) {
                throw new IllegalStateException("Page déclarée deux fois : " + p.chemin());
            }
        }));
    }

    public Optional<PageDuSite> trouver(String chemin) {
        return Optional.ofNullable(parChemin.get(chemin));
    }

    public List<PageDuSite> toutes() {
        return List.copyOf(parChemin.values());
    }

    /** Sa navigation : huit entrées au plus. */
    public List<PageDuSite> navigation(Utilisateur u) {
        return parChemin.values().stream()
                .filter(p -> p.rubrique() != null && p.admet(u))
                .sorted(Comparator.comparingInt(PageDuSite::rang))
                .toList();
    }
}
