package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.commun.Peuplement;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Où sont les communes, au premier démarrage qui les demande. */
@ApplicationScoped
public class PositionsPeuplement implements Peuplement {

    @Inject
    Jdbi jdbi;

    @Override
    public int ordre() {
        return 11;
    }

    @Override
    @Transactional
    public void charger(Consumer<String> progres) {
        jdbi.useHandle(h -> {
            if (h.createQuery("select exists (select 1 from annuaire.position)")
                    .mapTo(Boolean.class)
                    .one()) {
                return;
            }
            List<Map<String, String>> lues = Csv.lire(PositionsPeuplement.class, "/carte/positions.csv");
            h.createUpdate("""
        insert into annuaire.position (code_insee, latitude, longitude, approchee)
        select code, latitude::double precision, longitude::double precision, approchee = 'oui'
          from unnest(:codes, :latitudes, :longitudes, :approchees) as p(code, latitude, longitude, approchee)
        """)
                    .bind("codes", colonne(lues, "code_insee"))
                    .bind("latitudes", colonne(lues, "latitude"))
                    .bind("longitudes", colonne(lues, "longitude"))
                    .bind("approchees", colonne(lues, "approchee"))
                    .execute();
            progres.accept("Carte de France : où sont " + lues.size() + " communes");
        });
    }

    private static String[] colonne(List<Map<String, String>> lignes, String nom) {
        return lignes.stream().map(l -> l.get(nom)).toArray(String[]::new);
    }
}
