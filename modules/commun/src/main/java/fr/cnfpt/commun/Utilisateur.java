package fr.cnfpt.commun;

import java.io.Serializable;
import java.security.Principal;

/**
 * Qui agit, et au nom de qui. Établi à la connexion (ou par le jeton d'un partenaire), il ne change pas pendant la
 * requête.
 *
 * @param compteId le compte, 0 pour un traitement automatique
 * @param identifiant ce qu'on tape pour se connecter
 * @param nom le nom affiché et inscrit dans les historiques
 * @param role un seul rôle par compte
 * @param collectiviteId la collectivité de l'agent, du responsable, du gestionnaire ou du partenaire ; sinon
 *     {@code null}
 * @param structureId la délégation ou l'institut ; {@code null} au siège et hors du CNFPT
 * @param agentId l'agent que ce compte représente, ou {@code null}
 * @param pour le nom de ce pour quoi l'on agit, montré en tête de page
 * @param branche le chemin de service dont répond un gestionnaire, s'il ne répond pas de toute la collectivité ; sinon
 *     {@code null}
 */
public record Utilisateur(
        long compteId,
        String identifiant,
        String nom,
        Role role,
        Long collectiviteId,
        Long structureId,
        Long agentId,
        String pour,
        String branche)
        implements Principal, Serializable {

    /** De toute sa portée. */
    public Utilisateur(
            long compteId,
            String identifiant,
            String nom,
            Role role,
            Long collectiviteId,
            Long structureId,
            Long agentId,
            String pour) {
        this(compteId, identifiant, nom, role, collectiviteId, structureId, agentId, pour, null);
    }

    /** L'acteur des traitements : batch, chargement, démonstration. */
    public static final Utilisateur SYSTEME =
            new Utilisateur(0, "systeme", "traitement automatique", Role.SYSTEME, null, null, null, null);

    /** Qui n'est pas connecté, quand un acte public doit quand même être noté. */
    public static final Utilisateur VISITEUR =
            new Utilisateur(0, "visiteur", "visiteur non connecté", Role.SYSTEME, null, null, null, null);

    @Override
    public String getName() {
        return identifiant;
    }

    /** Vrai pour un gestionnaire qui ne répond que d'une branche des services. */
    public boolean estDeBranche() {
        return branche != null;
    }

    /** Vrai si ce chemin de service est dans ce dont il répond. */
    public boolean repondDe(String service) {
        return branche == null || service != null && (service.equals(branche) || service.startsWith(branche + " > "));
    }

    public boolean est(Role... roles) {
        for (Role r : roles) {
            if (role == r) {
                return true;
            }
        }
        return false;
    }

    /**
     * La collectivité de cet utilisateur.
     *
     * @throws Refus interdit, s'il n'agit pour aucune
     */
    public long collectivite() {
        if (collectiviteId == null) {
            throw Refus.interdit("Cette action se fait au nom d'une collectivité, et votre compte n'en a pas.");
        }
        return collectiviteId;
    }

    /**
     * L'agent de cet utilisateur.
     *
     * @throws Refus interdit, si le compte n'est pas celui d'un agent
     */
    public long agent() {
        if (agentId == null) {
            throw Refus.interdit("Cette action est celle d'un agent, et votre compte n'est lié à aucun.");
        }
        return agentId;
    }
}
