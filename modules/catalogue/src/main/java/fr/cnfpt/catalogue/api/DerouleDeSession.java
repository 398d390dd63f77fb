package fr.cnfpt.catalogue.api;

import java.util.List;

/** Les temps d'une session, dans l'ordre, pour qui s'y inscrit ou les anime. Lecture seule. */
public interface DerouleDeSession {

    List<Temps> temps(long sessionId);

    /** Ceux que ce compte anime, dans l'ordre ; vide : il n'en anime aucun. */
    List<Temps> tempsAnimes(long sessionId, long compteId);

    /**
     * @param quand « lundi 2 mars 2026, 9 h 00 – 12 h 30 »
     * @param forme en présence, à distance en direct, à distance quand on veut
     * @param salle ou {@code null}
     */
    record Temps(String quand, String forme, String titre, String salle) {}
}
