package fr.cnfpt.acces.mutualisation.application;

import fr.cnfpt.acces.comptes.application.PeuplerLesComptes;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Dans la démonstration, Denain inscrit aussi pour les deux plus petites communes de son intercommunalité. */
@ApplicationScoped
@Autorise({})
public class PeuplerLesMutualisations implements Peuplement {

    private static final int RATTACHEES = 2;

    @Inject
    Annuaire annuaire;

    @Inject
    Rattachements rattachements;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 13;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        List<CollectiviteInfo> toutes = annuaire.collectivitesDeDemonstration();
        CollectiviteInfo denain = toutes.stream()
                .filter(c -> c.siren().equals(PeuplerLesComptes.DENAIN))
                .findFirst()
                .orElseThrow();
        if (rattachements.de(denain.id(), horloge.aujourdhui()).isEmpty()) {
            toutes.stream()
                    .filter(c -> c.nature().equals("COMMUNE")
                            && c.id() != denain.id()
                            && denain.epciSiren().equals(c.epciSiren()))
                    .sorted(Comparator.comparing(CollectiviteInfo::population))
                    .limit(RATTACHEES)
                    .forEach(c -> rattachements.ouvrir(
                            c.id(), denain.id(), horloge.aujourdhui(), "mutualisation de la fonction formation"));
        }
    }
}
