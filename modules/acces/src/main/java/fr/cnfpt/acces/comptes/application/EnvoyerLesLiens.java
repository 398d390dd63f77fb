package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Lettre;
import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.domain.RegleAcces;
import fr.cnfpt.acces.securite.persistence.ReglesDAcces;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Écrit à quelqu'un le lien qui active son compte ou change son mot de passe ; toujours dans la transaction d'un cas
 * d'usage.
 */
@ApplicationScoped
public class EnvoyerLesLiens {

    @Inject
    Liens liens;

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    Annuaire annuaire;

    @Inject
    Courriers courriers;

    @Inject
    ReglesDAcces regles;

    @Inject
    Horloge horloge;

    /**
     * Ouvre une qualité que personne ne tient encore et écrit à qui elle est destinée. @param par celle de qui l'ouvre
     */
    Compte inviter(
            String nom,
            Role role,
            Long collectiviteId,
            Long structureId,
            Long agentId,
            String branche,
            String courriel,
            long par) {
        Compte compte = Compte.ouvrir(identifiantLibre(nom), nom, role, collectiviteId, structureId, agentId)
                .joindreA(courriel)
                .donneePar(par);
        if (branche != null) {
            compte.repondreDe(branche);
        }
        comptes.ajouter(compte);
        activation(compte);
        return compte;
    }

    /**
     * Le lien d'activation ; le précédent ne vaut plus. @throws Refus conflit, si le compte est fermé, déjà activé, ou
     * sans adresse
     */
    public void activation(Compte compte) {
        if (!compte.actif() || compte.estPrise() || compte.courriel() == null) {
            throw Refus.conflit(
                    "lien-sans-objet",
                    compte.estPrise()
                            ? "Ce compte est déjà activé."
                            : "Ce compte est fermé, ou nous n'avons pas son adresse.");
        }
        Instant maintenant = horloge.maintenant();
        Lien.Neuf neuf = Lien.activation(
                compte.id(), compte.courriel(), maintenant, Duration.ofDays(regle(RegleAcces.ACTIVATION_JOURS)));
        liens.remplacer(neuf.lien(), maintenant);
        String adresse = Parametres.adresse() + "/acces/activer.xhtml?lien=" + neuf.jeton();
        Lettre lettre = compte.role() == Role.GESTIONNAIRE_RH
                        && compte.collectiviteId() != null
                        && !annuaire.estOperationnelle(compte.collectiviteId())
                ? Lettre.activationDeLaCollectivite(
                        compte.nom(), pour(compte), adresse, neuf.lien().expireLe())
                : Lettre.invitation(
                        compte.nom(),
                        pour(compte),
                        compte.role().libelle(),
                        adresse,
                        neuf.lien().expireLe());
        envoyer(compte, lettre);
    }

    /** Le lien qui change le mot de passe de ce moyen part à l'adresse de la personne. @param compte une des siennes */
    public void motDePasse(Moyen moyen, Compte compte) {
        Instant maintenant = horloge.maintenant();
        String adresse = moyen.personne().courriel();
        Lien.Neuf neuf = Lien.motDePasse(
                compte.id(), moyen.id(), adresse, maintenant, Duration.ofMinutes(regle(RegleAcces.OUBLI_MINUTES)));
        liens.remplacer(neuf.lien(), maintenant);
        Lettre lettre = Lettre.motDePasseOublie(
                compte.nom(),
                moyen.identifiant(),
                Parametres.adresse() + "/acces/mot-de-passe.xhtml?lien=" + neuf.jeton(),
                neuf.lien().expireLe());
        courriers.deposerUrgent(adresse, lettre.objet(), lettre.texte(), compte.collectiviteId());
    }

    public void envoyer(Compte compte, Lettre lettre) {
        envoyer(compte.courriel(), compte, lettre);
    }

    /** À cette adresse, s'il y en a une, à propos de cette qualité. */
    public void envoyer(String adresse, Compte compte, Lettre lettre) {
        if (adresse != null) {
            courriers.deposer(adresse, lettre.objet(), lettre.texte(), compte.collectiviteId());
        }
    }

    /** Le nom de la collectivité et la branche dont elle répond, celui de la structure, ou le siège. */
    public String pour(Compte compte) {
        if (compte.collectiviteId() != null) {
            return annuaire.collectivite(compte.collectiviteId())
                    .map(c -> c.nom() + (compte.branche() == null ? "" : ", " + compte.branche()))
                    .orElse("");
        }
        return compte.structureId() == null
                ? "le siège du CNFPT"
                : annuaire.structure(compte.structureId())
                        .map(StructureInfo::nom)
                        .orElse("");
    }

    public String identifiantLibre(String nom) {
        String base = Compte.proposerIdentifiant(nom);
        String libre = base;
        for (int n = 2;
                comptes.parIdentifiant(libre).isPresent()
                        || moyens.parIdentifiant(libre).isPresent();
                n++) {
            libre = base + n;
        }
        return libre;
    }

    private int regle(RegleAcces regle) {
        return regles.valeur(regle, horloge.aujourdhui());
    }
}
