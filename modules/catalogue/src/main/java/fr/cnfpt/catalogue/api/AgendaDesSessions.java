package fr.cnfpt.catalogue.api;

import java.util.Map;
import java.util.Optional;

/** Une session pour un agenda (RFC 5545). Qui l'appelle a déjà vérifié qu'on la voit. */
public interface AgendaDesSessions {

    /** @return le fichier iCalendar, ou rien si la session n'existe pas */
    Optional<String> ics(long session);

    /**
     * Plusieurs, dans un calendrier que l'agenda relit. Une session dont les demi-journées sont posées a un événement
     * par demi-journée, aux heures dites ; une autre a ses jours entiers, sous l'UID de {@link #ics}.
     *
     * @param sessions par identifiant : vrai si elle est annulée pour qui le lit
     */
    String calendrier(String nom, Map<Long, Boolean> sessions);
}
