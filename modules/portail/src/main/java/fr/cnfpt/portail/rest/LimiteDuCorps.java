package fr.cnfpt.portail.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Un corps d'envoi de l'API ne dépasse pas 1 Mo, que sa longueur soit annoncée ou non. */
@Provider
public class LimiteDuCorps implements ContainerRequestFilter {

    static final int MAXIMUM = 1_048_576;

    static final class CorpsTropGrand extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (contexte.getLength() > MAXIMUM) {
            contexte.abortWith(
                    Probleme.de(413, "corps-trop-grand", "1 Mo au plus par envoi : partagez la liste.", null));
        } else if (contexte.getLength() < 0 && contexte.hasEntity()) {
            contexte.setEntityStream(new Compteur(contexte.getEntityStream()));
        }
    }

    private static final class Compteur extends FilterInputStream {
        private long lus;

        Compteur(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            compter(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            compter(Math.max(n, 0));
            return n;
        }

        private void compter(int n) throws IOException {
            lus += n;
            if (lus > MAXIMUM) {
                throw new CorpsTropGrand();
            }
        }
    }
}
