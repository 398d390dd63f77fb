package fr.cnfpt.portail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ce qu'une page fait faire à un gestionnaire RH ou à une délégation, l'API le fait faire aussi, par le même cas
 * d'usage ; sinon {@code hors-de-l-api.csv} dit pourquoi. Cette liste ne peut que rétrécir : une ligne dont le geste
 * est dans l'API, ou n'est plus dans une page, fait échouer (docs/adr/0060).
 */
class ToutEstDansLApiTest {

    private static final JavaClasses MAISON = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(lieu -> !lieu.contains("-tests.jar"))
            .importPackages("fr.cnfpt");

    /** Combien de gestes sont hors de l'API : ce nombre ne monte pas. */
    private static final int AU_PLUS = 78;

    /** Les verbes de qui regarde, cherche ou emporte ; les autres infinitifs écrivent. */
    private static final Set<String> REGARDER =
            Set.of("lire", "lister", "compter", "chercher", "voir", "exporter", "emporter");

    /** Des noms, ou un nom de règle, qui finissent comme un infinitif. */
    private static final Set<String> NOMS = Set.of("dernier", "nombre", "dossier", "fichier", "sauverJusqu");

    @Test
    void chaque_geste_d_une_page_est_dans_l_api_ou_dit_pourquoi_il_n_y_est_pas() throws IOException {
        Map<String, String> raisons = raisons();
        Set<String> deLApi = appeles(".adapter.rest", true);
        Set<String> desPages = appeles(".adapter.web", false);
        Set<String> manquent = new TreeSet<>(desPages);
        manquent.removeAll(deLApi);
        manquent.removeAll(raisons.keySet());
        assertEquals(
                Set.of(),
                manquent,
                () -> "Dans une page et non dans l'API, sans raison :\n" + String.join("\n", manquent));
        Set<String> enTrop = new TreeSet<>(raisons.keySet());
        enTrop.removeIf(g -> desPages.contains(g) && !deLApi.contains(g));
        assertEquals(Set.of(), enTrop, "À ôter de hors-de-l-api.csv : dans l'API, ou plus dans une page");
        assertTrue(
                raisons.size() <= AU_PLUS,
                "La liste ne peut que rétrécir : " + raisons.size() + " lignes, " + AU_PLUS + " au plus");
        raisons.forEach((geste, raison) -> assertTrue(raison.length() > 20, geste + " ne dit pas pourquoi"));
        assertTrue(
                desPages.size() > 100 && deLApi.size() > 40,
                "l'inventaire a perdu des gestes : " + desPages.size() + ", " + deLApi.size());
        assertTrue(
                desPages.contains("inscription.InstruireBulletins.accepter")
                        && deLApi.contains("inscription.ReglerLeQuota.executer"),
                "un geste direct d'une page, un geste que l'API atteint par un autre cas d'usage");
    }

    private static Map<String, String> raisons() throws IOException {
        Map<String, String> lues = new TreeMap<>();
        try (BufferedReader f = new BufferedReader(new InputStreamReader(
                ToutEstDansLApiTest.class.getResourceAsStream("/hors-de-l-api.csv"), StandardCharsets.UTF_8))) {
            f.lines().skip(1).forEach(l -> lues.put(l.substring(0, l.indexOf(';')), l.substring(l.indexOf(';') + 1)));
        }
        return lues;
    }

    /** @param aTravers vrai pour suivre aussi ce que les cas d'usage s'appellent l'un à l'autre */
    private static Set<String> appeles(String etage, boolean aTravers) {
        Set<String> gestes = new TreeSet<>();
        Deque<JavaCodeUnit> file = new ArrayDeque<>();
        MAISON.stream().filter(c -> c.getPackageName().contains(etage)).forEach(c -> file.addAll(c.getCodeUnits()));
        Set<JavaCodeUnit> vus = new HashSet<>(file);
        while (!file.isEmpty()) {
            JavaCodeUnit ici = file.poll();
            if (ici instanceof JavaMethod m && estUnGeste(m)) {
                gestes.add(nom(m));
            }
            boolean deLEtage = ici.getOwner().getPackageName().contains(etage);
            if (deLEtage || aTravers && ici.getOwner().getPackageName().contains(".application")) {
                Stream.concat(ici.getMethodCallsFromSelf().stream(), ici.getMethodReferencesFromSelf().stream())
                        .flatMap(a -> a.getTarget().resolveMember().stream())
                        .filter(vus::add)
                        .forEach(file::add);
            }
        }
        return gestes;
    }

    private static boolean estUnGeste(JavaMethod m) {
        String nom = m.getName().equals("executer") ? m.getOwner().getSimpleName() : m.getName();
        String verbe = nom.replaceAll("(?<=[a-z])[A-Z].*", "").toLowerCase(Locale.ROOT);
        return m.getModifiers().contains(JavaModifier.PUBLIC)
                && verbe.matches(".*(er|ir|re)")
                && !REGARDER.contains(verbe)
                && !NOMS.contains(nom)
                && roles(m).filter(roles ->
                                Arrays.stream(roles).anyMatch(r -> r == Role.GESTIONNAIRE_RH || r == Role.DELEGATION))
                        .isPresent();
    }

    private static Optional<Role[]> roles(JavaMethod m) {
        JavaClass c = m.getOwner();
        return m.isAnnotatedWith(Autorise.class)
                ? Optional.of(m.getAnnotationOfType(Autorise.class).value())
                : c.isAnnotatedWith(Autorise.class)
                        ? Optional.of(c.getAnnotationOfType(Autorise.class).value())
                        : Optional.empty();
    }

    private static String nom(JavaMethod m) {
        return m.getOwner().getPackageName().split("\\.")[2] + "."
                + m.getOwner().getSimpleName() + "." + m.getName();
    }
}
