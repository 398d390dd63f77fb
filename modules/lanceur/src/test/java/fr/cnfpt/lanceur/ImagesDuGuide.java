package fr.cnfpt.lanceur;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Les images de {@code docs/guide/images}, prises par les parcours là où ils passent. Chacune a son jumeau, un texte :
 * la taille de l'image, puis les titres, champs et boutons qu'on y voit, chiffres et dates effacés. Un parcours
 * ordinaire compare l'écran au jumeau ; avec {@code -Dguide.images=poser} ({@code deploy/guide-images}), il reprend
 * l'image.
 */
final class ImagesDuGuide {

    private static final Path DOSSIER =
            Path.of("..", "..", "docs", "guide", "images").toAbsolutePath().normalize();
    private static final boolean POSER = "poser".equals(System.getProperty("guide.images"));
    private static final int MARGE = 8;

    /** Ce qui fait la structure de l'écran ; d'une liste, ses boutons seuls : ses lignes changent. */
    private static final String STRUCTURE = """
            region => { const dits = new Set(), mois = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
              const jours = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche';
              const noms = { H1: 'titre', H2: 'titre', H3: 'titre', LABEL: 'champ', LEGEND: 'champ', DT: 'rubrique', TH: 'colonne', SUMMARY: 'repli', INPUT: 'bouton', BUTTON: 'bouton', A: 'bouton' };
              for (const e of region.querySelectorAll('h1, h2, h3, label, legend, dt, th, summary, button, input[type=submit], a.bouton')) {
                const ligne = e.closest('li, tbody');
                if (!e.checkVisibility() || ligne && region.contains(ligne) && noms[e.tagName] !== 'bouton') continue;
                const texte = (e.value || e.innerText).trim().replace(/\\s+/g, ' ').replace(new RegExp('\\\\b(' + jours + ')\\\\b', 'g'), 'jour')
                  .replace(new RegExp('(?<=\\\\d(er)? )(' + mois + ')', 'g'), 'mois').replace(/\\d+(er)?/g, '0');
                if (texte) dits.add(noms[e.tagName] + ' : ' + texte);
              }
              return [...dits]; }
            """;

    private ImagesDuGuide() {}

    /** @return ce que l'image a de périmé, s'il y a lieu */
    static List<String> photographier(Page page, String nom, List<Locator> regions) {
        Path image = DOSSIER.resolve(nom + ".png");
        Path jumeau = DOSSIER.resolve(nom + ".txt");
        List<String> structure = new ArrayList<>();
        for (Locator region : regions) {
            ((List<?>) region.evaluate(STRUCTURE)).forEach(l -> structure.add((String) l));
        }
        try {
            if (POSER) {
                poser(page, image, jumeau, regions, structure);
                return List.of();
            }
            List<String> gardee = Files.exists(image) && Files.exists(jumeau)
                    ? Files.readAllLines(jumeau).stream().skip(1).toList()
                    : null;
            return structure.equals(gardee)
                    ? List.of()
                    : List.of("L'image du guide « " + nom + " » "
                            + (gardee == null ? "manque" : "n'est plus à jour : elle montre " + gardee)
                            + ", l'écran montre " + structure
                            + ". Reprenez-la par deploy/guide-images, et regardez-la.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void poser(Page page, Path image, Path jumeau, List<Locator> regions, List<String> structure)
            throws IOException {
        Files.createDirectories(image.getParent());
        page.evaluate(
                "() => { document.activeElement.blur(); scrollTo(0, 0); return document.fonts.ready.then(() => 0); }");
        double gauche = page.viewportSize().width;
        double haut = Double.MAX_VALUE;
        double droite = 0;
        double bas = 0;
        for (Locator region : regions) {
            BoundingBox b = region.boundingBox();
            gauche = Math.min(gauche, b.x);
            haut = Math.min(haut, b.y);
            droite = Math.max(droite, b.x + b.width);
            bas = Math.max(bas, b.y + b.height);
        }
        int x = (int) Math.max(0, gauche - MARGE);
        int y = (int) Math.max(0, haut - MARGE);
        int largeur = (int) Math.min(page.viewportSize().width, droite + MARGE) - x;
        int hauteur = (int) (bas + MARGE) - y;
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(x, y, largeur, hauteur)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(image));
        List<String> lignes = new ArrayList<>(List.of(largeur + " × " + hauteur));
        lignes.addAll(structure);
        Files.write(jumeau, lignes);
    }
}
