package fr.cnfpt.outils.liste;

import fr.cnfpt.outils.francais.Saisie;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ce qu'on demande d'une liste : ses filtres, son ordre, ses colonnes, sa page. Tout tient dans l'adresse, qui se
 * partage, se garde en signet et sur laquelle on revient ; c'est aussi ce qu'un export en arrière-plan retient.
 */
public final class DemandeDeListe {

    public static final String PAGE = "page";
    public static final String TRI = "tri";
    public static final String COLONNES = "colonnes";

    private final Map<String, List<String>> parametres;

    private DemandeDeListe(Map<String, List<String>> parametres) {
        this.parametres = parametres;
    }

    /** @param question ce qui suit le point d'interrogation, ou {@code null} ; ce qui s'y lit mal n'y compte pas */
    public static DemandeDeListe lire(String question) {
        Map<String, List<String>> lus = new LinkedHashMap<>();
        for (String p : question == null ? new String[0] : question.split("&")) {
            int egal = p.indexOf('=');
            if (egal <= 0) {
                continue;
            }
            String valeur = clair(p.substring(egal + 1));
            if (!valeur.isEmpty()) {
                lus.computeIfAbsent(clair(p.substring(0, egal)), k -> new ArrayList<>())
                        .add(valeur);
            }
        }
        return new DemandeDeListe(lus);
    }

    /** Un caractère invisible ne compte pas dans une recherche ; un texte mal codé ne cherche rien. */
    private static String clair(String s) {
        try {
            return Saisie.normale(Saisie.decouvrir(URLDecoder.decode(s, StandardCharsets.UTF_8)))
                    .strip();
        } catch (IllegalArgumentException malCode) {
            return "";
        }
    }

    /** @return la valeur, ou une chaîne vide */
    public String texte(String nom) {
        return textes(nom).stream().findFirst().orElse("");
    }

    public List<String> textes(String nom) {
        return Collections.unmodifiableList(parametres.getOrDefault(nom, List.of()));
    }

    public boolean coche(String nom) {
        return !texte(nom).isEmpty();
    }

    /** @return l'identifiant, ou {@code null} s'il manque ou n'en est pas un */
    public Long identifiant(String nom) {
        return texte(nom).matches("[0-9]{1,18}") ? Long.valueOf(texte(nom)) : null;
    }

    /** La première est 1. */
    public int page() {
        String p = texte(PAGE);
        return p.matches("[0-9]{1,6}") ? Math.max(1, Integer.parseInt(p)) : 1;
    }

    public Tri tri() {
        return Tri.lire(texte(TRI));
    }

    /** Les codes des colonnes choisies ; vide : celles de départ. */
    public List<String> colonnes() {
        String c = texte(COLONNES);
        return c.isEmpty() ? List.of() : Arrays.asList(c.split("\\."));
    }

    public Map<String, List<String>> parametres() {
        return Collections.unmodifiableMap(parametres);
    }

    /** La même, ce paramètre changé ; sans valeur, il est ôté. On y revient à la première page. */
    public DemandeDeListe avec(String nom, String valeur) {
        Map<String, List<String>> autres = new LinkedHashMap<>(parametres);
        autres.remove(PAGE);
        if (valeur == null || valeur.isEmpty()) {
            autres.remove(nom);
        } else {
            autres.put(nom, List.of(valeur));
        }
        return new DemandeDeListe(autres);
    }

    /** L'adresse qui la redit, à partir du point d'interrogation. */
    public String adresse() {
        return "?"
                + parametres.entrySet().stream()
                        .flatMap(e -> e.getValue().stream().map(v -> code(e.getKey()) + "=" + code(v)))
                        .collect(Collectors.joining("&"));
    }

    private static String code(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }
}
