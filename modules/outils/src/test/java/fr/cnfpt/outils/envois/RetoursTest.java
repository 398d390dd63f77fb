package fr.cnfpt.outils.envois;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.commun.Horloge;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.envois.adapter.courriel.AvisParCourriel;
import fr.cnfpt.outils.envois.adapter.web.RetoursServlet;
import fr.cnfpt.outils.envois.application.RecevoirLesRetours;
import fr.cnfpt.outils.envois.domain.AvisDeNonRemise;
import fr.cnfpt.outils.envois.domain.NonRemis;
import fr.cnfpt.outils.envois.persistence.Envois;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Un courriel parti qui revient : ce que le serveur de messagerie pose, et ce qu'on en sait. */
class RetoursTest {

    private static final Jdbi JDBI = PostgresDeTest.neuve().jdbi();
    private static final String SECRET = "un-secret-de-plus-de-trente-deux-signes";

    /**
     * Tel que Postfix l'écrit, en trois parties (RFC 6522) ; l'adresse de retour, l'action et le statut à la place des
     * %s.
     */
    private static final String AVIS = """
            Return-Path: <>
            Delivered-To: %s
            Date: Sun, 29 Nov 2026 09:12:44 +0100
            From: MAILER-DAEMON@mx.denain.exemple (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: %s
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="4F1.1764403964/mx"

            This is a MIME-encapsulated message.

            --4F1.1764403964/mx
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --4F1.1764403964/mx
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.denain.exemple
            X-Postfix-Queue-ID: 4F1
            Arrival-Date: Sun, 29 Nov 2026 09:12:43 +0100

            Final-Recipient: rfc822; zoe@denain.exemple
            Original-Recipient: rfc822;zoe@denain.exemple
            Action: %s
            Status: %s
            Remote-MTA: dns; mx.denain.exemple
            Diagnostic-Code: smtp; 550 5.1.1 <zoe@denain.exemple>: Recipient address rejected

            --4F1.1764403964/mx
            Content-Description: Undelivered Message
            Content-Type: text/rfc822-headers

            From: iel@exemple.fr
            To: zoe@denain.exemple
            Subject: Convocation

            --4F1.1764403964/mx--
            """;

    private final Envois envois = Injection.poser(new Envois(), JDBI);
    private final RecevoirLesRetours retours =
            Injection.poser(new RecevoirLesRetours(), new AvisParCourriel(), envois, new Horloge());
    private String adresse;

    @BeforeEach
    void unCourrielParti() {
        JDBI.useHandle(h -> h.execute("delete from outils.envoi; delete from outils.non_remis"));
        UUID cle = envois.deposer("courriel", "zoe@denain.exemple", "Convocation", "…", null, null, false, false);
        JDBI.useHandle(h -> h.execute("update outils.envoi set parti_le = now() where cle = ?", cle));
        UUID retour = JDBI.withHandle(h -> h.createQuery("select retour from outils.envoi")
                .mapTo(UUID.class)
                .one());
        adresse = AvisDeNonRemise.adresse("retours@iel.exemple", retour);
    }

    @AfterEach
    void sansReglage() {
        System.clearProperty("iel.smtp.retour.jeton");
    }

    private static byte[] avis(String a, String action, String statut) {
        return AVIS.formatted(a, a, action, statut).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void un_avis_de_postfix_dit_quel_courriel_n_est_pas_arrive_et_pourquoi() {
        assertTrue(retours.executer(avis(adresse, "failed", "5.1.1")));
        NonRemis n = envois.nonRemisA("zoe@denain.exemple").orElseThrow();
        assertTrue(n.revenu());
        assertEquals("Cette adresse n'existe pas, ou plus.", n.raison());
        assertFalse(retours.executer(avis(adresse, "failed", "5.1.1")), "posé deux fois, il ne compte qu'une");
    }

    @Test
    void la_raison_se_dit_en_francais_sans_citer_l_adresse() {
        retours.executer(avis(adresse, "failed", "5.7.26"));
        assertEquals(
                "La messagerie du destinataire refuse ce courriel (5.7.26).",
                envois.nonRemisA("zoe@denain.exemple").orElseThrow().raison());
        assertEquals("Cette boîte est pleine.", new AvisDeNonRemise(UUID.randomUUID(), "5.2.2").raison());
    }

    @Test
    void un_retard_une_absence_un_avis_sans_le_secret_de_l_adresse_ne_changent_rien() {
        assertFalse(retours.executer(avis(adresse, "delayed", "4.4.1")));
        assertFalse(retours.executer(avis(adresse, "delivered", "2.0.0")));
        assertFalse(retours.executer(
                avis(AvisDeNonRemise.adresse("retours@iel.exemple", UUID.randomUUID()), "failed", "5.1.1")));
        assertFalse(retours.executer(avis("retours@iel.exemple", "failed", "5.1.1")));
        assertFalse(retours.executer(("To: " + adresse
                        + "\r\nSubject: Absente du bureau\r\nContent-Type: text/plain\r\n\r\nDe retour le 3. Action: failed Status: 5.1.1\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        assertFalse(retours.executer("n'importe quoi".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(0, envois.clesNonRemises().size());
    }

    @Test
    void sans_le_secret_du_serveur_il_n_y_a_rien() throws Exception {
        byte[] avis = avis(adresse, "failed", "5.1.1");
        assertEquals(404, poser("Bearer " + SECRET, avis), "pas réglé");
        System.setProperty("iel.smtp.retour.jeton", "trop-court");
        assertEquals(404, poser("Bearer trop-court", avis));
        System.setProperty("iel.smtp.retour.jeton", SECRET);
        assertEquals(404, poser(null, avis));
        assertEquals(404, poser("Bearer " + SECRET + "x", avis));
        assertEquals(0, envois.clesNonRemises().size());
        assertEquals(413, poser("Bearer " + SECRET, new byte[(1 << 20) + 1]));
        assertEquals(204, poser("Bearer " + SECRET, avis));
        assertEquals(202, poser("Bearer " + SECRET, avis));
        assertEquals(1, envois.clesNonRemises().size());
    }

    private int poser(String autorisation, byte[] corps) throws Exception {
        int[] statut = {0};
        ByteArrayInputStream flux = new ByteArrayInputStream(corps);
        HttpServletRequest requete = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (p, m, a) -> switch (m.getName()) {
                    case "getMethod" -> "POST";
                    case "getHeader" -> autorisation;
                    case "getInputStream" ->
                        new ServletInputStream() {
                            @Override
                            public int read() {
                                return flux.read();
                            }

                            @Override
                            public boolean isFinished() {
                                return flux.available() == 0;
                            }

                            @Override
                            public boolean isReady() {
                                return true;
                            }

                            @Override
                            public void setReadListener(ReadListener r) {
                                throw new UnsupportedOperationException();
                            }
                        };
                    default -> null;
                });
        HttpServletResponse reponse = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> {
                    statut[0] = (Integer) a[0];
                    return null;
                });
        Injection.poser(new RetoursServlet(), retours).service(requete, reponse);
        return statut[0];
    }
}
