package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.Acces;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Tri;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Un gestionnaire ouvre sa collectivité à d'autres gestionnaires et à ses agents, et à elle seule. Un responsable est
 * un agent que des fiches nomment : on ne l'invite pas autrement. Il ne se ferme pas lui-même, et il reste toujours un
 * gestionnaire qui réponde de toute la collectivité.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.GESTIONNAIRE_RH)
public class OuvrirLesAcces {

    static final int MAXIMUM = 200;
    private static final Set<Role> SIENS = Set.of(Role.GESTIONNAIRE_RH, Role.AGENT);

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

    @Inject
    Event<QualiteFinie> finie;

    public List<Acces.Ligne> lister(Acces.Etat etat, String recherche, Tri tri, int premiere, int combien) {
        return acces.lister(courant.get().collectivite(), etat, recherche, tri, premiere, combien);
    }

    public Map<Acces.Etat, Long> compter(String recherche) {
        return acces.compter(courant.get().collectivite(), recherche);
    }

    /** Les branches dont un gestionnaire peut répondre : celles où il y a quelqu'un. */
    public List<String> branches() {
        return annuaire.branches(courant.get().collectivite());
    }

    /** @param branche le chemin de service dont il répond ; vide : toute la collectivité */
    public void inviterUnGestionnaire(String prenom, String nom, String courriel, String branche) {
        String repond = exister(branche);
        String complet = (exiger("prenom", prenom, "Donnez le prénom.") + " " + exiger("nom", nom, "Donnez le nom."));
        noter(
                "acces-ouvert",
                envois.inviter(
                        complet,
                        Role.GESTIONNAIRE_RH,
                        courant.get().collectivite(),
                        null,
                        null,
                        repond,
                        courriel,
                        courant.get().compteId()),
                "invité comme gestionnaire RH" + (repond == null ? "" : ", répond de " + repond));
    }

    /**
     * Ce gestionnaire répond désormais de cette branche, ou de toute la collectivité si elle est vide : à sa prochaine
     * page.
     *
     * @throws Refus conflit, pour soi-même et pour le dernier qui répond de toute la collectivité
     */
    public void changerDeBranche(long compteId, String branche) {
        Compte c = sien(compteId);
        String repond = exister(branche);
        if (repond != null) {
            exigerQuIlEnReste(c);
        }
        c.repondreDe(repond);
        comptes.ecrire();
        noter("branche-changee", c, repond == null ? "répond de toute la collectivité" : "répond de " + repond);
    }

    private String exister(String branche) {
        if (branche == null || branche.isBlank()) {
            return null;
        }
        if (!branches().contains(branche)) {
            throw Refus.invalide("branche-inconnue", "branche", "Aucun agent présent n'est dans ce service.");
        }
        return branche;
    }

    /**
     * @param matricules un ou plusieurs, séparés par des espaces, des virgules ou des retours à la ligne
     * @return combien d'invitations partent ; toutes ou aucune
     */
    public int ouvrirAuxAgents(String matricules) {
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
        agents.forEach(a -> noter(
                "acces-ouvert",
                envois.inviter(
                        a.nomComplet(),
                        Role.AGENT,
                        a.collectiviteId(),
                        null,
                        a.id(),
                        null,
                        a.courriel(),
                        courant.get().compteId()),
                "invité comme agent"));
        return agents.size();
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
        finie.fire(new QualiteFinie(compteId));
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
                        c.branche(),
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
        finie.fire(new QualiteFinie(compteId));
        liens.retirer(compteId, horloge.maintenant());
        noter("compte-ferme", c, "accès fermé");
    }

    private void exigerQuIlEnReste(Compte c) {
        if (c.id() == courant.get().compteId()) {
            throw Refus.conflit(
                    "soi-meme", "Vous ne pouvez pas fermer votre propre accès : demandez-le à un autre gestionnaire.");
        }
        if (c.role() == Role.GESTIONNAIRE_RH
                && c.branche() == null
                && c.estPrise()
                && acces.gestionnairesActifs(c.collectiviteId()).stream().allMatch(c.id()::equals)) {
            throw Refus.conflit(
                    "dernier-gestionnaire",
                    "C'est le dernier gestionnaire qui réponde de toute la collectivité : invitez-en un autre d'abord.");
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
