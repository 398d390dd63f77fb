package fr.cnfpt.annuaire.agents.domain;

import fr.cnfpt.outils.tableaux.Cellules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * À quel titre l'agent occupe son poste : les obligations de formation en dépendent (CGFP, art. L422-21). Ceux que
 * régit un contrat de droit privé, et les assistants maternels et familiaux, n'ont pas de catégorie hiérarchique.
 */
public enum Statut {
    STAGIAIRE("Stagiaire", true, "fonctionnaire stagiaire"),
    TITULAIRE("Titulaire", true, "fonctionnaire titulaire", "fonctionnaire"),
    CONTRACTUEL(
            "Contractuel",
            true,
            "contractuelle",
            "agent contractuel",
            "contractuel de droit public",
            "non titulaire",
            "cdd",
            "cdi"),
    APPRENTI("Apprenti", false, "apprentie", "apprentissage", "contrat d apprentissage"),
    EMPLOI_AIDE("Emploi aidé", false, "contrat aide", "cui", "cui cae", "pec", "parcours emploi competences"),
    ASSISTANT_MATERNEL("Assistant maternel", false, "assistante maternelle"),
    ASSISTANT_FAMILIAL("Assistant familial", false, "assistante familiale"),
    SAISONNIER("Saisonnier", true, "saisonniere", "accroissement saisonnier");

    private final String libelle;
    private final boolean avecCategorie;
    private final List<String> autrement;

    Statut(String libelle, boolean avecCategorie, String... autrement) {
        this.libelle = libelle;
        this.avecCategorie = avecCategorie;
        this.autrement = List.of(autrement);
    }

    public String libelle() {
        return libelle;
    }

    /** Vrai s'il est de catégorie A, B ou C. */
    public boolean aUneCategorie() {
        return avecCategorie;
    }

    public static Optional<Statut> parCode(String code) {
        return Arrays.stream(values()).filter(s -> s.name().equals(code)).findFirst();
    }

    /** Le statut qu'un fichier écrit, au masculin ou au féminin. */
    public static Optional<Statut> ecrit(String texte) {
        String net = Cellules.net(texte);
        return Arrays.stream(values())
                .filter(s -> Cellules.net(s.libelle).equals(net)
                        || Cellules.net(s.name()).equals(net)
                        || s.autrement.contains(net))
                .findFirst();
    }
}
