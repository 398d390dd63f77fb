package fr.cnfpt.outils.envois.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ce qu'un serveur de messagerie répond quand un courriel n'arrive pas (RFC 3464), et l'adresse où il le répond :
 * propre à chaque envoi, elle dit lequel sans qu'on ait à le deviner.
 *
 * @param retour l'envoi
 * @param code le statut, {@code 5.1.1}
 */
public record AvisDeNonRemise(UUID retour, String code) {

    private static final Pattern PLUS = Pattern.compile("\\+([0-9a-f]{32})@");
    private static final Pattern STATUT = Pattern.compile("5\\.\\d{1,3}\\.\\d{1,3}");

    /** {@code retours@iel.exemple} devient {@code retours+9f…@iel.exemple}. */
    public static String adresse(String boite, UUID retour) {
        int a = boite.lastIndexOf('@');
        return boite.substring(0, a) + "+" + retour.toString().replace("-", "") + boite.substring(a);
    }

    /** L'envoi que nomme cette adresse de retour, s'il y en a un. */
    public static Optional<UUID> retour(String adresses) {
        Matcher m = PLUS.matcher(adresses);
        return m.find()
                ? Optional.of(
                        UUID.fromString(m.group(1).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")))
                : Optional.empty();
    }

    /** Seul un échec définitif compte : un retard, une absence du bureau n'empêchent rien. */
    public static Optional<String> statutDefinitif(String action, String statut) {
        Matcher m = STATUT.matcher(statut == null ? "" : statut);
        return "failed".equalsIgnoreCase(action == null ? "" : action.strip()) && m.find()
                ? Optional.of(m.group())
                : Optional.empty();
    }

    /** Pourquoi, en français, et sans citer l'adresse (codes de la RFC 3463). */
    public String raison() {
        return switch (code) {
            case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10" -> "Cette adresse n'existe pas, ou plus.";
            case "5.2.1" -> "Cette boîte est fermée.";
            case "5.2.2" -> "Cette boîte est pleine.";
            default ->
                code.startsWith("5.7.")
                        ? "La messagerie du destinataire refuse ce courriel (" + code + ")."
                        : "La messagerie du destinataire n'a pas pu le remettre (" + code + ").";
        };
    }
}
