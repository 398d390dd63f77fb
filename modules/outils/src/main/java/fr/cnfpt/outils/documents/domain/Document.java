package fr.cnfpt.outils.documents.domain;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * La fiche d'un fichier. Son contenu ne change pas : on en dépose un autre.
 *
 * @param proprietaire le code d'un {@link Proprietaire}
 * @param conservation le code de sa durée (famille {@code conservation} d'{@code outils.regle})
 * @param type reconnu au contenu
 * @param magasin où est son contenu, le code d'un {@link fr.cnfpt.outils.documents.port.Magasin}
 */
public record Document(
        UUID id,
        String proprietaire,
        String conservation,
        String nom,
        String type,
        long taille,
        String sha256,
        String magasin,
        OffsetDateTime creeLe) {

    /** Le plus qu'un fichier puisse peser ; la base le tient aussi. */
    public static final long TAILLE_MAXIMALE = 200L << 20;

    private static final int NOM_MAXIMAL = 150;

    /** Le nom d'origine, sans dossier ni signe qu'un disque ou un en-tête prendrait pour autre chose. */
    public static String nomPropre(String nom) {
        String net = Normalizer.normalize(nom == null ? "" : nom, Normalizer.Form.NFC)
                .replaceAll("^.*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"*:<>?|;%]", "")
                .replaceAll("\\s+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        if (net.length() > NOM_MAXIMAL) {
            int point = net.lastIndexOf('.');
            String fin = point > 0 && net.length() - point <= 10 ? net.substring(point) : "";
            net = net.substring(0, NOM_MAXIMAL - fin.length()) + fin;
        }
        return net.isEmpty() ? "sans nom" : net;
    }
}
