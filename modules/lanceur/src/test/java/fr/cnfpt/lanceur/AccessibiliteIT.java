package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Chaque page déclarée, par chacun des rôles qu'elle admet, sur un ordinateur et sur un téléphone : un titre, un seul
 * h1, rien ne déborde, et pour le premier de ces rôles axe n'y trouve rien. Puis ce qu'on voit moins souvent : erreurs,
 * listes vides, formulaires refusés. Avec {@code -Dcaptures=dossier}, garde une image de chacune.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibiliteIT {

    private static final List<Integer> LARGEURS = List.of(Navigateur.LARGE, Navigateur.TELEPHONE);
    private static final String CAPTURES = System.getProperty("captures");
    private static final String AXE = axe();
    private static final String EXAMINER = """
            async () => (await axe.run(document, { resultTypes: ['violations'],
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

    private Navigateur navigateur;
    private Reperes reperes;
    private PagesDeclarees declarees;
    private final List<String> defauts = new ArrayList<>();

    /** Une fenêtre par personne, d'une page à l'autre : ce que le navigateur garde ne se recharge pas. */
    private final Map<String, Page> pages = new HashMap<>();

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        navigateur = new Navigateur(application);
        reperes = new Reperes(application);
        declarees = new PagesDeclarees();
    }

    @AfterAll
    void fermer() {
        navigateur.close();
    }

    @Test
    void chaque_page_declaree_est_accessible_et_tient_dans_l_ecran() {
        for (PagesDeclarees.PageDeclaree d : declarees.toutes()) {
            if (d.publique()) {
                examiner("anonyme", d.chemin(), p -> p.navigate(reperes.adresse(d.chemin(), null)), true);
            }
            boolean premier = true;
            for (Map.Entry<String, String> c : Reperes.COMPTES.entrySet()) {
                if (!d.publique() && d.admet(c.getKey())) {
                    examiner(
                            c.getValue(),
                            d.chemin(),
                            p -> p.navigate(reperes.adresse(d.chemin(), c.getKey())),
                            premier);
                    premier = false;
                }
            }
        }
        conclure();
    }

    @Test
    void les_erreurs_et_les_listes_vides_aussi() {
        examiner("agent", "404", "/n-existe-pas.xhtml");
        examiner("agent", "403", "/acces/comptes.xhtml");
        examiner(
                "anonyme",
                "verification-inconnue",
                "/attestation/verifier.xhtml?numero=2026-HDF-000000&jeton=aaaaaaaaaaaaaaaaaaaaaaaa");
        examiner("agent", "catalogue-vide", "/inscription/catalogue.xhtml?q=xyzxyz");
        examiner("delegation", "sessions-vides", "/inscription/sessions.xhtml?q=xyzxyz");
        examiner("delegation", "collectivites-vides", "/annuaire/collectivites.xhtml?q=xyzxyz");
        examiner("rh", "agents-vides", "/annuaire/agents.xhtml?q=xyzxyz");
        examiner("rh", "bulletins-annules", "/inscription/bulletins.xhtml?etat=ANNULEE");
        examiner("rh", "attestations-vides", "/attestation/attestations.xhtml?q=xyzxyz");
        examiner("rh", "transmissions-vides", "/attestation/transmissions.xhtml?q=xyzxyz");
        examiner("anonyme", "lien-qui-n-ouvre-rien", "/attestation/recevoir.xhtml?jeton=inconnu");
        examiner("siege", "communautes-vides", "/ecommunautes/communautes.xhtml?q=xyzxyz");
        examiner("siege", "comptes-vides", "/acces/comptes.xhtml?q=xyzxyz");
        conclure();
    }

    @Test
    void les_formulaires_refuses_aussi() {
        refuser(
                "anonyme",
                "connexion-refusee",
                "/connexion.xhtml",
                p -> {
                    p.getByLabel("Identifiant").fill("personne");
                    p.getByLabel("Mot de passe").fill("rien");
                    p.locator("[id='connexion:entrer']").click();
                },
                "Identifiant ou mot de passe incorrect");
        refuser(
                "anonyme",
                "connexion-vide",
                "/connexion.xhtml",
                p -> p.locator("[id='connexion:entrer']").click(),
                "Tapez votre identifiant.");
        refuser(
                "agent",
                "mon-compte-refuse",
                "/mon-compte.xhtml",
                p -> p.locator("[id='motDePasse:changer']").click(),
                "Tapez votre mot de passe actuel.");
        refuser(
                "rh",
                "agent-refuse",
                "/annuaire/agent.xhtml",
                p -> p.locator("[id='fiche:enregistrer']").click(),
                "Donnez le matricule interne.");
        refuser(
                "siege",
                "comptes-refuse",
                "/acces/comptes.xhtml",
                p -> p.locator("[id='ouvrir:creer']").click(),
                "Donnez l'identifiant.");
        refuser(
                "delegation",
                "stage-refuse",
                "/catalogue/stage.xhtml",
                p -> p.locator("[id='stage:publierFiche']").click(),
                "Donnez l'intitulé.");
        refuser(
                "delegation",
                "publier-refuse",
                "/catalogue/publier.xhtml",
                p -> p.locator("[id='session:publierBouton']").click(),
                "Choisissez le stage.");
        refuser(
                "delegation",
                "seance-refusee",
                reperes.adresse("/catalogue/deroule.xhtml", "DELEGATION"),
                p -> {
                    p.getByText("Ajouter une séance…").click();
                    p.locator("[id='seance:ajouter']").click();
                },
                "Dites en quelques mots");
        refuser(
                "delegation",
                "deplacement-refuse",
                reperes.adresse("/catalogue/deroule.xhtml", "DELEGATION"),
                p -> {
                    p.getByText("Changer…").click();
                    p.locator("[id='dates:commune_input']").fill("59350");
                    p.locator("[id='dates:debut']").fill("2020-03-03");
                    p.locator("[id='dates:changer']").click();
                },
                "ne se déplace pas dans le passé");
        refuser(
                "delegation",
                "annulation-refusee",
                reperes.adresse("/catalogue/deroule.xhtml", "DELEGATION"),
                p -> {
                    p.getByText("Annuler la session…").click();
                    p.onceDialog(d -> d.accept());
                    p.locator("[id='annulation:annuler']").click();
                },
                "Dites pourquoi");
        refuser(
                "rh",
                "plan-refuse",
                "/planformation/plan.xhtml",
                p -> p.locator("[id='besoin:ajouter']").click(),
                "Choisissez le thème.");
        refuser(
                "rh",
                "inscription-refusee",
                reperes.adresse("/inscription/session.xhtml", "GESTIONNAIRE_RH"),
                p -> p.locator("[id='inscrire:valider']").click(),
                "au moins un agent");
        refuser(
                "agent",
                "communaute-refusee",
                reperes.adresse("/ecommunautes/communaute.xhtml", "AGENT"),
                p -> p.locator("[id='ecrire:publier']").click(),
                "titre");
        refuser(
                "delegation",
                "revocation-refusee",
                reperes.adresse("/attestation/attestation.xhtml", "DELEGATION"),
                p -> {
                    p.getByText("Révoquer cette attestation…").click();
                    p.onceDialog(d -> d.accept());
                    p.locator("[id='revocation:revoquer']").click();
                },
                "Dites pourquoi");
        conclure();
    }

    private interface Geste {
        void faire(Page page);
    }

    private void examiner(String qui, String nom, String adresse) {
        examiner(qui, nom, p -> p.navigate(adresse), true);
    }

    private void refuser(String qui, String nom, String adresse, Geste geste, String dit) {
        examiner(
                qui,
                nom,
                p -> {
                    p.navigate(adresse);
                    geste.faire(p);
                    p.locator(".erreur, .ui-message-error")
                            .filter(new Locator.FilterOptions().setHasText(dit))
                            .first()
                            .waitFor();
                },
                true);
    }

    private Page ouvrir(String qui) {
        return qui.equals("anonyme")
                ? navigateur.anonyme(Navigateur.LARGE)
                : navigateur.connecte(qui, Navigateur.LARGE);
    }

    /**
     * Un seul chargement pour les deux largeurs : rien, dans nos pages, ne dépend de la largeur que par le style.
     *
     * @param axe faux pour s'en tenir au titre, au h1 et au débordement : la même page a déjà été vue par un autre rôle
     */
    private void examiner(String qui, String nom, Geste aller, boolean axe) {
        try {
            Page page = pages.computeIfAbsent(qui, this::ouvrir);
            redimensionner(page, Navigateur.LARGE);
            aller.faire(page);
            if (axe) {
                page.evaluate(AXE);
                for (Object absente : (List<?>) page.evaluate(IMAGES_ABSENTES)) {
                    defauts.add(nom + " (" + qui + ") : image absente, " + absente);
                }
            }
            for (int largeur : LARGEURS) {
                redimensionner(page, largeur);
                String ou = nom + " (" + qui + ", " + largeur + ") : ";
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
                    String fichier =
                            nom.replace('/', '-').replaceFirst("^-", "").replace(".xhtml", "") + "-" + qui + "-"
                                    + largeur + ".png";
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setType(ScreenshotType.PNG)
                            .setPath(Path.of(CAPTURES, fichier)));
                }
            }
        } catch (RuntimeException e) {
            defauts.add(nom + " (" + qui + ") : " + e.getMessage());
            Optional.ofNullable(pages.remove(qui)).ifPresent(p -> p.context().close());
        }
    }

    private static void redimensionner(Page page, int largeur) {
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

    private void conclure() {
        List<String> tous = new ArrayList<>(defauts);
        tous.addAll(new TreeSet<>(navigateur.fautes()));
        defauts.clear();
        assertEquals(List.of(), tous, () -> String.join("\n", tous));
    }
}
