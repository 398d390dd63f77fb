package fr.cnfpt.lanceur;

import fr.cnfpt.lanceur.banc.Annee;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Donne une application qui se jette ensuite, un vingtième d'année dans sa base, aux épreuves qui y laissent n'importe
 * quoi ou en changent l'heure ; et ce que coûtent ses pages, mesuré avant que quiconque y passe.
 */
public final class ApplicationJetable implements ParameterResolver {

    /** @param couts de chaque « rôle,page » */
    record Jetable(Application application, Map<String, CoutDesPagesIT.Cout> couts) implements AutoCloseable {

        static Jetable neuve() {
            try {
                Application a = Application.neuve("jetable");
                Annee.poser(a, 20, "HDF");
                return new Jetable(a, CoutDesPagesIT.mesurer(a));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            application.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parametre, ExtensionContext contexte) {
        Class<?> type = parametre.getParameter().getType();
        return type == Application.class || type == Jetable.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parametre, ExtensionContext contexte) {
        Jetable jetable = contexte.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(ApplicationJetable.class))
                .getOrComputeIfAbsent("jetable", cle -> Jetable.neuve(), Jetable.class);
        return parametre.getParameter().getType() == Jetable.class ? jetable : jetable.application();
    }
}
