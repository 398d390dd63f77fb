package fr.cnfpt.commun.donnees;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Ce qu'un module tient d'un agent. Chaque module qui garde une ligne sur un agent la met en œuvre une fois :
 * {@code garde} les rassemble pour montrer, exporter et effacer, dans une seule transaction. Sans contrôle de portée :
 * c'est l'appelant qui sait.
 */
public interface DonneesPersonnelles {

    /** Du plus bas module au plus haut, comme {@link fr.cnfpt.commun.Peuplement#ordre()} : la fiche d'abord. */
    int ordre();

    /** Les rubriques de ce module, vides de lignes : elles disent aussi quelles tables il tient. */
    List<Rubrique> rubriques();

    /** @return les mêmes, avec tout ce qui est en base sur cet agent */
    List<Rubrique> lire(Sujet sujet);

    /**
     * @return pourquoi on ne peut pas l'effacer aujourd'hui et quoi faire d'abord, en une phrase ; vide si rien ne s'y
     *     oppose
     */
    default Optional<String> empechement(Sujet sujet, LocalDate jour) {
        return Optional.empty();
    }

    /** @return le dernier jour où quelque chose s'est passé pour lui, qui peut être à venir */
    Optional<LocalDate> derniereActivite(Sujet sujet);

    /** Ôte le nom, dans la transaction de l'appelant ; ce qui reste ne porte que {@link Sujet#pseudonyme()}. */
    void effacer(Sujet sujet);
}
