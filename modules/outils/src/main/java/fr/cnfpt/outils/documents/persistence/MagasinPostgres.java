package fr.cnfpt.outils.documents.persistence;

import fr.cnfpt.outils.documents.port.Magasin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Les contenus en base, par morceaux d'un mégaoctet : dans la transaction du dépôt, dans la même sauvegarde. */
@ApplicationScoped
public class MagasinPostgres implements Magasin {

    private static final int MORCEAU = 1 << 20;

    @Inject
    Jdbi jdbi;

    @Override
    public String code() {
        return "postgresql";
    }

    @Override
    public void ecrire(UUID id, Path contenu) throws IOException {
        try (InputStream flux = Files.newInputStream(contenu)) {
            byte[] octets = flux.readNBytes(MORCEAU);
            for (int rang = 0; octets.length > 0; rang++) {
                int n = rang;
                byte[] morceau = octets;
                jdbi.useHandle(h -> h.createUpdate(
                                "insert into outils.document_morceau (document_id, rang, octets) values (:id, :n, :o)")
                        .bind("id", id)
                        .bind("n", n)
                        .bind("o", morceau)
                        .execute());
                octets = flux.readNBytes(MORCEAU);
            }
        }
    }

    @Override
    public InputStream lire(UUID id) throws IOException {
        byte[] premier = morceau(id, 0).orElseThrow(() -> new FileNotFoundException("Contenu absent : " + id));
        return new Morceaux(id, premier);
    }

    @Override
    public void oter(UUID id) {
        jdbi.useHandle(h -> h.execute("delete from outils.document_morceau where document_id = ?", id));
    }

    private Optional<byte[]> morceau(UUID id, int rang) {
        return jdbi.withHandle(
                h -> h.createQuery("select octets from outils.document_morceau where document_id = :id and rang = :n")
                        .bind("id", id)
                        .bind("n", rang)
                        .mapTo(byte[].class)
                        .findOne());
    }

    /** Un morceau à la fois. */
    private final class Morceaux extends InputStream {
        private final UUID id;
        private byte[] octets;
        private int lus;
        private int rang;

        Morceaux(UUID id, byte[] premier) {
            this.id = id;
            this.octets = premier;
        }

        @Override
        public int read() {
            byte[] un = new byte[1];
            return read(un, 0, 1) < 0 ? -1 : un[0] & 0xFF;
        }

        @Override
        public int read(byte[] vers, int debut, int combien) {
            if (combien == 0) {
                return 0;
            }
            while (octets != null && lus == octets.length) {
                octets = morceau(id, ++rang).orElse(null);
                lus = 0;
            }
            if (octets == null) {
                return -1;
            }
            int n = Math.min(combien, octets.length - lus);
            System.arraycopy(octets, lus, vers, debut, n);
            lus += n;
            return n;
        }
    }
}
