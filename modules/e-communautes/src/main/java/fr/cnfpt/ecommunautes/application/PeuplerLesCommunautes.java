package fr.cnfpt.ecommunautes.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import fr.cnfpt.ecommunautes.port.Espaces;
import fr.cnfpt.ecommunautes.port.Passages;
import fr.cnfpt.inscription.api.Inscriptions;
import fr.cnfpt.inscription.api.Stagiaire;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * La démonstration : un réseau national animé, la communauté de chaque session mixte à communauté, des messages dans
 * l'une d'elles, et des connexions de deux stagiaires sur trois. Les auteurs sont des agents engendrés.
 */
@ApplicationScoped
@Autorise({})
public class PeuplerLesCommunautes implements Peuplement {

    static final String RESEAU = "Réseau des agents d'état civil";

    @Inject
    Espaces espaces;

    @Inject
    Contributions contributions;

    @Inject
    Passages passages;

    @Inject
    OuvrirCommunauteDeStage ouvrir;

    @Inject
    OffreDeFormation offre;

    @Inject
    Inscriptions inscriptions;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 60;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        if (espaces.nationale(RESEAU).isPresent()) {
            return;
        }
        Communaute reseau = Communaute.nationale(
                RESEAU,
                "Questions de terrain, pratiques et veille entre celles et ceux qui tiennent l'état civil. Ouvert à tous, sans inscription.",
                horloge.aujourdhui().minusDays(120));
        espaces.ajouter(reseau);
        List<Map<String, String>> messages = Csv.lire(PeuplerLesCommunautes.class, "/demonstration/messages.csv");
        int ecrits = ecrire(
                reseau,
                messages.stream()
                        .filter(m -> m.get("communaute").equals(RESEAU))
                        .toList());

        List<SessionInfo> sessions = offre.organisees(
                        Portee.ENTIERE,
                        new OffreDeFormation.Filtre(
                                "", List.of("MIXTE_COMMUNAUTE"), List.of(), Set.of(), true, 0, 1_000))
                .sessions();
        for (SessionInfo s : sessions) {
            connecter(ouvrir.executer(s));
        }
        List<Map<String, String>> deStage = messages.stream()
                .filter(m -> !m.get("communaute").equals(RESEAU))
                .toList();
        Optional<SessionInfo> animee = sessions.stream()
                .min(Comparator.comparing((SessionInfo s) ->
                                ouvrir.executer(s).ouverture().isAfter(horloge.aujourdhui()))
                        .thenComparing(s -> !s.intitule().equals(deStage.get(0).get("communaute")))
                        .thenComparing(SessionInfo::id));
        if (animee.isPresent()) {
            ecrits += ecrire(ouvrir.executer(animee.get()), deStage);
        }
        progres.accept("Démonstration : un réseau national, " + sessions.size() + " communautés de stage, " + ecrits
                + " messages");
    }

    /** Écrit les messages ; « Re : » répond au message de ce titre. Jamais avant l'ouverture, jamais demain. */
    private int ecrire(Communaute c, List<Map<String, String>> messages) {
        List<AgentInfo> agents = agents();
        Map<String, Contribution> ouvertes = new HashMap<>();
        Instant dernier = Instant.MIN;
        int rang = 0;
        for (Map<String, String> m : messages) {
            LocalDate jour = horloge.aujourdhui().minusDays(Integer.parseInt(m.get("jours_avant")));
            LocalDate auPlusTot = c.ouverture().isAfter(horloge.aujourdhui()) ? horloge.aujourdhui() : c.ouverture();
            Instant le = (jour.isBefore(auPlusTot) ? auPlusTot : jour)
                    .atTime(8 + (rang * 5) % 9, (rang * 17) % 60)
                    .atZone(Horloge.PARIS)
                    .toInstant();
            if (!le.isAfter(dernier)) {
                le = dernier.plus(43, ChronoUnit.MINUTES);
            }
            if (le.isAfter(horloge.maintenant())) {
                le = horloge.maintenant();
            }
            dernier = le;
            Utilisateur auteur = auteur(m.get("auteur_role"), agents, rang++);
            String titre = m.get("titre");
            Contribution parent = titre.startsWith("Re : ") ? ouvertes.get(titre.substring(5)) : null;
            Contribution x = parent == null
                    ? Contribution.message(c, auteur, titre, m.get("texte"), le)
                    : parent.repondre(c, auteur, m.get("texte"), le);
            contributions.ajouter(x);
            if (parent == null) {
                ouvertes.put(titre, x);
            }
        }
        return messages.size();
    }

    private Utilisateur auteur(String role, List<AgentInfo> agents, int rang) {
        return switch (role) {
            case "FORMATEUR" -> new Utilisateur(0, "engendre", "Formatrice 12", Role.FORMATEUR, null, null, null, null);
            case "CNFPT" -> new Utilisateur(0, "engendre", "Conseillère 7", Role.DELEGATION, null, null, null, null);
            default ->
                new Utilisateur(
                        0,
                        "engendre",
                        agents.isEmpty()
                                ? "Agent " + (1000 + rang)
                                : agents.get(rang % agents.size()).nomComplet(),
                        Role.AGENT,
                        null,
                        null,
                        null,
                        null);
        };
    }

    private void connecter(Communaute c) {
        LocalDate jusqua = c.fermeture().isBefore(horloge.aujourdhui()) ? c.fermeture() : horloge.aujourdhui();
        long jours = ChronoUnit.DAYS.between(c.ouverture(), jusqua);
        if (jours < 0) {
            return;
        }
        int rang = 0;
        for (Stagiaire s : inscriptions.stagiaires(c.sessionId())) {
            if (rang++ % 3 != 2) {
                passages.noter(
                        c.id(),
                        s.agentId(),
                        c.ouverture()
                                .plusDays(Math.min(jours, rang))
                                .atTime(12, 10 + rang % 40)
                                .atZone(Horloge.PARIS)
                                .toInstant());
            }
        }
    }

    private List<AgentInfo> agents() {
        List<AgentInfo> agents = new ArrayList<>();
        annuaire.collectivitesDeDemonstration().stream()
                .limit(8)
                .forEach(c -> agents.addAll(annuaire.chercherAgents(c.id(), "", 1)));
        return agents;
    }
}
