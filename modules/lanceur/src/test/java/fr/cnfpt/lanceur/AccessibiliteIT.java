package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

    /** @param axe faux quand la même page a déjà été vue par un autre rôle : axe n'y apprendrait rien */
    private void examiner(String qui, String nom, Geste aller, boolean axe) {
        try {
            Page page = pages.computeIfAbsent(qui, this::ouvrir);
            Examen.redimensionner(page, Navigateur.LARGE);
            aller.faire(page);
            defauts.addAll(Examen.defauts(page, nom + "-" + qui, axe));
        } catch (RuntimeException e) {
            defauts.add(nom + " (" + qui + ") : " + e.getMessage());
            Optional.ofNullable(pages.remove(qui)).ifPresent(p -> p.context().close());
        }
    }

    private void conclure() {
        List<String> tous = new ArrayList<>(defauts);
        tous.addAll(new TreeSet<>(navigateur.fautes()));
        defauts.clear();
        assertEquals(List.of(), tous, () -> String.join("\n", tous));
    }
}
