package fr.cnfpt.inscription.api;

/**
 * Où en sont les places d'une session.
 *
 * @param capacite l'effectif attendu, ou {@code null} si elle est sans limite
 * @param placesPrises bulletins qui tiennent une place
 * @param enAttente bulletins en liste d'attente
 * @param selection comment les places se donnent : au fil des arrivées, ou sur décision
 * @param enSelection bulletins qui attendent cette décision
 * @param quota le plus de places qu'une même collectivité y tient, ou {@code null}
 * @param attenteMax le plus de demandes en liste d'attente, ou {@code null}
 */
public record Jauge(
        long sessionId,
        Integer capacite,
        int minimum,
        int placesPrises,
        int enAttente,
        Selection selection,
        int enSelection,
        Integer quota,
        Integer attenteMax) {

    /** Au fil des arrivées ; à sélection, pas encore décidée : nul n'a de place ; décidée, comme au fil. */
    public enum Selection {
        AUCUNE,
        ATTENDUE,
        DECIDEE
    }

    /** Au fil des arrivées. */
    public Jauge(long sessionId, Integer capacite, int minimum, int placesPrises, int enAttente) {
        this(sessionId, capacite, minimum, placesPrises, enAttente, Selection.AUCUNE, 0, null, null);
    }

    /** Vrai tant que les places attendent la décision. */
    public boolean aSelection() {
        return selection == Selection.ATTENDUE;
    }

    public boolean selectionDecidee() {
        return selection == Selection.DECIDEE;
    }

    public boolean illimitee() {
        return capacite == null;
    }

    /** @return les places libres, jamais négatives ; {@code Integer.MAX_VALUE} sans limite */
    public int placesDisponibles() {
        return capacite == null ? Integer.MAX_VALUE : Math.max(0, capacite - placesPrises);
    }

    /** Sous un quota, qui attend devant une place libre attend la sienne : d'autres peuvent la prendre. */
    public boolean complete() {
        return placesDisponibles() == 0 || enAttente > 0 && quota == null;
    }

    /** Vrai si qui vient maintenant attendrait, et que la liste d'attente ne prend plus personne. */
    public boolean attentePleine() {
        return attenteMax != null && enAttente >= attenteMax && complete();
    }

    /** Combien de demandes elle admet encore, en place ou en attente ; {@code Integer.MAX_VALUE} sans limite. */
    public int admetEncore() {
        return attenteMax == null || capacite == null
                ? Integer.MAX_VALUE
                : (complete() ? 0 : placesDisponibles()) + Math.max(0, attenteMax - enAttente);
    }

    /**
     * Ce qui compte pour tenir la session : les places prises, ou les demandes tant que la sélection n'en a pas donné.
     */
    public int pourLeMinimum() {
        return placesPrises + enSelection;
    }

    public boolean sousLeMinimum() {
        return pourLeMinimum() < minimum;
    }

    /** Part prise, de 0 à 100. */
    public int pourcent() {
        return capacite == null ? 0 : Math.min(100, 100 * placesPrises / capacite);
    }

    /** La couleur de la barre : ok, presque (moins d'un quart libre), pleine. */
    public String ton() {
        return capacite == null
                ? "ok"
                : placesDisponibles() == 0 ? "pleine" : placesDisponibles() * 4 <= capacite ? "presque" : "ok";
    }

    public String enClair() {
        return aSelection()
                ? "à sélection"
                : capacite == null
                        ? "sans limite"
                        : placesDisponibles() == 0
                                ? attentePleine() ? "complet, liste d'attente pleine" : "complet"
                                : placesDisponibles() + (placesDisponibles() > 1 ? " places" : " place");
    }
}
