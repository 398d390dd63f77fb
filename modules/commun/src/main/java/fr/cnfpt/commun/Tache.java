package fr.cnfpt.commun;

import java.time.Duration;

/**
 * Ce qui se fait de soi-même, à intervalle régulier : le portail trouve les tâches et les lance au nom du système, une
 * à la fois pour chacune. Une tâche supporte d'être lancée sur deux serveurs en même temps.
 */
public interface Tache {

    /** Ce qu'elle fait, en quelques mots. */
    String nom();

    /** L'attente entre la fin d'un passage et le début du suivant. */
    Duration periode();

    void executer();
}
