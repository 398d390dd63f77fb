package fr.cnfpt.catalogue.api;

import java.util.Map;
import java.util.Optional;

/**
 * Des sessions pour un agenda (RFC 5545), une séance par événement. Qui l'appelle a déjà vérifié qu'on les voit. Un
 * même temps a partout le même UID : téléchargé, suivi par une adresse ou reçu dans un courriel.
 */
public interface AgendaDesSessions {

    /** @return le fichier iCalendar, ou rien si la session n'existe pas */
    Optional<String> ics(long session);

    /**
     * Plusieurs, dans un calendrier nommé que l'agenda relit de lui-même.
     *
     * @param sessions par identifiant : vrai si elle est annulée pour qui le lit, même si elle se tient
     */
    String calendrier(String nom, Map<Long, Boolean> sessions);
}
