package fr.cnfpt.portail.demarrage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalayerLesEnvoisTest {

    private static final Instant MAINTENANT = Instant.parse("2026-11-28T09:00:00Z");

    @TempDir
    Path dossier;

    @Test
    void ote_ce_qu_aucune_requete_ne_lit_plus_et_laisse_le_reste() throws IOException {
        poser("fini.tmp", BalayerLesEnvois.DELAI.plusSeconds(1));
        poser("en-cours.tmp", BalayerLesEnvois.DELAI.minusSeconds(1));
        Files.createDirectory(dossier.resolve("du-serveur"));
        ServletContext contexte = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (p, m, a) -> ServletContext.TEMPDIR.equals(a[0]) ? dossier.toFile() : null);
        BalayerLesEnvois balai =
                Injection.poser(new BalayerLesEnvois(), new Horloge(Clock.fixed(MAINTENANT, Horloge.PARIS)));
        balai.dans(contexte);
        balai.executer();
        try (Stream<Path> restes = Files.list(dossier)) {
            assertEquals(
                    Set.of("en-cours.tmp", "du-serveur"),
                    restes.map(r -> r.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    private void poser(String nom, Duration age) throws IOException {
        Path f = Files.writeString(dossier.resolve(nom), "nom;prenom");
        Files.setLastModifiedTime(f, FileTime.from(MAINTENANT.minus(age)));
    }
}
