package fr.cnfpt.garde.courrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.Montage;
import fr.cnfpt.garde.courrier.application.EnvoyerLesCourriers;
import fr.cnfpt.outils.PostgresDeTest;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManagerFactory;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le courrier, de la boîte d'envoi à un vrai serveur SMTP. */
class CourrierTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private EntityManagerFactory emf;
    private GreenMail serveur;
    private Instant maintenant = Instant.now().plusSeconds(60);

    @BeforeEach
    void ouvrir() throws Exception {
        emf = POSTGRES.emf();
        JDBI.useHandle(h -> h.execute("delete from garde.courrier"));
        try (ServerSocket libre = new ServerSocket(0)) {
            serveur = new GreenMail(new ServerSetup(libre.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }
        serveur.start();
        System.setProperty("iel.smtp.hote", "127.0.0.1");
        System.setProperty("iel.smtp.port", String.valueOf(serveur.getSmtp().getPort()));
        System.setProperty("iel.smtp.tls", "non");
        System.setProperty("iel.smtp.expediteur", "iel@exemple.fr");
    }

    @AfterEach
    void fermer() {
        serveur.stop();
        emf.close();
        for (String p : new String[] {"hote", "port", "tls", "expediteur"}) {
            System.clearProperty("iel.smtp." + p);
        }
    }

    private void dans(Consumer<Montage> pas) {
        PostgresDeTest.dans(emf, em -> {
            pas.accept(new Montage(em, POSTGRES, new Horloge(Clock.fixed(maintenant, Horloge.PARIS)), courant));
            return null;
        });
    }

    private void deposer(String a) {
        dans(m -> m.bean(Courriers.class)
                .deposer(a, "Été : accès ouvert à Évian", "Bonjour Zoé,\n\nÇa y est. « œuvre »\n", null));
    }

    private void envoyer() {
        dans(m -> m.bean(EnvoyerLesCourriers.class).executer());
    }

    private static long nombre(String sql) {
        return JDBI.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void part_une_fois_accents_compris() throws Exception {
        deposer("zoe@exemple.fr");
        envoyer();
        envoyer();
        MimeMessage[] recus = serveur.getReceivedMessages();
        assertEquals(1, recus.length);
        assertEquals("Été : accès ouvert à Évian", recus[0].getSubject());
        assertEquals(
                "Bonjour Zoé,\n\nÇa y est. « œuvre »",
                ((String) recus[0].getContent()).replace("\r\n", "\n").strip());
        assertEquals("zoe@exemple.fr", recus[0].getAllRecipients()[0].toString());
        assertEquals("auto-generated", recus[0].getHeader("Auto-Submitted")[0]);
        assertEquals(1, nombre("select count(*) from garde.courrier where parti_le is not null"));
    }

    @Test
    void repart_apres_une_panne_du_serveur_a_son_heure() {
        deposer("zoe@exemple.fr");
        serveur.stop();
        envoyer();
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.courrier where essais = 1 and parti_le is null and abandonne_le is null and erreur like '%ne répond pas%'"));
        serveur.start();
        envoyer();
        assertEquals(0, serveur.getReceivedMessages().length, "pas avant l'heure de l'essai suivant");
        maintenant = maintenant.plus(Duration.ofMinutes(2));
        envoyer();
        assertEquals(1, serveur.getReceivedMessages().length);
    }

    @Test
    void est_abandonne_aussitot_sur_une_adresse_impossible_et_n_arrete_pas_les_autres() {
        deposer("pas une adresse");
        deposer("zoe@exemple.fr");
        envoyer();
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.courrier where abandonne_le is not null and erreur like 'Adresse impossible%'"));
        assertEquals(1, serveur.getReceivedMessages().length);
    }

    @Test
    void est_abandonne_au_dixieme_echec_et_reste_lisible() {
        deposer("zoe@exemple.fr");
        serveur.stop();
        for (int i = 0; i < EnvoyerLesCourriers.ESSAIS; i++) {
            envoyer();
            maintenant = maintenant.plus(Duration.ofHours(13));
        }
        assertEquals(1, nombre("select count(*) from garde.courrier where abandonne_le is not null and essais = 10"));
    }

    @Test
    void n_est_jamais_envoye_si_l_acte_est_annule() {
        assertThrows(
                IllegalStateException.class,
                () -> dans(m -> {
                    m.bean(Courriers.class).deposer("zoe@exemple.fr", "o", "t", null);
                    throw new IllegalStateException("l'acte échoue");
                }));
        envoyer();
        assertEquals(0, serveur.getReceivedMessages().length);
        assertEquals(0, nombre("select count(*) from garde.courrier"));
    }

    @Test
    void n_est_pas_perdu_si_l_envoi_est_coupe_avant_d_etre_note() {
        deposer("zoe@exemple.fr");
        assertThrows(
                IllegalStateException.class,
                () -> dans(m -> {
                    m.bean(EnvoyerLesCourriers.class).executer();
                    throw new IllegalStateException("coupure");
                }));
        envoyer();
        assertTrue(
                serveur.getReceivedMessages().length == 2
                        && nombre("select count(*) from garde.courrier where parti_le is not null") == 1,
                "deux fois plutôt que jamais");
    }

    @Test
    void sans_serveur_regle_il_attend_dans_la_boite() {
        System.clearProperty("iel.smtp.hote");
        deposer("zoe@exemple.fr");
        envoyer();
        assertEquals(1, nombre("select count(*) from garde.courrier where essais = 0 and parti_le is null"));
    }
}
