package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * La même WAR, le même lanceur, le serveur d'après ({@code payara.suivant.version}) : pages, API et traitements y font
 * ce qu'ils font sur celui d'aujourd'hui, à côté de lui et sur sa base. Où l'on n'a pas de Java assez récent, cela se
 * passe, et se dit.
 */
@ExtendWith(ApplicationPartagee.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServeurSuivantIT {

    private Application suivante;
    private Navigateur navigateur;
    private Donnees d;

    @BeforeAll
    void ouvrir(Application application) throws Exception {
        String java = System.getProperty("java.suivant", "");
        assumeTrue(!java.isEmpty(), "Pas de Java 21 ou plus (-Djava.suivant) : le serveur suivant n'est pas essayé");
        suivante = Application.deplus(
                "suivante",
                application,
                Path.of(java, "bin", "java"),
                Path.of("target", "serveur-suivant", "payara-micro.jar"));
        navigateur = new Navigateur(suivante);
        d = new Donnees(suivante);
    }

    @AfterAll
    void fermer() throws Exception {
        if (suivante != null) {
            navigateur.close();
            d.close();
            suivante.close();
            assertEquals(List.of(), suivante.tachesTombees());
        }
    }

    @AfterEach
    void sans_erreur_de_script_ni_panne() {
        assertEquals(List.of(), navigateur.fautes());
    }

    @Test
    void un_bulletin_va_de_la_preinscription_a_l_attestation() throws Exception {
        new Voyage(navigateur, d).entier(() -> {});
        assertEquals(List.of(), d.jaugesFausses());
    }

    @Test
    void chaque_page_s_ouvre_pour_chacun_de_ses_roles() throws Exception {
        List<String> fermees = new ArrayList<>();
        List<PagesParRole.Page> pages = PagesParRole.de(suivante);
        for (PagesParRole.Page p : pages) {
            int statut = p.visiteur().get();
            if (statut != 200) {
                fermees.add(p.role() + " " + p.adresse() + " : " + statut);
            }
        }
        assertTrue(pages.size() > 100, pages.size() + " pages");
        assertEquals(List.of(), fermees);
    }

    @Test
    void l_api_inscrit_et_tient_son_contrat() throws Exception {
        Api sirh = new Api(suivante, Application.JETON);
        sirh.inscrire(d.session(1, d.denain()), d.agents(1, d.denain())).admise(201);
        sirh.inscrire(d.session(1, d.denain()), List.of()).refuse(422, "liste-vide");
        assertTrue(sirh.lire("/sessions").admise(200).corps().path("sessions").size() > 0);
    }

    @Test
    void un_traitement_va_a_son_terme() {
        Page delegation = navigateur.connecte("delegation", Navigateur.LARGE);
        delegation.navigate("/planformation/synthese.xhtml");
        delegation.locator("[id='lancement:lancer'], [id='lancement:relancer']").click();
        assertThat(delegation.locator(".tuiles .tuile-libelle").first())
                .containsText("déployable", new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
        assertThat(delegation.locator("#t-synthese"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(90_000));
    }
}
