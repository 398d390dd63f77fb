package fr.cnfpt.lanceur.banc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fr.cnfpt.lanceur.Application;
import fr.cnfpt.lanceur.ApplicationPartagee;
import fr.cnfpt.lanceur.Donnees;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Les contrôles d'un éditeur, joués contre l'application démarrée ; et contre ce qui n'en tient aucun. */
@ExtendWith(ApplicationPartagee.class)
class ConformanceIT {

    private static final String JETON = "iel_bac_a_sable_de_conformance";

    private final ByteArrayOutputStream dit = new ByteArrayOutputStream();

    private int jouer(String adresse, String jeton) {
        dit.reset();
        return Conformance.jouer(adresse, jeton, new PrintStream(dit, true, StandardCharsets.UTF_8));
    }

    private String dit() {
        return dit.toString(StandardCharsets.UTF_8);
    }

    @Test
    void l_application_tient_chaque_controle_et_les_tient_encore_rejoues(Application application) throws Exception {
        try (Donnees d = new Donnees(application)) {
            d.bacASable("000000026", JETON);
            long autres = d.nombre(
                    "select count(*) from inscription.bulletin b join annuaire.collectivite c on c.id = b.collectivite_id where c.siren <> '000000026'");
            for (int i = 0; i < 2; i++) {
                assertEquals(Conformance.CONTROLES, jouer(application.url(), JETON), this::dit);
                assertTrue(dit().endsWith("conformance 107/107\n"), this::dit);
            }
            assertEquals(
                    autres,
                    d.nombre(
                            "select count(*) from inscription.bulletin b join annuaire.collectivite c on c.id = b.collectivite_id where c.siren <> '000000026'"));
            assertEquals(
                    0,
                    d.nombre(
                            "select count(*) from inscription.bulletin b join annuaire.collectivite c on c.id = b.collectivite_id where c.siren = '000000026'"));
        }
    }

    @Test
    void le_bac_a_sable_de_la_demonstration_est_pret_tel_qu_on_le_trouve(Application application) {
        assertEquals(Conformance.CONTROLES, jouer(application.url(), Application.JETON + "_bac"), this::dit);
        assertTrue(dit().endsWith("conformance 107/107\n"), this::dit);
    }

    @Test
    void rien_n_est_joue_contre_un_veritable_employeur(Application application) {
        assertEquals(-1, jouer(application.url(), Application.JETON));
        assertTrue(dit().contains("n'est pas celui d'un bac à sable"), this::dit);
    }

    /** Un serveur complaisant : à tout, 200 et de quoi se préparer. Il ne tient presque rien. */
    @Test
    void un_serveur_qui_dit_oui_a_tout_echoue_en_disant_pourquoi() throws Exception {
        HttpServer serveur = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        serveur.createContext("/", e -> {
            byte[] corps = """
                    {"sessions": [{"id": 1, "ouverte": true, "places": {"disponibles": 20}}, {"id": 2, "ouverte": true, "places": {"disponibles": 1}}],
                     "bulletins": [], "agents": [], "changements": [], "abonnements": [], "lignes": []}""".getBytes(StandardCharsets.UTF_8);
            e.getResponseHeaders().set("Content-Type", "application/json");
            e.sendResponseHeaders(200, corps.length);
            e.getResponseBody().write(corps);
            e.close();
        });
        serveur.start();
        try {
            int tenus = jouer("http://127.0.0.1:" + serveur.getAddress().getPort(), JETON);
            assertTrue(tenus >= 0 && tenus < 20, this::dit);
            assertTrue(dit().contains("attendu 401 jeton-refuse, reçu 200"), this::dit);
            assertTrue(dit().endsWith("conformance " + tenus + "/107\n"), this::dit);
        } finally {
            serveur.stop(0);
        }
    }
}
