package fr.cnfpt.acces.entree.application;

import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.domain.Frein;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Un identifiant et son mot de passe, donnés pour entrer ou pour dire « c'est aussi moi ». La réponse à un échec est la
 * même, et prend le même temps, que l'identifiant existe ou non ; une adresse qui échoue trop attend.
 */
@ApplicationScoped
public class ProuverUnMoyen {

    @Inject
    Moyens moyens;

    @Inject
    Comptes comptes;

    @Inject
    Empreintes empreintes;

    @Inject
    Freiner freiner;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Horloge horloge;

    /** @param qualites celles que tient la personne, celle que ce moyen désigne d'abord ; il y en a */
    record Prouve(Moyen moyen, List<Compte> qualites) {}

    /**
     * @return vide si l'identifiant ou le mot de passe ne convient pas, s'il est bloqué, ou si la personne ne tient
     *     plus rien
     * @throws fr.cnfpt.commun.Refus si l'on essaie trop
     */
    Optional<Prouve> prouver(String identifiant, String motDePasse) {
        freiner.exiger(Frein.CONNEXION_PAR_ADRESSE, courant.adresse());
        Instant maintenant = horloge.maintenant();
        Optional<Moyen> trouve = identifiant == null
                ? Optional.empty()
                : moyens.parIdentifiant(identifiant.strip().toLowerCase());
        List<Compte> qualites = trouve.map(m -> comptes.ouvertes(m.personne().id(), m.identifiant(), null))
                .orElse(List.of());
        Optional<Moyen> ouvert = trouve.filter(m -> !qualites.isEmpty() && m.peutEssayer(maintenant));
        if (!empreintes.convient(motDePasse, ouvert.map(Moyen::empreinte).orElse(null))) {
            Long id = trouve.flatMap(m ->
                            qualites.isEmpty() ? comptes.parIdentifiant(m.identifiant()) : Optional.of(qualites.get(0)))
                    .map(Compte::id)
                    .orElse(null);
            journal.signaler(
                    "connexion-refusee",
                    id,
                    trouve.isEmpty()
                            ? "Identifiant inconnu"
                            : ouvert.isEmpty() ? "Compte fermé ou bloqué" : "Mot de passe faux");
            freiner.compterUnEchec(Frein.CONNEXION_PAR_ADRESSE, courant.adresse());
            if (ouvert.map(moyens::verrouiller)
                    .filter(m -> m.noterEchec(maintenant))
                    .isPresent()) {
                journal.signaler("compte-bloque", id, "Cinq échecs de suite : bloqué un quart d'heure");
            }
            return Optional.empty();
        }
        freiner.exiger(Frein.CONNEXION_PAR_ADRESSE, courant.adresse());
        // D'autres essais ont pu le bloquer pendant que celui-ci se jugeait.
        return ouvert.map(moyens::verrouiller)
                .filter(m -> m.peutEssayer(maintenant))
                .map(m -> new Prouve(m, qualites));
    }
}
