package fr.cnfpt.portail.rest;

import fr.cnfpt.outils.rest.Probleme;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Un envoi de l'API est du JSON en UTF-8, dit comme tel, ni compressé ni plus long que 1 Mo, que sa longueur soit
 * annoncée ou non. Le reste est refusé en disant ce qui est attendu, plutôt que deviné.
 */
@Provider
public class CorpsDeLApi implements ContainerRequestFilter {

    static final int MAXIMUM = 1_048_576;
    static final String ATTENDU = "Envoyez du JSON en UTF-8, non compressé : Content-Type: application/json.";

    private static final Set<String> ENVOIS = Set.of("POST", "PUT", "PATCH");

    static final class CorpsTropGrand extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (!contexte.hasEntity() && !ENVOIS.contains(contexte.getMethod())) {
            return;
        }
        String faute = faute(contexte);
        if (faute != null) {
            contexte.abortWith(Probleme.de(415, "format", faute + " " + ATTENDU, null));
            return;
        }
        if (contexte.getLength() > MAXIMUM) {
            contexte.abortWith(
                    Probleme.de(413, "corps-trop-grand", "1 Mo au plus par envoi : partagez la liste.", null));
        } else if (contexte.getLength() < 0 && contexte.hasEntity()) {
            contexte.setEntityStream(new Compteur(contexte.getEntityStream()));
        }
    }

    private static String faute(ContainerRequestContext contexte) {
        MediaType type = contexte.getMediaType();
        String codage = contexte.getHeaderString("Content-Encoding");
        if (type == null) {
            return "L'en-tête Content-Type manque.";
        }
        if (!type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return "Le type « " + type.getType() + "/" + type.getSubtype() + " » n'est pas lu ici.";
        }
        String jeu = type.getParameters().get("charset");
        if (jeu != null && !jeu.equalsIgnoreCase("utf-8")) {
            return "Le jeu de caractères « " + jeu + " » n'est pas lu ici.";
        }
        return codage == null || codage.isBlank() || codage.equalsIgnoreCase("identity")
                ? null
                : "Un corps compressé (« " + codage + " ») n'est pas lu ici.";
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
