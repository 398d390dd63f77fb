package fr.cnfpt.acces.api;

import fr.cnfpt.commun.Utilisateur;
import java.util.List;
import java.util.OptionalInt;

/** Ce que la personne de l'utilisateur courant peut être ici, et comment elle en change. */
public interface Qualites {

    /** Celles qu'elle tient aujourd'hui, la plus ancienne d'abord. */
    List<Utilisateur> siennes();

    /**
     * Cette connexion agit désormais en cette qualité.
     *
     * @throws fr.cnfpt.commun.Refus introuvable, si elle ne la tient pas
     */
    Utilisateur choisir(String secret, long compteId);

    /**
     * « C'est aussi moi » : ce que tient la personne dont on donne l'identifiant et le mot de passe rejoint ce que
     * tient celle-ci. Les deux identifiants, les deux mots de passe valent encore ; les connexions de l'autre tombent.
     *
     * @return combien de qualités la rejoignent ; vide si l'identifiant ou le mot de passe ne convient pas
     * @throws fr.cnfpt.commun.Refus si l'on essaie trop ; conflit si c'est déjà elle ou si les deux tiennent la même
     *     qualité
     */
    OptionalInt reunir(String identifiant, String motDePasse);

    /**
     * Rend une qualité qui n'est pas, ou n'est plus, la sienne.
     *
     * @throws fr.cnfpt.commun.Refus introuvable si elle ne la tient pas, conflit si c'est la seule
     */
    void rendre(long compteId);
}
