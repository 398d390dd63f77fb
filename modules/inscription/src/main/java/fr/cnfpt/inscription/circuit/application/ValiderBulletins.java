package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portees;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Placement;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * La RH valide des préinscriptions : elles partent au CNFPT et prennent aussitôt une place ou un rang ; ou elle refuse,
 * et dit pourquoi.
 */
@ApplicationScoped
@Transactional
@Autorise(value = Role.GESTIONNAIRE_RH, deBranche = true)
public class ValiderBulletins {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Portees portees;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    Personnes personnes;

    @Inject
    Acteurs acteurs;

    @Inject
    AvisAttendus avis;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Tous ou aucun. @return un placement par bulletin */
    public List<Placement> executer(Collection<Long> ids) {
        if (ids.isEmpty()) {
            throw Refus.invalide("liste-vide", "bulletins", "Choisissez au moins un bulletin.");
        }
        Utilisateur u = courant.get();
        CollectiviteInfo collectivite = annuaire.collectivite(u.collectivite()).orElseThrow();
        // Par session croissante : deux validations en même temps prennent les verrous dans le même ordre.
        Map<Long, List<Long>> parSession = ids.stream()
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(this::session, TreeMap::new, Collectors.toList()));
        Set<Long> miens = personnes.postesDuCompte(u.compteId());
        List<Placement> placements = new ArrayList<>();
        parSession.forEach((session, lot) -> {
            SessionInfo visible = offre.sessionVisible(session, collectivite).orElseThrow(Ouverture::sessionInconnue);
            Ouverture.exiger(visible, horloge.aujourdhui(visible.fuseau()));
            // Le verrou avant la lecture : valider deux fois en même temps ne prend qu'une place.
            places.verrouiller(session);
            List<Bulletin> lus = lot.stream().map(this::lire).toList();
            Collection<Long> agentIds = lus.stream().map(Bulletin::agentId).toList();
            Map<Long, AgentInfo> agents = annuaire.agents(agentIds);
            Map<Long, LocalDate> departs = annuaire.departs(agentIds);
            Map<Long, String> plusAttendus = avis.plusAttendus(lus.stream()
                    .filter(b -> b.etat() == Etat.PREINSCRIPTION)
                    .map(b -> new AvisAttendus.Attente(b.id(), b.agentId(), b.deposeLe()))
                    .toList());
            lus.forEach(b -> {
                // Parti depuis sa demande.
                Departs.exiger(agents.get(b.agentId()), departs, horloge.aujourdhui(collectivite.fuseau()));
                if (b.etat() == Etat.PREINSCRIPTION && plusAttendus.containsKey(b.id())) {
                    b.leverLAvis(plusAttendus.get(b.id()), u, horloge.maintenant());
                }
                Bulletin.PourSoi pourSoi = miens.contains(b.agentId()) ? pourSoi(collectivite) : Bulletin.PourSoi.NON;
                b.valider(u, pourSoi, horloge.maintenant());
                if (pourSoi == Bulletin.PourSoi.ADMIS) {
                    journal.noter(
                            "validation-de-soi",
                            "bulletin " + b.id(),
                            "La gestionnaire, seule, valide sa propre demande",
                            collectivite.id());
                }
            });
            placements.addAll(places.placer(session, lot, u, horloge.maintenant()));
        });
        return placements;
    }

    /** Le réglage ne vaut que tant que nul autre ne peut la valider. */
    private Bulletin.PourSoi pourSoi(CollectiviteInfo c) {
        return annuaire.laisseValiderSaPropreDemande(c.id()) && acteurs.seuleGestionnaire(c.id())
                ? Bulletin.PourSoi.ADMIS
                : Bulletin.PourSoi.REFUSE;
    }

    public void refuser(long id, String motif) {
        lire(id).refuser(motif, courant.get(), horloge.maintenant());
    }

    private long session(long id) {
        return bulletins
                .ligne(id, portees.courante())
                .orElseThrow(ConsulterBulletins::bulletinInconnu)
                .sessionId();
    }

    private Bulletin lire(long id) {
        return bulletins
                .parId(id)
                .filter(b -> b.estVuPar(portees.courante()))
                .orElseThrow(ConsulterBulletins::bulletinInconnu);
    }
}
