package fr.cnfpt.inscription.amenagements.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import java.time.OffsetDateTime;

/**
 * Ce dont une personne a besoin pour suivre une session, ce que le référent lui répond, et ce dont ils conviennent de
 * dire au formateur.
 *
 * @param reponse ou {@code null}
 * @param aDire ce que le référent propose de dire au formateur, ou {@code null}
 * @param accepte si la personne en est d'accord ; {@code null} : elle ne l'a pas dit
 */
public record Amenagement(
        long bulletinId,
        String besoin,
        OffsetDateTime ecritLe,
        String reponse,
        OffsetDateTime reponduLe,
        String aDire,
        Boolean accepte,
        OffsetDateTime accepteLe) {

    private static final int TEXTE = 2000;
    private static final int A_DIRE = 500;

    /** @throws Refus invalide */
    public static String exigerBesoin(String texte) {
        return exiger("besoin", texte, TEXTE, "Dites ce dont vous avez besoin, en une phrase au moins.");
    }

    /** @throws Refus invalide */
    public static String exigerReponse(String texte) {
        return exiger("reponse", texte, TEXTE, "Répondez en une phrase au moins : la personne la lira.");
    }

    /** @return {@code null} s'il n'y a rien à dire ; @throws Refus invalide */
    public static String exigerADire(String texte) {
        return texte == null || texte.isBlank()
                ? null
                : exiger("aDire", texte, A_DIRE, "Écrivez la phrase que le formateur lirait, ou laissez vide.");
    }

    private static String exiger(String champ, String texte, int auPlus, String absent) {
        if (texte == null || texte.strip().length() < 3) {
            throw Refus.invalide("texte-absent", champ, absent);
        }
        if (texte.strip().length() > auPlus) {
            throw Refus.invalide(
                    "texte-trop-long", champ, fr.cnfpt.commun.Texte.nombre(auPlus) + " caractères au plus.");
        }
        Nir.refuserDans(champ, texte);
        return texte.strip();
    }

    /** Vrai si le référent attend que la personne dise si elle est d'accord. */
    public boolean attendUnAccord() {
        return aDire != null && accepte == null;
    }

    /** Ce que le formateur lit, en une phrase pour les deux. */
    public String pourLeFormateur() {
        return aDire == null
                ? "Rien n'est dit au formateur."
                : accepte == null
                        ? "Rien n'est encore dit au formateur : l'accord de la personne est attendu."
                        : accepte
                                ? "Le formateur lit : «\u00a0" + aDire + "\u00a0»"
                                : "Rien n'est dit au formateur : la personne ne l'a pas voulu.";
    }
}
