package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Une page telle qu'on la voit, sur un ordinateur puis sur un téléphone : un titre, un seul h1, rien ne déborde, axe
 * n'y trouve rien. Avec {@code -Dcaptures=dossier}, en garde une image à chaque largeur.
 */
final class Examen {

    private static final List<Integer> LARGEURS = List.of(Navigateur.LARGE, Navigateur.TELEPHONE);
    private static final String CAPTURES = System.getProperty("captures");
    private static final String AXE = axe();
    /** D'une même liste, dix lignes : les autres ont les mêmes cellules, et les regarder prend la moitié du temps. */
    private static final String EXAMINER = """
            async () => (await axe.run({ exclude: ['tbody tr:nth-child(n+11)', '.ligne-session:nth-child(n+11)'] }, { resultTypes: ['violations'],
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })).violations
              .map(v => v.id + ', ' + v.help + ' : ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.html).join(', '))
            """;

    private static final String IMAGES_ABSENTES = """
            async () => (await Promise.all([...document.images].map(async i => (await fetch(i.src)).ok ? null : i.src))).filter(Boolean)
            """;
    private static final String DEBORDE = """
            () => { const l = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= l) return null;
              const e = [...document.querySelectorAll('body *')].filter(x => x.getBoundingClientRect().right > l + 1 && getComputedStyle(x).position !== 'fixed');
              return document.documentElement.scrollWidth + ' > ' + l + ' ' + e.slice(0, 3).map(x => x.tagName + '.' + x.className).join(', '); }
            """;

    private Examen() {}

    /** Telle qu'un parcours l'a menée ; elle garde sa largeur ensuite. */
    static void propre(Page page, String nom) {
        ViewportSize avant = page.viewportSize();
        List<String> defauts = defauts(page, nom, true);
        page.setViewportSize(avant.width, avant.height);
        assertEquals(List.of(), defauts, () -> String.join("\n", defauts));
    }

    /**
     * Un seul chargement pour les deux largeurs : rien, dans nos pages, ne dépend de la largeur que par le style.
     *
     * @param axe faux pour s'en tenir au titre, au h1 et au débordement
     */
    static List<String> defauts(Page page, String nom, boolean axe) {
        List<String> defauts = new ArrayList<>();
        if (axe) {
            page.evaluate(AXE);
            for (Object absente : (List<?>) page.evaluate(IMAGES_ABSENTES)) {
                defauts.add(nom + " : image absente, " + absente);
            }
        }
        for (int largeur : LARGEURS) {
            redimensionner(page, largeur);
            String ou = nom + ", " + largeur + " : ";
            if (page.title().isBlank() || page.title().startsWith(" ·")) {
                defauts.add(ou + "pas de titre");
            }
            if (page.locator("h1").count() != 1) {
                defauts.add(ou + page.locator("h1").count() + " h1");
            }
            if (page.frames().size() != 1) {
                defauts.add(ou + "un cadre, où axe n'irait pas");
            }
            Object deborde = page.evaluate(DEBORDE);
            if (deborde != null) {
                defauts.add(ou + "déborde, " + deborde);
            }
            if (axe) {
                for (Object r : (List<?>) page.evaluate(EXAMINER)) {
                    defauts.add(ou + r);
                }
            }
            if (CAPTURES != null) {
                String fichier = nom.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-xhtml", "");
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setType(ScreenshotType.PNG)
                        .setPath(Path.of(CAPTURES, fichier + "-" + largeur + ".png")));
            }
        }
        return defauts;
    }

    static void redimensionner(Page page, int largeur) {
        page.setViewportSize(largeur, largeur == Navigateur.TELEPHONE ? 844 : 800);
    }

    /** Le script d'axe, que sa bibliothèque injecterait deux fois par examen. */
    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
