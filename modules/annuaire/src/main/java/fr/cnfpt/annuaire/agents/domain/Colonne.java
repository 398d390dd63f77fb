package fr.cnfpt.annuaire.agents.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Une colonne d'un fichier d'agents, et les en-têtes sous lesquels les logiciels de paie l'écrivent ; accents, casse et
 * ponctuation sont indifférents. L'ordre est celui des exports.
 */
public enum Colonne {
    MATRICULE(
            "matricule",
            "Matricule",
            true,
            "matricule",
            "numero agent",
            "n agent",
            "id agent",
            "matricule agent",
            "matricule de l agent",
            "code agent"),
    NOM("nom", "Nom", true, "nom", "nom usuel", "nom d usage", "nom usage"),
    PRENOM("prenom", "Prénom", true, "prenom", "prenoms", "prenom s", "prenom usuel", "prenom d usage"),
    COURRIEL(
            "courriel",
            "Courriel",
            false,
            "courriel",
            "email",
            "e mail",
            "mail",
            "adresse mail",
            "mel",
            "adresse e mail",
            "adresse email",
            "adresse courriel",
            "adresse electronique",
            "adresse de courriel",
            "courriel professionnel",
            "mail professionnel",
            "e mail professionnel",
            "email professionnel",
            "adresse mail professionnelle",
            "adresse e mail professionnelle"),
    METIER("metier", "Métier", false, "metier", "fonction", "emploi", "poste", "intitule du poste"),
    SERVICE("service", "Service", false, "service", "direction", "affectation", "unite"),
    CATEGORIE("categorie", "Catégorie", true, "categorie", "cat", "categorie hierarchique", "categorie statutaire"),
    CADRE_EMPLOIS(
            "cadre_emplois",
            "Cadre d'emplois",
            false,
            "cadre d emplois",
            "cadre d emploi",
            "cadre emplois",
            "cadre emploi"),
    RESPONSABLE(
            "responsable",
            "Matricule du responsable",
            false,
            "matricule du responsable",
            "responsable",
            "matricule responsable",
            "n 1",
            "matricule n 1",
            "superieur",
            "superieur hierarchique",
            "responsable hierarchique",
            "matricule du n 1",
            "manager"),
    PARTI_LE(
            "parti_le",
            "Parti le",
            false,
            "parti le",
            "date de depart",
            "date depart",
            "date de sortie",
            "date sortie",
            "depart");

    /** Le nom de naissance n'est pas celui d'usage : il ne se prend que d'un fichier qui n'en donne pas d'autre. */
    private static final List<String> NOMS_DE_NAISSANCE =
            List.of("nom de naissance", "nom de famille", "nom patronymique", "nom de jeune fille");

    private static final List<String> INTERDITES = List.of(
            "nir",
            "nss",
            "nnir",
            "n secu",
            "numero de securite sociale",
            "n de securite sociale",
            "numero securite sociale",
            "n securite sociale",
            "numero insee",
            "n insee");

    private final String code;
    private final String libelle;
    private final boolean obligatoire;
    private final List<String> entetes;

    Colonne(String code, String libelle, boolean obligatoire, String... entetes) {
        this.code = code;
        this.libelle = libelle;
        this.obligatoire = obligatoire;
        this.entetes = List.of(entetes);
    }

    public String code() {
        return code;
    }

    public String libelle() {
        return libelle;
    }

    public boolean estObligatoire() {
        return obligatoire;
    }

    public static Optional<Colonne> de(String entete) {
        String net = net(entete);
        return Arrays.stream(values()).filter(c -> c.entetes.contains(net)).findFirst();
    }

    /** La colonne que cet en-tête remplace quand aucun autre ne la nomme. */
    public static Optional<Colonne> aDefaut(String entete) {
        return NOMS_DE_NAISSANCE.contains(net(entete)) ? Optional.of(NOM) : Optional.empty();
    }

    /** Celle dont cet en-tête contient un des noms, le plus long : « Prénom bénéficiaire » fait penser au prénom. */
    public static Optional<Colonne> proche(String entete) {
        String mots = " " + sansPluriel(net(entete)) + " ";
        Colonne proche = null;
        int plus = 0;
        for (Colonne c : values()) {
            for (String e : c.entetes) {
                if (e.length() > plus && mots.contains(" " + sansPluriel(e) + " ")) {
                    proche = c;
                    plus = e.length();
                }
            }
        }
        return Optional.ofNullable(proche);
    }

    private static String sansPluriel(String mots) {
        return mots.replaceAll("s(?= |$)", "");
    }

    public static Colonne parCode(String code) {
        return Arrays.stream(values())
                .filter(c -> c.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Vrai pour une colonne que nous refusons de lire : le numéro de sécurité sociale. */
    public static boolean estInterdite(String entete) {
        return INTERDITES.contains(net(entete));
    }

    /** Un en-tête comme on le compare : {@code cadreEmplois} s'y lit « cadre emplois ». */
    public static String net(String s) {
        return Normalizer.normalize(s == null ? "" : s, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }
}
