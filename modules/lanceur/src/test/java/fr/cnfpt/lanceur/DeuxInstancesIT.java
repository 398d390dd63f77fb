package fr.cnfpt.lanceur;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Une instance ne doit rien à sa mémoire : deux sur une base, derrière un mandataire en TLS qui alterne à chaque
 * requête, puis une seule qui redémarre.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ApplicationPartagee.class)
class DeuxInstancesIT {

    /** Ce que le démarrage charge et qu'aucune épreuve ne touche : autant qu'une instance seule en charge. */
    private static final List<String> CHARGEES = List.of(
            "annuaire.collectivite",
            "acces.conditions_utilisation",
            "territorialisation.theme",
            "catalogue.session where demonstration",
            "catalogue.specialite");

    private Application premiere;
    private Application seconde;
    private Mandataire mandataire;
    private Navigateur navigateur;
    private Donnees d;

    /** Les deux démarrent ensemble, sur une base vide de la base d'une autre. */
    @BeforeAll
    void ouvrir(Application autre) throws Exception {
        int port = Application.portLibre();
        try (Donnees ailleurs = new Donnees(autre)) {
            ailleurs.ecrire("drop database if exists vide");
            ailleurs.ecrire("create database vide");
        }
        Map<String, String> reglages = Map.of(
                "IEL_ADRESSE",
                "https://127.0.0.1:" + port,
                "DATABASE_URL",
                autre.urlDeLaBase().replace("/postgres?", "/vide?"));
        ExecutorService fils = Executors.newFixedThreadPool(2);
        try {
            List<Future<Application>> deux = fils.invokeAll(List.of(
                    () -> Application.neuve("premiere", reglages), () -> Application.neuve("seconde", reglages)));
            premiere = deux.get(0).get();
            seconde = deux.get(1).get();
        } finally {
            fils.shutdownNow();
        }
        mandataire = new Mandataire(Application.dossier("mandataire"), port, premiere, seconde);
        navigateur = new Navigateur(mandataire.url());
        d = new Donnees(premiere);
    }

    @Test
    @Order(0)
    void deux_instances_qui_demarrent_ensemble_sur_une_base_vide_n_y_chargent_qu_une_fois(Application autre)
            throws Exception {
        try (Donnees ailleurs = new Donnees(autre)) {
            for (String table : CHARGEES) {
                assertEquals(
                        ailleurs.nombre("select count(*) from " + table),
                        d.nombre("select count(*) from " + table),
                        table);
            }
        }
        assertEquals(
                0,
                d.nombre(
                        "select count(*) from (select 1 from inscription.bulletin group by session_id, agent_id, depose_le having count(*) > 1) as doubles"));
    }

    @AfterAll
    void fermer() throws Exception {
        navigateur.close();
        mandataire.close();
        d.close();
        seconde.close();
        premiere.close();
    }

    private static long servies(Application a) throws IOException {
        return Files.readAllLines(Application.dossier("mandataire").resolve("acces.log"))
                .size();
    }

    @Test
    @Order(1)
    void le_voyage_passe_d_une_instance_a_l_autre_et_celle_qu_on_tue_ne_manque_a_personne() throws Exception {
        Page agent = navigateur.connecte("agent", Navigateur.TELEPHONE);
        agent.navigate("/aujourdhui.xhtml");
        List<Cookie> temoins = agent.context().cookies();
        assertEquals(List.of("__Host-IEL"), temoins.stream().map(t -> t.name).toList(), "un seul témoin, le nôtre");
        assertTrue(temoins.get(0).secure && temoins.get(0).httpOnly, "hors de portée des scripts, et en TLS seulement");

        new Voyage(navigateur, d).entier(() -> seconde.tuer());

        assertEquals(List.of(), navigateur.fautes());
        assertEquals(List.of(), d.jaugesFausses());
        assertTrue(servies(premiere) > 50);
    }

    @Test
    @Order(2)
    void un_formulaire_survit_a_quarante_onglets_a_un_redemarrage_et_a_l_expiration() throws Exception {
        Page formulaire = navigateur.connecte("rh", Navigateur.LARGE);
        formulaire.navigate("/annuaire/agent.xhtml");
        Map<String, String> saisie = Map.of(
                "fiche:prenom", "Éloïse",
                "fiche:nom", "d’Hondt-Œuvrard",
                "fiche:matricule", "FORM-1",
                "fiche:metier", "Chargée d'accueil & d'écoute",
                "fiche:service", "État civil");
        saisie.forEach(
                (champ, valeur) -> formulaire.locator("[id='" + champ + "']").fill(valeur));
        for (int i = 0; i < 40; i++) {
            Page onglet = formulaire.context().newPage();
            onglet.navigate(i % 2 == 0 ? "/inscription/bulletins.xhtml" : "/annuaire/agents.xhtml");
            onglet.close();
        }
        d.close();
        premiere.arreter();
        premiere.demarrer();
        d = new Donnees(premiere);
        d.ecrire(
                "update acces.connexion set ouverte_le = now() - interval '3 hours', vue_le = now() - interval '3 hours',"
                        + " expire_le = now() - interval '1 minute'");

        formulaire.locator("[id='fiche:enregistrer']").click();
        assertThat(formulaire.locator("h1")).hasText("Votre connexion a expiré");
        formulaire.getByLabel("Mot de passe").fill("pas le bon du tout");
        formulaire.locator("#reprendre").click();
        assertThat(formulaire.locator("#refus")).containsText("Mot de passe incorrect");
        assertEquals(0, d.nombre("select count(*) from annuaire.agent where matricule = 'FORM-1'"));
        formulaire.getByLabel("Mot de passe").fill(Application.MOT_DE_PASSE);
        formulaire.locator("#reprendre").click();
        assertThat(formulaire.locator("#messages")).containsText("est dans l'annuaire");
        assertEquals(
                "Éloïse|d’Hondt-Œuvrard|Chargée d'accueil & d'écoute|État civil",
                d.texte(
                        "select prenom || '|' || nom || '|' || metier || '|' || service from annuaire.agent where matricule = 'FORM-1'"));
        formulaire.navigate("/annuaire/agents.xhtml");
        assertFalse(formulaire.url().contains("connexion"), "et l'on reste connecté");
        assertEquals(List.of(), navigateur.fautes());
    }
}
