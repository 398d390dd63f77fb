package fr.cnfpt.lanceur;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Ce que la WAR déclare et ce qu'elle porte : les {@code PagesDuModule} trouvées dans ses classes et ses bibliothèques,
 * et tous ses fichiers {@code .xhtml}. Une page ajoutée dans un module s'y voit donc sans que personne la recopie ici.
 */
final class PagesDeclarees {

    /** @param roles les rôles admis ; vide : publique */
    record PageDeclaree(String chemin, Set<String> roles) {
        boolean publique() {
            return roles.isEmpty();
        }

        boolean admet(String role) {
            return publique() || roles.contains(role);
        }
    }

    private final Set<String> fichiers = new TreeSet<>();
    private final List<PageDeclaree> pages = new ArrayList<>();

    PagesDeclarees() throws IOException, ReflectiveOperationException {
        Path dossier = Files.createDirectories(Application.dossier("war"));
        List<URL> urls = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        try (ZipInputStream war = new ZipInputStream(Files.newInputStream(Path.of("target", "iel.war")))) {
            for (ZipEntry e = war.getNextEntry(); e != null; e = war.getNextEntry()) {
                String nom = e.getName();
                if (nom.startsWith("WEB-INF/classes/") && nom.endsWith(".class")) {
                    Path fichier = dossier.resolve(nom);
                    Files.createDirectories(fichier.getParent());
                    Files.write(fichier, war.readAllBytes());
                    classes.add(nom.substring("WEB-INF/classes/".length()));
                } else if (nom.endsWith(".xhtml")) {
                    fichiers.add("/" + nom);
                } else if (nom.startsWith("WEB-INF/lib/") && nom.endsWith(".jar")) {
                    Path jar = dossier.resolve(nom.substring("WEB-INF/lib/".length()));
                    Files.write(jar, war.readAllBytes());
                    if (lire(jar, classes)) {
                        urls.add(jar.toUri().toURL());
                    }
                }
            }
        }
        urls.add(dossier.resolve("WEB-INF/classes/").toUri().toURL());
        try (URLClassLoader chargeur =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> contrat = chargeur.loadClass("fr.cnfpt.outils.ecran.PagesDuModule");
            for (String nom : classes) {
                declarer(
                        chargeur,
                        contrat,
                        nom.substring(0, nom.length() - ".class".length()).replace('/', '.'));
            }
        }
        pages.sort(Comparator.comparing(PageDeclaree::chemin));
    }

    /** @return vrai si c'est la bibliothèque d'un module */
    private boolean lire(Path jar, List<String> classes) throws IOException {
        boolean deLaMaison = false;
        try (InputStream f = Files.newInputStream(jar);
                ZipInputStream z = new ZipInputStream(f)) {
            for (ZipEntry e = z.getNextEntry(); e != null; e = z.getNextEntry()) {
                if (e.getName().startsWith("fr/cnfpt/") && e.getName().endsWith(".class")) {
                    deLaMaison = true;
                    classes.add(e.getName());
                } else if (deLaMaison(e.getName())) {
                    fichiers.add(e.getName().substring("META-INF/resources".length()));
                }
            }
        }
        return deLaMaison;
    }

    private static boolean deLaMaison(String nom) {
        return nom.startsWith("META-INF/resources/") && nom.endsWith(".xhtml");
    }

    private void declarer(ClassLoader chargeur, Class<?> contrat, String nom) throws ReflectiveOperationException {
        Class<?> classe;
        try {
            classe = Class.forName(nom, false, chargeur);
        } catch (LinkageError sansLeServeur) {
            return; // elle étend une classe du serveur : ce n'est pas une déclaration de pages
        }
        if (!contrat.isAssignableFrom(classe) || Modifier.isAbstract(classe.getModifiers())) {
            return;
        }
        try {
            for (Object p : (List<?>)
                    contrat.getMethod("pages").invoke(classe.getConstructor().newInstance())) {
                Set<?> roles = (Set<?>) p.getClass().getMethod("roles").invoke(p);
                pages.add(new PageDeclaree(
                        (String) p.getClass().getMethod("chemin").invoke(p),
                        roles.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new))));
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(nom, e.getCause());
        }
    }

    List<PageDeclaree> toutes() {
        return pages;
    }

    /** Les fichiers {@code .xhtml} de la WAR, par leur adresse. */
    Set<String> fichiers() {
        return fichiers;
    }
}
