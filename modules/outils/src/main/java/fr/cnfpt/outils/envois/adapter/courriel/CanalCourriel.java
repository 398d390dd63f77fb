package fr.cnfpt.outils.envois.adapter.courriel;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.outils.envois.domain.AvisDeNonRemise;
import fr.cnfpt.outils.envois.domain.Envoi;
import fr.cnfpt.outils.envois.port.Canal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * La remise par SMTP. Le serveur se règle par l'environnement : {@code iel.smtp.hote}, {@code iel.smtp.port} (587),
 * {@code iel.smtp.compte}, {@code iel.smtp.motdepasse}, {@code iel.smtp.expediteur}, {@code iel.smtp.tls}
 * ({@code obligatoire} par défaut, {@code non} pour un relais local), {@code iel.smtp.retour} (où reviennent les avis
 * de non-remise).
 */
@ApplicationScoped
public class CanalCourriel implements Canal {

    private static final String DELAI_MS = "15000";

    @Override
    public String code() {
        return "courriel";
    }

    @Override
    public boolean estEnService() {
        return Parametres.lire("iel.smtp.hote").isPresent();
    }

    @Override
    public void remettre(Envoi envoi) throws NonRemisException {
        try {
            InternetAddress a = new InternetAddress(envoi.destinataire(), true);
            MimeMessage message = new Signe(session(envoi), envoi.cle());
            message.setFrom(expediteur());
            message.setRecipients(Message.RecipientType.TO, new Address[] {a});
            message.setSubject(envoi.objet(), "UTF-8");
            if (envoi.agenda() == null) {
                message.setText(envoi.texte(), "UTF-8");
            } else {
                message.setContent(avecAgenda(envoi));
            }
            message.setSentDate(Date.from(envoi.deposeLe().toInstant()));
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (AddressException e) {
            throw new NonRemisException("Adresse impossible : ce n'est pas celle d'un courriel.", true, e);
        } catch (AuthenticationFailedException e) {
            throw new NonRemisException("Le serveur de messagerie refuse notre compte.", false, e);
        } catch (SendFailedException e) {
            boolean definitif = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
            // Sans destinataire en cause, c'est nous, ou l'heure : cela se corrige, ou passe.
            throw new NonRemisException(
                    definitif
                            ? "Le serveur de messagerie refuse le destinataire."
                            : "Le serveur de messagerie refuse ce courriel pour l'instant, ou l'adresse d'où il part.",
                    definitif,
                    e);
        } catch (MessagingException e) {
            throw new NonRemisException("Le serveur de messagerie ne répond pas.", false, e);
        }
    }

    /** Le texte d'abord, pour qui ne lit que lui ; la méthode de l'agenda est répétée dans son type (RFC 6047). */
    private static Multipart avecAgenda(Envoi envoi) throws MessagingException {
        MimeBodyPart texte = new MimeBodyPart();
        texte.setText(envoi.texte(), "UTF-8");
        MimeBodyPart agenda = new MimeBodyPart();
        agenda.setText(envoi.agenda(), "UTF-8", "calendar");
        String methode = envoi.agenda().contains("METHOD:CANCEL") ? "CANCEL" : "PUBLISH";
        agenda.setHeader("Content-Type", "text/calendar; charset=UTF-8; method=" + methode);
        agenda.setHeader("Content-Transfer-Encoding", "base64");
        agenda.setFileName("session.ics");
        return new MimeMultipart(texte, agenda);
    }

    /** Un réglage faux se corrige : il n'abandonne pas le courrier. */
    private static InternetAddress expediteur() throws NonRemisException {
        try {
            return new InternetAddress(Parametres.lire("iel.smtp.expediteur").orElse("ne-pas-repondre@iel.exemple"));
        } catch (AddressException e) {
            throw new NonRemisException("L'adresse d'où partent les courriels est mal réglée.", false, e);
        }
    }

    /** Le même {@code Message-ID} à chaque essai, là où la bibliothèque en tire un neuf : un double se reconnaît. */
    private static final class Signe extends MimeMessage {
        private final UUID cle;

        Signe(Session session, UUID cle) {
            super(session);
            this.cle = cle;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            String hote = URI.create(Parametres.adresse()).getHost();
            setHeader("Message-ID", "<" + cle + "@" + (hote == null ? "iel" : hote) + ">");
        }
    }

    private static Session session(Envoi envoi) {
        Properties p = new Properties();
        // Où revient un avis de non-remise : l'adresse dit de quel envoi il parle.
        Parametres.lire("iel.smtp.retour")
                .filter(r -> r.indexOf('@') > 0)
                .ifPresent(r -> p.put("mail.smtp.from", AvisDeNonRemise.adresse(r, envoi.retour())));
        p.put("mail.smtp.host", Parametres.lire("iel.smtp.hote").orElseThrow());
        p.put("mail.smtp.port", Parametres.lire("iel.smtp.port").orElse("587"));
        p.put("mail.smtp.connectiontimeout", DELAI_MS);
        p.put("mail.smtp.timeout", DELAI_MS);
        p.put("mail.smtp.writetimeout", DELAI_MS);
        boolean tls = !Parametres.lire("iel.smtp.tls").orElse("obligatoire").equals("non");
        p.put("mail.smtp.starttls.enable", String.valueOf(tls));
        p.put("mail.smtp.starttls.required", String.valueOf(tls));
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        Optional<String> compte = Parametres.lire("iel.smtp.compte");
        p.put("mail.smtp.auth", String.valueOf(compte.isPresent()));
        return Session.getInstance(
                p,
                compte.map(c -> new Authenticator() {
                            @Override
                            protected PasswordAuthentication getPasswordAuthentication() {
                                return new PasswordAuthentication(
                                        c,
                                        Parametres.lire("iel.smtp.motdepasse").orElse(""));
                            }
                        })
                        .orElse(null));
    }
}
