package fr.cnfpt.catalogue.api;

import java.util.Optional;

/** Une session pour un agenda (RFC 5545). Qui l'appelle a déjà vérifié qu'on la voit. */
public interface AgendaDesSessions {

    /** @return le fichier iCalendar, ou rien si la session n'existe pas */
    Optional<String> ics(long session);
}
