package fr.cnfpt.annuaire.agents.domain;

import fr.cnfpt.commun.Nir;
import fr.cnfpt.commun.Refus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Un agent tel qu'on le saisit, que le SIRH l'envoie ou qu'un fichier le porte : les mêmes règles partout. Ce qui
 * demande la base (cadre d'emplois en vigueur, responsable connu, cercle) se juge au rapprochement.
 *
 * @param responsable le matricule du N+1, ou {@code null}
 * @param partiLe le premier jour où il n'est plus là, ou {@code null}
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
        LocalDate partiLe) {

    public static final String NUMERO_DE_SECURITE_SOCIALE = "numero-de-securite-sociale";
    public static final String FORMULE = "formule";
    private static final Pattern MATRICULE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern COURRIEL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** Ce qui ne va pas dans un champ ; la valeur est tue si elle ne doit pas être recopiée. */
    public record Faute(String code, Colonne colonne, String valeur, String regle) {}

    public AgentSaisi {
        matricule = net(matricule);
        nom = net(nom);
        prenom = net(prenom);
        courriel = net(courriel);
        metier = net(metier);
        service = net(service);
        categorie = net(categorie);
        cadreEmplois = net(cadreEmplois);
        responsable = net(responsable);
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
        };
    }

    /** @return toutes les fautes, une au plus par champ ; vide si la saisie se tient */
    public List<Faute> fautes() {
        List<Faute> fautes = new ArrayList<>(0);
        for (Colonne c : Colonne.values()) {
            String v = valeur(c);
            if (v != null && Nir.figureDans(v)) {
                fautes.add(new Faute(
                        c == Colonne.MATRICULE ? "agent-invalide" : NUMERO_DE_SECURITE_SOCIALE,
                        c,
                        null,
                        "Ceci a la forme d'un numéro de sécurité sociale, que nous ne conservons pas. "
                                + (c == Colonne.MATRICULE ? "Donnez le matricule interne." : "Retirez-le.")));
            } else if (v != null && c != Colonne.PARTI_LE && estUneFormule(v)) {
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

    private String regleManquee(Colonne c, String v) {
        boolean tenue = switch (c) {
            case MATRICULE -> v != null && MATRICULE.matcher(v).matches();
            case NOM, PRENOM -> v != null && v.length() <= 100;
            case COURRIEL ->
                v == null || v.length() <= 254 && COURRIEL.matcher(v).matches();
            case METIER, SERVICE, CADRE_EMPLOIS -> v == null || v.length() <= 150;
            case CATEGORIE -> "A".equals(v) || "B".equals(v) || "C".equals(v);
            case RESPONSABLE -> v == null || !v.equals(matricule);
            case PARTI_LE -> partiLe == null || partiLe.getYear() >= 1950 && partiLe.getYear() <= 2100;
        };
        return tenue
                ? null
                : switch (c) {
                    case MATRICULE ->
                        "Le matricule est obligatoire : 1 à 40 lettres sans accent, chiffres, point, tiret ou souligné.";
                    case NOM -> "Le nom est obligatoire, 100 caractères au plus.";
                    case PRENOM -> "Le prénom est obligatoire, 100 caractères au plus.";
                    case COURRIEL -> "Cette adresse de courriel n'a pas la forme nom@domaine.fr.";
                    case METIER, SERVICE, CADRE_EMPLOIS -> "150 caractères au plus.";
                    case CATEGORIE -> "La catégorie est A, B ou C.";
                    case RESPONSABLE -> "Un agent ne peut pas être son propre responsable.";
                    case PARTI_LE -> "La date de départ est entre 1950 et 2100.";
                };
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
            default -> c.code();
        };
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
