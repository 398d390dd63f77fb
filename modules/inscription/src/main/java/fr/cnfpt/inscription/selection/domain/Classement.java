package fr.cnfpt.inscription.selection.domain;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * L'ordre des demandes d'une session à sélection, et la phrase de chacune : la priorité de droit, puis l'agent jamais
 * formé, puis l'arrivée ; sauf ce que la délégation a voulu autrement. Ne dépend que des faits et des versions des
 * règles : refait des années plus tard, il est le même.
 */
public final class Classement {

    private static final int MOTS_D_UNE_SOURCE = 12;

    /** Ce que devient une demande. */
    public enum Issue {
        RETENUE("retenue"),
        EN_ATTENTE("en liste d'attente"),
        REFUSEE("refusée");

        private final String libelle;

        Issue(String libelle) {
            this.libelle = libelle;
        }

        public String getLibelle() {
            return libelle;
        }
    }

    /**
     * Les versions des règles qui le font.
     *
     * @param priorite 1 : la priorité de droit passe devant
     * @param premiere 1 : l'agent jamais formé passe avant l'ordre d'arrivée
     */
    public record Bareme(VersionDeRegle priorite, VersionDeRegle premiere) {}

    /**
     * La place d'une demande dans le classement.
     *
     * @param rang {@code null}, si elle est refusée
     * @param phrase quatre-vingts mots au plus, que la délégation, la RH et l'agent lisent tous trois
     */
    public record Place(Candidature candidature, Integer rang, Issue issue, String phrase) {
        public long bulletinId() {
            return candidature.bulletinId();
        }
    }

    private final List<Candidature> candidatures;
    private final Integer places;
    private final Bareme bareme;

    private Classement(List<Candidature> candidatures, Integer places, Bareme bareme) {
        this.candidatures = candidatures;
        this.places = places;
        this.bareme = bareme;
    }

    /**
     * @param places {@code null} : sans limite
     * @return dans l'ordre des rangs ; les refusées à la fin, par ordre d'arrivée
     */
    public static List<Place> classer(List<Candidature> candidatures, Integer places, Bareme bareme) {
        return new Classement(candidatures, places, bareme).classer();
    }

    private List<Place> classer() {
        List<Candidature> selonLesRegles = candidatures.stream()
                .filter(c -> !c.refusee())
                .sorted(Comparator.comparingInt(this::groupe).thenComparingLong(Candidature::arrivee))
                .toList();
        List<Candidature> ordre = new ArrayList<>(
                selonLesRegles.stream().filter(c -> !c.deplacee()).toList());
        // Du plus petit rang voulu au plus grand : chacun a le sien, que nul autre ne déplace ensuite.
        selonLesRegles.stream()
                .filter(Candidature::deplacee)
                .sorted(Comparator.<Candidature>comparingInt(c -> c.ecart().rang())
                        .thenComparingLong(Candidature::arrivee))
                .forEach(c -> ordre.add(Math.min(c.ecart().rang() - 1, ordre.size()), c));
        Map<Long, Integer> arrivees = numeroter(candidatures.stream()
                .sorted(Comparator.comparingLong(Candidature::arrivee))
                .toList());
        Map<Long, Integer> regles = numeroter(selonLesRegles);
        List<Place> classees = new ArrayList<>();
        for (Candidature c : ordre) {
            int rang = classees.size() + 1;
            classees.add(new Place(
                    c,
                    rang,
                    places == null || rang <= places ? Issue.RETENUE : Issue.EN_ATTENTE,
                    phrase(c, rang, ordre.size(), regles.get(c.bulletinId()), arrivees.get(c.bulletinId()))));
        }
        candidatures.stream()
                .filter(Candidature::refusee)
                .sorted(Comparator.comparingLong(Candidature::arrivee))
                .forEach(c -> classees.add(new Place(
                        c,
                        null,
                        Issue.REFUSEE,
                        "Refusée par la délégation, sans être classée : "
                                + point(c.ecart().motif()))));
        return classees;
    }

    private static Map<Long, Integer> numeroter(List<Candidature> dansLOrdre) {
        Map<Long, Integer> numeros = new HashMap<>();
        dansLOrdre.forEach(c -> numeros.put(c.bulletinId(), numeros.size() + 1));
        return numeros;
    }

    private int groupe(Candidature c) {
        return parPriorite(c) ? 0 : parPremiere(c) ? 1 : 2;
    }

    private boolean parPriorite(Candidature c) {
        return c.prioritaire() && bareme.priorite().entier() == 1;
    }

    private boolean parPremiere(Candidature c) {
        return c.premiere() && bareme.premiere().entier() == 1;
    }

    private String phrase(Candidature c, int rang, int sur, int selonLesRegles, int arrivee) {
        String pourquoi = parPriorite(c)
                ? "Prioritaire de droit, la demande passe avant les autres (" + source(bareme.priorite())
                        + ") ; entre prioritaires, l'ordre d'arrivée : " + ieme(arrivee) + " reçue."
                : parPremiere(c)
                        ? "Agent jamais formé : sa demande passe avant l'ordre d'arrivée, après les priorités de droit ("
                                + source(bareme.premiere()) + ") ; à égalité, l'ordre d'arrivée : " + ieme(arrivee)
                                + " reçue."
                        : "Classée par l'ordre d'arrivée, " + ieme(arrivee) + " reçue" + (c.deplacee() ? "" : apres())
                                + ".";
        return majuscule(ieme(rang)) + " sur " + sur
                + (places == null ? "" : ", pour " + Texte.pluriel(places, "place", "places"))
                + ". "
                + pourquoi
                + (c.deplacee()
                        ? " Les règles la mettaient " + ieme(selonLesRegles) + " ; la délégation l'a déplacée : "
                                + point(c.ecart().motif())
                        : "");
    }

    /** Ce qui passait devant elle, si quelqu'un en profite. */
    private String apres() {
        return Stream.of(
                        candidatures.stream().anyMatch(c -> !c.refusee() && parPriorite(c))
                                ? Optional.of("les priorités de droit (" + source(bareme.priorite()) + ")")
                                : Optional.<String>empty(),
                        candidatures.stream().anyMatch(c -> !c.refusee() && !parPriorite(c) && parPremiere(c))
                                ? Optional.of("les agents jamais formés (" + source(bareme.premiere()) + ")")
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .reduce((a, b) -> a + " et " + b)
                .map(d -> ", après " + d)
                .orElse("");
    }

    /** Le texte et sa date : ni l'un ni l'autre ne change plus, quoi qu'on prépare ensuite. */
    private static String source(VersionDeRegle regle) {
        if (regle.source().startsWith("Choix")) {
            return "règle du " + Texte.date(regle.du());
        }
        List<String> mots = List.of(regle.source().strip().split("\\s+"));
        return (mots.size() <= MOTS_D_UNE_SOURCE
                        ? String.join(" ", mots)
                        : String.join(" ", mots.subList(0, MOTS_D_UNE_SOURCE)) + "…")
                + ", règle du " + Texte.date(regle.du());
    }

    private static String ieme(int n) {
        return n + (n == 1 ? "re" : "e");
    }

    private static String majuscule(String s) {
        return Character.toUpperCase(s.charAt(0)) + s.substring(1);
    }

    private static String point(String phrase) {
        return phrase.matches("(?s).*[.!?…]$") ? phrase : phrase + ".";
    }
}
