package fr.cnfpt.catalogue.mooc.application;

import fr.cnfpt.catalogue.mooc.persistence.MoocsDeDemonstration;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Peuplement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;

/** Les MOOC de la démonstration, après les spécialités dont ils relèvent. */
@ApplicationScoped
@Autorise({})
public class PeuplerLesMoocs implements Peuplement {

    @Inject
    MoocsDeDemonstration moocs;

    @Inject
    Horloge horloge;

    @Override
    public int ordre() {
        return 21;
    }

    @Override
    @Transactional
    public void demontrer(Consumer<String> progres) {
        String charge = moocs.charger(horloge.aujourdhui());
        if (!charge.isEmpty()) {
            progres.accept("Démonstration : " + charge);
        }
    }
}
