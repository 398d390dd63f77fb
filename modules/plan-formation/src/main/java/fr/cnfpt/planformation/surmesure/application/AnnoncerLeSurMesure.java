package fr.cnfpt.planformation.surmesure.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.planformation.surmesure.domain.DemandeSurMesure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Chaque pas d'une demande se note au journal ; les employeurs qu'il regarde reçoivent un courriel. La délégation,
 * elle, trouve ce qui l'attend à sa première page.
 */
@ApplicationScoped
class AnnoncerLeSurMesure {

    @Inject
    Journal journal;

    @Inject
    Courriers courriers;

    @Inject
    Acteurs acteurs;

    void noter(DemandeSurMesure d, String quoi) {
        journal.noter(
                "demande-sur-mesure",
                "demande sur mesure " + d.id(),
                "« " + d.besoin().intitule() + " » : " + quoi,
                d.collectiviteId());
    }

    /** Qui la porte et qui vient. */
    void auxEmployeurs(DemandeSurMesure d, String objet, String phrase) {
        ecrire(d, d.employeurs(), objet, phrase);
    }

    void auxAutres(DemandeSurMesure d, String objet, String phrase) {
        Set<Long> autres = new HashSet<>(d.employeurs());
        autres.remove(d.collectiviteId());
        ecrire(d, autres, objet, phrase);
    }

    void ecrire(DemandeSurMesure d, Collection<Long> collectivites, String objet, String phrase) {
        for (long collectivite : collectivites) {
            acteurs.courrielsDesGestionnaires(collectivite)
                    .forEach(c -> courriers.deposer(
                            c,
                            objet + " : " + d.besoin().intitule(),
                            """
                    Bonjour,

                    %s

                    %s/planformation/demande.xhtml?id=%d
                    """.formatted(phrase, Parametres.adresse(), d.id()),
                            collectivite));
        }
    }
}
