package fr.cnfpt.outils.francais;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Le filtre des textes qui entrent, par une page, l'API ou un fichier. Un texte se garde tel qu'il est tapé, en NFC ;
 * ce qui ne peut pas l'être (un caractère qui ne se voit pas, qui change le sens de lecture, une moitié de caractère)
 * est refusé en le nommant, jamais ôté en silence : deux noms qu'on lit pareils et qui diffèrent sont deux agents.
 */
public final class Saisie {

    public static final String CODE = "caractere-refuse";

    private Saisie() {}

    /** Le même texte, ses accents composés : é en un caractère et non en deux. */
    public static String normale(String s) {
        return s == null || Normalizer.isNormalized(s, Normalizer.Form.NFC)
                ? s
                : Normalizer.normalize(s, Normalizer.Form.NFC);
    }

    /** @return ce qui ne peut pas être gardé de ce texte, en une phrase ; vide s'il convient */
    public static Optional<String> faute(String s) {
        if (s == null) {
            return Optional.empty();
        }
        for (int i = 0; i < s.length(); i += Character.charCount(s.codePointAt(i))) {
            int c = s.codePointAt(i);
            if (REFUSE.test(c)) {
                String avant = montrer(s.substring(Math.max(0, i - 15), i)).strip();
                return Optional.of("un caractère qui ne peut pas être gardé, " + nom(c) + " (" + code(c) + "), "
                        + (avant.isEmpty() ? "au début" : "après « " + avant + " »") + " : ôtez-le");
            }
        }
        return Optional.empty();
    }

    /** Ce texte, ses caractères refusés écrits par leur code : pour le montrer à qui doit le corriger. */
    public static String montrer(String s) {
        StringBuilder b = new StringBuilder();
        s.codePoints().forEach(c -> {
            if (REFUSE.test(c)) {
                b.append('[').append(code(c)).append(']');
            } else {
                b.appendCodePoint(c);
            }
        });
        return b.toString();
    }

    /** Ce texte sans ses caractères refusés : pour y chercher ce qu'ils cacheraient, jamais pour le garder. */
    public static String decouvrir(String s) {
        return s.codePoints()
                .filter(c -> !REFUSE.test(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Tabulation et fins de ligne passent ; les signes d'emoji aussi, sauf leur liant, qui ne se voit pas. */
    private static final IntPredicate REFUSE = c -> switch (Character.getType(c)) {
        case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
        case Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR -> true;
        default -> c == 0xFFFD || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    };

    private static String code(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    private static String nom(int c) {
        return switch (c) {
            case 0 -> "le caractère nul";
            case 0xAD -> "un trait d'union invisible";
            case 0x200B, 0x2060 -> "une espace sans largeur";
            case 0x200C, 0x200D -> "un liant invisible";
            case 0xFEFF -> "une marque de début de fichier";
            case 0xFFFD -> "un caractère perdu par une mauvaise conversion";
            case 0x061C, 0x200E, 0x200F -> "une marque de sens de lecture";
            case 0x2028, 0x2029 -> "une fin de ligne qui ne se voit pas";
            default -> {
                if (c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069) {
                    yield "un changement du sens de lecture";
                }
                yield switch (Character.getType(c)) {
                    case Character.CONTROL -> "un caractère de commande";
                    case Character.SURROGATE -> "une moitié de caractère";
                    case Character.FORMAT -> "un caractère invisible";
                    default -> "un caractère sans sens défini";
                };
            }
        };
    }
}
