package fr.cnfpt.outils.documents.application;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Un contenu dont la fin ne se lit que si tout ce qui précède est ce qui fut déposé. */
final class ContenuVerifie extends FilterInputStream {

    private final MessageDigest lu = Documents.sha256();
    private final String attendue;
    private boolean fini;

    ContenuVerifie(InputStream contenu, String attendue) {
        super(contenu);
        this.attendue = attendue;
    }

    @Override
    public int read() throws IOException {
        byte[] un = new byte[1];
        return read(un, 0, 1) < 0 ? -1 : un[0] & 0xFF;
    }

    @Override
    public int read(byte[] vers, int debut, int combien) throws IOException {
        int n = super.read(vers, debut, combien);
        if (n > 0) {
            lu.update(vers, debut, n);
        } else if (n < 0 && !fini) {
            fini = true;
            if (!HexFormat.of().formatHex(lu.digest()).equals(attendue)) {
                throw new IOException("Le contenu du document n'est plus celui qui fut déposé.");
            }
        }
        return n;
    }

    @Override
    public long skip(long combien) throws IOException {
        return readNBytes((int) Math.min(combien, 65_536)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
