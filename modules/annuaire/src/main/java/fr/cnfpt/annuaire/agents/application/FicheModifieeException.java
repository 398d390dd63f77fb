package fr.cnfpt.annuaire.agents.application;

import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.commun.Refus;

/** La fiche a changé depuis qu'on l'a lue : rien n'est écrit, et voici ce qu'un autre a enregistré. */
public final class FicheModifieeException extends Refus {

    private static final long serialVersionUID = 1L;
    private final transient Agents.Fiche actuelle;

    FicheModifieeException(Agents.Fiche actuelle) {
        super(
                Genre.CONFLIT,
                "agent-modifie-entre-temps",
                actuelle.modifiePar()
                        + " a enregistré cette fiche après que vous l'avez ouverte. Rien n'est écrit : comparez, puis choisissez.",
                null,
                null);
        this.actuelle = actuelle;
    }

    public Agents.Fiche actuelle() {
        return actuelle;
    }
}
