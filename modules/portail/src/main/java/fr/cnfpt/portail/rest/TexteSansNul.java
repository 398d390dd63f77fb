package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/**
 * Le caractère nul, que PostgreSQL ne sait pas garder, est refusé à l'entrée : dans l'adresse ici, dans le JSON par
 * {@link Lecteur}.
 */
@Provider
public class TexteSansNul implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext contexte) {
        if (contexte.getUriInfo().getQueryParameters().values().stream()
                .flatMap(java.util.Collection::stream)
                .anyMatch(v -> v.indexOf(0) >= 0)) {
            contexte.abortWith(Probleme.de(
                    400, "parametre-invalide", "Un paramètre de l'adresse contient un caractère nul.", null));
        }
    }

    static final class Lecteur extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Lecteur() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser lecteur, DeserializationContext contexte) throws IOException {
            String lu = StringDeserializer.instance.deserialize(lecteur, contexte);
            if (lu != null && lu.indexOf(0) >= 0) {
                throw contexte.weirdStringException(lu, String.class, "caractère nul");
            }
            return lu;
        }
    }
}
