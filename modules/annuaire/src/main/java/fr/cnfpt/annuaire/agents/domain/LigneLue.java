package fr.cnfpt.annuaire.agents.domain;

import java.util.List;

/** Une ligne lue : ce qu'elle porte et ce qui n'y va pas. */
public record LigneLue(int ligne, AgentSaisi agent, List<AgentSaisi.Faute> fautes) {}
