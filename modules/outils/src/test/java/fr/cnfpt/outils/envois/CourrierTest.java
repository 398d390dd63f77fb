package fr.cnfpt.outils.envois;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.cnfpt.commun.EmployeursFictifs;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.envois.adapter.courriel.CanalCourriel;
import fr.cnfpt.outils.envois.application.FairePartir;
import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.persistence.Envois;
import fr.cnfpt.outils.envois.port.Canal;
import fr.cnfpt.outils.persistence.Sql;
import jakarta.enterprise.inject.Instance;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Le courrier, de son dépôt à un vrai serveur SMTP ; chaque passage est celui d'une autre instance. */
class CourrierTest {

    private static final Jdbi JDBI = PostgresDeTest.avec().jdbi();

    private static final long FICTIF = 12;

    private static final List<Logger> BAVARDS =
            List.of(Logger.getLogger("com.icegreen"), Logger.getLogger("fr.cnfpt.iel"));

    static {
        BAVARDS.forEach(j -> j.setLevel(Level.SEVERE));
    }

    private GreenMail serveur;
    private Instant maintenant = Instant.now().plusSeconds(60);

    @BeforeEach
    void ouvrir() throws Exception {
        JDBI.useHandle(h -> h.execute("delete from outils.envoi"));
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
        for (String p : new String[] {"hote", "port", "tls", "expediteur"}) {
            System.clearProperty("iel.smtp." + p);
        }
    }

