package fr.cnfpt.catalogue.echanges.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Ce que LHEO 2.3 exige, récrit de sa description et non de notre écriture : l'ordre des éléments, ceux qui sont
 * obligatoires, leurs longueurs, leurs codes.
 */
final class StructureLheo {

    /** Un suffixe dit combien : rien, un ; ?, zéro ou un ; +, un ou plus ; *, zéro ou plus. */
    private static final Map<String, List<String>> SUITES = Map.of(
            "lheo", List.of("offres", "extras*"),
            "offres", List.of("formation+", "extras*"),
            "formation",
                    List.of(
                            "domaine-formation",
                            "intitule-formation",
                            "objectif-formation",
                            "resultats-attendus",
                            "contenu-formation",
                            "certifiante",
                            "contact-formation+",
                            "parcours-de-formation",
                            "code-niveau-entree",
                            "action+",
                            "organisme-formation-responsable",
                            "extras*"),
            "action",
                    List.of(
                            "rythme-formation",
                            "code-public-vise+",
                            "info-public-vise?",
                            "niveau-entree-obligatoire",
                            "modalites-alternance",
                            "modalites-enseignement",
                            "conditions-specifiques",
                            "prise-en-charge-frais-possible",
                            "modalites-entrees-sorties",
                            "session+",
                            "extras*"),
            "session", List.of("periode", "adresse-inscription", "etat-recrutement?", "extras*"),
            "periode", List.of("debut", "fin"),
            "organisme-formation-responsable",
                    List.of(
                            "numero-activite",
                            "SIRET-organisme-formation",
                            "nom-organisme",
                            "raison-sociale",
                            "coordonnees-organisme",
                            "contact-organisme+"));

    private static final Map<String, Pattern> VALEURS = Map.ofEntries(
            Map.entry("intitule-formation", texte(255)),
            Map.entry("objectif-formation", texte(3000)),
            Map.entry("resultats-attendus", texte(3000)),
            Map.entry("contenu-formation", texte(3000)),
            Map.entry("certifiante", Pattern.compile("[01]")),
            Map.entry("parcours-de-formation", Pattern.compile("[1-4]")),
            Map.entry("code-public-vise", Pattern.compile(".{5}")),
            Map.entry("info-public-vise", texte(250)),
            Map.entry("modalites-enseignement", Pattern.compile("[012]")),
            Map.entry("modalites-entrees-sorties", Pattern.compile("[01]")),
            Map.entry("etat-recrutement", Pattern.compile("[123]")),
            Map.entry("debut", Pattern.compile("[0-9]{8}")),
            Map.entry("fin", Pattern.compile("[0-9]{8}")),
            Map.entry("numero-activite", Pattern.compile(".{11}")),
            Map.entry("SIRET", Pattern.compile("[0-9]{14}")));

    private StructureLheo() {}

    private static Pattern texte(int auPlus) {
        return Pattern.compile("(?s).{1," + auPlus + "}");
    }

    /** @return ce qui ne va pas, vide si tout va */
    static List<String> fautes(Document d) {
        List<String> fautes = new ArrayList<>();
        Element racine = d.getDocumentElement();
        if (!"http://lheo.gouv.fr/2.3".equals(racine.getNamespaceURI())
                || !racine.getLocalName().equals("lheo")) {
            fautes.add("racine " + racine.getNamespaceURI() + " " + racine.getLocalName());
        }
        verifier(racine, fautes);
        return fautes;
    }

    private static void verifier(Element e, List<String> fautes) {
        List<Element> enfants = new ArrayList<>();
        for (Node n = e.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element x) {
                enfants.add(x);
            }
        }
        String nom = e.getLocalName();
        if (SUITES.containsKey(nom)) {
            int i = 0;
            for (String attendu : SUITES.get(nom)) {
                char combien = attendu.charAt(attendu.length() - 1);
                String qui = "?+*".indexOf(combien) < 0 ? attendu : attendu.substring(0, attendu.length() - 1);
                int trouves = 0;
                while (i < enfants.size() && enfants.get(i).getLocalName().equals(qui)) {
                    trouves++;
                    i++;
                }
                if (trouves == 0 && combien != '?' && combien != '*') {
                    fautes.add(nom + " sans " + qui + " à sa place");
                }
                if (trouves > 1 && combien != '+' && combien != '*') {
                    fautes.add(nom + " a " + trouves + " " + qui);
                }
            }
            if (i < enfants.size()) {
                fautes.add(nom + " : " + enfants.get(i).getLocalName() + " n'est pas attendu là");
            }
        }
        Pattern valeur = VALEURS.get(nom);
        if (valeur != null && !valeur.matcher(e.getTextContent()).matches()) {
            fautes.add(nom + " : « " + e.getTextContent() + " »");
        }
        enfants.forEach(x -> verifier(x, fautes));
    }
}
