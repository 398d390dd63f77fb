package fr.cnfpt.outils.francais;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * L'ordre des noms, celui que donne {@code order by outils.cle_tri(…)} : mot à mot, sans accent ni casse, œ et æ comme
 * deux lettres, tirets et apostrophes comme des espaces, la particule comme elle s'écrit (d'Hondt à D). Un nom écrit
 * sans accent précède le même qui en porte. Ne dépend ni de la machine ni de la base.
 */
public final class Francais {

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern SIGNES =
            Pattern.compile("[\\u0001-/:-@\\u005b-`{-\\u00bf\\u2000-\\u2027\\u202f\\u02bc]+");
    private static final String SEPARATEUR = "\u0001";

    /** L'ordre de deux noms. */
    public static final Comparator<String> ORDRE = Comparator.comparing(s -> cleDeTri(s), Arrays::compareUnsigned);

    private Francais() {}

    /** L'ordre de deux personnes, par nom puis par prénom. */
    public static <T> Comparator<T> parNom(Function<T, String> nom, Function<T, String> prenom) {
        return Comparator.comparing(t -> cleDeTri(nom.apply(t), prenom.apply(t)), Arrays::compareUnsigned);
    }

    public static String lettres(String s) {
        String sansAccent =
                ACCENTS.matcher(Normalizer.normalize(s, Normalizer.Form.NFD)).replaceAll("");
        StringBuilder b = new StringBuilder(sansAccent.length());
        for (char c : sansAccent.toCharArray()) {
            switch (c) {
                case 'œ', 'Œ' -> b.append("oe");
                case 'æ', 'Æ' -> b.append("ae");
                default -> b.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        String lettres = SIGNES.matcher(b).replaceAll(" ");
        int debut = lettres.startsWith(" ") ? 1 : 0;
        int fin = lettres.length() - (lettres.length() > debut && lettres.endsWith(" ") ? 1 : 0);
        return lettres.substring(debut, fin);
    }

    /** @param parties le nom seul, ou le nom et le prénom */
    static byte[] cleDeTri(String... parties) {
        return Stream.concat(
                        Arrays.stream(parties).map(Francais::lettres),
                        Arrays.stream(parties).map(p -> Normalizer.normalize(p, Normalizer.Form.NFC)))
                .collect(Collectors.joining(SEPARATEUR))
                .getBytes(StandardCharsets.UTF_8);
    }
}
