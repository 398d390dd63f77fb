package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.IdentitesExternes;
import fr.cnfpt.acces.entree.persistence.Identites;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Entrer par un fournisseur d'identité : la première fois on prouve son compte par son mot de passe, ensuite (émetteur,
 * sujet) suffit. Le SIRET affirmé ne donne ni rôle ni portée : il choisit seulement, parmi les qualités de la personne,
 * celle de cet employeur. S'il n'est celui d'aucune, c'est un événement de sécurité (départ non déclaré ?), pas un
 * refus. Ouvert à tous, par nature : pas de rôle exigé.
 */
@ApplicationScoped
@Transactional
public class EntrerParUneIdentite implements IdentitesExternes {

    @Inject
    Identites identites;

    @Inject
    Identification identification;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    @Override
    public boolean estConnue(Identite identite) {
        return identites.personne(identite.emetteur(), identite.sujet()).isPresent();
    }

    @Override
    public Optional<Identification.Entree> entrer(Identite identite, String jetonDIdentite) {
        Optional<Identification.Entree> entree = identites
                .personne(identite.emetteur(), identite.sujet())
                .flatMap(p -> identification.entrerReconnu(p, siren(identite), jetonDIdentite));
        entree.ifPresentOrElse(
                e -> {
                    identites.noterPassage(identite.emetteur(), identite.sujet());
                    noterLEntree(identite, e);
                },
                () -> journal.signaler(
                        "connexion-refusee", "Identité externe sans compte ouvert, chez " + identite.emetteur()));
        return entree;
    }

    @Override
    public Optional<Identification.Entree> relier(
            Identite identite, String jetonDIdentite, String identifiant, String motDePasse) {
        Optional<Identification.Entree> entree = identification.entrer(identifiant, motDePasse);
        return entree.flatMap(e -> {
            if (!identites.relier(
                    identite.emetteur(), identite.sujet(), e.utilisateur().compteId())) {
                throw Refus.conflit(
                        "identite-deja-reliee",
                        "Cette identité est déjà celle de quelqu'un d'autre ici. Connectez-vous avec votre mot de passe.");
            }
            courant.agirComme(
                    e.utilisateur(),
                    () -> journal.noter(
                            "identite-reliee",
                            "compte " + e.utilisateur().compteId(),
                            "Relié à une identité de " + identite.emetteur(),
                            e.utilisateur().collectiviteId()));
            noterLEntree(identite, e);
            identification.sortir(e.secret());
            return identites
                    .personne(identite.emetteur(), identite.sujet())
                    .flatMap(p -> identification.entrerReconnu(p, siren(identite), jetonDIdentite));
        });
    }

    @Override
    public boolean estRelie(String emetteur) {
        return identites.estRelie(emetteur, courant.get().compteId());
    }

    @Override
    public void delier(String emetteur) {
        if (identites.delier(emetteur, courant.get().compteId())) {
            journal.noter(
                    "identite-deliee",
                    "compte " + courant.get().compteId(),
                    "Délié de " + emetteur,
                    courant.get().collectiviteId());
        }
    }

    private static String siren(Identite identite) {
        return identite.siret() == null || identite.siret().length() != 14
                ? null
                : identite.siret().substring(0, 9);
    }

    private void noterLEntree(Identite identite, Identification.Entree e) {
        long compte = e.utilisateur().compteId();
        courant.agirComme(e.utilisateur(), () -> {
            journal.signaler("connexion-reussie", "Par " + identite.emetteur());
            if (siren(identite) != null && !identites.sirenConvient(compte, siren(identite))) {
                journal.signaler(
                        "siret-d-un-autre-employeur",
                        "Le fournisseur d'identité dit l'établissement " + identite.siret());
            }
        });
    }
}
