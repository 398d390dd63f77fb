package fr.cnfpt.inscription.places.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.acces.api.Personnes.StatutCommun;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Parametres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * L'employeur qui porte une demande en prévient, dans la transaction qui l'écrit, les autres employeurs au statut
 * partagé (docs/adr/0031).
 */
@ApplicationScoped
public class PrevenirLesAutresEmployeurs {

    @Inject
    Personnes personnes;

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    Courriers courriers;

    /**
     * @param agents du même employeur
     * @param avis vrai si on leur demande le leur
     */
    public void executer(SessionInfo session, List<AgentInfo> agents, boolean avis) {
        List<StatutCommun> statuts =
                personnes.statutsCommuns(agents.stream().map(AgentInfo::id).toList());
        if (statuts.isEmpty()) {
            return;
        }
        String porteur = annuaire.collectivite(agents.get(0).collectiviteId())
                .orElseThrow()
                .nom();
        Map<Long, AgentInfo> autres =
                annuaire.agents(statuts.stream().map(StatutCommun::autre).toList());
        for (StatutCommun s : statuts) {
            acteurs.courrielsDesGestionnaires(s.autreCollectivite())
                    .forEach(c -> courriers.deposer(
                            c,
                            "Une demande portée par " + porteur,
                            """
            Bonjour,

            %s porte une demande pour votre agent intercommunal de matricule %s : « %s », %s.
            %s
            Ses demandes, dans votre espace : %s/inscription/partagees.xhtml
            """.formatted(
                                            porteur,
                                            autres.get(s.autre()).matricule(),
                                            session.intitule(),
                                            session.periode(),
                                            avis ? "\nVotre avis est demandé avant qu'il la valide.\n" : "",
                                            Parametres.adresse()),
                            s.autreCollectivite()));
        }
    }
}
