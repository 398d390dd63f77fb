package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Le JSON bien formé dont une valeur ne convient pas : passe devant le traducteur que Jackson apporte, qui répondrait
 * en anglais et en texte. Voir {@link ErreurMapper}.
 */
@Provider
@Priority(1)
public class JsonMalRempliMapper implements ExceptionMapper<JsonMappingException> {

    @Override
    public Response toResponse(JsonMappingException erreur) {
        return ErreurMapper.traduire(erreur);
    }
}
