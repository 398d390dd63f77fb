package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.annuaire.carte.domain.Decoupage;
import fr.cnfpt.annuaire.carte.port.Paquets;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Utilisateur;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * La carte de France au premier démarrage : le millésime livré, chargé sur rien par le même chemin que les suivants.
 * Une commune sans SIREN (outre-mer sans commune de plein exercice) reste un territoire et ne devient pas un employeur.
 */
@ApplicationScoped
public class CartePeuplement implements Peuplement {

    @Inject
    Jdbi jdbi;

    @Inject
    Paquets paquets;

    @Override
    public int ordre() {
        return 10;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        Carte carte = new Carte();
        carte.jdbi = jdbi;
        if (carte.enVigueur().isPresent()) {
            return;
        }
        Decoupage livre = paquets.livre();
        String titre = "Carte de France " + livre.annee();
        progres.accept(titre + " : lecture des régions, départements, intercommunalités et communes");
        long depart = System.nanoTime();
        carte.charger(livre, annonce -> {});
        carte.garderApplication(
                null,
                livre,
                "livrée",
                Utilisateur.SYSTEME.nom(),
                (int) ((System.nanoTime() - depart) / 1_000_000),
                List.of());
        progres.accept(
                titre + " : " + nombre("commune where millesime_fin is null") + " communes, clés SIREN vérifiées");
        progres.accept(titre + " : " + nombre("collectivite") + " collectivités rattachées à leur délégation");
    }

    private long nombre(String quoi) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from annuaire." + quoi)
                .mapTo(Long.class)
                .one());
    }
}
