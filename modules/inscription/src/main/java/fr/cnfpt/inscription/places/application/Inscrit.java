package fr.cnfpt.inscription.places.application;

import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.inscription.places.domain.Placement;

/** Un agent que son employeur a nommé, et la place qu'il a eue. */
public record Inscrit(AgentInfo agent, Placement placement) {}
