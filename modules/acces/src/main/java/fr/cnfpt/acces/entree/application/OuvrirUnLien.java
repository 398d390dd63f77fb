package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.adhesion.application.RendreOperationnelle;
import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.comptes.application.EnvoyerLesLiens;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Lettre;
import fr.cnfpt.acces.comptes.domain.Lien;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Liens;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * Qui ouvre le lien d'un courriel. Public : c'est le jeton qui ouvre. Lire un lien ne le consomme pas ; seul l'envoi du
 * formulaire le fait, une fois, sous le verrou de sa ligne. Un lien qui ne vaut pas se signale.
 */
@ApplicationScoped
@Transactional
public class OuvrirUnLien {

    @Inject
    Liens liens;

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    Adhesions adhesions;

    @Inject
    Annuaire annuaire;

    @Inject
    Empreintes empreintes;

    @Inject
    EnvoyerLesLiens envois;

    @Inject
    RendreOperationnelle ouverture;

    @Inject
    Freiner freiner;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    @Inject
    UtilisateurCourant courant;

    /** Ce que dit le lien à qui l'ouvre. */
    public record Lecture(Lien.Etat etat, String phrase, String nom, String pour, String identifiant) {
        public boolean bon() {
            return etat == Lien.Etat.BON;
        }

        public boolean expire() {
            return etat == Lien.Etat.EXPIRE;
        }
    }

    public Lecture lire(String jeton, Lien.Usage usage) {
        Optional<Lien> lien = liens.parEmpreinte(Secret.empreinte(jeton));
        Lien.Etat etat = lien.map(l -> l.etat(usage, horloge.maintenant())).orElse(Lien.Etat.INCONNU);
        if (etat != Lien.Etat.BON) {
            signaler(etat);
            return new Lecture(etat, lien.map(l -> l.phrase(etat)).orElse(Lien.INCONNU), null, null, null);
        }
        Compte c = comptes.parId(lien.get().compteId()).orElseThrow();
        return new Lecture(etat, lien.get().phrase(etat), c.nom(), envois.pour(c), c.identifiant());
    }

    /**
     * L'invité choisit son identifiant et son mot de passe.
     *
     * @return ce qui vient ensuite, en une phrase
     * @throws Refus invalide si l'identifiant est pris ou le mot de passe trop faible, conflit si le lien ne vaut pas
     */
    public String activer(String jeton, String identifiant, String motDePasse) {
        String choisi = Compte.exigerIdentifiant(identifiant);
        MotDePasse.exigerSolide(motDePasse);
        Instant maintenant = horloge.maintenant();
        Compte compte = compteDe(jeton);
        // L'adhésion d'abord, le lien ensuite : l'ordre des verrous est celui de la délégation qui renvoie un lien.
        Optional<Adhesion> adhesion = adhesions.duCompte(compte.id());
        servir(jeton, Lien.Usage.ACTIVATION, maintenant);
        if (moyens.parIdentifiant(choisi).isPresent()
                || comptes.parIdentifiant(choisi)
                        .filter(c -> !c.id().equals(compte.id()))
                        .isPresent()) {
            throw Refus.invalide(
                    "identifiant-pris",
                    "identifiant",
                    "L'identifiant « " + choisi + " » est déjà pris : choisissez-en un autre.");
        }
        Moyen moyen = moyens.ajouter(
                Moyen.pour(Personne.jointeA(compte.courriel()), choisi, empreintes.de(motDePasse), false));
        compte.prendre(moyen.personne().id());
        compte.seNommer(choisi, compte.courriel());
        comptes.ecrire();
        journal.noter(
                "compte-active", "compte " + compte.id(), "Compte activé par son titulaire", compte.collectiviteId());
        return suite(compte, adhesion, maintenant, "Votre compte est activé : connectez-vous.");
    }

