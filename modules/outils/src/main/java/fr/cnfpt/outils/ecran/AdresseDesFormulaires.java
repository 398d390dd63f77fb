package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Un formulaire envoie à l'adresse même de sa page, avec ses paramètres : la page se relit de ce qu'elle nomme, où que
 * l'envoi arrive. L'adresse dit aussi au nom de qui la page a été ouverte ({@link #POUR}) : elle agit pour lui, et pour
 * personne d'autre, quoi qu'un autre onglet ait choisi depuis.
 */
public class AdresseDesFormulaires extends ViewHandlerWrapper {

    /** Le paramètre d'adresse qui dit au nom de qui la page a été ouverte. */
    public static final String POUR = "pour";

    /**
     * L'attribut de requête qui le dit aussi, quand la page qui suivra une redirection doit le répéter : sans lui, elle
     * s'ouvrirait dans la dernière qualité choisie.
     */
    public static final String A_REPETER = AdresseDesFormulaires.class.getName();

    public AdresseDesFormulaires(ViewHandler suivant) {
        super(suivant);
    }

    /** La qualité, et la collectivité pour laquelle elle agit. */
    public static String auNomDe(Utilisateur u) {
        return u.collectiviteId() == null ? String.valueOf(u.compteId()) : u.compteId() + "-" + u.collectiviteId();
    }

    /** @return les paramètres de cette adresse, sans celui-là ; vide si elle n'en a pas */
    public static String sansPour(String question) {
        return question == null
                ? ""
                : Arrays.stream(question.split("&"))
                        .filter(p -> !p.isEmpty() && !p.startsWith(POUR + "=") && !p.startsWith("jakarta."))
                        .collect(Collectors.joining("&"));
    }

    @Override
    public String getActionURL(FacesContext faces, String vue) {
        String adresse = super.getActionURL(faces, vue);
        if (faces.getViewRoot() == null || !vue.equals(faces.getViewRoot().getViewId())) {
            return adresse;
        }
        HttpServletRequest requete =
                (HttpServletRequest) faces.getExternalContext().getRequest();
        String question = sansPour(requete.getQueryString());
        UtilisateurCourant courant =
                CDI.current().select(UtilisateurCourant.class).get();
        if (courant.estConnecte()) {
            question += (question.isEmpty() ? "" : "&") + POUR + "=" + auNomDe(courant.get());
        }
        return question.isEmpty() ? adresse : adresse + (adresse.indexOf('?') < 0 ? "?" : "&") + question;
    }
}
