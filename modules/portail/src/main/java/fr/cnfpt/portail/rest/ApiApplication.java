package fr.cnfpt.portail.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * L'API des SIRH et des outils qui tiennent l'offre. Les ressources sont dans les modules ; le serveur les découvre.
 */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "IEL, inscription en ligne",
                        version = "1",
                        description =
                                "Inscrire les agents d'une collectivité aux formations du CNFPT depuis son SIRH ; sous /offre, écrire l'offre d'une délégation, d'un institut ou du siège. "
                                        + "Chaque refus est un problème RFC 9457 en français, qui nomme le champ."),
        security = @SecurityRequirement(name = "jeton"))
@SecurityScheme(securitySchemeName = "jeton", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class ApiApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        // JSON-B ne lit pas les records, et un WADL décrirait l'API à côté du contrat ; ces réglages sont propres à
        // Jersey, ignorés ailleurs.
        return Map.of("jersey.config.jsonFeature", "JacksonFeature", "jersey.config.server.wadl.disableWadl", true);
    }
}
