package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Lettre;
import fr.cnfpt.acces.comptes.persistence.Acces;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Un gestionnaire ouvre sa collectivité à d'autres gestionnaires, à ses agents, à ses responsables, et à elle seule. Il
 * ne se ferme pas lui-même, et il reste toujours un gestionnaire.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class OuvrirLesAcces {

    static final int MAXIMUM = 200;
    private static final Set<Role> SIENS = Set.of(Role.GESTIONNAIRE_RH, Role.AGENT, Role.RESPONSABLE);

    @Inject
    UtilisateurCourant courant;

    @Inject
    Acces acces;

    @Inject
    Comptes comptes;

    @Inject
    Liens liens;

    @Inject
    Annuaire annuaire;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    public List<Acces.Ligne> lister(Acces.Etat etat, String recherche, Tri tri, int premiere, int combien) {
        return acces.lister(courant.get().collectivite(), etat, recherche, tri, premiere, combien);
    }

    public Map<Acces.Etat, Long> compter(String recherche) {
        return acces.compter(courant.get().collectivite(), recherche);
    }

    public void inviterUnGestionnaire(String prenom, String nom, String courriel) {
        String complet = (exiger("prenom", prenom, "Donnez le prénom.") + " " + exiger("nom", nom, "Donnez le nom."));
        noter(
                "acces-ouvert",
                envois.inviter(
                        complet,
                        Role.GESTIONNAIRE_RH,
                        courant.get().collectivite(),
                        null,
                        null,
                        courriel,
                        courant.get().compteId()),
                "invité comme gestionnaire RH");
    }

    /**
     * @param matricules un ou plusieurs, séparés par des espaces, des virgules ou des retours à la ligne
     * @return combien d'invitations partent ; toutes ou aucune
     */
    public int ouvrirAuxAgents(String matricules, Role role) {
        if (role != Role.AGENT && role != Role.RESPONSABLE) {
            throw Refus.invalide("role-inconnu", "role", "Un agent reçoit un accès d'agent ou de responsable.");
        }
        Set<String> voulus = Arrays.stream((matricules == null ? "" : matricules).split("[\\s,;]+"))
                .filter(m -> !m.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (voulus.isEmpty() || voulus.size() > MAXIMUM) {
            throw Refus.invalide("matricules-absents", "matricules", "Donnez de 1 à " + MAXIMUM + " matricules.");
        }
        List<AgentInfo> agents = annuaire.agentsParMatricule(courant.get().collectivite(), voulus);
        agents.forEach(a -> voulus.remove(a.matricule()));
        if (!voulus.isEmpty()) {
            throw Refus.invalide(
                    "agent-inconnu",
                    "matricules",
                    "Aucun agent de votre collectivité n'a ce matricule : " + String.join(", ", voulus) + ".");
        }
        String sansAdresse = agents.stream()
                .filter(a -> a.courriel() == null)
                .map(AgentInfo::nomComplet)
                .collect(Collectors.joining(", "));
        if (!sansAdresse.isEmpty()) {
            throw Refus.invalide(
                    "courriel-absent",
                    "matricules",
                    "Sans adresse de courriel dans l'annuaire, pas d'invitation : " + sansAdresse + ".");
        }
        agents.forEach(a -> comptes.titulaire(a.id())
                .ifPresentOrElse(personne -> donner(a, role, personne), () -> inviter(a, role)));
        return agents.size();
    }

    private void inviter(AgentInfo a, Role role) {
        noter(
                "acces-ouvert",
                envois.inviter(
                        a.nomComplet(),
                        role,
                        a.collectiviteId(),
                        null,
                        a.id(),
                        a.courriel(),
                        courant.get().compteId()),
                "invité comme " + role.libelle().toLowerCase());
    }

    /** Qui tient déjà ce poste entre déjà : la qualité lui vient sans lien à ouvrir. */
    private void donner(AgentInfo a, Role role, long personne) {
        Compte c = Compte.ouvrir(
                        envois.identifiantLibre(a.nomComplet()), a.nomComplet(), role, a.collectiviteId(), null, a.id())
                .joindreA(a.courriel())
                .donneePar(courant.get().compteId());
        c.prendre(personne);
        comptes.ajouter(c);
        envois.envoyer(
                c,
                Lettre.qualiteDePlus(
                        c.nom(), envois.pour(c), role.libelle(), Parametres.adresse() + "/connexion.xhtml"));
        noter("acces-ouvert", c, "donné comme " + role.libelle().toLowerCase() + " à qui tient déjà ce poste");
    }

    /**
     * Ce n'est pas la bonne personne : l'accès qu'elle a pris finit, son histoire lui reste, et une autre invitation
     * part à la même adresse.
     */
    public void detacher(long compteId) {
        Compte c = sien(compteId);
        if (!c.estPrise() || c.courriel() == null) {
            throw Refus.conflit(
                    "rien-a-detacher",
                    "Personne n'a pris cet accès, ou nous n'avons pas d'adresse où inviter de nouveau.");
        }
        exigerQuIlEnReste(c);
        comptes.rendre(c, horloge.maintenant());
        liens.retirer(compteId, horloge.maintenant());
        noter("acces-detache", c, "accès détaché : ce n'était pas la bonne personne");
        noter(
                "acces-ouvert",
                envois.inviter(
                        c.nom(),
                        c.role(),
                        c.collectiviteId(),
                        null,
                        c.agentId(),
                        c.courriel(),
                        courant.get().compteId()),
                "invité de nouveau comme " + c.role().libelle().toLowerCase());
    }

    public void renvoyer(long compteId) {
        Compte c = sien(compteId);
        envois.activation(c);
        noter("lien-renvoye", c, "lien d'activation renvoyé");
    }

    /** @throws Refus conflit, pour soi-même et pour le dernier gestionnaire */
    public void fermer(long compteId) {
        Compte c = sien(compteId);
        exigerQuIlEnReste(c);
        comptes.fermer(c, horloge.maintenant());
        liens.retirer(compteId, horloge.maintenant());
        noter("compte-ferme", c, "accès fermé");
    }

    private void exigerQuIlEnReste(Compte c) {
        if (c.id() == courant.get().compteId()) {
            throw Refus.conflit(
                    "soi-meme", "Vous ne pouvez pas fermer votre propre accès : demandez-le à un autre gestionnaire.");
        }
        if (c.role() == Role.GESTIONNAIRE_RH
                && c.estPrise()
                && acces.gestionnairesActifs(c.collectiviteId()).stream().allMatch(c.id()::equals)) {
            throw Refus.conflit(
                    "dernier-gestionnaire",
                    "C'est le dernier gestionnaire de la collectivité : invitez-en un autre d'abord.");
        }
    }

    /** Un invité qui n'avait pas activé reçoit un nouveau lien. */
    public void rouvrir(long compteId) {
        Compte c = sien(compteId);
        c.rouvrir();
        comptes.ecrire();
        if (!c.estPrise()) {
            envois.activation(c);
        }
        noter("compte-rouvert", c, "accès rouvert");
    }

    private Compte sien(long compteId) {
        long collectivite = courant.get().collectivite();
        return comptes.parId(compteId)
                .filter(c ->
                        c.collectiviteId() != null && c.collectiviteId() == collectivite && SIENS.contains(c.role()))
                .orElseThrow(() -> Refus.introuvable("compte-inconnu", "Ce compte n'est pas de votre collectivité."));
    }

    private void noter(String action, Compte c, String quoi) {
        journal.noter(action, "compte " + c.id(), majuscule(quoi), c.collectiviteId());
    }

    private static String majuscule(String s) {
        return Character.toUpperCase(s.charAt(0)) + s.substring(1);
    }

    private static String exiger(String champ, String valeur, String manque) {
        String s = valeur == null ? "" : valeur.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (s.isEmpty() || s.length() > 100) {
            throw Refus.invalide("nom-absent", champ, s.isEmpty() ? manque : "100 caractères au plus.");
        }
        return s;
    }
}
