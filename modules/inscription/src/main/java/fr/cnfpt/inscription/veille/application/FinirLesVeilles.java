package fr.cnfpt.inscription.veille.application;

import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.inscription.veille.persistence.Agendas;
import fr.cnfpt.inscription.veille.persistence.RecherchesGardees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Qui ne tient plus une qualité n'est plus prévenu en son nom, et ses adresses secrètes ne valent plus. */
@ApplicationScoped
@Transactional
public class FinirLesVeilles {

    @Inject
    RecherchesGardees recherches;

    @Inject
    Agendas agendas;

    public void quand(@Observes QualiteFinie qualite) {
        recherches.effacerCellesDe(qualite.compteId());
        agendas.fermer(qualite.compteId());
    }
}
