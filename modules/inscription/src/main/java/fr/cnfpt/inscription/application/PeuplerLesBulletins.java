package fr.cnfpt.inscription.application;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.circuit.domain.Bulletin;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.persistence.BulletinsDeDemonstration;
import fr.cnfpt.inscription.places.domain.Moment;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.port.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Des bulletins à tous les stades pour la démonstration : sessions passées convoquées, prochaines acceptées en partie,
 * lointaines à peine entamées, quelques-unes complètes avec leur file ; et des demandes qui attendent chacun des rôles
 * de Denain.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesBulletins implements Peuplement {

    @Inject
    Annuaire annuaire;

    @Inject
    Acteurs acteurs;

    @Inject
    OffreDeFormation offre;

    @Inject
    Bulletins bulletins;

    @Inject
    Places places;

    @Inject
    BulletinsDeDemonstration lots;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 50;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        if (!lots.vide()) {
            return;
        }
        Random hasard = new Random(50);
        LocalDate jour = horloge.aujourdhui();
        Map<Long, List<AgentInfo>> agents = new HashMap<>();
        List<CollectiviteInfo> collectivites = annuaire.collectivitesDeDemonstration();
        collectivites.forEach(c -> agents.put(c.id(), annuaire.chercherAgents(c.id(), "", 1_000)));
        CompteInfo rh = acteurs.compte("rh").orElseThrow();
        CompteInfo agent = acteurs.compte("agent").orElseThrow();
        CompteInfo responsable = acteurs.compte("responsable").orElseThrow();
        List<SessionInfo> sessions = new ArrayList<>(offre.organisees(
                        Portee.ENTIERE, new OffreDeFormation.Filtre("", List.of(), List.of(), Set.of(), true, 0, 1_000))
                .sessions());
        sessions.removeIf(s -> !s.surInscription() || !s.demonstration());
        Map<Long, Set<Long>> visibles = new HashMap<>();
        for (CollectiviteInfo c : collectivites) {
            Set<Long> ids = new HashSet<>();
            offre.visibles(c, new OffreDeFormation.Filtre("", List.of(), List.of(), Set.of(), true, 0, 1_000))
                    .sessions()
                    .forEach(s -> ids.add(s.id()));
            visibles.put(c.id(), ids);
        }
        List<Long> passees = new ArrayList<>();
        List<Long> prochaines = new ArrayList<>();
        int total = 0;
        for (SessionInfo s : sessions) {
            long jours = java.time.temporal.ChronoUnit.DAYS.between(jour, s.debut());
            double part = jours < 0
                    ? 0.7 + hasard.nextDouble() * 0.3
                    : jours < 45
                            ? 0.4 + hasard.nextDouble() * 0.95
                            : jours < 120 ? hasard.nextDouble() * 0.9 : hasard.nextDouble() * 0.3;
            int veut = (int) Math.round(part * (s.capacite() == null ? 25 : Math.min(s.capacite(), 24)));
            Set<Long> pris = new HashSet<>();
            List<AgentInfo> lot = new ArrayList<>();
            for (int essai = 0; lot.size() < veut && essai < veut * 4; essai++) {
                CollectiviteInfo c = collectivites.get(hasard.nextInt(collectivites.size()));
                AgentInfo a =
                        agents.get(c.id()).get(hasard.nextInt(agents.get(c.id()).size()));
                boolean celuiDuCompte = a.id() == agent.agentId();
                if (!celuiDuCompte && visibles.get(c.id()).contains(s.id()) && pris.add(a.id())) {
                    lot.add(a);
                }
            }
            if (jours < 0
                    && s.fin().isBefore(jour)
                    && passees.size() < 2
                    && visibles.get(agent.collectiviteId()).contains(s.id())) {
                lot.add(annuaire.agents(List.of(agent.agentId())).get(agent.agentId()));
            }
            if (!lot.isEmpty()) {
                places.inscrire(
                        s,
                        lot,
                        Utilisateur.SYSTEME,
                        s.debut().minusDays(40).isBefore(jour)
                                ? s.debut()
                                        .minusDays(40)
                                        .atTime(10, 0)
                                        .atZone(Horloge.PARIS)
                                        .toInstant()
                                : horloge.maintenant());
                total += lot.size();
            }
            if (jours < 0) {
                passees.add(s.id());
            } else if (jours < 45) {
                prochaines.add(s.id());
            }
        }
        lots.accepter(passees, 0, Utilisateur.SYSTEME, horloge.maintenant());
        lots.convoquer(passees, Utilisateur.SYSTEME, horloge.maintenant());
        lots.accepter(prochaines, 3, Utilisateur.SYSTEME, horloge.maintenant());
        lots.convoquer(
                prochaines.stream().filter(id -> id % 3 == 0).toList(), Utilisateur.SYSTEME, horloge.maintenant());
        total += demandesDeDenain(sessions, visibles.get(rh.collectiviteId()), responsable, agent, jour);
        progres.accept("Démonstration : " + total + " bulletins, de la préinscription à la convocation");
    }

    /** Ce qui attend le responsable et la RH de Denain. */
    private int demandesDeDenain(
            List<SessionInfo> sessions, Set<Long> visibles, CompteInfo responsable, CompteInfo agent, LocalDate jour) {
        List<SessionInfo> ouvertes = sessions.stream()
                .filter(s -> visibles.contains(s.id()) && Ouverture.estOuverte(s, jour))
                .toList();
        List<AgentInfo> equipe = acteurs.equipeDe(responsable.agentId()).stream()
                .filter(a -> a.id() != agent.agentId())
                .toList();
        int n = 0;
        for (int i = 0; i < equipe.size() && i < 5; i++) {
            SessionInfo session = ouvertes.get((i * 7 + 3) % ouvertes.size());
            if (bulletins.enCours(List.of(equipe.get(i).id()), 0).stream()
                    .anyMatch(l -> l.sessionId() == session.id())) {
                continue;
            }
            AgentInfo a = equipe.get(i);
            Utilisateur lui = new Utilisateur(
                    0, "", a.nomComplet(), fr.cnfpt.commun.Role.AGENT, a.collectiviteId(), null, a.id(), "");
            Utilisateur chef = new Utilisateur(
                    responsable.id(),
                    "",
                    responsable.nom(),
                    fr.cnfpt.commun.Role.RESPONSABLE,
                    a.collectiviteId(),
                    null,
                    responsable.agentId(),
                    "");
            Bulletin b = Bulletin.preinscrire(session, a, true, lui, horloge.maintenant());
            if (i >= 2) {
                b.donnerAvis(
                        i != 4,
                        i == 4 ? "Période de forte charge du service" : null,
                        Moment.OUVERTE,
                        chef,
                        horloge.maintenant());
            }
            bulletins.ajouter(b);
            n++;
        }
        return n;
    }
}
