package fr.cnfpt.portail.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.cnfpt.outils.rest.Json;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** Le JSON de l'API est celui de {@link Json}. */
@Provider
public class JacksonResolver implements ContextResolver<ObjectMapper> {

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return Json.MAPPER;
    }
}