    /**
     * Qui est déjà connecté prend la qualité qu'on lui propose : elle rejoint les siennes, sans second compte.
     * L'adresse qui a reçu le lien l'apprend.
     *
     * @return ce qui vient ensuite, en une phrase
     * @throws Refus conflit si le lien ne vaut pas, s'il la tient déjà, ou si quelqu'un d'autre tient ce poste
     */
    public String prendre(String jeton) {
        Instant maintenant = horloge.maintenant();
        Compte compte = compteDe(jeton);
        Optional<Adhesion> adhesion = adhesions.duCompte(compte.id());
        servir(jeton, Lien.Usage.ACTIVATION, maintenant);
        compte.prendre(
                comptes.parId(courant.get().compteId()).map(Compte::personneId).orElseThrow());
        comptes.ecrire();
        Utilisateur neuve = comptes.utilisateur(compte.id());
        courant.agirComme(
                neuve,
                () -> journal.noter(
                        "qualite-prise",
                        "compte " + compte.id(),
                        "Prise, par son lien, par quelqu'un qui a déjà une qualité ici",
                        compte.collectiviteId()));
        envois.envoyer(
                compte,
                Lettre.qualitePrise(compte.nom(), neuve.pour(), compte.role().libelle(), maintenant));
        return suite(
                compte,
                adhesion,
                maintenant,
                "C'est ajouté : choisissez cette qualité en haut de la page pour y agir.");
    }

    private String suite(Compte compte, Optional<Adhesion> adhesion, Instant maintenant, String dit) {
        if (adhesion.isPresent() && adhesion.get().activer(maintenant)) {
            ouverture.executer(adhesion.get(), compte, maintenant);
        }
        return compte.collectiviteId() == null || annuaire.estOperationnelle(compte.collectiviteId())
                ? dit
                : "Votre compte est activé. Votre collectivité attend encore la validation de la " + delegation(compte)
                        + " ; un courriel vous préviendra.";
    }

    /** Un mot de passe neuf ; toutes les connexions ouvertes de sa personne tombent. */
    public void choisirMotDePasse(String jeton, String motDePasse) {
        MotDePasse.exigerSolide(motDePasse);
        Instant maintenant = horloge.maintenant();
        Compte compte = compteDe(jeton);
        Moyen moyen = moyens.parId(
                        servir(jeton, Lien.Usage.MOT_DE_PASSE, maintenant).moyenId())
                .orElseThrow();
        if (comptes.ouvertes(moyen.personne().id(), null, null).isEmpty()) {
            throw Refus.conflit("compte-ferme", "Ce compte est fermé. Parlez-en à la personne qui gère les comptes.");
        }
        moyen.recevoirEmpreinte(empreintes.de(motDePasse), false);
        journal.signaler("mot-de-passe-change", compte.id(), "Par un lien");
        envois.envoyer(
                moyen.personne().courriel(),
                compte,
                Lettre.motDePasseChange(
                        compte.nom(),
                        moyen.identifiant(),
                        maintenant,
                        Parametres.adresse() + "/acces/mot-de-passe.xhtml"));
    }

    /** Renvoie un lien d'activation à la même adresse que celui-ci, qui a expiré. */
    public void renvoyer(String jeton) {
        freiner.compterUneDemande(Frein.DEMANDE_PAR_ADRESSE, courant.adresse());
        Lien ancien = liens.parEmpreinte(Secret.empreinte(jeton))
                .filter(l -> l.etat(Lien.Usage.ACTIVATION, horloge.maintenant()) == Lien.Etat.EXPIRE)
                .orElseThrow(() -> Refus.conflit(
                        "lien-pas-expire", "Seul un lien expiré se renvoie. Ouvrez le plus récent de nos courriels."));
        freiner.compterUneDemande(Frein.DEMANDE_PAR_COMPTE, String.valueOf(ancien.compteId()));
        envois.activation(comptes.parId(ancien.compteId()).orElseThrow());
    }

    private Compte compteDe(String jeton) {
        return liens.parEmpreinte(Secret.empreinte(jeton))
                .flatMap(l -> comptes.parId(l.compteId()))
                .orElseThrow(() -> {
                    signaler(Lien.Etat.INCONNU);
                    return Refus.conflit("lien-inconnu", Lien.INCONNU);
                });
    }

    private Lien servir(String jeton, Lien.Usage usage, Instant maintenant) {
        Lien lien = liens.pourServir(Secret.empreinte(jeton)).orElseThrow();
        if (lien.etat(usage, maintenant) != Lien.Etat.BON) {
            signaler(lien.etat(usage, maintenant));
        }
        lien.servir(usage, maintenant);
        return lien;
    }

    private void signaler(Lien.Etat etat) {
        if (!freiner.depasse(Frein.LIEN_PAR_ADRESSE, courant.adresse())) {
            journal.signaler("lien-refuse", "Lien " + etat.name().toLowerCase().replace('_', ' '));
        }
    }

    private String delegation(Compte compte) {
        return annuaire.collectivite(compte.collectiviteId())
                .map(CollectiviteInfo::structureId)
                .flatMap(annuaire::structure)
                .map(StructureInfo::nom)
                .orElse("délégation");
    }
}
