package fr.cnfpt.outils.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.cnfpt.outils.francais.Saisie;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Le JSON de l'API, lu à la lettre : un entier n'est ni {@code 260.7} ni {@code "260"}, un texte n'est pas un nombre,
 * un champ n'est pas donné deux fois, un champ inconnu est refusé, rien ne suit l'objet. Les valeurs absentes sont
 * omises.
 */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new TexteALaLettre())
                    .addDeserializer(LocalDate.class, new DateALaLettre()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Json() {}

    /** Un texte est entre guillemets, et ne porte rien qui ne se voie pas. */
    private static final class TexteALaLettre extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        TexteALaLettre() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser lecteur, DeserializationContext contexte) throws IOException {
            if (lecteur.currentToken() != JsonToken.VALUE_STRING) {
                return (String) contexte.handleUnexpectedToken(String.class, lecteur);
            }
            String lu = lecteur.getText();
            Optional<String> faute = Saisie.faute(lu);
            if (faute.isPresent()) {
                throw InvalidFormatException.from(lecteur, faute.get(), Saisie.montrer(lu), String.class);
            }
            return Saisie.normale(lu);
        }
    }

    /** Une date est un texte, « 2026-03-31 », et existe ; nulle autre forme, que le contrat ne dit pas. */
    private static final class DateALaLettre extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        DateALaLettre() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser lecteur, DeserializationContext contexte) throws IOException {
            if (lecteur.currentToken() != JsonToken.VALUE_STRING) {
                return (LocalDate) contexte.handleUnexpectedToken(LocalDate.class, lecteur);
            }
            try {
                if (lecteur.getText().length() != "2026-03-31".length()) {
                    throw new DateTimeParseException("date", lecteur.getText(), 0);
                }
                return LocalDate.parse(lecteur.getText());
            } catch (DateTimeParseException e) {
                throw InvalidFormatException.from(lecteur, "date", Saisie.montrer(lecteur.getText()), LocalDate.class);
            }
        }
    }
}
