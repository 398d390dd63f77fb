package fr.cnfpt.lanceur;

import fr.cnfpt.lanceur.banc.Annee;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Donne aux épreuves qui comptent ou qui changent l'heure une application à elles, un vingtième d'année dans sa base,
 * démarrée à la première demande. Ce qu'elles y laissent ne gêne pas les autres ; qui compte passe avant qui change.
 */
public final class ApplicationDeLAnnee implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parametre, ExtensionContext contexte) {
        return parametre.getParameter().getType() == Application.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parametre, ExtensionContext contexte) {
        return contexte.getRoot()
                .getStore(ExtensionContext.Namespace.create(ApplicationDeLAnnee.class))
                .getOrComputeIfAbsent("application", cle -> neuve(), Application.class);
    }

    private static Application neuve() {
        try {
            Application a = Application.neuve("annee");
            Annee.poser(a, 20, "HDF");
            return a;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
