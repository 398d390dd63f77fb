package fr.cnfpt.annuaire.agents.imports.application;

import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/**
 * Dit interrompus les imports que plus aucun serveur ne mène, et oublie les lignes de ceux qui sont finis sans rien
 * écrire.
 */
@ApplicationScoped
public class VeillerSurLesImports implements Tache {

    private static final Duration SILENCE = Duration.ofMinutes(1);

    @Inject
    Imports imports;

    @Inject
    Horloge horloge;

    @Override
    public String nom() {
        return "Veille sur les imports d'agents";
    }

    @Override
    public Duration periode() {
        return Duration.ofMinutes(1);
    }

    @Override
    @Transactional
    @Autorise({})
    public void executer() {
        imports.interrompre(horloge.maintenant().minus(SILENCE), horloge.maintenant());
        imports.nettoyer();
    }
}
