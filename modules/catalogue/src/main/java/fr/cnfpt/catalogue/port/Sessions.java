package fr.cnfpt.catalogue.port;

import fr.cnfpt.catalogue.domain.Session;
import fr.cnfpt.catalogue.domain.Stage;
import java.time.ZoneId;

/** L'écriture du catalogue. */
public interface Sessions {
    /** @return la session enregistrée, son identifiant posé */
    Session ajouter(Session session);

    /** Les sessions de cette structure publiées avant que l'on tienne leur fuseau reçoivent le sien. */
    void mettreALHeure(long structureId, ZoneId fuseau);

    /** @throws fr.cnfpt.commun.Refus conflit, si le code est pris */
    Stage ajouter(Stage stage);
}
