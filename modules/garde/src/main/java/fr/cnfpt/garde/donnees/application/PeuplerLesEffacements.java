package fr.cnfpt.garde.donnees.application;

import fr.cnfpt.annuaire.api.AgentsDeDemonstration;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Peuplement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;

/**
 * La démonstration, une fois tout le reste en place : quelqu'un de Denain s'en est allé et ses données ont été
 * effacées, par le vrai geste. Ses attestations se vérifient toujours.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesEffacements implements Peuplement {

    private static final String DENAIN = "215901729";

    @Inject
    EffacerUnAgent effacement;

    @Inject
    AgentsDeDemonstration agents;

    @Inject
    Annuaire annuaire;

    @Override
    public int ordre() {
        return 80;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        agents.agent(agents.collectivite(DENAIN), AgentsDeDemonstration.EFFACE)
                .filter(a -> annuaire.departs(List.of(a)).containsKey(a))
                .ifPresent(a -> {
                    effacement.executer(a, "à sa demande");
                    progres.accept("Démonstration : un agent effacé");
                });
    }
}
