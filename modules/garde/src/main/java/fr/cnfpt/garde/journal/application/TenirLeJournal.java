package fr.cnfpt.garde.journal.application;

import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** L'acte se note avec lui, la tentative se signale malgré son refus. */
@ApplicationScoped
public class TenirLeJournal implements Journal {

    @Inject
    LignesDuJournal lignes;

    @Inject
    UtilisateurCourant courant;

    @Override
    @Transactional
    public void noter(String action, String objet, String detail, Long collectiviteId) {
        lignes.ajouter(
                action, objet, detail, courant.estConnecte() ? courant.get() : Utilisateur.VISITEUR, collectiviteId);
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void signaler(String genre, String detail) {
        Long compte = courant.estConnecte() && courant.get().compteId() > 0
                ? courant.get().compteId()
                : null;
        lignes.ajouterEvenement(genre, compte, courant.adresse(), detail);
    }

    @Override
    @Transactional
    public void signaler(String genre, Long compteId, String detail) {
        lignes.ajouterEvenement(genre, compteId, courant.adresse(), detail);
    }
}