    private FairePartir instance(Jdbi jdbi, Canal... canaux) {
        Object tous = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (p, m, a) -> List.of(canaux).iterator());
        return Injection.poser(
                new FairePartir(),
                Injection.poser(new Envois(), jdbi),
                tous,
                (EmployeursFictifs) c -> c == FICTIF,
                new Horloge(Clock.fixed(maintenant, Horloge.PARIS)));
    }

    private void deposer(String a) {
        instance(JDBI).deposer(a, "Été : accès ouvert à Évian", "Bonjour Zoé,\n\nÇa y est. « œuvre »\n", null);
    }

    private void envoyer() {
        instance(JDBI, new CanalCourriel()).executer();
    }

    /** Un canal de courriel, et ce qui arrive après la remise. */
    private static Canal puis(Runnable apres) {
        return new CanalCourriel() {
            @Override
            public void remettre(Envoi envoi) throws NonRemisException {
                super.remettre(envoi);
                apres.run();
            }
        };
    }

    private static long nombre(String condition) {
        return JDBI.withHandle(h -> h.createQuery("select count(*) from outils.envoi where " + condition)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void un_courriel_porte_l_agenda_du_rendez_vous_qu_il_change() throws Exception {
        String agenda = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nSUMMARY:État civil\r\nEND:VCALENDAR\r\n";
        instance(JDBI).deposerAvecAgenda("zoe@exemple.fr", "Session annulée", "Elle n'aura pas lieu.", agenda, null);
        deposer("sans@exemple.fr");
        envoyer();
        MimeMessage recu = serveur.getReceivedMessages()[0];
        Multipart parties = (Multipart) recu.getContent();
        assertEquals("Elle n'aura pas lieu.", parties.getBodyPart(0).getContent());
        assertEquals(
                "text/calendar; charset=UTF-8; method=CANCEL; name=session.ics",
                parties.getBodyPart(1).getContentType().replaceAll("\\s+", " "));
        assertEquals("session.ics", parties.getBodyPart(1).getFileName());
        assertEquals(
                agenda, new String(parties.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(String.class, serveur.getReceivedMessages()[1].getContent().getClass());
    }

    @Test
    void rien_ne_part_d_un_employeur_fictif_et_cela_se_lit() {
        instance(JDBI).deposer("vraie.personne@exemple.fr", "Convocation", "Bonjour", FICTIF);
        instance(JDBI).deposerFugace("elle.aussi@exemple.fr", "Documents", "Un lien", FICTIF);
        instance(JDBI).deposer("zoe@exemple.fr", "Convocation", "Bonjour", FICTIF + 1);
        envoyer();
        assertEquals(1, serveur.getReceivedMessages().length, "celui du véritable employeur, seul");
        assertEquals(0, nombre("fugace"), "il n'en reste rien, comme d'un autre");
        assertEquals(
                List.of("Retenu : rien ne part d'un bac à sable."),
                Injection.poser(new Envois(), JDBI).derniers(5).stream()
                        .filter(e -> e.destinataire().startsWith("vraie"))
                        .map(Envoi::sort)
                        .toList());
        envoyer();
        assertEquals(1, serveur.getReceivedMessages().length, "compté comme parti, il n'est pas repris");
    }

    @Test
    void un_destinataire_refuse_se_sait_meme_d_un_courriel_fugace() {
        JDBI.useHandle(h -> h.execute("delete from outils.non_remis"));
        instance(JDBI).deposerFugace("pas une adresse", "Venez-vous ?", "Un lien", null);
        envoyer();
        assertEquals(0, nombre("fugace"));
        Envois envois = Injection.poser(new Envois(), JDBI);
        assertEquals(
                "Adresse impossible : ce n'est pas celle d'un courriel.",
                envois.nonRemisA("Pas une adresse").orElseThrow().raison());
        deposer("pas une autre");
        envoyer();
        long id = JDBI.withHandle(h -> h.createQuery("select id from outils.envoi where abandonne_le is not null")
                .mapTo(Long.class)
                .one());
        assertEquals(2, envois.clesNonRemises().size());
        assertEquals(true, envois.renvoyer(id, maintenant));
        assertEquals(1, envois.clesNonRemises().size(), "renvoyé, on ne sait plus s'il arrivera");
        envois.oublierLesRetours("PAS UNE ADRESSE");
        assertEquals(0, envois.clesNonRemises().size());
    }

    @Test
    void chaque_courriel_a_sa_propre_adresse_de_retour() throws Exception {
        System.setProperty("iel.smtp.retour", "retours@iel.exemple");
        try {
            deposer("zoe@exemple.fr");
            deposer("paul@exemple.fr");
            envoyer();
        } finally {
            System.clearProperty("iel.smtp.retour");
        }
        List<String> retours = JDBI.withHandle(h -> h.createQuery(
                        "select 'retours+' || replace(retour::text, '-', '') || '@iel.exemple' from outils.envoi order by id")
                .mapTo(String.class)
                .list());
        for (int i = 0; i < 2; i++) {
            MimeMessage recu = serveur.getReceivedMessages()[i];
            assertEquals("<" + retours.get(i) + ">", recu.getHeader("Return-Path")[0]);
            assertEquals("iel@exemple.fr", recu.getFrom()[0].toString());
        }
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
        assertEquals(1, nombre("parti_le is not null"));
    }

    @Test
    void repart_apres_une_panne_du_serveur_a_son_heure() {
        deposer("zoe@exemple.fr");
        serveur.stop();
        envoyer();
        assertEquals(
                1,
                nombre(
                        "essais = 1 and parti_le is null and abandonne_le is null and erreur = 'Le serveur de messagerie ne répond pas.'"));
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
        assertEquals(1, nombre("abandonne_le is not null and erreur like 'Adresse impossible%'"));
        assertEquals(1, serveur.getReceivedMessages().length);
    }

    @Test
    void un_expediteur_mal_regle_n_abandonne_rien() {
        System.setProperty("iel.smtp.expediteur", "pas une adresse");
        deposer("zoe@exemple.fr");
        envoyer();
        assertEquals(1, nombre("abandonne_le is null and erreur like 'L''adresse d''où partent%'"));
    }

    @Test
    void un_expediteur_que_le_serveur_refuse_est_notre_faute_et_n_abandonne_rien() throws Exception {
        try (ServerSocket severe = new ServerSocket(0)) {
            System.setProperty("iel.smtp.port", String.valueOf(severe.getLocalPort()));
            Thread portier = new Thread(() -> refuserLExpediteur(severe));
            portier.start();
            deposer("zoe@exemple.fr");
            envoyer();
            portier.join(10_000);
        }
        assertEquals(1, nombre("abandonne_le is null and erreur like '%ou l''adresse d''où il part.'"));
    }

    private static void refuserLExpediteur(ServerSocket porte) {
        try (Socket s = porte.accept();
                BufferedReader lu =
                        new BufferedReader(new InputStreamReader(s.getInputStream(), StandardCharsets.US_ASCII));
                Writer dit = new OutputStreamWriter(s.getOutputStream(), StandardCharsets.US_ASCII)) {
            dit.write("220 severe\r\n");
            dit.flush();
            for (String l = lu.readLine(); l != null; l = lu.readLine()) {
                dit.write(l.startsWith("MAIL") ? "550 5.7.1 Sender denied\r\n" : "250 ok\r\n");
                dit.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void une_nuit_sans_serveur_n_abandonne_rien_et_tout_part_au_matin() {
        IntStream.range(0, 3).forEach(i -> deposer("zoe" + i + "@exemple.fr"));
        serveur.stop();
        Instant matin = maintenant.plus(Duration.ofHours(12));
        for (; maintenant.isBefore(matin); maintenant = maintenant.plus(Duration.ofMinutes(10))) {
            envoyer();
        }
        assertEquals(3, nombre("abandonne_le is null"));
        serveur.start();
        Instant midi = matin.plus(Duration.ofHours(12));
        for (; maintenant.isBefore(midi); maintenant = maintenant.plus(Duration.ofMinutes(30))) {
            envoyer();
        }
        assertEquals(3, serveur.getReceivedMessages().length);
    }

    @Test
    void un_lien_qui_ne_vaut_qu_une_heure_passe_devant_la_file() throws Exception {
        IntStream.range(0, 50).forEach(i -> deposer("zoe" + i + "@exemple.fr"));
        instance(JDBI).deposerUrgent("presse@exemple.fr", "Mot de passe oublié", "Un lien", null);
        envoyer();
        assertEquals(20, serveur.getReceivedMessages().length);
        assertEquals("presse@exemple.fr", serveur.getReceivedMessages()[0].getAllRecipients()[0].toString());
    }

    @Test
    void est_abandonne_apres_pres_de_deux_jours_d_echecs_et_reste_lisible() {
        deposer("zoe@exemple.fr");
        serveur.stop();
        Instant debut = maintenant;
        while (nombre("abandonne_le is null") > 0) {
            envoyer();
            // jusqu'au prochain essai, à la minute où la tâche passe
            Instant prochain = JDBI.withHandle(h -> h.createQuery("select max(essayer_le) from outils.envoi")
                    .mapTo(Instant.class)
                    .one());
            maintenant = maintenant.plus(Duration.ofMinutes(
                    Math.max(1, 1 + Duration.between(maintenant, prochain).toMinutes())));
        }
        assertEquals(1, nombre("essais = " + FairePartir.ESSAIS));
        assertEquals(41, Duration.between(debut, maintenant).toHours());
    }

    @Test
    void n_est_jamais_envoye_si_l_acte_est_annule() {
        assertThrows(
                IllegalStateException.class,
                () -> JDBI.useTransaction(h -> {
                    instance(Sql.configurer(Jdbi.create(h.getConnection()))).deposer("zoe@exemple.fr", "o", "t", null);
                    throw new IllegalStateException("l'acte échoue");
                }));
        envoyer();
        assertEquals(0, serveur.getReceivedMessages().length);
        assertEquals(0, nombre("true"));
    }

    @Test
    void coupe_entre_la_remise_et_sa_note_il_repart_sous_le_meme_message_id() throws Exception {
        deposer("zoe@exemple.fr");
        Canal coupe = puis(() -> {
            throw new ThreadDeath();
        });
        assertThrows(ThreadDeath.class, () -> instance(JDBI, coupe).executer());
        envoyer();
        assertEquals(1, serveur.getReceivedMessages().length, "le bail de l'instance morte court encore");
        maintenant = maintenant.plus(FairePartir.BAIL);
        envoyer();
        MimeMessage[] recus = serveur.getReceivedMessages();
        assertEquals(2, recus.length, "deux fois plutôt que jamais");
        assertEquals(recus[0].getMessageID(), recus[1].getMessageID());
        assertEquals(1, nombre("parti_le is not null and essais = 2"));
    }

    @Test
    void ce_qui_coupe_l_instance_a_chaque_essai_finit_abandonne() {
        deposer("zoe@exemple.fr");
        Canal coupe = puis(() -> {
            throw new ThreadDeath();
        });
        for (int i = 0; i < FairePartir.ESSAIS; i++) {
            assertThrows(ThreadDeath.class, () -> instance(JDBI, coupe).executer());
            maintenant = maintenant.plus(FairePartir.BAIL);
        }
        instance(JDBI, coupe).executer();
        assertEquals(1, nombre("abandonne_le is not null and erreur = 'L''envoi s''est interrompu à chaque essai.'"));
    }

    @Test
    void deux_instances_a_la_fois_n_envoient_chaque_courriel_qu_une_fois() throws Exception {
        IntStream.range(0, 30).forEach(i -> deposer("zoe" + i + "@exemple.fr"));
        ExecutorService deux = Executors.newFixedThreadPool(2);
        CountDownLatch ensemble = new CountDownLatch(2);
        try {
            List<Future<?>> passages = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(i -> deux.submit(() -> instance(JDBI, puis(() -> {
                                ensemble.countDown();
                                attendre(ensemble);
                            }))
                            .executer()))
                    .toList();
            for (Future<?> p : passages) {
                p.get(60, TimeUnit.SECONDS);
            }
        } finally {
            deux.shutdownNow();
        }
        assertEquals(30, serveur.getReceivedMessages().length);
        assertEquals(30, nombre("parti_le is not null and essais = 1"));
    }

    /** Chacune tient déjà son premier envoi quand l'autre prend le sien. */
    private static void attendre(CountDownLatch ensemble) {
        try {
            if (!ensemble.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("l'autre instance n'a rien pris");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void une_note_tardive_ne_derange_pas_qui_a_repris_l_envoi() {
        deposer("zoe@exemple.fr");
        Envois envois = Injection.poser(new Envois(), JDBI);
        Envoi lente = envois.prendre("courriel", maintenant, FairePartir.BAIL, FairePartir.ESSAIS)
                .orElseThrow();
        Envoi reprise = envois.prendre(
                        "courriel", maintenant.plus(FairePartir.BAIL), FairePartir.BAIL, FairePartir.ESSAIS)
                .orElseThrow();
        assertEquals(lente.cle(), reprise.cle());
        envois.abandonner(lente, "Trop tard.", maintenant);
        envois.repousser(lente, "Trop tard.", maintenant);
        assertEquals(1, nombre("erreur is null and essais = 2 and abandonne_le is null"));
    }

    @Test
    void sans_serveur_regle_il_attend_dans_la_boite() {
        System.clearProperty("iel.smtp.hote");
        deposer("zoe@exemple.fr");
        envoyer();
        assertEquals(1, nombre("essais = 0 and parti_le is null"));
    }
}
