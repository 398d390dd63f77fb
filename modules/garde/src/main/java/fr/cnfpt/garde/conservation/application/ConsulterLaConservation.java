package fr.cnfpt.garde.conservation.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.conservation.persistence.Conservation;
import fr.cnfpt.garde.durees.persistence.Durees;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Le siège lit les durées, le dernier passage, et essaie : ce qui serait effacé aujourd'hui, sans rien effacer. */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class ConsulterLaConservation {

    private static final int LOT = 500;

    @Inject
    Conservation conservation;

    @Inject
    Durees durees;

    @Inject
    SuivreLaConservation suivi;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** En vigueur et à venir. */
    public List<VersionDeRegle> durees() {
        return durees.aPartirDu(horloge.aujourdhui());
    }

    public Optional<Conservation.Passage> dernier() {
        return conservation.dernier();
    }

    /** Combien ce passage a effacé, par code. */
    public Map<String, Long> comptes(long passageId) {
        return conservation.comptes(passageId);
    }

    /** Combien un passage effacerait maintenant, par code ; les zéros y sont. */
    public Map<String, Long> essayer() {
        Map<String, Long> n = new LinkedHashMap<>();
        courant.agirComme(Utilisateur.SYSTEME, () -> {
            n.put(SuivreLaConservation.PARTI, 0L);
            n.put(SuivreLaConservation.SANS_ACTIVITE, 0L);
            List<Long> lot = suivi.candidats(0, LOT);
            while (!lot.isEmpty()) {
                lot.forEach(id -> suivi.motif(id).ifPresent(code -> n.merge(code, 1L, Long::sum)));
                lot = suivi.candidats(lot.get(lot.size() - 1), LOT);
            }
            suivi.purges().forEach(code -> n.put(code, suivi.compter(code)));
        });
        return n;
    }
}
