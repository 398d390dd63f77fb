package fr.cnfpt.portail.securite;

import fr.cnfpt.acces.api.Identification;
import fr.cnfpt.acces.api.Identification.Connecte;
import fr.cnfpt.acces.api.Identification.Entree;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.outils.ecran.AdresseDesFormulaires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Un formulaire arrivé trop tard. La connexion avait expiré : la personne donne son mot de passe sur place, et l'envoi
 * continue avec tout ce qu'elle avait tapé. Ou la qualité de la page lui a été retirée : elle relit ce qu'elle avait
 * tapé, et l'envoie dans celle qui lui reste si la page l'admet. Rien n'est gardé par l'instance : ce qui a été envoyé
 * repart dans la page.
 */
@ApplicationScoped
public class Reprise {

    /** Ce que la page de reprise montre et renvoie. */
    public static final String EN_COURS = Reprise.class.getName();

    static final String MOT_DE_PASSE = "iel.motDePasse";

    @Inject
    Identification identification;

    /** Une valeur envoyée. */
    public record Champ(String nom, String valeur) {

        /** Ce qu'une personne a pu taper ; ni ce que la page ajoute, ni un bouton, ni un mot de passe. */
        boolean estTape() {
            return !valeur.isBlank()
                    && !valeur.equals(nom)
                    && !valeur.equalsIgnoreCase(court())
                    && !nom.startsWith("jakarta.faces.")
                    && !SECRETS.matcher(nom).find();
        }

        /** « fiche:nom » se lit « nom ». */
        public String court() {
            return nom.substring(nom.lastIndexOf(':') + 1);
        }
    }

    private static final Pattern SECRETS =
            Pattern.compile("(?i)mot_?de_?passe|mdp|secret|jeton|:(ancien|nouveau|encore)$");

    /**
     * @param adresse où renvoyer le formulaire ; {@code null} : nulle part, il se relit seulement
     * @param identifiant qui s'était connecté ici
     * @param refus pourquoi le mot de passe n'a pas suffi, ou {@code null}
     * @param reste ce que la personne est encore, quand c'est la qualité qui manque et non la connexion ; sinon
     *     {@code null}
     */
    public record EnCours(String adresse, String identifiant, String refus, List<Champ> champs, String reste) {
        public List<Champ> tapes() {
            return champs.stream().filter(Champ::estTape).toList();
        }
    }

    /** Un fichier ne se renvoie pas, un échange partiel non plus. */
    private static boolean seRenvoie(HttpServletRequest requete) {
        String type = requete.getContentType();
        return type != null
                && type.startsWith("application/x-www-form-urlencoded")
                && requete.getHeader("Faces-Request") == null;
    }

    /** Il faut aussi savoir qui était là. */
    boolean peutReprendre(HttpServletRequest requete) {
        return seRenvoie(requete)
                && Visite.secret(requete).flatMap(identification::quiEtaitLa).isPresent();
    }

    /** @return la connexion rouverte ; vide si la page qui demande le mot de passe est servie à la place */
    Optional<Connecte> revenir(HttpServletRequest requete, HttpServletResponse reponse)
            throws ServletException, IOException {
        String secret = Visite.secret(requete).orElseThrow();
        String refus = null;
        if (requete.getParameter(MOT_DE_PASSE) != null) {
            try {
                Optional<Entree> entree = identification.revenir(secret, requete.getParameter(MOT_DE_PASSE));
                if (entree.isPresent()) {
                    Visite.ouvrir(requete, reponse, entree.get());
                    return identification.reconnaitre(entree.get().secret(), Visite.nommee(requete));
                }
                refus = "Mot de passe incorrect. Après cinq échecs, le compte se repose un quart d'heure.";
            } catch (Refus r) {
                refus = r.getMessage();
            }
        }
        String adresse =
                requete.getRequestURI() + (requete.getQueryString() == null ? "" : "?" + requete.getQueryString());
        requete.setAttribute(
                EN_COURS,
                new EnCours(adresse, identification.quiEtaitLa(secret).orElse(""), refus, champs(requete), null));
        requete.getRequestDispatcher("/reprise.xhtml").forward(new Lecture(requete), reponse);
        return Optional.empty();
    }

    /**
     * La page n'était pas au nom de qui l'envoie : rien n'est fait, rien de tapé n'est perdu.
     *
     * @param admise vrai si ce que cette personne est encore peut ouvrir cette page
     */
    void rendre(HttpServletRequest requete, HttpServletResponse reponse, Utilisateur reste, boolean admise)
            throws ServletException, IOException {
        if (!seRenvoie(requete)) {
            reponse.sendError(HttpServletResponse.SC_CONFLICT);
            return;
        }
        String question = AdresseDesFormulaires.sansPour(requete.getQueryString());
        String adresse = requete.getRequestURI() + "?" + question + (question.isEmpty() ? "" : "&")
                + AdresseDesFormulaires.POUR + "=" + AdresseDesFormulaires.auNomDe(reste);
        requete.setAttribute(
                EN_COURS,
                new EnCours(
                        admise ? adresse : null,
                        reste.identifiant(),
                        null,
                        champs(requete),
                        reste.role().libelle().toLowerCase(Locale.FRENCH)
                                + (reste.pour() == null ? "" : ", " + reste.pour())));
        reponse.setStatus(HttpServletResponse.SC_CONFLICT);
        requete.getRequestDispatcher("/reprise.xhtml").forward(new Lecture(requete), reponse);
    }

    private static List<Champ> champs(HttpServletRequest requete) {
        List<String> dansLAdresse = new ArrayList<>();
        if (requete.getQueryString() != null) {
            for (String p : requete.getQueryString().split("&")) {
                dansLAdresse.add(p.substring(0, Math.max(0, p.indexOf('='))));
            }
        }
        List<Champ> champs = new ArrayList<>();
        requete.getParameterMap().forEach((nom, valeurs) -> {
            if (!nom.equals(MOT_DE_PASSE) && !dansLAdresse.contains(nom)) {
                for (String v : valeurs) {
                    champs.add(new Champ(nom, v));
                }
            }
        });
        return champs;
    }

    /** La page de reprise se lit comme une page qu'on ouvre : l'envoi ne s'adresse pas à elle. */
    private static final class Lecture extends HttpServletRequestWrapper {
        Lecture(HttpServletRequest requete) {
            super(requete);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getParameter(String nom) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String[] getParameterValues(String nom) {
            return null;
        }
    }
}
