package fr.cnfpt.acces.comptes.application;

import fr.cnfpt.acces.api.MonCompte;
import fr.cnfpt.acces.comptes.domain.Compte;
import fr.cnfpt.acces.comptes.domain.Moyen;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.comptes.persistence.Moyens;
import fr.cnfpt.acces.securite.application.Empreintes;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Chacun choisit l'identifiant par lequel il entre (source 001 : « personnalisation des identifiants de connexion ») et
 * l'adresse où on lui écrit. Le mot de passe est redemandé : c'est par cette adresse que l'on retrouve un mot de passe
 * oublié.
 */
@ApplicationScoped
@Transactional
public class ReglerMonCompte implements MonCompte {

    @Inject
    Comptes comptes;

    @Inject
    Moyens moyens;

    @Inject
    Empreintes empreintes;

    @Inject
    Courriers courriers;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    @Override
    public Coordonnees lire() {
        Compte c = compte();
        List<Moyen> siens = siens(c);
        return new Coordonnees(
                siens.isEmpty() ? "" : siens.get(0).identifiant(),
                moyens.personne(c.personneId()).orElseThrow().courriel());
    }

    /** Ses moyens d'entrer, celui du nom de cette qualité d'abord. */
    private List<Moyen> siens(Compte c) {
        return moyens.de(c.personneId()).stream()
                .sorted(Comparator.comparing(m -> !m.identifiant().equals(c.identifiant())))
                .toList();
    }

    @Override
    public void changer(String identifiant, String courriel, String motDePasse) {
        Compte c = compte();
        Moyen moyen = siens(c).stream()
                .filter(m -> empreintes.convient(motDePasse, m.empreinte()))
                .findFirst()
                .orElse(null);
        if (moyen == null) {
            journal.signaler("mot-de-passe-faux", "En réglant son compte");
            throw Refus.invalide("mot-de-passe-faux", "motDePasse", "Le mot de passe actuel n'est pas le bon.");
        }
        String avant = moyen.identifiant();
        String adresseAvant = moyen.personne().courriel();
        moyen.seNommer(identifiant);
        moyen.personne().joindreA(courriel);
        if (avant.equals(c.identifiant())) {
            c.seNommer(identifiant, courriel);
        } else {
            c.joindreA(courriel);
        }
        moyens.ecrire();
        if (!avant.equals(moyen.identifiant())) {
            journal.noter(
                    "identifiant-change",
                    "compte " + c.id(),
                    "Identifiant changé par son titulaire",
                    c.collectiviteId());
        }
        if (!Objects.equals(adresseAvant, moyen.personne().courriel())) {
            journal.noter("courriel-change", "compte " + c.id(), "Par son titulaire", c.collectiviteId());
            if (adresseAvant != null) {
                courriers.deposer(
                        adresseAvant, "Votre adresse a changé", """
            Bonjour,

            Le compte « %s » n'écrit plus à cette adresse : son titulaire l'a changée à l'instant.

            Si ce n'est pas vous, prévenez sans attendre la personne qui gère les accès.
            """.formatted(moyen.identifiant()), c.collectiviteId());
            }
        }
    }

    private Compte compte() {
        return comptes.parId(courant.get().compteId())
                .orElseThrow(() -> Refus.introuvable("compte-inconnu", "Ce compte n'existe pas."));
    }
}
