package fr.cnfpt.portail.securite;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Mutualisation;
import fr.cnfpt.commun.AutoriseInterceptor;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import fr.cnfpt.outils.ecran.PageDuSite;
import fr.cnfpt.portail.web.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pose l'utilisateur sur le fil, et ne laisse passer que les pages déclarées, pour les rôles qu'elles admettent : une
 * page inconnue est introuvable, une page protégée renvoie à la connexion. Met aussi les en-têtes de sécurité.
 */
@WebFilter("/*")
public class GardeDesPages extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> SANS_EFFET = Set.of("GET", "HEAD");

    @Inject
    transient UtilisateurCourant courant;

    @Inject
    transient Pages pages;

    @Inject
    transient Identification identification;

    @Inject
    transient Mutualisation mutualisation;

    @Inject
    transient Journal journal;

    @Inject
    transient Reprise reprise;

    @Inject
    transient Partage partage;

    @Override
    protected void doFilter(HttpServletRequest requete, HttpServletResponse directe, FilterChain suite)
            throws IOException, ServletException {
        HttpServletResponse reponse = new ReponseRelative(directe);
        if (requete.getCharacterEncoding() == null) {
            requete.setCharacterEncoding("UTF-8");
        }
        courant.venirDe(AdresseDuVisiteur.lire(
                requete.getRemoteAddr(),
                requete.getHeader("X-Forwarded-For"),
                Parametres.lire("iel.mandataires").orElse(null)));
        try {
            garder(requete, reponse, suite);
        } finally {
            courant.venirDe(null);
        }
    }

    private void garder(HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
            throws IOException, ServletException {
        // Le chemin tel que le serveur l'a décodé pour choisir la page : un « %6c » ou un « ;x » ne contourne pas la
        // garde.
        String chemin = requete.getServletPath() + (requete.getPathInfo() == null ? "" : requete.getPathInfo());
        reponse.setHeader("X-Content-Type-Options", "nosniff");
        reponse.setHeader("Referrer-Policy", "same-origin");
        if (Porte.estApi(requete)) {
            // Des noms, derrière un jeton : nul intermédiaire ne les garde. Un ETag sert à qui le retient lui-même.
            reponse.setHeader("Cache-Control", "no-store");
        }
        if (PorteDuServeur.fermee(requete, reponse, chemin)) {
            return;
        }
        if (PorteDuServeur.sansPart(chemin)) {
            PorteDuServeur.garder(requete, reponse, chemin);
            suite.doFilter(requete, reponse);
            return;
        }
        Optional<Partage.Place> place = partage.entrer(Porte.estApi(requete));
        if (place.isEmpty()) {
            reponse.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try (Partage.Place tenue = place.get()) {
            servir(requete, reponse, suite, chemin);
        }
    }

    private void servir(HttpServletRequest recue, HttpServletResponse reponse, FilterChain suite, String chemin)
            throws IOException, ServletException {
        HttpServletRequest requete =
                chemin.endsWith(".xhtml") && recue.getMethod().equals("POST") ? AvecNonce.pour(recue) : recue;
        Utilisateur utilisateur = requete.getUserPrincipal() instanceof Utilisateur u ? u : null;
        if (chemin.endsWith(".xhtml") && !chemin.startsWith("/jakarta.faces.resource/")) {
            reponse.setHeader("Cache-Control", "no-store");
            Optional<PageDuSite> page = pages.trouver(chemin);
            if (page.isEmpty()) {
                Optional<String> nouvelle = deplacee(chemin);
                if (nouvelle.isPresent() && SANS_EFFET.contains(requete.getMethod())) {
                    reponse.sendRedirect(requete.getContextPath()
                            + nouvelle.get()
                            + (requete.getQueryString() == null ? "" : "?" + requete.getQueryString()));
                } else {
                    reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
                }
                return;
            }
            boolean envoi = !SANS_EFFET.contains(requete.getMethod());
            if (envoi && !Origine.estDIci(requete)) {
                journal.signaler("envoi-d-ailleurs", "Formulaire venu d'un autre site");
                reponse.sendError(HttpServletResponse.SC_FORBIDDEN);
                return;
            }
            Optional<Connecte> connecte =
                    Visite.secret(requete).flatMap(s -> identification.reconnaitre(s, Visite.nommee(requete)));
            if (connecte.isEmpty() && !page.get().estPublique()) {
                if (!envoi || !reprise.peutReprendre(requete)) {
                    demanderConnexion(requete, reponse, chemin);
                    return;
                }
                connecte = reprise.revenir(requete, reponse);
                if (connecte.isEmpty()) {
                    return;
                }
            }
            if (connecte.isPresent()) {
                utilisateur = connecte.get().utilisateur();
                Visite.reconnue(requete, connecte.get());
                if (detourne(requete, reponse, page.get(), chemin, connecte.get(), envoi)) {
                    return;
                }
            }
        }
        if (utilisateur == null) {
            suite.doFilter(requete, reponse);
            return;
        }
        Utilisateur qui = Porte.estApi(requete) && requete.getHeader(POUR) != null
                ? pourUneAutre(utilisateur, requete.getHeader(POUR))
                : utilisateur;
        try {
            courant.agirComme(qui, () -> {
                try {
                    suite.doFilter(requete, reponse);
                } catch (IOException | ServletException e) {
                    throw new Passage(e);
                }
            });
        } catch (Passage p) {
            if (p.getCause() instanceof IOException io) {
                throw io;
            }
            throw (ServletException) p.getCause();
        }
    }

    /** L'attribut de requête qui dit, à la page d'erreur, pourquoi une page est refusée. */
    public static final String POURQUOI = GardeDesPages.class.getName() + ".pourquoi";

    /** L'en-tête par lequel un SIRH dit le SIREN de la collectivité rattachée pour laquelle il agit. */
    static final String POUR = "IEL-Pour";

    private Utilisateur pourUneAutre(Utilisateur utilisateur, String siren) {
        try {
            return mutualisation.agirPour(utilisateur, siren);
        } catch (Refus refus) {
            courant.agirComme(
                    utilisateur,
                    () -> journal.signaler(
                            "jeton-hors-portee", "En-tête " + POUR + " d'une collectivité non rattachée"));
            throw refus;
        }
    }

    /** Ce que l'on répond à qui est connecté, avant que la page ne soit servie. @return vrai si c'est répondu */
    private boolean detourne(
            HttpServletRequest requete,
            HttpServletResponse reponse,
            PageDuSite page,
            String chemin,
            Connecte connecte,
            boolean envoi)
            throws IOException, ServletException {
        if (page.estPublique()) {
            if (envoi && requete.getParameter(AdresseDesFormulaires.POUR) != null && !auNomDe(requete, connecte)) {
                reprise.rendre(requete, reponse, connecte.utilisateur(), true);
                return true;
            }
            return false;
        }
        if (connecte.finPour() != null && page.admet(connecte.utilisateur())) {
            reponse.sendRedirect(requete.getContextPath() + "/agir-pour.xhtml?fini="
                    + URLEncoder.encode(connecte.finPour(), StandardCharsets.UTF_8));
            return true;
        }
        if (envoi && !auNomDe(requete, connecte)) {
            reprise.rendre(requete, reponse, connecte.utilisateur(), page.admet(connecte.utilisateur()));
            return true;
        }
        if (!page.admet(connecte.utilisateur())) {
            if (page.admet(connecte.utilisateur().role())) {
                requete.setAttribute(POURQUOI, AutoriseInterceptor.DE_TOUTE_LA_COLLECTIVITE);
            }
            reponse.sendError(HttpServletResponse.SC_FORBIDDEN);
            return true;
        }
        if (connecte.motDePasseAChanger() && !chemin.equals("/mon-compte.xhtml")) {
            reponse.sendRedirect(requete.getContextPath() + "/mon-compte.xhtml");
            return true;
        }
        return false;
    }

    /** Vrai si c'est bien au nom de qui est connecté que la page a été ouverte. */
    private static boolean auNomDe(HttpServletRequest requete, Connecte connecte) {
        return AdresseDesFormulaires.auNomDe(connecte.utilisateur())
                .equals(requete.getParameter(AdresseDesFormulaires.POUR));
    }

    /** Les liens déjà envoyés par courriel nomment les pages d'avant la coupe de l'annuaire (docs/adr/0016). */
    private Optional<String> deplacee(String chemin) {
        return chemin.startsWith("/annuaire/")
                ? Stream.of("/acces/", "/garde/")
                        .map(m -> m + chemin.substring("/annuaire/".length()))
                        .filter(c -> pages.trouver(c).isPresent())
                        .findFirst()
                : Optional.empty();
    }

    private static void demanderConnexion(HttpServletRequest requete, HttpServletResponse reponse, String chemin)
            throws IOException {
        String question = AdresseDesFormulaires.sansPour(requete.getQueryString());
        String connexion = requete.getContextPath() + "/connexion.xhtml?retour="
                + URLEncoder.encode(question.isEmpty() ? chemin : chemin + "?" + question, StandardCharsets.UTF_8);
        if ("partial/ajax".equals(requete.getHeader("Faces-Request"))) {
            reponse.setContentType("text/xml;charset=UTF-8");
            reponse.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + connexion
                            + "\"></redirect></partial-response>");
            return;
        }
        reponse.sendRedirect(connexion);
    }

    /** Porte une exception contrôlée à travers l'action. */
    private static final class Passage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passage(Throwable cause) {
            super(cause);
        }
    }
}
