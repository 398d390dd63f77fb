package fr.cnfpt.catalogue.port;

import fr.cnfpt.catalogue.domain.Session;
import fr.cnfpt.catalogue.domain.Stage;

/** L'écriture du catalogue. */
public interface Sessions {
    /** @return la session enregistrée, son identifiant posé */
    Session ajouter(Session session);

    /** @throws fr.cnfpt.commun.Refus conflit, si le code est pris */
    Stage ajouter(Stage stage);
}
