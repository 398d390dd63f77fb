package fr.cnfpt.outils.liste.application;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.documents.application.Documents;
import fr.cnfpt.outils.documents.domain.Proprietaire;
import fr.cnfpt.outils.francais.Francais;
import fr.cnfpt.outils.liste.ColonneDeListe;
import fr.cnfpt.outils.liste.DemandeDeListe;
import fr.cnfpt.outils.liste.Liste;
import fr.cnfpt.outils.liste.persistence.Exports;
import fr.cnfpt.outils.liste.persistence.Exports.Export;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Écrit en fichier exactement ce qu'une liste montre : mêmes filtres, même ordre, mêmes colonnes, toutes les pages. La
 * liste borne chacun à ce qui est à lui ; le journal retient qui a emporté quoi.
 */
@ApplicationScoped
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.FORMATEUR, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class EmporterListe {

    /** Au-delà, le fichier se prépare à part ({@link PreparerExports}) : la personne n'attend pas devant sa page. */
    public static final int SUR_L_INSTANT = 5_000;

    /** Ce qui se lit en une fois : ce qui est en mémoire ne dépend pas de la longueur de la liste. */
    private static final int PAQUET = 2_000;

    @Inject
    Tableaux tableaux;

    @Inject
    Documents documents;

    @Inject
    Exports exports;

    @Inject
    Journal journal;

    @Inject
    UtilisateurCourant courant;

    /** Le nom du fichier, par exemple {@code journal-des-actes.csv}. */
    public static String nomDuFichier(String titre, String format) {
        return Francais.lettres(titre).replace(' ', '-') + "." + format;
    }

    /**
     * Tout, sur l'instant, une fois le journal validé : rien ne part qu'il ne le sache. Au plus {@link #SUR_L_INSTANT}
     * lignes, qui tiennent en mémoire.
     *
     * @param format {@code csv} ou {@code xlsx}
     */
    @Transactional
    public byte[] executer(Liste<?> liste, DemandeDeListe demande, String format) {
        ByteArrayOutputStream fichier = new ByteArrayOutputStream();
        noter(liste.titre(), ecrire(liste, demande, format, fichier, n -> {}), format);
        return fichier.toByteArray();
    }

    /**
     * Hors de toute transaction, qui durerait autant que la liste : une ligne changée pendant l'écriture peut y être
     * telle qu'avant ou telle qu'après.
     *
     * @param suivi reçoit, après chaque paquet, combien de lignes sont écrites
     * @return combien en tout
     */
    <T> long ecrire(Liste<T> liste, DemandeDeListe demande, String format, OutputStream vers, LongConsumer suivi) {
        List<ColonneDeListe<T>> colonnes = liste.colonnesDe(demande);
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
                suivi.accept(lues);
            } while (lues < page.total() && !page.lignes().isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lues;
    }

    /** Le fichier préparé, le journal et la fin de l'export, ensemble ou pas du tout. */
    @Transactional
    void deposer(Export e, long lignes, Path fichier) {
        Utilisateur u = courant.get();
        noter(e.titre(), lignes, e.format());
        UUID document = documents.deposer(fichier, nomDuFichier(e.titre(), e.format()), Proprietaire.de(u), "EXPORT");
        if (!exports.finir(e.id(), lignes, document)) {
            throw new ExportLaisseException();
        }
    }

    private void noter(String titre, long lignes, String format) {
        journal.noter(
                "liste-emportee",
                titre,
                Texte.pluriel(lignes, "ligne emportée", "lignes emportées") + " en " + format,
                courant.get().collectiviteId());
    }
}
