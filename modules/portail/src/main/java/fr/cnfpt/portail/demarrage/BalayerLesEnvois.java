package fr.cnfpt.portail.demarrage;

import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Un fichier envoyé passe par le dossier que la norme donne à l'application, et le serveur l'y laisse : entier une fois
 * lu, à moitié si l'envoi fut coupé ou le disque plein. On l'ôte dès qu'aucune requête ne peut plus le lire.
 */
@ApplicationScoped
public class BalayerLesEnvois implements Tache {

    /** Bien plus qu'une requête ne dure. */
    static final Duration DELAI = Duration.ofMinutes(10);

    @Inject
    Horloge horloge;

    private volatile Path dossier;

    void dans(ServletContext application) {
        dossier = ((File) application.getAttribute(ServletContext.TEMPDIR)).toPath();
    }

    @Override
    public String nom() {
        return "Balayage des fichiers envoyés";
    }

    @Override
    public Duration periode() {
        return Duration.ofSeconds(10);
    }

    @Override
    @Autorise({})
    public void executer() {
        Instant limite = horloge.maintenant().minus(DELAI);
        try (Stream<Path> fichiers = Files.list(dossier)) {
            List<Path> envois = fichiers.filter(Files::isRegularFile).toList();
            for (Path envoi : envois) {
                oterSiAncien(envoi, limite);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void oterSiAncien(Path envoi, Instant limite) throws IOException {
        try {
            if (Files.getLastModifiedTime(envoi).toInstant().isBefore(limite)) {
                Files.delete(envoi);
            }
        } catch (NoSuchFileException parti) {
            // Sa requête vient de l'ôter elle-même.
        }
    }
}
