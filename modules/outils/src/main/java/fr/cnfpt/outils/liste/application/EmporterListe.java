package fr.cnfpt.outils.liste.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Écrit en fichier exactement ce qu'une liste montre : mêmes filtres, même ordre, mêmes colonnes, toutes les pages. La
 * liste borne chacun à ce qui est à lui ; le journal retient qui a emporté quoi.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE})
public class EmporterListe {

    /** Ce qui se lit en une fois : ce qui est en mémoire ne dépend pas de la longueur de la liste. */
    private static final int PAQUET = 5_000;

    @Inject
    Tableaux tableaux;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    /**
     * @param colonnes celles qui sont montrées, dans leur ordre
     * @param format {@code csv} ou {@code xlsx}
     * @return combien de lignes ont été écrites
     */
    public <T> long executer(
            Liste<T> liste,
            DemandeDeListe demande,
            List<ColonneDeListe<T>> colonnes,
            String format,
            OutputStream vers) {
        int lues = 0;
        try (Tableaux.Sortie sortie = tableaux.ecrire(format, liste.titre(), vers)) {
            sortie.ligne(colonnes.stream().map(ColonneDeListe::titre).toList());
            Liste.Page<T> page;
            do {
                page = liste.lire(demande, lues, PAQUET);
                for (T ligne : page.lignes()) {
                    sortie.ligne(colonnes.stream().map(c -> c.dire(ligne)).toList());
                }
                lues += page.lignes().size();
            } while (lues < page.total() && !page.lignes().isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal.noter(
                "liste-emportee",
                liste.titre(),
                Texte.pluriel(lues, "ligne emportée", "lignes emportées") + " en " + format,
                courant.get().collectiviteId());
        return lues;
    }
}
