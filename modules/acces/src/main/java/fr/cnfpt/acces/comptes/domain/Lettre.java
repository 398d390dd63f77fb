package fr.cnfpt.acces.comptes.domain;

import fr.cnfpt.commun.Texte;
import java.time.Instant;

/**
 * Les courriels de l'accès : courts, avec l'adresse entière du lien, sa date de fin, et quoi faire si l'on n'est pas
 * concerné.
 */
public record Lettre(String objet, String texte) {

    private static final String PIED =
            "\n\n--\nIEL, inscription en ligne aux formations du CNFPT\nCe message est automatique : ne répondez pas à cette adresse.\n";

    public static Lettre activationDeLaCollectivite(String nom, String collectivite, String lien, Instant fin) {
        return new Lettre(
                "Activez votre compte de gestionnaire pour " + collectivite,
                bonjour(nom)
                        + "Vous êtes désigné gestionnaire de la formation pour " + collectivite
                        + ". Ouvrez ce lien pour choisir votre identifiant et votre mot de passe :\n\n"
                        + lien + "\n\n" + vaut(fin)
                        + "\n\nVous n'êtes pas concerné ? Ne faites rien : sans vous, le compte ne s'ouvre pas. Vous pouvez prévenir votre collectivité."
                        + PIED);
    }

    public static Lettre invitation(String nom, String pour, String role, String lien, Instant fin) {
        return new Lettre(
                "Votre accès à l'inscription en ligne, " + pour,
                bonjour(nom)
                        + "Un accès vous est ouvert pour " + pour + " (" + role.toLowerCase()
                        + "). Ouvrez ce lien pour choisir votre identifiant et votre mot de passe :\n\n"
                        + lien + "\n\n" + vaut(fin)
                        + "\n\nVous n'êtes pas concerné ? Ne faites rien : sans vous, le compte ne s'ouvre pas."
                        + PIED);
    }

    public static Lettre qualitePrise(String nom, String pour, String role, Instant quand) {
        return new Lettre(
                "Votre accès pour " + pour + " rejoint votre compte",
                bonjour(nom)
                        + "L'accès qui vous était ouvert pour " + pour + " (" + role.toLowerCase()
                        + ") a été ajouté, le " + Texte.moment(quand)
                        + ", à un compte qui existait déjà. Vous n'avez rien de plus à faire : connectez-vous comme d'habitude."
                        + "\n\nCe n'est pas vous ? Prévenez sans attendre la personne qui gère les accès : elle peut le détacher."
                        + PIED);
    }

    public static Lettre motDePasseOublie(String nom, String identifiant, String lien, Instant fin) {
        return new Lettre(
                "Choisir un nouveau mot de passe",
                bonjour(nom)
                        + "Un nouveau mot de passe a été demandé pour votre compte « " + identifiant
                        + " ». Ouvrez ce lien pour le choisir :\n\n"
                        + lien + "\n\n" + vaut(fin)
                        + "\n\nVous n'avez rien demandé ? Ne faites rien : votre mot de passe actuel reste le bon."
                        + PIED);
    }

    public static Lettre motDePasseChange(String nom, String identifiant, Instant quand, String oublie) {
        return new Lettre(
                "Votre mot de passe a changé",
                bonjour(nom)
                        + "Le mot de passe de votre compte « " + identifiant + " » a été changé le "
                        + Texte.moment(quand) + ".\n\n"
                        + "Ce n'est pas vous ? Choisissez-en un autre sans attendre : " + oublie
                        + "\net prévenez la personne qui gère les comptes." + PIED);
    }

    public static Lettre ouverture(String nom, String collectivite, String adresse) {
        return new Lettre(
                collectivite + " : vous pouvez inscrire",
                bonjour(nom)
                        + "L'inscription de " + collectivite
                        + " est validée et votre compte est actif : vous pouvez inscrire en ligne les agents de votre collectivité aux formations du CNFPT.\n\n"
                        + adresse + PIED);
    }

    public static Lettre valideeAvantActivation(String nom, String collectivite, String delegation) {
        return new Lettre(
                collectivite + " : inscription validée, votre compte reste à activer",
                bonjour(nom)
                        + "La " + delegation + " a validé l'inscription de " + collectivite
                        + ". Il reste à activer votre compte par le lien que nous vous avons envoyé.\n\n"
                        + "Vous ne le trouvez plus ? Demandez à la " + delegation + " de vous le renvoyer." + PIED);
    }

    public static Lettre refus(String nom, String collectivite, String delegation, String motif) {
        return new Lettre(
                collectivite + " : inscription refusée",
                bonjour(nom)
                        + "La " + delegation + " n'a pas validé l'inscription de " + collectivite + ". Son motif :\n\n"
                        + motif
                        + "\n\nPour reprendre, demandez-lui de nouveaux identifiants." + PIED);
    }

    private static String bonjour(String nom) {
        return "Bonjour " + nom + ",\n\n";
    }

    private static String vaut(Instant fin) {
        return "Il vaut jusqu'au " + Texte.moment(fin) + " et ne sert qu'une fois.";
    }
}
