package fr.cnfpt.commun;

/**
 * Un refus motivé : ce que l'on ne peut pas faire, dit en français à qui le demande, avec le champ fautif et la règle.
 * Les adaptateurs le traduisent : message à l'écran, {@code application/problem+json} en REST (RFC 9457). Jamais une
 * trace.
 */
public class Refus extends RuntimeException {

    /** La famille du refus ; chaque adaptateur en tire sa réponse (REST : 404, 403, 409, 422, 503). */
    public enum Genre {
        INTROUVABLE,
        INTERDIT,
        CONFLIT,
        INVALIDE,
        OCCUPE
    }

    private final Genre genre;
    private final String code;
    private final String champ;
    private final Regle regle;

    protected Refus(Genre genre, String code, String message, String champ, Regle regle) {
        super(message, null, false, false);
        this.genre = genre;
        this.code = code;
        this.champ = champ;
        this.regle = regle;
    }

    public static Refus introuvable(String code, String message) {
        return new Refus(Genre.INTROUVABLE, code, message, null, null);
    }

    public static Refus interdit(String message) {
        return new Refus(Genre.INTERDIT, "acces-interdit", message, null, null);
    }

    public static Refus conflit(String code, String message) {
        return new Refus(Genre.CONFLIT, code, message, null, null);
    }

    public static Refus conflit(String code, String message, Regle regle) {
        return new Refus(Genre.CONFLIT, code, message, null, regle);
    }

    /** Rien n'est fait, et ce sera possible dans un instant. */
    public static Refus occupe(String code, String message) {
        return new Refus(Genre.OCCUPE, code, message, null, null);
    }

    public static Refus invalide(String code, String champ, String message) {
        return new Refus(Genre.INVALIDE, code, message, champ, null);
    }

    public Genre genre() {
        return genre;
    }

    /** Code stable, en minuscules et tirets : il finit le {@code type} du problème REST. */
    public String code() {
        return code;
    }

    /** Le champ à corriger, ou {@code null} quand le refus ne tient pas à une saisie. */
    public String champ() {
        return champ;
    }

    /** La règle opposée, ou {@code null}. */
    public Regle regle() {
        return regle;
    }
}
