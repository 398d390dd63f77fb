package fr.cnfpt.outils.documents.application;

import fr.cnfpt.outils.documents.domain.Document;
import fr.cnfpt.outils.documents.persistence.FichesDeDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * La fiche et la place d'un dépôt, écrites quoi qu'il advienne de lui : sans fiche, un contenu resté dans un seau ne
 * serait à personne. La ligne du quota n'est tenue que le temps de cette transaction.
 */
@ApplicationScoped
public class ReserverUnDocument {

    @Inject
    FichesDeDocuments fiches;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void reserver(Document d, Long compte) {
        fiches.reserver(d, compte);
    }
}
