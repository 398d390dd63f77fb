package fr.cnfpt.annuaire.collectivites.port;

import java.util.List;
import java.util.Optional;

/** L'enregistrement des employeurs que la carte ne donne pas. */
public interface Employeurs {

    record Departement(String code, String nom) {}

    /** @param structureId la délégation, ou {@code null} pour toute la France */
    List<Departement> departements(Long structureId);

    /** Le rattache à la délégation en exercice de son département. @return vide si ce SIREN est déjà pris */
    Optional<Long> enregistrer(String siren, String nom, String nature, String departement, String codeInsee);
}
