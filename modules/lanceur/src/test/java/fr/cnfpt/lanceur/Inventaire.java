package fr.cnfpt.lanceur;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Tout ce par quoi l'on entre dans l'application, lu dans les classes de la WAR et non dans une liste : pages, adresses
 * de l'API, servlets, fichiers à télécharger, cas d'usage, tâches et traitements, avec les rôles que le code leur
 * donne. Ce qui s'ajoute au code s'y voit de soi-même.
 */
final class Inventaire {

    private static final String API = "/api/v1";
    private static final Set<String> VERBES = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    /**
     * Le sujet, par exemple {@code api GET /api/v1/agents}, et les rôles que le code admet ; vide : tous, même sans
     * connexion.
     */
    private final Map<String, Set<String>> sujets = new TreeMap<>();

    /** @param pages a extrait la WAR */
    Inventaire(PagesDeclarees pages) throws IOException {
        pages.toutes().forEach(p -> sujets.put("page " + p.chemin(), p.roles()));
        Path war = Application.dossier("war");
        List<Path> jars;
        try (Stream<Path> fichiers = Files.list(war)) {
            jars = fichiers.filter(f -> f.toString().endsWith(".jar"))
                    .filter(Inventaire::deLaMaison)
                    .toList();
        }
        List<JarFile> ouverts = new ArrayList<>();
        for (Path j : jars) {
            ouverts.add(new JarFile(j.toFile()));
            traitements(j);
        }
        JavaClasses classes = new ClassFileImporter().importJars(ouverts);
        JavaClasses portail = new ClassFileImporter().importPath(war.resolve("WEB-INF/classes"));
        for (JarFile j : ouverts) {
            j.close();
        }
        Stream.concat(classes.stream(), portail.stream()).forEach(this::lire);
    }

    private void lire(JavaClass c) {
        annotation(c, "jakarta.servlet.annotation.WebServlet")
                .ifPresent(a -> textes(a).forEach(adresse -> sujets.put("servlet " + adresse, Set.of())));
        Optional<JavaAnnotation<?>> chemin = annotation(c, "jakarta.ws.rs.Path");
        Optional<JavaAnnotation<?>> roles = annotation(c, "fr.cnfpt.commun.Autorise");
        for (JavaMethod m : c.getMethods()) {
            if (chemin.isPresent()) {
                m.getAnnotations().stream()
                        .map(a -> a.getRawType().getSimpleName())
                        .filter(VERBES::contains)
                        .forEach(verbe -> sujets.put(
                                "api " + verbe + " " + API + "/"
                                        + textes(chemin.get()).get(0)
                                        + annotation(m, "jakarta.ws.rs.Path")
                                                .map(a -> "/" + textes(a).get(0))
                                                .orElse(""),
                                textes(chemin.get()).get(0).startsWith("offre/")
                                        ? Set.of("DELEGATION", "SIEGE")
                                        : Set.of("PARTENAIRE")));
            }
            if ((c.getPackageName().contains(".adapter.web")
                            || c.getPackageName().equals("fr.cnfpt.portail.web"))
                    && m.getMethodCallsFromSelf().stream()
                            .anyMatch(x -> x.getTargetOwner().getSimpleName().equals("Ecran")
                                    && x.getName().startsWith("telecharger"))) {
                sujets.put(
                        "fichier " + c.getSimpleName() + "."
                                + m.getName().replaceAll("lambda\\$([a-zA-Z]+)\\$.*", "$1"),
                        Set.of());
            }
            if (c.isAssignableTo("fr.cnfpt.commun.Peuplement")) {
                continue; // joué au démarrage seulement
            }
            Optional<JavaAnnotation<?>> siens =
                    annotation(m, "fr.cnfpt.commun.Autorise").or(() -> roles);
            if (siens.isPresent()
                    && m.getModifiers().contains(JavaModifier.PUBLIC)
                    && !m.getModifiers().contains(JavaModifier.STATIC)
                    && !c.isAnnotatedWith("jakarta.interceptor.Interceptor")
                    && !m.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                sujets.put(
                        "cas " + c.getPackageName().split("\\.")[2] + "." + c.getSimpleName() + "." + m.getName(),
                        constantes(siens.get()));
            }
        }
        if (c.isAssignableTo("fr.cnfpt.outils.liste.Liste")
                && !c.isInterface()
                && !c.getModifiers().contains(JavaModifier.ABSTRACT)) {
            sujets.put(
                    "fichier "
                            + c.getName()
                                    .substring(c.getPackageName().length() + 1)
                                    .replace('$', '.') + ".emporter",
                    Set.of());
        }
        if (c.isAssignableTo("fr.cnfpt.commun.Tache") && !c.isInterface()) {
            sujets.put("tache " + c.getSimpleName(), Set.of("SYSTEME"));
        }
    }

    private void traitements(Path jar) throws IOException {
        try (ZipFile z = new ZipFile(jar.toFile())) {
            z.stream()
                    .map(e -> e.getName())
                    .filter(n -> n.startsWith("META-INF/batch-jobs/") && n.endsWith(".xml"))
                    .forEach(n -> sujets.put(
                            "traitement " + n.substring(n.lastIndexOf('/') + 1, n.length() - 4), Set.of("SYSTEME")));
        }
    }

    private static boolean deLaMaison(Path jar) {
        try (ZipFile z = new ZipFile(jar.toFile())) {
            return z.stream().anyMatch(e -> e.getName().startsWith("fr/cnfpt/"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<JavaAnnotation<?>> annotation(HasAnnotations<?> sur, String type) {
        return sur.getAnnotations().stream()
                .filter(a -> a.getRawType().getName().equals(type))
                .<JavaAnnotation<?>>map(a -> a)
                .findFirst();
    }

    private static List<String> textes(JavaAnnotation<?> a) {
        Object v = a.get("value").orElseGet(() -> a.get("urlPatterns").orElse(""));
        return v instanceof Object[] plusieurs
                ? Arrays.stream(plusieurs).map(Object::toString).toList()
                : List.of(v.toString());
    }

    /** Les rôles d'un {@code @Autorise} ; aucun n'y est nommé : le système seul. */
    private static Set<String> constantes(JavaAnnotation<?> a) {
        Object v = a.get("value").orElse(new Object[0]);
        Set<String> noms = Arrays.stream(v instanceof Object[] t ? t : new Object[] {v})
                .map(x -> ((JavaEnumConstant) x).name())
                .collect(Collectors.toCollection(TreeSet::new));
        return noms.isEmpty() ? Set.of("SYSTEME") : noms;
    }

    Map<String, Set<String>> sujets() {
        return sujets;
    }
}
