package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * La sauvegarde d'une base externe, répétée telle que docs/exploitation.md l'enseigne : prise à chaud, rejouée dans une
 * base neuve par un rôle ordinaire, elle rend les mêmes réponses. Celle de la base embarquée est répétée par
 * {@link CoupureIT}.
 */
class RestaurationIT {

    @Test
    void une_sauvegarde_a_chaud_d_une_base_externe_rend_les_memes_reponses() throws Exception {
        Optional<Path> binaires = PostgresDuSysteme.binaires();
        assumeTrue(
                binaires.isPresent(),
                "Pas de PostgreSQL sur cette machine : la restauration externe n'est pas répétée");
        Path dossier = Application.videe("postgres-du-systeme");
        try (PostgresDuSysteme postgres = new PostgresDuSysteme(binaires.get(), dossier)) {
            Path dump = dossier.resolve("iel.dump");
            Temoin avant;
            try (Application application =
                    Application.neuve("externe", Map.of("DATABASE_URL", postgres.baseVide("iel")))) {
                postgres.commande("pg_dump", "-U", "iel", "-Fc", "-d", "iel", "-f", dump.toString());
                avant = Temoin.de(application);
            }
            assertTrue(Files.size(dump) > 100_000);
            String restauree = postgres.baseVide("restauree");
            postgres.commande(
                    "pg_restore",
                    "-U",
                    "iel",
                    "--no-owner",
                    "--no-comments",
                    "--exit-on-error",
                    "-d",
                    "restauree",
                    dump.toString());
            try (Application application = Application.neuve("externe", Map.of("DATABASE_URL", restauree))) {
                avant.retrouveDans(application);
            }
        }
    }
}
