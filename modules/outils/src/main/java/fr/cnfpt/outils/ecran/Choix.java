package fr.cnfpt.outils.ecran;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Choisir une chose parmi beaucoup : on en tape deux lettres, {@code <iel:choix>} en propose vingt au plus et dit s'il
 * y en a d'autres. La vue ne garde rien d'une requête à l'autre : le code envoyé suffit à retrouver la proposition. Un
 * code tapé en entier vaut un choix, comme un texte qui n'a qu'une réponse.
 */
public final class Choix implements Converter<Proposition> {

    /** Ce que {@code iel:choix} montre ; il en est demandé une de plus, pour savoir dire d'affiner. */
    public static final int MONTREES = 20;

    /** Cherche au plus tant de propositions. */
    public interface Recherche {
        List<Proposition> chercher(String texte, int auPlus);
    }

    private final Recherche recherche;
    private final Function<String, Optional<Proposition>> parCode;
    private Proposition choisie;

    public Choix(Recherche recherche, Function<String, Optional<Proposition>> parCode) {
        this.recherche = recherche;
        this.parCode = parCode;
    }

    /** Quand chercher un code entier donne d'abord ce qu'il désigne. */
    public Choix(Recherche recherche) {
        this(
                recherche,
                code -> recherche.chercher(code, 1).stream()
                        .filter(p -> p.code().equals(code))
                        .findFirst());
    }

    /** Propose une chose avant que rien ne soit tapé. */
    public Choix avec(String code) {
        choisie = code == null ? null : parCode.apply(code).orElse(null);
        return this;
    }

    public List<Proposition> proposer(String texte) {
        return recherche.chercher(texte.strip(), MONTREES + 1);
    }

    /** @return le code choisi, ou {@code null} */
    public String code() {
        return choisie == null ? null : choisie.code();
    }

    public Proposition getChoisie() {
        return choisie;
    }

    public void setChoisie(Proposition v) {
        choisie = v;
    }

    @Override
    public Proposition getAsObject(FacesContext faces, UIComponent saisie, String texte) {
        if (texte == null || texte.isBlank()) {
            return null;
        }
        String tape = texte.strip();
        return parCode.apply(tape).orElseGet(() -> seule(tape));
    }

    private Proposition seule(String tape) {
        List<Proposition> reponses = recherche.chercher(tape, 2);
        if (reponses.size() == 1) {
            return reponses.get(0);
        }
        throw new ConverterException(new FacesMessage(
                FacesMessage.SEVERITY_ERROR,
                reponses.isEmpty()
                        ? "Rien ne répond à « " + tape + " » : tapez-en deux lettres, puis choisissez."
                        : "Plusieurs répondent à « " + tape + " » : choisissez dans la liste.",
                null));
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent saisie, Proposition proposition) {
        return proposition == null ? "" : proposition.code();
    }
}
