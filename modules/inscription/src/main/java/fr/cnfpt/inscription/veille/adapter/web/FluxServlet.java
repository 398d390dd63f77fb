package fr.cnfpt.inscription.veille.adapter.web;

import fr.cnfpt.inscription.veille.application.LireLesFlux;
import fr.cnfpt.outils.secret.Secret;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Les adresses secrètes : le flux Atom d'une recherche, l'agenda d'un agent. Qui les lit ne se connecte pas ; ce qui
 * n'a pas changé ne se relit pas.
 */
@WebServlet("/flux/*")
public class FluxServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern RECHERCHE = Pattern.compile("/recherche/([A-Za-z0-9_-]{43})\\.atom");
    private static final Pattern AGENDA = Pattern.compile("/agenda/([A-Za-z0-9_-]{43})\\.ics");
    private static final Duration FRAIS = Duration.ofHours(1);

    @Inject
    transient LireLesFlux flux;

    @Override
    protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
        String chemin = requete.getPathInfo() == null ? "" : requete.getPathInfo();
        Matcher recherche = RECHERCHE.matcher(chemin);
        Matcher agenda = AGENDA.matcher(chemin);
        Optional<String> corps = recherche.matches()
                ? flux.recherche(recherche.group(1)).map(FluxServlet::atom)
                : agenda.matches() ? flux.agenda(agenda.group(1)) : Optional.empty();
        if (corps.isEmpty()) {
            reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        rendre(requete, reponse, recherche.matches() ? Atom.TYPE : "text/calendar;charset=UTF-8", corps.get());
    }

    private static String atom(LireLesFlux.Flux f) {
        StringWriter texte = new StringWriter();
        try {
            Atom.ecrire(texte, f);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return texte.toString();
    }

    private static void rendre(HttpServletRequest requete, HttpServletResponse reponse, String type, String corps)
            throws IOException {
        String version = version(corps);
        reponse.setHeader("ETag", version);
        reponse.setHeader("Cache-Control", "private, max-age=" + FRAIS.toSeconds());
        reponse.setDateHeader("Expires", System.currentTimeMillis() + FRAIS.toMillis());
        reponse.setHeader("X-Robots-Tag", "noindex");
        if (version.equals(requete.getHeader("If-None-Match"))) {
            reponse.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] octets = corps.getBytes(StandardCharsets.UTF_8);
        reponse.setContentType(type);
        reponse.setContentLength(octets.length);
        reponse.getOutputStream().write(octets);
    }

    /** L'heure où un agenda s'écrit change à chaque lecture, et n'y change rien. */
    private static String version(String corps) {
        return "\"" + Secret.empreinte(corps.replaceAll("DTSTAMP:[^\r]*", "")).substring(0, 32) + "\"";
    }
}
