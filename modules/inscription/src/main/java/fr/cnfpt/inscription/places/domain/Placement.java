package fr.cnfpt.inscription.places.domain;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import java.util.Collection;

/**
 * Ce qu'un bulletin transmis a obtenu.
 *
 * @param place vrai s'il tient une place, faux s'il attend
 * @param position sa position en liste d'attente (1 = premier), 0 s'il tient une place ou attend la sélection
 * @param capacite l'effectif attendu, ou {@code null}
 * @param quota celui de sa collectivité, si c'est lui qui la fait attendre ; {@code null} sinon
 */
public record Placement(long bulletinId, long agentId, boolean place, int position, Integer capacite, Integer quota) {

    /** Ce que dit l'histoire d'un bulletin que nul employeur n'a signé : sa signature est à celui dont il vient. */
    public static final String PAR_LE_CNFPT = "Inscrit par le CNFPT, venant d'une autre session du même stage";

    public static final String SUR_INVITATION = "Inscrit à sa demande, sur invitation du CNFPT";

    public Etat etat() {
        return place ? Etat.TRANSMISE : position == 0 ? Etat.EN_SELECTION : Etat.LISTE_ATTENTE;
    }

    public boolean enSelection() {
        return etat() == Etat.EN_SELECTION;
    }

    /** « 2 agents ont une place. 1 agent est en liste d'attente. » */
    public static String bilan(Collection<Placement> placements) {
        long places = placements.stream().filter(Placement::place).count();
        long selection = placements.stream().filter(Placement::enSelection).count();
        long attente = placements.size() - places - selection;
        return (places > 0 ? Texte.pluriel(places, "agent a une place. ", "agents ont une place. ") : "")
                + (attente > 0
                        ? Texte.pluriel(attente, "agent est en liste d'attente. ", "agents sont en liste d'attente. ")
                        : "")
                + (selection > 0
                        ? Texte.pluriel(selection, "demande attend", "demandes attendent")
                                + " la sélection, que la délégation décide après la clôture."
                        : "");
    }

    public String enClair() {
        return place
                ? "Une place est tenue."
                : position == 0
                        ? "En attente de la sélection : la délégation décide après la clôture."
                        : (quota == null
                                        ? "La session est complète : "
                                        : "Le quota de votre collectivité est atteint ("
                                                + Texte.pluriel(quota, "place", "places") + ") : ")
                                + position + (position == 1 ? "er" : "e") + " en liste d'attente.";
    }
}
