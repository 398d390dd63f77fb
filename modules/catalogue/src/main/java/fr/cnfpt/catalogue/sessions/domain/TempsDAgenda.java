package fr.cnfpt.catalogue.sessions.domain;

/**
 * Une séance telle qu'un agenda la suit, posée ou retirée.
 *
 * @param porteLaSession celle qui garde l'UID de la session : posée la première, elle a pris la place de ses jours
 * @param retiree elle n'a plus lieu : qui l'a prise doit l'apprendre
 */
public record TempsDAgenda(Seance seance, boolean porteLaSession, boolean retiree) {}
