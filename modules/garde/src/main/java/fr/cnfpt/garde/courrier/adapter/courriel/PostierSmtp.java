package fr.cnfpt.garde.courrier.adapter.courriel;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.garde.courrier.port.Postier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;

/**
 * La remise par SMTP. Le serveur se règle par l'environnement : {@code iel.smtp.hote}, {@code iel.smtp.port} (587),
 * {@code iel.smtp.compte}, {@code iel.smtp.motdepasse}, {@code iel.smtp.expediteur}, {@code iel.smtp.tls}
 * ({@code obligatoire} par défaut, {@code non} pour un relais local).
 */
@ApplicationScoped
public class PostierSmtp implements Postier {

    private static final String DELAI_MS = "15000";

    @Override
    public boolean estEnService() {
        return Parametres.lire("iel.smtp.hote").isPresent();
    }

    @Override
    public void remettre(String destinataire, String objet, String texte) throws NonRemisException {
        try {
            InternetAddress a = new InternetAddress(destinataire, true);
            MimeMessage message = new MimeMessage(session());
            message.setFrom(
                    new InternetAddress(Parametres.lire("iel.smtp.expediteur").orElse("ne-pas-repondre@iel.exemple")));
            message.setRecipients(Message.RecipientType.TO, new Address[] {a});
            message.setSubject(objet, "UTF-8");
            message.setText(texte, "UTF-8");
            message.setSentDate(new Date());
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (AddressException e) {
            throw new NonRemisException("Adresse impossible : " + e.getMessage(), true);
        } catch (AuthenticationFailedException e) {
            throw new NonRemisException("Le serveur de messagerie refuse notre compte", false);
        } catch (SendFailedException e) {
            throw new NonRemisException(
                    "Le serveur de messagerie refuse le destinataire : " + e.getMessage(),
                    e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0);
        } catch (MessagingException e) {
            throw new NonRemisException("Le serveur de messagerie ne répond pas : " + e.getMessage(), false);
        }
    }

    private static Session session() {
        Properties p = new Properties();
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
