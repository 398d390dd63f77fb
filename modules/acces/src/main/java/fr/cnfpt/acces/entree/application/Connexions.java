package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.acces.securite.domain.Secret;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * L'entrée : par mot de passe pour les pages, par jeton pour l'API. La réponse à un échec est la même, et prend le même
 * temps, que le compte existe ou non ; une adresse qui échoue trop attend. Ouvert à tous, par nature : pas de rôle
 * exigé.
 */
@ApplicationScoped
@Transactional
public class Connexions implements Identification {

    @Inject
    Comptes comptes;

    @Inject
    Adhesions adhesions;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Empreintes empreintes;

    @Inject
    Freiner freiner;

    @Inject
    Journal journal;

    @Override
    public Optional<Entree> entrer(String identifiant, String motDePasse) {
        freiner.exiger(Frein.CONNEXION_PAR_ADRESSE, courant.adresse());
        Instant maintenant = horloge.maintenant();
        Optional<Compte> trouve = identifiant == null
                ? Optional.empty()
                : comptes.parIdentifiant(identifiant.strip().toLowerCase());
        Optional<Compte> ouvert = trouve.filter(c -> c.peutEssayer(maintenant));
        if (!empreintes.convient(motDePasse, ouvert.map(Compte::empreinte).orElse(null))) {
            Long id = trouve.map(Compte::id).orElse(null);
            evenement(
                    "connexion-refusee",
                    id,
                    trouve.isEmpty()
                            ? "Identifiant inconnu"
                            : ouvert.isEmpty() ? "Compte fermé, bloqué ou sans mot de passe" : "Mot de passe faux");
            if (ouvert.isPresent() && ouvert.get().noterEchec(maintenant)) {
                evenement("compte-bloque", id, "Cinq échecs de suite : bloqué un quart d'heure");
            }
            return Optional.empty();
        }
        Compte compte = ouvert.get();
        freiner.rendre(Frein.CONNEXION_PAR_ADRESSE, courant.adresse());
        exigerOperationnelle(compte);
        compte.noterReussite();
        evenement("connexion-reussie", compte.id(), "Par mot de passe");
        return Optional.of(new Entree(comptes.utilisateur(compte.id()), compte.aChanger(), compte.sessions()));
    }

    @Override
    public Optional<Entree> entrerReconnu(long compteId) {
        return comptes.parId(compteId).filter(Compte::actif).map(compte -> {
            exigerOperationnelle(compte);
            return new Entree(comptes.utilisateur(compteId), false, compte.sessions());
        });
    }

    /** Son mot de passe est le bon, mais sa collectivité n'agit pas encore : on lui dit ce qu'elle attend. */
    private void exigerOperationnelle(Compte compte) {
        if (compte.collectiviteId() == null || annuaire.estOperationnelle(compte.collectiviteId())) {
            return;
        }
        String delegation = annuaire.collectivite(compte.collectiviteId())
                .map(CollectiviteInfo::structureId)
                .flatMap(annuaire::structure)
                .map(StructureInfo::nom)
                .orElse("délégation");
        String depuis = adhesions
                .duCompte(compte.id())
                .map(Adhesion::inscriteLe)
                .map(i -> " depuis le " + Texte.date(i.atZone(Horloge.PARIS).toLocalDate()))
                .orElse("");
        throw Refus.conflit(
                "collectivite-en-attente",
                "Votre collectivité attend la validation de la " + delegation + depuis
                        + " ; un courriel vous préviendra.");
    }

    private void evenement(String genre, Long compteId, String detail) {
        journal.signaler(genre, compteId, detail);
    }

    /** Une lecture, sans transaction à ouvrir : c'est le début de chaque appel de l'API. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Utilisateur> parJeton(String jeton) {
        return jeton == null || !jeton.startsWith(Secret.PREFIXE_JETON)
                ? Optional.empty()
                : comptes.parJeton(Secret.empreinte(jeton), horloge.maintenant());
    }

    @Override
    public Utilisateur utilisateur(long compteId) {
        return comptes.utilisateur(compteId);
    }

    @Override
    public boolean estOuvert(long compteId, int session) {
        return comptes.parId(compteId)
                .map(c -> c.actif() && c.sessions() == session)
                .orElse(false);
    }

    @Override
    public int changerMotDePasse(String ancien, String nouveau) {
        Compte compte = comptes.parId(courant.get().compteId()).orElseThrow();
        if (!empreintes.convient(ancien, compte.empreinte())) {
            throw Refus.invalide("mot-de-passe-faux", "ancien", "Le mot de passe actuel n'est pas le bon.");
        }
        MotDePasse.exigerSolide(nouveau);
        compte.recevoirEmpreinte(empreintes.de(nouveau), false);
        evenement("mot-de-passe-change", compte.id(), "Par son titulaire");
        return compte.sessions();
    }
}
