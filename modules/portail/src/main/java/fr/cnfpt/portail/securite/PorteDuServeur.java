package fr.cnfpt.portail.securite;

import fr.cnfpt.commun.Parametres;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * Ce que le serveur ouvre de lui-même à côté de l'application : on n'en garde que la santé et le contrat de l'API ; et
 * hors de l'API, rien que ce qu'un navigateur sait envoyer.
 */
final class PorteDuServeur {

    private static final Set<String> METHODES = Set.of("GET", "HEAD", "POST");
    private static final Set<String> LECTURE = Set.of("GET", "HEAD");
    private static final Set<String> OUVERTES = Set.of("/openapi", "/health", "/health/live", "/health/ready");

    private static final Set<String> DE_LA_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private PorteDuServeur() {}

    /** @return vrai si c'est refusé, et répondu */
    static boolean fermee(HttpServletRequest requete, HttpServletResponse reponse, String chemin) throws IOException {
        if (Porte.estApi(requete)) {
            return false;
        }
        boolean duServeur = sous(chemin, "/openapi") || sous(chemin, "/health") || sous(chemin, "/metrics");
        if (duServeur && !OUVERTES.contains(chemin)) {
            reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
            return true;
        }
        if (!duServeur && !hoteAdmis(Parametres.lire("iel.adresse").orElse(""), requete.getServerName())) {
            reponse.sendError(421);
            return true;
        }
        Set<String> admises = duServeur ? LECTURE : METHODES;
        if (!admises.contains(requete.getMethod())) {
            reponse.setHeader(
                    "Allow", String.join(", ", admises.stream().sorted().toList()));
            reponse.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return true;
        }
        return false;
    }

    /** Nommée par son contenu, ou police, une feuille se garde un an ; sinon dix minutes. */
    static void garder(HttpServletRequest requete, HttpServletResponse reponse, String chemin) {
        if (sous(chemin, "/iel")) {
            boolean nommee = requete.getParameter("v") != null || sous(chemin, "/iel/polices");
            reponse.setHeader("Cache-Control", nommee ? "public, max-age=31536000, immutable" : "max-age=600");
        }
    }

    /** Ce qui se lit sans base ni calcul, et que nulle attente ne doit retarder. */
    static boolean sansPart(String chemin) {
        return sous(chemin, "/iel") || sous(chemin, "/jakarta.faces.resource") || sous(chemin, "/health");
    }

    /**
     * Une fois l'adresse publique donnée, on ne répond qu'à elle, et à la machine elle-même : une page demandée sous un
     * autre nom ne peut pas passer pour la nôtre.
     */
    static boolean hoteAdmis(String adresse, String hote) {
        String notre = adresse.isEmpty() ? null : URI.create(adresse).getHost();
        return notre == null
                || DE_LA_MACHINE.contains(notre)
                || DE_LA_MACHINE.contains(hote)
                || notre.equalsIgnoreCase(hote);
    }

    private static boolean sous(String chemin, String dossier) {
        return chemin.equals(dossier) || chemin.startsWith(dossier + "/");
    }
}
