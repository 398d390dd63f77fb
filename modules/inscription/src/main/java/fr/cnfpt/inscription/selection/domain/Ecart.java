package fr.cnfpt.inscription.selection.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;

/**
 * Un rang voulu par la délégation, ou un refus, à la place de ce que disent les règles. Toujours motivé : l'agent et la
 * RH le liront.
 *
 * @param rang {@code null} : refusée
 */
public record Ecart(Integer rang, String motif) {

    /** Ce qu'il reste des quatre-vingts mots de la phrase. */
    private static final int MOTS = 20;

    private static final int CARACTERES = 300;

    public boolean refuse() {
        return rang == null;
    }

    /** @throws Refus invalide */
    public static Ecart deplacer(Integer rang, int sur, String motif) {
        if (rang == null || rang < 1 || rang > sur) {
            throw Refus.invalide("rang-hors-du-classement", "rang", "Donnez un rang de 1 à " + sur + ".");
        }
        return new Ecart(rang, exigerMotif(motif, "un déplacement"));
    }

    /** @throws Refus invalide */
    public static Ecart refuser(String motif) {
        return new Ecart(null, exigerMotif(motif, "un refus"));
    }

    private static String exigerMotif(String motif, String acte) {
        if (motif == null || motif.strip().length() < 3) {
            throw Refus.invalide(
                    "motif-absent",
                    "motif",
                    "Dites pourquoi : " + acte + " porte un motif, que l'agent et la RH liront.");
        }
        Nir.refuserDans("motif", motif);
        String net = motif.strip().replaceAll("\\s+", " ");
        if (net.split(" ").length > MOTS || net.length() > CARACTERES) {
            throw Refus.invalide(
                    "motif-trop-long",
                    "motif",
                    MOTS + " mots au plus, et " + CARACTERES + " caractères : une phrase que l'agent comprenne.");
        }
        return net;
    }
}
