package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.adhesion.domain.Adhesion;
import fr.cnfpt.acces.adhesion.persistence.Adhesions;
import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.domain.Personne;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.entree.persistence.ConnexionsOuvertes;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.domain.JetonDePartenaire;
import fr.cnfpt.acces.securite.domain.MotDePasse;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** L'entrée : par mot de passe pour les pages, par jeton pour l'API. Ouvert à tous, par nature : pas de rôle exigé. */
@ApplicationScoped
@Transactional
public class Connexions implements Identification {

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    ConnexionsOuvertes ouvertes;

    @Inject
    Mutualisation mutualisation;

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
    ProuverUnMoyen preuve;

    @Inject
    Journal journal;

    @Override
    public Optional<Entree> entrer(String identifiant, String motDePasse) {
        return preuve.prouver(identifiant, motDePasse).map(p -> {
            Compte compte = p.qualites().get(0);
            Moyen moyen = p.moyen();
            exigerOperationnelle(compte);
            moyen.noterReussite();
            evenement("connexion-reussie", compte.id(), "Par mot de passe");
            return ouvrir(moyen.personne(), compte, moyen.id(), null, moyen.aChanger());
        });
    }

    private Entree ouvrir(Personne personne, Compte compte, Long moyenId, String jetonDIdentite, boolean aChanger) {
        return new Entree(
                comptes.utilisateur(compte.id()),
                aChanger,
                ouvertes.ouvrir(personne, compte.id(), moyenId, jetonDIdentite, horloge.maintenant()));
    }

    @Override
    public Optional<Entree> entrerReconnu(long personneId, String siren, String jetonDIdentite) {
        return comptes.ouvertes(personneId, null, siren).stream().findFirst().map(compte -> {
            exigerOperationnelle(compte);
            return ouvrir(moyens.personne(personneId).orElseThrow(), compte, null, jetonDIdentite, false);
        });
    }

    /** Le début de chaque page : des lectures, sans transaction à ouvrir. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Connecte> reconnaitre(String secret, Situation voulue) {
        Instant maintenant = horloge.maintenant();
        return ouvertes.lire(secret, voulue == null ? null : voulue.compteId(), maintenant)
                .filter(l -> l.vaut() && !l.expiree())
                .map(l -> {
                    ouvertes.voir(secret, l, maintenant);
                    return connecte(secret, l, voulue);
                });
    }

    private Connecte connecte(String secret, ConnexionsOuvertes.Ligne l, Situation voulue) {
        Utilisateur u = comptes.utilisateur(l.compteId());
        boolean demandee = voulue != null && voulue.compteId() == l.compteId();
        Long derniere = l.collectiviteId() == null ? u.collectiviteId() : l.collectiviteId();
        Long pour = demandee ? voulue.collectiviteId() : derniere;
        boolean nommee = demandee && !(l.derniere() && Objects.equals(pour, derniere));
        if (Objects.equals(pour, u.collectiviteId())) {
            return connecte(u, l, false, null, nommee);
        }
        try {
            return connecte(mutualisation.agirPour(u, pour == null ? 0 : pour), l, true, null, nommee);
        } catch (Refus fini) {
            if (!Objects.equals(pour, derniere)) {
                return connecte(u, l, false, null, false);
            }
            ouvertes.choisir(secret, u.compteId(), null);
            return connecte(
                    u,
                    l,
                    false,
                    annuaire.collectivite(pour).map(CollectiviteInfo::nom).orElse(""),
                    false);
        }
    }

    private static Connecte connecte(
            Utilisateur u, ConnexionsOuvertes.Ligne l, boolean pourUneAutre, String finPour, boolean nommee) {
        return new Connecte(u, l.aChanger(), pourUneAutre, finPour, l.jetonIdentite(), l.plusieurs(), nommee);
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<String> quiEtaitLa(String secret) {
        return ouvertes.lire(secret, null, horloge.maintenant())
                .filter(l -> l.vaut() && l.expiree())
                .map(ConnexionsOuvertes.Ligne::identifiant);
    }

    @Override
    public Optional<Entree> revenir(String secretExpire, String motDePasse) {
        Optional<ConnexionsOuvertes.Ligne> avant =
                ouvertes.lire(secretExpire, null, horloge.maintenant()).filter(l -> l.vaut() && l.expiree());
        Optional<Entree> entree = avant.flatMap(l -> entrer(l.identifiant(), motDePasse));
        entree.ifPresent(e -> {
            ouvertes.choisir(e.secret(), avant.get().compteId(), avant.get().collectiviteId());
            ouvertes.fermer(secretExpire);
        });
        return entree;
    }

    @Override
    public Utilisateur agirPour(String secret, long collectiviteId) {
        Utilisateur u = comptes.utilisateur(courant.get().compteId());
        Utilisateur pour = mutualisation.agirPour(u, collectiviteId);
        ouvertes.choisir(
                secret, u.compteId(), Long.valueOf(collectiviteId).equals(u.collectiviteId()) ? null : collectiviteId);
        return pour;
    }

    @Override
    public void sortir(String secret) {
        ouvertes.fermer(secret);
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
        return jeton == null || !jeton.startsWith(JetonDePartenaire.PREFIXE)
                ? Optional.empty()
                : comptes.parJeton(Secret.empreinte(jeton), horloge.maintenant());
    }

    @Override
    public void changerMotDePasse(String ancien, String nouveau, String secret) {
        Compte compte = comptes.parId(courant.get().compteId()).orElseThrow();
        Personne personne = moyens.personne(compte.personneId()).orElseThrow();
        List<Moyen> siens = moyens.de(personne.id()).stream()
                .filter(m -> empreintes.convient(ancien, m.empreinte()))
                .toList();
        if (siens.isEmpty()) {
            throw Refus.invalide("mot-de-passe-faux", "ancien", "Le mot de passe actuel n'est pas le bon.");
        }
        MotDePasse.exigerSolide(nouveau);
        siens.forEach(m -> m.recevoirEmpreinte(empreintes.de(nouveau), false));
        evenement("mot-de-passe-change", compte.id(), "Par son titulaire");
        ouvertes.garder(secret, personne.sessions());
    }
}
