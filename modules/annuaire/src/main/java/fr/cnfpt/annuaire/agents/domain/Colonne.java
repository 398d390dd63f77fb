package fr.cnfpt.annuaire.agents.domain;

import fr.cnfpt.outils.tableaux.Cellules;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            "depart"),
    NOM_NAISSANCE(
            "nom_naissance",
            "Nom de naissance",
            false,
            "nom de naissance",
            "nom naissance",
            "nom de famille",
            "nom patronymique",
            "nom de jeune fille"),
    SEXE("sexe", "Femme ou homme", false, "femme ou homme", "sexe", "genre"),
    STATUT(
            "statut",
            "Statut",
            false,
            "statut",
            "statut agent",
            "statut de l agent",
            "situation statutaire",
            "type de statut"),
    STATUT_DEPUIS(
            "statut_depuis",
            "Statut depuis le",
            false,
            "statut depuis le",
            "statut depuis",
            "date de statut",
            "date statut"),
    GRADE("grade", "Grade", false, "grade", "libelle grade", "libelle du grade", "grade actuel"),
    GRADE_DEPUIS(
            "grade_depuis",
            "Nommé dans le grade le",
            false,
            "nomme dans le grade le",
            "grade depuis",
            "grade depuis le",
            "date de nomination",
            "date nomination",
            "date de nomination dans le grade",
            "date de nomination au grade",
            "date nomination grade",
            "date d entree dans le grade",
            "date grade"),
    ENTREE_FPT(
            "entree_fpt",
            "Entré dans la territoriale le",
            false,
            "entre dans la territoriale le",
            "entree fpt",
            "date entree fpt",
            "date d entree fpt",
            "date d entree dans la fpt",
            "date d entree dans la fonction publique territoriale",
            "date d entree dans la fonction publique"),
    RESPONSABILITE_DEPUIS(
            "responsabilite_depuis",
            "Poste à responsabilité depuis le",
            false,
            "poste a responsabilite depuis le",
            "responsabilite depuis",
            "prise de poste a responsabilite",
            "date de prise de poste a responsabilite"),
    QUOTITE(
            "quotite",
            "Quotité",
            false,
            "quotite",
            "quotite de travail",
            "quotite de temps de travail",
            "taux d emploi",
            "taux d activite"),
    RESIDENCE(
            "residence",
            "Résidence administrative",
            false,
            "residence administrative",
            "commune de residence administrative",
            "lieu de residence administrative",
            "code insee de la residence administrative",
            "code insee residence administrative",
            "residence administrative code insee",
            "residence administrative insee"),
    ARRIVE_LE(
            "arrive_le",
            "Arrivé le",
            false,
            "arrive le",
            "date d arrivee",
            "date arrivee",
            "date d embauche",
            "date embauche",
            "date de recrutement",
            "date de prise de poste",
            "date d entree",
            "date entree",
            "date d entree dans la collectivite");

    /** Ce que le poste dit de plus : un envoi qui n'en parle pas n'y touche pas. */
    public static final Set<Colonne> SITUATION = Collections.unmodifiableSet(EnumSet.range(NOM_NAISSANCE, ARRIVE_LE));

    private static final Set<Colonne> DATES =
            EnumSet.of(PARTI_LE, STATUT_DEPUIS, GRADE_DEPUIS, ENTREE_FPT, RESPONSABILITE_DEPUIS, ARRIVE_LE);
    private static final List<String> CIVILITES = List.of("civilite", "titre de civilite");
    private static final List<String> DIRECTIONS = List.of("direction", "pole", "direction ou pole");

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

    public boolean estUneDate() {
        return DATES.contains(this);
    }

    public static Optional<Colonne> de(String entete) {
        String net = Cellules.net(entete);
        return Arrays.stream(values()).filter(c -> c.entetes.contains(net)).findFirst();
    }

    /** La colonne que cet en-tête remplace quand aucun autre ne la nomme. */
    public static Optional<Colonne> aDefaut(String entete) {
        return CIVILITES.contains(Cellules.net(entete)) ? Optional.of(SEXE) : Optional.empty();
    }

    /** Ce qui est au-dessus du service, quand le fichier donne les deux. */
    public static boolean estUneDirection(String entete) {
        return DIRECTIONS.contains(Cellules.net(entete));
    }

    /**
     * Celle dont cet en-tête contient un des noms, le plus long : « Prénom bénéficiaire » fait penser au prénom, et «
     * Grade cat. » à la catégorie, qui est obligatoire, avant le grade.
     */
    public static Optional<Colonne> proche(String entete) {
        return proche(entete, EnumSet.complementOf(EnumSet.copyOf(SITUATION))).or(() -> proche(entete, SITUATION));
    }

    private static Optional<Colonne> proche(String entete, Set<Colonne> parmi) {
        String mots = " " + sansPluriel(Cellules.net(entete)) + " ";
        Colonne proche = null;
        int plus = 0;
        for (Colonne c : parmi) {
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
        return INTERDITES.contains(Cellules.net(entete));
    }
}
