package fr.cnfpt.acces.adhesion.domain;

import fr.cnfpt.acces.securite.domain.Courriel;
import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;

/**
 * La personne que la collectivité désigne pour gérer ses inscriptions, et où lui écrire.
 *
 * @param adresse l'adresse postale de la collectivité
 */
public record GestionnaireDesigne(
        String prenom, String nom, String fonction, String courriel, String telephone, String adresse) {

    public GestionnaireDesigne {
        prenom = ligne("prenom", prenom, 100, "Donnez le prénom du gestionnaire.");
        nom = ligne("nom", nom, 100, "Donnez le nom du gestionnaire.");
        fonction = ligne("fonction", fonction, 150, "Donnez la fonction du gestionnaire.");
        courriel = Courriel.exiger("courriel", courriel);
        telephone = ligne("telephone", telephone, 30, "Donnez un numéro de téléphone.");
        if (!telephone.matches("\\+?[0-9][0-9 .()-]{7,28}")) {
            throw Refus.invalide(
                    "telephone-invalide",
                    "telephone",
                    "Ce numéro de téléphone n'est pas complet : dix chiffres, par exemple 03 27 00 00 00.");
        }
        adresse = adresse == null ? "" : adresse.strip();
        if (adresse.isEmpty() || adresse.length() > 400) {
            throw Refus.invalide(
                    "gestionnaire-incomplet",
                    "adresse",
                    "Donnez l'adresse postale de la collectivité, 400 caractères au plus.");
        }
        Nir.refuserDans("fonction", fonction);
        Nir.refuserDans("adresse", adresse);
    }

    public String nomComplet() {
        return prenom + " " + nom;
    }

    private static String ligne(String champ, String saisi, int longueur, String manque) {
        String s = saisi == null ? "" : saisi.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (s.isEmpty()) {
            throw Refus.invalide("gestionnaire-incomplet", champ, manque);
        }
        if (s.length() > longueur) {
            throw Refus.invalide("gestionnaire-incomplet", champ, longueur + " caractères au plus.");
        }
        return s;
    }
}
