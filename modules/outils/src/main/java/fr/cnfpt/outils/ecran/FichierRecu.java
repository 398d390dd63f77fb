package fr.cnfpt.outils.ecran;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Un fichier déposé sur une page, copié sur le disque ; à ôter quand on en a fini.
 *
 * @param nom tel que le navigateur le dit, sans dossier
 */
public record FichierRecu(String nom, Path copie) {

    /** Vrai si l'on a choisi un fichier, et qu'il n'est pas vide. */
    public static boolean present(Part p) {
        return p != null && p.getSize() > 0;
    }

    public static FichierRecu de(Part p) {
        try (InputStream in = p.getInputStream()) {
            Path copie = Files.createTempFile("iel-depot-", ".tmp");
            try {
                Files.copy(in, copie, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException coupee) {
                Files.deleteIfExists(copie);
                throw coupee;
            }
            return new FichierRecu(p.getSubmittedFileName().replaceAll("^.*[/\\\\]", ""), copie);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void oter() {
        try {
            Files.deleteIfExists(copie);
        } catch (IOException e) {
            Logger.getLogger("fr.cnfpt.iel").log(Level.WARNING, "Fichier déposé non ôté", e);
        }
    }
}
