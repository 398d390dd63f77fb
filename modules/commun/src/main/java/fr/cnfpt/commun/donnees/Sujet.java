package fr.cnfpt.commun.donnees;

import java.util.List;

/**
 * L'agent dont on lit ou efface les données.
 *
 * @param comptes les comptes qui sont les siens
 * @param adresses ses adresses de courriel, en minuscules
 * @param pseudonyme ce qui remplace son nom, par exemple « Agent effacé 8f3c2a10 » ; tiré au sort, il ne se déduit de
 *     rien
 */
public record Sujet(
        long agentId,
        long collectiviteId,
        String nom,
        String prenom,
        List<Long> comptes,
        List<String> adresses,
        String pseudonyme) {

    /** Ce par quoi commence tout pseudonyme. */
    public static final String EFFACE = "Agent effacé ";

    /** Ce qui remplace un nom au milieu d'un texte. */
    public static final String NOM_EFFACE = "[nom effacé]";

    /** Les huit signes du pseudonyme. */
    public String code() {
        return pseudonyme.substring(EFFACE.length());
    }

    public Long[] tableauDesComptes() {
        return comptes.toArray(Long[]::new);
    }

    /**
     * L'expression régulière POSIX de PostgreSQL qui trouve ce nom dans un texte, casse ignorée, dans les deux ordres.
     *
     * @param seul vrai pour trouver aussi le nom ou le prénom seuls : dans ses propres textes
     */
    public String motif(boolean seul) {
        String n = neutre(nom);
        String p = neutre(prenom);
        String entier = p + "\\s+" + n + "|" + n + "\\s+" + p;
        return "\\m(" + (seul ? entier + "|" + n + "|" + p : entier) + ")\\M";
    }

    private static String neutre(String s) {
        return s.strip().replaceAll("([^\\p{L}\\p{N}\\s])", "\\\\$1").replaceAll("\\s+", "\\\\s+");
    }
}
