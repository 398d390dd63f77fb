package fr.cnfpt.outils.tableaux;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Les fichiers en lignes et en colonnes, lus et écrits en flux : ce qui est en mémoire ne dépend pas de leur longueur.
 */
public interface Tableaux {

    /** Ce qui reçoit un fichier lu. */
    interface Suite {
        /** @param format ce qu'on a reconnu, par exemple « CSV, point-virgule, Windows-1252 » */
        void entetes(String format, List<String> entetes);

        /**
         * Vrai si cet en-tête est l'un de ceux qu'on attend : le séparateur d'un CSV est celui qui en fait reconnaître
         * le plus.
         */
        boolean reconnait(String entete);

        /**
         * @param numero la ligne du fichier, la première étant 1 @param octets combien ont été lus jusqu'ici, environ
         */
        void ligne(int numero, List<String> cellules, long octets);
    }

    /** Une sortie en lignes ; les textes qu'un tableur prendrait pour une formule y sont neutralisés. */
    interface Sortie extends AutoCloseable {
        void ligne(List<String> cellules) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * @throws fr.cnfpt.commun.Refus {@code fichier-piege} s'il menace le serveur, {@code fichier-illisible} si on ne
     *     sait pas le lire
     */
    void lire(Path fichier, Suite suite);

    /**
     * @param format {@code csv} ou {@code xlsx}
     * @param titre le nom de la feuille d'un classeur
     */
    Sortie ecrire(String format, String titre, OutputStream sortie) throws IOException;
}
