package fr.cnfpt.inscription.places.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.places.application.Depot.Sort;
import fr.cnfpt.inscription.places.port.Places;
import fr.cnfpt.inscription.places.port.Places.Empechement;
import fr.cnfpt.inscription.places.port.Places.Obtenu;
import fr.cnfpt.outils.persistence.ReponsesGardees;
import fr.cnfpt.outils.persistence.ReponsesGardees.Gardee;
import fr.cnfpt.outils.rest.application.FaireUneFois;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Un lot de dépôts en une transaction : leurs places et les réponses qu'on en garde. Ce qui empêche l'un (l'agent déjà
 * inscrit, la jauge tenue) se voit avant d'écrire et n'arrête pas les autres ; toute autre faute, une clé qui a servi
 * comprise, défait le lot.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class TenirLeGuichet {

    @Inject
    Places places;

    @Inject
    Personnes personnes;

    @Inject
    PrevenirLesAutresEmployeurs autresEmployeurs;

    @Inject
    ReponsesGardees reponses;

    @Inject
    Horloge horloge;

    /**
     * @param depots sans deux qui se heurtent
     * @param attendre vrai : attend qui tient une jauge ; faux : rend {@link Sort#JAUGE_TENUE}
     * @return le sort de chacun, dans leur ordre, qui ne vaut qu'une fois la transaction validée
     */
    public List<Sort> servir(List<Depot> depots, boolean attendre) {
        Map<Long, Set<Long>> autresPostes = autresPostes(depots);
        if (!autresPostes.isEmpty()) {
            places.uneParUne(autresPostes.entrySet().stream()
                    .map(p -> Math.min(p.getKey(), Collections.min(p.getValue())))
                    .toList());
        }
        List<Obtenu> obtenus =
                places.inscrire(depots.stream().map(Depot::demande).toList(), autresPostes, attendre);
        List<Sort> sorts = new ArrayList<>(depots.size());
        List<Gardee> aGarder = new ArrayList<>(depots.size());
        for (int i = 0; i < depots.size(); i++) {
            sorts.add(sort(depots.get(i), obtenus.get(i), attendre, aGarder));
            if (obtenus.get(i).empechement() == null) {
                prevenir(depots.get(i).demande(), autresPostes.keySet());
            }
        }
        if (!aGarder.isEmpty() && !reponses.garder(aGarder, horloge.maintenant())) {
            throw new FaireUneFois.DejaFait();
        }
        return sorts;
    }

    /** Une personne n'est pas deux fois dans une session, quel que soit l'employeur qui l'y inscrit. */
    private Map<Long, Set<Long>> autresPostes(List<Depot> depots) {
        return personnes.autresPostes(depots.stream()
                .flatMap(d -> d.demande().agents().stream())
                .map(AgentInfo::id)
                .toList());
    }

    /** Un agent d'un seul poste n'a pas d'autre employeur : presque tous, et rien ne se lit pour eux. */
    private void prevenir(Places.Demande demande, Set<Long> dePlusieursPostes) {
        List<AgentInfo> agents = demande.agents().stream()
                .filter(a -> dePlusieursPostes.contains(a.id()))
                .toList();
        if (!agents.isEmpty()) {
            autresEmployeurs.executer(demande.session(), agents, false);
        }
    }

    private static Sort sort(Depot d, Obtenu obtenu, boolean attendue, List<Gardee> aGarder) {
        if (obtenu.empechement() == Empechement.DEJA_INSCRIT) {
            return Sort.refuse(Places.dejaInscrit());
        }
        if (obtenu.empechement() == Empechement.JAUGE_TENUE) {
            return attendue
                    ? Sort.refuse(Refus.introuvable("session-inconnue", "Cette session n'a pas d'inscriptions."))
                    : Sort.JAUGE_TENUE;
        }
        Object reponse = d.reponse().apply(obtenu.placements());
        d.envoi().ifPresent(e -> aGarder.add(e.garder(reponse)));
        return new Sort(reponse, null);
    }
}
