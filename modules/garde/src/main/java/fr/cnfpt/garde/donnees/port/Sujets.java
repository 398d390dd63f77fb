package fr.cnfpt.garde.donnees.port;

import fr.cnfpt.commun.donnees.Sujet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Les agents, vus comme les personnes dont on tient des données. */
public interface Sujets {

    /**
     * @param pseudonyme ce qui remplacera son nom, ou {@code null} pour seulement lire @return vide s'il n'existe pas
     */
    Optional<Sujet> sujet(long agentId, String pseudonyme);

    /** Comme {@link #sujet}, la fiche verrouillée ; vide aussi s'il est déjà effacé. */
    Optional<Sujet> verrouiller(long agentId, String pseudonyme);

    /**
     * Les agents pas encore effacés, partis avant cette date ou dont la fiche n'a pas bougé depuis cette autre, par
     * identifiant.
     */
    List<Long> candidats(long apres, LocalDate partisAvant, LocalDate immobilesDepuis, int combien);

    /** Le jour de son départ. */
    Optional<LocalDate> depart(long agentId);
}
