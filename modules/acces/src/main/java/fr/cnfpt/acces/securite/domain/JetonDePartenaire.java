package fr.cnfpt.acces.securite.domain;

import fr.cnfpt.outils.secret.Secret;

/** Ce que présente un logiciel : un secret qui se reconnaît dans un fichier égaré. */
public final class JetonDePartenaire {

    public static final String PREFIXE = "iel_";

    private JetonDePartenaire() {}

    /** Un jeton neuf. */
    public static String tirer() {
        return PREFIXE + Secret.aleatoire();
    }
}
