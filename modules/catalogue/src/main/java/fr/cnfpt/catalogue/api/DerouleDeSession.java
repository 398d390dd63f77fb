package fr.cnfpt.catalogue.api;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Les temps d'une session, dans l'ordre, pour qui s'y inscrit ou les anime. Lecture seule. */
public interface DerouleDeSession {

    List<Temps> temps(long sessionId);

    /** Les jours où ces sessions ont une heure fixe, en présence ou en direct ; celles sans déroulé manquent. */
    Map<Long, Set<LocalDate>> jours(Collection<Long> sessions);

    /** Ceux que ce compte anime, dans l'ordre ; vide : il n'en anime aucun. */
    List<Temps> tempsAnimes(long sessionId, long compteId);

    /**
     * @param debut {@code null} pour une fenêtre
     * @param quand « lundi 2 mars 2026, 9 h 00 – 12 h 30 »
     * @param forme en présence, à distance en direct, à distance quand on veut
     * @param ville sa commune si ce n'est pas celle de la session, ou {@code null}
     * @param ou sa commune si ce n'est pas celle de la session, et sa salle ; ou {@code null}
     */
    record Temps(
            long id,
            LocalDate jour,
            LocalTime debut,
            boolean enPresence,
            String quand,
            String forme,
            String titre,
            String ville,
            String ou) {}
}
