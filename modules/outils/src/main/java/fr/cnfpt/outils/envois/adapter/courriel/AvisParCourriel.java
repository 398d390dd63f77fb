package fr.cnfpt.outils.envois.adapter.courriel;

import fr.cnfpt.outils.envois.domain.AvisDeNonRemise;
import fr.cnfpt.outils.envois.port.AvisRecus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Les avis de non-remise de la messagerie : un {@code multipart/report} (RFC 6522) et son état de remise (RFC 3464).
 */
@ApplicationScoped
public class AvisParCourriel implements AvisRecus {

    private static final String[] A_QUI = {"Delivered-To", "X-Original-To", "To"};

    @Override
    public Optional<AvisDeNonRemise> lire(byte[] message) {
        try {
            MimeMessage m = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
            Optional<UUID> retour = AvisDeNonRemise.retour(aQui(m));
            if (retour.isEmpty()
                    || !m.isMimeType("multipart/report")
                    || !(m.getContent() instanceof Multipart parties)) {
                return Optional.empty();
            }
            for (int i = 0; i < parties.getCount(); i++) {
                Optional<String> code = code(parties.getBodyPart(i));
                if (code.isPresent()) {
                    return code.map(c -> new AvisDeNonRemise(retour.get(), c));
                }
            }
            return Optional.empty();
        } catch (MessagingException | IOException e) {
            return Optional.empty();
        }
    }

    private static String aQui(MimeMessage m) throws MessagingException {
        StringBuilder tous = new StringBuilder();
        for (String entete : A_QUI) {
            String[] valeurs = m.getHeader(entete);
            tous.append(valeurs == null ? "" : String.join(" ", valeurs)).append(' ');
        }
        Address[] a = m.getAllRecipients();
        return tous.append(a == null ? "" : Arrays.toString(a)).toString();
    }

    /** Le premier groupe dit le message, les suivants un destinataire chacun. */
    private static Optional<String> code(BodyPart partie) throws MessagingException, IOException {
        if (!partie.isMimeType("message/delivery-status")) {
            return Optional.empty();
        }
        try (InputStream flux = new BufferedInputStream(partie.getInputStream())) {
            while (true) {
                flux.mark(1);
                if (flux.read() < 0) {
                    return Optional.empty();
                }
                flux.reset();
                InternetHeaders groupe = new InternetHeaders(flux);
                Optional<String> code = AvisDeNonRemise.statutDefinitif(
                        groupe.getHeader("Action", null), groupe.getHeader("Status", null));
                if (code.isPresent()) {
                    return code;
                }
            }
        }
    }
}
