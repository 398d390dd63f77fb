package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.places.application.OffrirUnePlace;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Promu;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/**
 * Un bulletin sorti rend ce qu'il tenait ; une place va à la file, si c'en est encore le moment : donnée d'office, ou
 * offerte si la session le veut et s'il reste le temps de répondre.
 */
@ApplicationScoped
public class RendreLaPlace {

    @Inject
    Places places;

    @Inject
    ReglesDuCircuit regles;

    @Inject
    OffrirUnePlace offre;

    @Inject
    Horloge horloge;

    public void executer(SessionInfo session, boolean tenaitUnePlace) {
        LocalDate jour = horloge.aujourdhui(session.fuseau());
        places.rendre(
                        session.id(),
                        tenaitUnePlace,
                        Ouverture.promeut(session, jour, regles.joursDePromotion(jour)),
                        horloge.maintenant())
                .ifPresent(p -> offrir(session, List.of(p)));
    }

    boolean avance(SessionInfo avant, SessionInfo apres) {
        LocalDate jour = horloge.aujourdhui(apres.fuseau());
        return Ouverture.avance(avant, apres, jour, regles.joursDePromotion(jour));
    }

    /** Ceux qui viennent d'avoir une place dans une session qui les offre ont le temps de répondre. */
    public void offrir(SessionInfo session, List<Promu> promus) {
        List<Promu> aOffrir = promus.stream().filter(Promu::parOffre).toList();
        if (!aOffrir.isEmpty()) {
            LocalDate jour = horloge.aujourdhui(session.fuseau());
            Ouverture.echeanceDOffre(
                            session, horloge.maintenant(), regles.heuresDOffre(jour), regles.joursDePromotion(jour))
                    .ifPresent(e -> offre.executer(session, aOffrir, e));
        }
    }
}
