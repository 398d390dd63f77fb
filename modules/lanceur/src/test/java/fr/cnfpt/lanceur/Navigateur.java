package fr.cnfpt.lanceur;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Le navigateur des gens : un vrai Chromium, lancé une fois pour toutes les épreuves, une fenêtre par personne et par
 * largeur d'écran. Chacun se connecte une fois par la page de connexion. Une erreur de script ou une réponse 500, où
 * que ce soit, est gardée dans {@link #fautes}.
 */
final class Navigateur implements AutoCloseable {

    static final int LARGE = 1280;
    static final int TELEPHONE = 390;

    private final String adresse;
    private final List<BrowserContext> fenetres = new ArrayList<>();
    private final Map<String, String> entrees = new HashMap<>();
    private final List<String> fautes = new ArrayList<>();

    Navigateur(Application application) {
        this(application.url());
    }

    /** @param adresse où l'on va, par exemple celle d'un mandataire ; un certificat d'épreuve y est admis */
    Navigateur(String adresse) {
        this.adresse = adresse;
    }

    /** Le Chromium que les épreuves se partagent ; il finit avec elles. */
    private static final class Chromium {
        static final Browser UNIQUE = lancer();

        private static Browser lancer() {
            String chemin = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
            return Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(chemin))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
    }

    /** Une page blanche de quelqu'un qui n'est pas connecté. */
    Page anonyme(int largeur) {
        return page(largeur, null);
    }

    /** Une page blanche de cette personne, connectée. */
    Page connecte(String identifiant, int largeur) {
        return page(largeur, entrees.computeIfAbsent(identifiant, this::entrer));
    }

    private String entrer(String identifiant) {
        Page p = anonyme(LARGE);
        p.navigate("/connexion.xhtml");
        p.getByLabel("Identifiant").fill(identifiant);
        p.getByLabel("Mot de passe").fill(Application.MOT_DE_PASSE);
        p.locator("[id='connexion:entrer']").click();
        p.waitForURL("**/aujourdhui.xhtml");
        String etat = p.context().storageState();
        p.context().close();
        return etat;
    }

    private Page page(int largeur, String etat) {
        BrowserContext contexte = Chromium.UNIQUE.newContext(new Browser.NewContextOptions()
                .setBaseURL(adresse)
                .setIgnoreHTTPSErrors(true)
                .setLocale("fr-FR")
                .setTimezoneId("Europe/Paris")
                .setViewportSize(largeur, largeur == TELEPHONE ? 844 : 800)
                .setStorageState(etat));
        contexte.setDefaultTimeout(15_000);
        fenetres.add(contexte);
        Page p = contexte.newPage();
        p.onPageError(e -> fautes.add(p.url() + " : " + e));
        p.onResponse(r -> {
            if (r.status() >= 500) {
                fautes.add(r.request().method() + " " + r.url() + " : " + r.status());
            }
        });
        return p;
    }

    /**
     * L'image que le guide montre de cet écran : périmée, c'est une faute.
     *
     * @param nom {@code role/geste}
     * @param regions les endroits de la page qu'elle montre, d'un seul tenant
     */
    void photographier(Page page, String nom, Locator... regions) {
        fautes.addAll(ImagesDuGuide.photographier(page, nom, List.of(regions)));
    }

    /** Les erreurs de script, les 500 et les images périmées du guide rencontrées. */
    List<String> fautes() {
        return List.copyOf(fautes);
    }

    @Override
    public void close() {
        fenetres.forEach(BrowserContext::close);
    }
}
