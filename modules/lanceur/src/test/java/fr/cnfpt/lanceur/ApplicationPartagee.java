package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Donne aux épreuves, en paramètre, une même {@link Application}, démarrée à la première demande et arrêtée après la
 * dernière.
 */
public final class ApplicationPartagee implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parametre, ExtensionContext contexte) {
        return parametre.getParameter().getType() == Application.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parametre, ExtensionContext contexte) {
        return contexte.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(ApplicationPartagee.class))
                .getOrComputeIfAbsent(
                        "application",
                        cle -> {
                            try {
                                return Application.neuve("partagee");
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        Application.class);
    }
}
