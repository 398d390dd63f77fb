package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Le JSON mal formé : passe devant le traducteur que Jackson apporte, qui répondrait en anglais et en texte. Voir
 * {@link ErreurMapper}.
 */
@Provider
@Priority(1)
public class JsonMalFormeMapper implements ExceptionMapper<JsonParseException> {

    @Override
    public Response toResponse(JsonParseException erreur) {
        return ErreurMapper.traduire(erreur);
    }
}
