package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Les messages d'un geste qui finit par une redirection : ils voyagent dans un témoin d'une minute, adressé à la seule
 * page d'arrivée, pour que l'instance qui la rend n'ait pas à être celle qui a agi.
 */
public final class MessagesEnRoute implements PhaseListener {

    private static final long serialVersionUID = 1L;
    private static final String NOM = "IEL-MESSAGES";
    private static final Duration DUREE = Duration.ofMinutes(1);
    /** Un témoin tient en 4 096 octets, nom et attributs compris. */
    private static final int PLACE = 2_600;

    /** Met les messages de cette requête en route vers la page qui la suit. */
    static void partir(String chemin) {
        FacesContext faces = FacesContext.getCurrentInstance();
        List<FacesMessage> messages = faces.getMessageList(null);
        StringBuilder b = new StringBuilder();
        for (FacesMessage m : messages) {
            String ligne = rang(m) + m.getSummary().replace('\n', ' ') + '\n';
            if (octets(b + ligne).length <= PLACE) {
                b.append(ligne);
            }
        }
        if (!b.isEmpty()) {
            Temoin.poser(
                    (HttpServletResponse) faces.getExternalContext().getResponse(),
                    NOM,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(octets(b.toString())),
                    chemin,
                    DUREE);
        }
    }

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RENDER_RESPONSE;
    }

    @Override
    public void beforePhase(PhaseEvent e) {
        ExternalContext ext = e.getFacesContext().getExternalContext();
        if (e.getFacesContext().getPartialViewContext().isAjaxRequest()) {
            return;
        }
        HttpServletRequest requete = (HttpServletRequest) ext.getRequest();
        Temoin.lire(requete, NOM).ifPresent(valeur -> {
            Temoin.oter(
                    (HttpServletResponse) ext.getResponse(), NOM, requete.getContextPath() + requete.getServletPath());
            arriver(e.getFacesContext(), valeur);
        });
    }

    private static void arriver(FacesContext faces, String valeur) {
        String texte;
        try {
            texte = new String(Base64.getUrlDecoder().decode(valeur), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException pasLeNotre) {
            return;
        }
        for (String ligne : texte.split("\n")) {
            if (ligne.length() > 1) {
                faces.addMessage(null, new FacesMessage(gravite(ligne.charAt(0)), ligne.substring(1), null));
            }
        }
    }

    private static String rang(FacesMessage m) {
        return m.getSeverity() == FacesMessage.SEVERITY_INFO
                ? "0"
                : m.getSeverity() == FacesMessage.SEVERITY_WARN ? "1" : "2";
    }

    private static FacesMessage.Severity gravite(char rang) {
        return switch (rang) {
            case '1' -> FacesMessage.SEVERITY_WARN;
            case '2' -> FacesMessage.SEVERITY_ERROR;
            default -> FacesMessage.SEVERITY_INFO;
        };
    }

    private static byte[] octets(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
