package fr.cnfpt.outils.ecran;

import fr.cnfpt.commun.Refus;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Les gestes communs aux écrans : dire un succès, dire un refus près de son champ, aller à une page, rendre un fichier.
 */
public final class Ecran {

    private Ecran() {}

    public static void succes(String message) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, message, null));
    }

    public static void avertir(String message) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, message, null));
    }

    public static void refuser(String message) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
        FacesContext.getCurrentInstance().validationFailed();
    }

    /**
     * Exécute et dit le refus, à côté du champ qu'il nomme s'il y est, sinon en tête de page ; ce qui a été saisi reste
     * en place.
     *
     * @return vrai si tout s'est bien passé
     */
    public static boolean tenter(Runnable action) {
        try {
            action.run();
            return true;
        } catch (Refus refus) {
            if (refus.champ() == null
                    || !Champs.dire(FacesContext.getCurrentInstance(), refus.champ(), message(refus))) {
                refuser(message(refus));
            }
            return false;
        } catch (RuntimeException e) {
            if (!estUneConcurrence(e)) {
                throw e;
            }
            refuser("Quelqu'un d'autre vient de modifier ceci. Relisez, puis recommencez si c'est encore utile.");
            return false;
        }
    }

    private static boolean estUneConcurrence(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockException) {
                return true;
            }
        }
        return false;
    }

    /** La phrase du refus, suivie de la règle qui le fonde. */
    public static String message(Refus refus) {
        return refus.regle() == null
                ? refus.getMessage()
                : refus.getMessage() + " Règle : " + refus.regle().texte() + " ("
                        + refus.regle().source() + ").";
    }

    /** Redirige (POST puis GET), les messages suivant jusqu'à la page d'arrivée. */
    public static void aller(String chemin, Map<String, ?> parametres) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext ext = faces.getExternalContext();
        int question = chemin.indexOf('?');
        MessagesEnRoute.partir(ext.getRequestContextPath() + (question < 0 ? chemin : chemin.substring(0, question)));
        StringBuilder url = new StringBuilder(ext.getRequestContextPath()).append(chemin);
        char lien = question < 0 ? '?' : '&';
        Object pour = ext.getRequestMap().get(AdresseDesFormulaires.A_REPETER);
        if (pour != null && !parametres.containsKey(AdresseDesFormulaires.POUR)) {
            url.append(lien).append(AdresseDesFormulaires.POUR).append('=').append(pour);
            lien = '&';
        }
        for (Map.Entry<String, ?> p : parametres.entrySet()) {
            if (p.getValue() != null && !p.getValue().toString().isEmpty()) {
                url.append(lien)
                        .append(p.getKey())
                        .append('=')
                        .append(URLEncoder.encode(p.getValue().toString(), StandardCharsets.UTF_8));
                lien = '&';
            }
        }
        try {
            ext.redirect(url.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void aller(String chemin) {
        aller(chemin, Map.of());
    }

    /** De quoi écrire un fichier au fil de l'eau. */
    public interface Ecriture {
        void vers(OutputStream sortie) throws IOException;
    }

    /** Rend un fichier à télécharger. */
    public static void telecharger(byte[] contenu, String type, String nom) {
        telechargerEnFlux(type, nom, sortie -> sortie.write(contenu));
    }

    /** Rend un fichier à télécharger, écrit au fil de l'eau : il ne tient jamais entier en mémoire. */
    public static void telechargerEnFlux(String type, String nom, Ecriture contenu) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext ext = faces.getExternalContext();
        ext.responseReset();
        // La page d'où part l'envoi reste ouverte : elle rend ses boutons quand elle voit ce témoin (iel.js).
        ext.addResponseCookie("iel-fichier", "1", Map.of("path", "/", "maxAge", 60));
        ext.setResponseContentType(type);
        // Vider la réponse a ôté ce que la garde y avait mis : un fichier n'est pas plus à garder que sa page.
        ext.setResponseHeader("Cache-Control", "no-store");
        ext.setResponseHeader("X-Content-Type-Options", "nosniff");
        ext.setResponseHeader("Content-Disposition", "attachment; filename=\"" + nom + "\"");
        try {
            contenu.vers(ext.getResponseOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }
}
