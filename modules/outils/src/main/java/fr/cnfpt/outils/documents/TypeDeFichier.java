package fr.cnfpt.outils.documents;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/** Ce qu'est un fichier d'après ses premiers octets ; son nom ne prouve rien. */
public final class TypeDeFichier {

    private static final MimeTypes CONNUS = MimeTypes.getDefaultMimeTypes();

    private TypeDeFichier() {}

    /** @return un type MIME ; {@code application/octet-stream} si rien ne se reconnaît */
    public static String reconnaitre(Path fichier) throws IOException {
        try (InputStream debut = new BufferedInputStream(Files.newInputStream(fichier), 65_536)) {
            return CONNUS.detect(debut, new Metadata()).toString();
        }
    }
}
