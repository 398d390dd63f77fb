package fr.cnfpt.inscription.places.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Role;
import fr.cnfpt.inscription.places.application.Depot.Sort;
import fr.cnfpt.inscription.places.application.LireLesSouhaits.Lu;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Un lot de dépôts en une transaction : ce qu'ils demandent, leurs places et les réponses qu'on en garde. Ce qui
 * empêche l'un (la session close, l'agent déjà inscrit, la jauge tenue) se voit avant d'écrire et n'arrête pas les
 * autres ; toute autre faute, une clé qui a servi comprise, défait le lot.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class TenirLeGuichet {

    /** Deux demandes de ce lot sont celles d'une même personne : chacune vient seule. */
    static final class UnParUn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnParUn() {
            super(null, null, false, false);
        }
    }

    @Inject
    LireLesSouhaits lecture;

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
        List<Lu> lus = lecture.lire(depots.stream().map(Depot::souhait).toList());
        List<Places.Demande> demandes =
                lus.stream().map(Lu::demande).filter(Objects::nonNull).toList();
        if (demandes.isEmpty()) {
            return lus.stream().map(l -> Sort.refuse(l.refus())).toList();
        }
        Map<Long, Set<Long>> autresPostes = autresPostes(demandes);
        if (!autresPostes.isEmpty()) {
            unePersonneParLot(demandes, autresPostes);
            places.uneParUne(autresPostes.entrySet().stream()
                    .map(p -> Math.min(p.getKey(), Collections.min(p.getValue())))
                    .toList());
        }
        Iterator<Obtenu> obtenus =
                places.inscrire(demandes, autresPostes, attendre).iterator();
        List<Sort> sorts = new ArrayList<>(depots.size());
        List<Gardee> aGarder = new ArrayList<>(depots.size());
        for (int i = 0; i < depots.size(); i++) {
            Places.Demande demande = lus.get(i).demande();
            if (demande == null) {
                sorts.add(Sort.refuse(lus.get(i).refus()));
                continue;
            }
            Obtenu obtenu = obtenus.next();
            sorts.add(sort(depots.get(i), demande, obtenu, attendre, aGarder));
            if (obtenu.empechement() == null) {
                prevenir(demande, autresPostes.keySet());
            }
        }
        if (!aGarder.isEmpty() && !reponses.garder(aGarder, horloge.maintenant())) {
            throw new FaireUneFois.DejaFait();
        }
        return sorts;
    }

    /** Une personne n'est pas deux fois dans une session, quel que soit l'employeur qui l'y inscrit. */
    private Map<Long, Set<Long>> autresPostes(List<Places.Demande> demandes) {
        return personnes.autresPostes(demandes.stream()
                .flatMap(d -> d.agents().stream())
                .map(AgentInfo::id)
                .toList());
    }

    /** Ce qu'une demande du lot écrit, une autre du même lot ne le lit pas. */
    private static void unePersonneParLot(List<Places.Demande> demandes, Map<Long, Set<Long>> autresPostes) {
        Set<List<Long>> prises = new HashSet<>();
        for (Places.Demande d : demandes) {
            for (AgentInfo a : d.agents()) {
                Set<Long> autres = autresPostes.getOrDefault(a.id(), Set.of());
                if (autres.stream()
                        .anyMatch(p -> prises.contains(List.of(d.session().id(), p)))) {
                    throw new UnParUn();
                }
                prises.add(List.of(d.session().id(), a.id()));
            }
        }
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

    private static Sort sort(Depot d, Places.Demande demande, Obtenu obtenu, boolean attendue, List<Gardee> aGarder) {
        if (obtenu.empechement() != null) {
            return obtenu.empechement() == Empechement.JAUGE_TENUE && !attendue
                    ? Sort.JAUGE_TENUE
                    : Sort.refuse(Places.refus(obtenu.empechement()));
        }
        List<Inscrit> inscrits = new ArrayList<>(demande.agents().size());
        for (int i = 0; i < demande.agents().size(); i++) {
            inscrits.add(
                    new Inscrit(demande.agents().get(i), obtenu.placements().get(i)));
        }
        Object reponse = d.reponse().apply(inscrits);
        d.envoi().ifPresent(e -> aGarder.add(e.garder(reponse)));
        return new Sort(reponse, null);
    }
}
