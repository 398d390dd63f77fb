package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.api.CompteInfo;
import fr.cnfpt.acces.api.QualiteFinie;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.domain.JetonDePartenaire;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Tri;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/**
 * Le siège ouvre, ferme et rouvre les comptes ; le secret remis n'est montré qu'une fois, ou un lien part par courriel.
 */
@ApplicationScoped
@Transactional
@Autorise(Role.SIEGE)
public class TenirLesComptes {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    Annuaire annuaire;

    @Inject
    Empreintes empreintes;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    Liens liens;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    @Inject
    Event<QualiteFinie> finie;

    /** @param role un code, ou vide : tous */
    public List<CompteInfo> lister(String recherche, String role, Tri tri, int premiere, int combien) {
        return comptes.lister(recherche, role, tri, premiere, combien);
    }

    public long compter(String recherche, String role) {
        return comptes.compter(recherche, role);
    }

    /**
     * @param auSiege pour un partenaire sans collectivité ni structure : son jeton est celui du siège
     * @param courriel où envoyer un lien d'activation ; {@code null} pour remettre soi-même un mot de passe
     * @return le secret à remettre : un mot de passe à changer à la première connexion, ou le jeton d'un partenaire (un
     *     an) ; {@code null} si un lien est parti
     * @throws Refus conflit si l'identifiant est pris ou la collectivité pas encore opérationnelle, invalide si la
     *     portée ne convient pas au rôle
     */
    public String ouvrir(
            String identifiant,
            String nom,
            Role role,
            Long collectiviteId,
            Long structureId,
            Long agentId,
            boolean auSiege,
            String courriel) {
        String id = Compte.exigerIdentifiant(identifiant);
        if (nom == null || nom.isBlank()) {
            throw Refus.invalide("nom-absent", "nom", "Donnez le nom à afficher.");
        }
        if (comptes.parIdentifiant(id).isPresent() || moyens.parIdentifiant(id).isPresent()) {
            throw Refus.conflit("identifiant-pris", "L'identifiant « " + id + " » est déjà pris.");
        }
        boolean partenaire = role == Role.PARTENAIRE;
        if (partenaire && (collectiviteId != null ? 1 : 0) + (structureId != null ? 1 : 0) + (auSiege ? 1 : 0) != 1) {
            throw Refus.invalide(
                    "portee-absente",
                    "collectivite",
                    "Un jeton vaut pour une collectivité, pour une délégation ou un institut, ou pour le siège : dites l'un des trois.");
        }
        boolean deStructure = role == Role.DELEGATION || role == Role.FORMATEUR || partenaire && structureId != null;
        boolean deCollectivite =
                role == Role.GESTIONNAIRE_RH || role == Role.AGENT || partenaire && collectiviteId != null;
        if (deCollectivite && collectiviteId == null) {
            throw Refus.invalide(
                    "portee-absente", "collectivite", "Ce rôle s'exerce dans une collectivité : choisissez-la.");
        }
        if (role == Role.AGENT && agentId == null) {
            throw Refus.invalide("portee-absente", "agent", "Ce rôle est celui d'un agent : donnez son matricule.");
        }
        if (deStructure && structureId == null) {
            throw Refus.invalide(
                    "portee-absente",
                    "structure",
                    "Ce rôle s'exerce dans une délégation ou un institut : choisissez-le.");
        }
        if (deCollectivite && !annuaire.estOperationnelle(collectiviteId)) {
            throw Refus.conflit(
                    "collectivite-en-attente",
                    "Cette collectivité n'est pas encore opérationnelle : elle entre par la page Adhésions, avec les identifiants que remet sa délégation.");
        }
        Compte compte = Compte.ouvrir(
                        id,
                        nom.strip(),
                        role,
                        deCollectivite ? collectiviteId : null,
                        deStructure ? structureId : null,
                        role == Role.AGENT ? agentId : null)
                .donneePar(courant.get().compteId());
        if (courriel != null) {
            compte.joindreA(courriel);
        }
        comptes.ajouter(compte);
        noter("compte-ouvert", compte, "Compte ouvert, " + role.libelle().toLowerCase());
        if (partenaire) {
            String jeton = JetonDePartenaire.tirer();
            comptes.ajouterJeton(
                    compte.id(),
                    Secret.empreinte(jeton),
                    "Jeton remis à l'ouverture",
                    horloge.maintenant().plus(Duration.ofDays(365)));
            return jeton;
        }
        if (courriel != null) {
            envois.activation(compte);
            return null;
        }
        String motDePasse = MotDePasse.engendrer();
        compte.prendre(moyens.ajouter(Moyen.pour(Personne.jointeA(null), id, empreintes.de(motDePasse), true))
                .personne()
                .id());
        return motDePasse;
    }

    /** Ferme le compte, révoque ses jetons, retire ses liens. */
    public void fermer(long compteId) {
        Compte compte = exister(compteId);
        comptes.fermer(compte, horloge.maintenant());
        finie.fire(new QualiteFinie(compteId));
        liens.retirer(compteId, horloge.maintenant());
        noter("compte-ferme", compte, "Compte fermé");
    }

    public void rouvrir(long compteId) {
        Compte compte = exister(compteId);
        compte.rouvrir();
        comptes.ecrire();
        noter("compte-rouvert", compte, "Compte rouvert");
    }

    private void noter(String action, Compte compte, String quoi) {
        journal.noter(action, "compte " + compte.id(), quoi, compte.collectiviteId());
    }

    private Compte exister(long compteId) {
        return comptes.parId(compteId)
                .orElseThrow(() -> Refus.introuvable("compte-inconnu", "Ce compte n'existe pas."));
    }
}
