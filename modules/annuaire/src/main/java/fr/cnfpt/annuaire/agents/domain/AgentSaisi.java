package fr.cnfpt.annuaire.agents.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Un agent tel qu'on le saisit, que le SIRH l'envoie ou qu'un fichier le porte : les mêmes règles partout. Ce qui
 * demande la base (cadre d'emplois en vigueur, responsable connu, cercle) se juge au rapprochement.
 *
 * @param service du plus grand au plus petit, « Direction > Service »
 * @param responsable le matricule du N+1, ou {@code null}
 * @param partiLe le premier jour où il n'est plus là, ou {@code null}
 * @param situation ce que le poste dit de plus, colonne par colonne ; {@code null} : la saisie n'en parle pas, et ce
 *     qu'on en sait reste
 */
public record AgentSaisi(
        String matricule,
        String nom,
        String prenom,
        String courriel,
        String metier,
        String service,
        String categorie,
        String cadreEmplois,
        String responsable,
        LocalDate partiLe,
        Map<Colonne, String> situation) {

    public static final String NUMERO_DE_SECURITE_SOCIALE = "numero-de-securite-sociale";
    public static final String FORMULE = "formule";
    private static final String STATUTS =
            Arrays.stream(Statut.values()).map(Statut::name).collect(Collectors.joining(", "));
    public static final String SANS_CATEGORIE =
            "La catégorie est A, B ou C ; seuls n'en ont pas un apprenti, un emploi aidé, un assistant maternel ou familial.";
    private static final Pattern MATRICULE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern QUOTITE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,2})?");
    private static final Pattern COURRIEL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** Ce qui ne va pas dans un champ ; la valeur est tue si elle ne doit pas être recopiée. */
    public record Faute(String code, Colonne colonne, String valeur, String regle) {}

    public AgentSaisi {
        matricule = net(matricule);
        nom = net(nom);
        prenom = net(prenom);
        courriel = net(courriel);
        metier = net(metier);
        service = chemin(net(service));
        categorie = net(categorie);
        cadreEmplois = net(cadreEmplois);
        responsable = net(responsable);
        if (situation != null) {
            Map<Colonne, String> nette = new EnumMap<>(Colonne.class);
            situation.forEach((c, v) -> {
                if (net(v) != null) {
                    nette.put(c, net(v));
                }
            });
            situation = Collections.unmodifiableMap(nette);
        }
    }

    /** Une saisie qui ne dit rien de la situation. */
    public AgentSaisi(
            String matricule,
            String nom,
            String prenom,
            String courriel,
            String metier,
            String service,
            String categorie,
            String cadreEmplois,
            String responsable,
            LocalDate partiLe) {
        this(matricule, nom, prenom, courriel, metier, service, categorie, cadreEmplois, responsable, partiLe, null);
    }

    public AgentSaisi avec(Map<Colonne, String> autre) {
        return new AgentSaisi(
                matricule,
                nom,
                prenom,
                courriel,
                metier,
                service,
                categorie,
                cadreEmplois,
                responsable,
                partiLe,
                autre);
    }

    /** La valeur d'une colonne, en texte. */
    public String valeur(Colonne c) {
        return switch (c) {
            case MATRICULE -> matricule;
            case NOM -> nom;
            case PRENOM -> prenom;
            case COURRIEL -> courriel;
            case METIER -> metier;
            case SERVICE -> service;
            case CATEGORIE -> categorie;
            case CADRE_EMPLOIS -> cadreEmplois;
            case RESPONSABLE -> responsable;
            case PARTI_LE -> partiLe == null ? null : partiLe.toString();
            default -> situation == null ? null : situation.get(c);
        };
    }

    /** La valeur d'une colonne, comme on la montre : un statut se dit en toutes lettres. */
    public String enClair(Colonne c) {
        String v = valeur(c);
        return c == Colonne.STATUT
                ? Statut.parCode(v).map(Statut::libelle).orElse(v)
                : c == Colonne.SEXE && v != null ? v.equals("F") ? "Femme" : "Homme" : v;
    }

    /** @return toutes les fautes, une au plus par champ ; vide si la saisie se tient */
    public List<Faute> fautes() {
        List<Faute> fautes = new ArrayList<>(0);
        for (Colonne c : Colonne.values()) {
            String v = valeur(c);
            if (v != null && Nir.figureDans(v)) {
                fautes.add(numeroDeSecuriteSociale(c));
            } else if (v != null && !c.estUneDate() && estUneFormule(v)) {
                fautes.add(
                        new Faute(
                                FORMULE,
                                c,
                                v,
                                "Un texte ne commence pas par =, +, - ou @ et ne contient pas de tabulation : un tableur l'exécuterait comme une formule."));
            } else {
                String regle = regleManquee(c, v);
                if (regle != null) {
                    fautes.add(new Faute("agent-invalide", c, v, regle));
                }
            }
        }
        return fautes;
    }

    public static Faute numeroDeSecuriteSociale(Colonne c) {
        return new Faute(
                c == Colonne.MATRICULE ? "agent-invalide" : NUMERO_DE_SECURITE_SOCIALE,
                c,
                null,
                "Ceci a la forme d'un numéro de sécurité sociale, que nous ne conservons pas. "
                        + (c == Colonne.MATRICULE ? "Donnez le matricule interne." : "Retirez-le."));
    }

    private String regleManquee(Colonne c, String v) {
        boolean tenue = switch (c) {
            case MATRICULE -> v != null && MATRICULE.matcher(v).matches();
            case NOM, PRENOM -> v != null && v.length() <= 100;
            case COURRIEL ->
                v == null || v.length() <= 254 && COURRIEL.matcher(v).matches();
            case METIER, CADRE_EMPLOIS, GRADE -> v == null || v.length() <= 150;
            case SERVICE -> v == null || v.length() <= 300;
            case CATEGORIE -> v == null ? peutNePasEnAvoir() : "A".equals(v) || "B".equals(v) || "C".equals(v);
            case RESPONSABLE -> v == null || !v.equals(matricule);
            case NOM_NAISSANCE -> v == null || v.length() <= 100;
            case SEXE -> v == null || v.equals("F") || v.equals("H");
            case STATUT -> v == null || Statut.parCode(v).isPresent();
            case QUOTITE -> v == null || estUneQuotite(v);
            case RESIDENCE -> v == null || v.length() <= 100;
            case PARTI_LE, STATUT_DEPUIS, GRADE_DEPUIS, ENTREE_FPT, RESPONSABILITE_DEPUIS, ARRIVE_LE ->
                v == null || estUneDatePossible(v);
        };
        return tenue
                ? null
                : switch (c) {
                    case MATRICULE ->
                        "Le matricule est obligatoire : 1 à 40 lettres sans accent, chiffres, point, tiret ou souligné.";
                    case NOM -> "Le nom est obligatoire, 100 caractères au plus.";
                    case PRENOM -> "Le prénom est obligatoire, 100 caractères au plus.";
                    case COURRIEL -> "Cette adresse de courriel n'a pas la forme nom@domaine.fr.";
                    case METIER, CADRE_EMPLOIS, GRADE -> "150 caractères au plus.";
                    case SERVICE -> "300 caractères au plus.";
                    case CATEGORIE -> v == null ? SANS_CATEGORIE : "La catégorie est A, B ou C.";
                    case RESPONSABLE -> "Un agent ne peut pas être son propre responsable.";
                    case NOM_NAISSANCE, RESIDENCE -> "100 caractères au plus.";
                    case SEXE -> "On attend F ou H.";
                    case STATUT -> "On attend l'un de ces statuts : " + STATUTS + ".";
                    case QUOTITE ->
                        "La quotité est un pourcentage d'un temps plein, plus de 0 et 100 au plus, deux décimales au plus.";
                    case PARTI_LE, STATUT_DEPUIS, GRADE_DEPUIS, ENTREE_FPT, RESPONSABILITE_DEPUIS, ARRIVE_LE ->
                        "On attend une date entre 1950 et 2100.";
                };
    }

    /** Sans la situation, c'est au rapprochement de le dire, d'après le statut connu. */
    private boolean peutNePasEnAvoir() {
        return situation == null
                || Statut.parCode(situation.get(Colonne.STATUT))
                        .filter(s -> !s.aUneCategorie())
                        .isPresent();
    }

    private static boolean estUneQuotite(String v) {
        if (!QUOTITE.matcher(v).matches()) {
            return false;
        }
        BigDecimal q = new BigDecimal(v);
        return q.signum() > 0 && q.compareTo(BigDecimal.valueOf(100)) <= 0;
    }

    private static boolean estUneDatePossible(String v) {
        try {
            int an = LocalDate.parse(v).getYear();
            return an >= 1950 && an <= 2100;
        } catch (DateTimeException pasUneDate) {
            return false;
        }
    }

    /**
     * @param chemin préfixe du champ nommé dans le refus, par exemple {@code agents[3].} @throws Refus à la première
     *     faute
     */
    public void verifier(String chemin) {
        fautes().stream().findFirst().ifPresent(f -> {
            throw Refus.invalide(f.code(), chemin + champ(f.colonne()), f.regle());
        });
    }

    /** Le nom du champ dans l'API. */
    public static String champ(Colonne c) {
        return switch (c) {
            case CADRE_EMPLOIS -> "cadreEmplois";
            case PARTI_LE -> "partiLe";
            default -> Colonne.SITUATION.contains(c) ? "situation." + membre(c) : c.code();
        };
    }

    /** {@code grade_depuis} se dit {@code gradeDepuis} dans l'API. */
    private static String membre(Colonne c) {
        return Pattern.compile("_(.)")
                .matcher(c.code())
                .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    /** « Direction> Service » se range « Direction > Service ». */
    private static String chemin(String service) {
        return service == null || service.indexOf('>') < 0
                ? service
                : net(Arrays.stream(service.split(">"))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .collect(Collectors.joining(" > ")));
    }

    private static boolean estUneFormule(String s) {
        char p = s.charAt(0);
        return p == '=' || p == '+' || p == '-' || p == '@' || s.indexOf('\t') >= 0 || s.indexOf('\r') >= 0;
    }

    /** Une tabulation en tête se garde, pour être refusée : les blancs ordinaires s'ôtent. */
    private static String net(String s) {
        return s == null || s.isBlank() ? null : s.charAt(0) == '\t' || s.charAt(0) == '\r' ? s : s.strip();
    }
}
