package fr.cnfpt.commun;

/** Ceux où un éditeur essaie son logiciel (docs/adr/0052) : rien de ce qu'on y fait n'en sort. */
public interface EmployeursFictifs {

    /** @param collectiviteId son identifiant ; inconnu, il n'est pas fictif */
    boolean estFictif(long collectiviteId);
}
