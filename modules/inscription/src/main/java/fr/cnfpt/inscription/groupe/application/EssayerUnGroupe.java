package fr.cnfpt.inscription.groupe.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.catalogue.api.OffreDeFormation;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.Dossier;
import fr.cnfpt.inscription.circuit.application.EtudierUneDemande;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.groupe.domain.LigneDuGroupe;
import fr.cnfpt.inscription.places.domain.Ouverture;
import fr.cnfpt.inscription.places.domain.Quota;
import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.francais.Saisie;
import fr.cnfpt.outils.tableaux.Cellules;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * L'essai à blanc d'un groupe, ligne à ligne : qui serait inscrit, qui ne peut pas l'être et pourquoi. Rien n'est
 * écrit, rien n'est gardé : on inscrit ensuite ceux qu'on a cochés, et c'est alors qu'on décide.
 */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class EssayerUnGroupe {

    static final long TAILLE = 1L << 20;
    private static final int CASE = 40;
    private static final Set<String> ENTETES = Set.of(
            "matricule",
            "matricules",
            "matricule agent",
            "matricule de l agent",
            "n matricule",
            "no matricule",
            "numero de matricule");

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    OffreDeFormation offre;

    @Inject
    Personnes personnes;

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    EtudierUneDemande etude;

    @Inject
    Tableaux tableaux;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** @param lecture comment le fichier a été lu ; {@code null} s'il n'y en a pas */
    public record Essai(String lecture, List<LigneDuGroupe> lignes) {
        public long combien(LigneDuGroupe.Sort sort) {
            return lignes.stream().filter(l -> l.sort() == sort).count();
        }
    }

    /** Un matricule, et la ligne du fichier qui le dit. */
    public record Lue(int ligne, String matricule) {}

    /**
     * @param fichier reste à l'appelant, qui l'ôte
     * @throws Refus si la session n'est pas à lui ou n'est pas ouverte, si le fichier entier est irrecevable
     */
    public Essai fichier(long sessionId, String nom, Path fichier) {
        SessionInfo session = session(sessionId);
        Suite suite = new Suite();
        try {
            if (Files.size(fichier) > TAILLE) {
                throw Refus.invalide("fichier-trop-grand", "fichier", "1 Mo au plus : partagez le fichier.");
            }
            tableaux.lire(fichier, suite);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refus r) {
            if (r.code().equals("fichier-piege")) {
                journal.signaler(r.code(), "Groupe « " + Document.nomPropre(nom) + " » : " + r.getMessage());
            }
            throw r;
        }
        if (suite.lues.isEmpty()) {
            throw Refus.invalide("fichier-vide", "fichier", "Ce fichier ne nomme aucun agent.");
        }
        return new Essai(suite.format, juger(session, suite.lues));
    }

    /** De même, les agents étant nommés un à un, dans l'ordre où ils seraient inscrits. */
    public Essai matricules(long sessionId, List<Lue> matricules) {
        if (matricules == null || matricules.isEmpty()) {
            throw Refus.invalide("liste-vide", "matricules", "Choisissez au moins un agent.");
        }
        if (matricules.size() > InscrireAgents.MAXIMUM) {
            throw Refus.invalide(
                    "liste-trop-longue", "matricules", "1 000 agents au plus par envoi : partagez la liste.");
        }
        return new Essai(null, juger(session(sessionId), matricules));
    }

    /** Les lignes refusées en CSV, à rendre à qui tient le fichier. */
    public void emporterLesRefus(Essai essai, OutputStream vers) {
        try (Tableaux.Sortie sortie = tableaux.ecrire("csv", "Lignes", vers)) {
            sortie.ligne(List.of("Ligne", "Matricule", "Pourquoi"));
            for (LigneDuGroupe l : essai.lignes()) {
                if (l.sort() == LigneDuGroupe.Sort.REFUSEE) {
                    sortie.ligne(List.of(String.valueOf(l.ligne()), l.matricule(), l.dit()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SessionInfo session(long id) {
        CollectiviteInfo c = annuaire.collectivite(courant.get().collectivite()).orElseThrow();
        SessionInfo s = offre.sessionVisible(id, c).orElseThrow(Ouverture::sessionInconnue);
        Ouverture.exiger(s, horloge.aujourdhui(s.fuseau()));
        return s;
    }

    private List<LigneDuGroupe> juger(SessionInfo session, List<Lue> lues) {
        Utilisateur u = courant.get();
        Map<String, AgentInfo> agents =
                annuaire
                        .agentsParMatricule(
                                u.collectivite(),
                                lues.stream().map(Lue::matricule).distinct().toList())
                        .stream()
                        .filter(a -> u.repondDe(a.service()))
                        .collect(Collectors.toMap(AgentInfo::matricule, a -> a));
        Map<Long, Long> demandes = bulletins.enCours(
                session.id(), agents.values().stream().map(AgentInfo::id).toList());
        Set<Long> miens = u.est(Role.GESTIONNAIRE_RH) ? personnes.postesDuCompte(u.compteId()) : Set.of();
        Map<String, Integer> vus = new HashMap<>();
        Quota quota = etude.quota(session, u.collectivite()).orElse(null);
        int encore = etude.admetEncore(session);
        List<LigneDuGroupe> jugees = new ArrayList<>(lues.size());
        int admises = 0;
        for (Lue l : lues) {
            AgentInfo a = agents.get(l.matricule());
            Integer avant = l.matricule().isEmpty() ? null : vus.putIfAbsent(l.matricule(), l.ligne());
            LigneDuGroupe jugee = juger(session, l, a, refus(l, a, avant, demandes, miens));
            if (jugee.seCoche() && ++admises > encore) {
                jugee = LigneDuGroupe.refusee(
                        l.ligne(),
                        l.matricule(),
                        a,
                        "La session serait complète, et sa liste d'attente aussi : sa délégation la limite.");
            } else if (jugee.seCoche() && quota != null && admises > quota.reste()) {
                jugee = jugee.aVerifier("Le quota de votre collectivité serait atteint ("
                        + Texte.pluriel(quota.places(), "place", "places") + ") : irait en liste d'attente");
            }
            jugees.add(jugee);
        }
        return jugees;
    }

    private LigneDuGroupe juger(SessionInfo session, Lue l, AgentInfo a, String refus) {
        if (refus != null) {
            return LigneDuGroupe.refusee(l.ligne(), l.matricule(), a, refus);
        }
        String dit = etude.deLaPersonne(a.id(), 0, session).stream()
                .filter(c -> !c.verdict().equals("oui"))
                .map(Dossier.Constat::texte)
                .collect(Collectors.joining(". "));
        return new LigneDuGroupe(
                l.ligne(),
                l.matricule(),
                a,
                dit.isEmpty() ? LigneDuGroupe.Sort.ADMISE : LigneDuGroupe.Sort.A_VERIFIER,
                dit);
    }

    private static String refus(Lue l, AgentInfo a, Integer avant, Map<Long, Long> demandes, Set<Long> miens) {
        if (l.matricule().isEmpty()) {
            return "La case du matricule est vide.";
        }
        if (avant != null) {
            return "Ce matricule est déjà dit à la ligne " + avant + ".";
        }
        if (a == null) {
            return "Aucun agent présent, parmi ceux dont vous répondez, n'a ce matricule : vérifiez-le, ou ajoutez sa fiche.";
        }
        if (demandes.containsKey(a.id())) {
            return "A déjà une demande en cours pour cette session.";
        }
        return miens.contains(a.id())
                ? "C'est vous : demandez ce stage comme agent, un autre gestionnaire validera."
                : null;
    }

    private static final class Suite implements Tableaux.Suite {
        private final List<Lue> lues = new ArrayList<>();
        private String format;
        private int place = -1;

        @Override
        public boolean reconnait(String entete) {
            return ENTETES.contains(Cellules.net(entete));
        }

        @Override
        public void entetes(String format, List<String> entetes) {
            this.format = format;
            for (int i = 0; i < entetes.size(); i++) {
                if (reconnait(entetes.get(i))) {
                    if (place >= 0) {
                        throw Refus.invalide(
                                "entete-en-double", "fichier", "Deux colonnes disent « Matricule » : gardez-en une.");
                    }
                    place = i;
                }
            }
            if (place < 0) {
                throw Refus.invalide(
                        "entete-manquante",
                        "fichier",
                        "La première ligne doit nommer les colonnes. Il manque : « Matricule ».");
            }
        }

        @Override
        public void ligne(int numero, List<String> cellules, long octets) {
            if (cellules.stream().filter(Objects::nonNull).allMatch(String::isBlank)) {
                return;
            }
            if (lues.size() >= InscrireAgents.MAXIMUM) {
                throw Refus.invalide("fichier-trop-long", "fichier", "1 000 agents au plus : partagez le fichier.");
            }
            String lue = place < cellules.size() && cellules.get(place) != null ? cellules.get(place) : "";
            String dite = Cellules.clair(Saisie.normale(lue)).strip();
            lues.add(new Lue(numero, dite.length() > CASE ? dite.substring(0, CASE) + "…" : dite));
        }
    }
}
