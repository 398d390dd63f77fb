package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Un disque à soi, en mémoire, qui se remplit pour de bon. Il faut avoir le droit d'en monter un. */
final class PetitDisque implements AutoCloseable {

    private static final int MEGA = 1 << 20;

    private final Path dossier;

    private PetitDisque(Path dossier) {
        this.dossier = dossier;
    }

    /**
     * @return un disque où tient une copie de ce dossier, et {@code plus} mégaoctets ; vide si l'on ne peut en monter
     */
    static Optional<PetitDisque> pour(Path contenu, long plus) throws IOException, InterruptedException {
        long octets;
        try (Stream<Path> arbre = Files.walk(contenu)) {
            octets = arbre.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
        Path dossier = Files.createTempDirectory("iel-disque-");
        String taille = "size=" + (octets / MEGA + plus) + "m,mode=700";
        Process p = new ProcessBuilder("mount", "-t", "tmpfs", "-o", taille, "tmpfs", dossier.toString())
                .redirectErrorStream(true)
                .start();
        p.getInputStream().readAllBytes();
        if (p.waitFor() != 0) {
            Files.delete(dossier);
            return Optional.empty();
        }
        return Optional.of(new PetitDisque(dossier));
    }

    Path dossier() {
        return dossier;
    }

    /** Plus un bloc de libre. */
    void remplir() throws IOException {
        byte[] bloc = new byte[4096];
        try (OutputStream plein = Files.newOutputStream(dossier.resolve("plein"))) {
            while (Files.getFileStore(dossier).getUsableSpace() > 0) {
                plein.write(bloc);
            }
        }
    }

    void vider() throws IOException {
        Files.delete(dossier.resolve("plein"));
    }

    @Override
    public void close() throws IOException {
        try {
            Application.executer("umount", "-l", dossier.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        Files.delete(dossier);
    }
}
