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
 * sujet) suffit. Le SIRET affirmé ne donne ni rôle ni portée ; s'il n'est pas celui de la collectivité du compte, c'est
 * un événement de sécurité (départ non déclaré ?), pas un refus. Ouvert à tous, par nature : pas de rôle exigé.
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
        return identites.compte(identite.emetteur(), identite.sujet()).isPresent();
    }

    @Override
    public Optional<Identification.Entree> entrer(Identite identite, String jetonDIdentite) {
        Optional<Identification.Entree> entree = identites
                .compte(identite.emetteur(), identite.sujet())
                .flatMap(c -> identification.entrerReconnu(c, jetonDIdentite));
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
                        "Ce compte est déjà relié à une autre identité. Connectez-vous avec votre mot de passe, puis déliez-la dans « Mon compte ».");
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
            return identification.entrerReconnu(e.utilisateur().compteId(), jetonDIdentite);
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

    private void noterLEntree(Identite identite, Identification.Entree e) {
        long compte = e.utilisateur().compteId();
        courant.agirComme(e.utilisateur(), () -> {
            journal.signaler("connexion-reussie", "Par " + identite.emetteur());
            if (identite.siret() != null
                    && identite.siret().length() == 14
                    && !identites.sirenConvient(compte, identite.siret().substring(0, 9))) {
                journal.signaler(
                        "siret-d-un-autre-employeur",
                        "Le fournisseur d'identité dit l'établissement " + identite.siret());
            }
        });
    }
}
