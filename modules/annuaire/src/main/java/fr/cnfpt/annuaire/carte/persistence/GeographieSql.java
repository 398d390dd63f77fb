package fr.cnfpt.annuaire.carte.persistence;

import fr.cnfpt.annuaire.api.Geographie;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les distances à vol d'oiseau, sur une Terre ronde : un trajet par la route est plus long. */
@ApplicationScoped
public class GeographieSql implements Geographie {

    private static final double KILOMETRES_PAR_DEGRE = 111.2;

    @Inject
    Jdbi jdbi;

    @Override
    public Map<String, String> departements() {
        return jdbi.withHandle(h -> {
            Map<String, String> noms = new LinkedHashMap<>();
            h.createQuery("select code, nom from annuaire.departement order by code")
                    .map((r, c) -> Map.entry(r.getString(1), r.getString(2)))
                    .forEach(e -> noms.put(e.getKey(), e.getValue()));
            return noms;
        });
    }

    @Override
    public Map<String, String> regions() {
        return jdbi.withHandle(h -> h
                .createQuery("select code, region from annuaire.departement")
                .map((r, c) -> Map.entry(r.getString(1), r.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Map<String, Lieu> lieux(Collection<String> codesInsee) {
        return codesInsee.isEmpty()
                ? Map.of()
                : jdbi.withHandle(h ->
                        h.createQuery("""
        select k.code_insee, k.nom, k.departement, p.latitude, p.longitude, coalesce(p.approchee, false) as approchee
          from annuaire.commune k left join annuaire.position p on p.code_insee = k.code_insee where k.code_insee = any(:codes)
        """).bind("codes", codesInsee.toArray(String[]::new)).mapTo(Lieu.class).stream()
                                .collect(Collectors.toMap(Lieu::codeInsee, l -> l)));
    }

    @Override
    public Map<String, Integer> autour(String codeInsee, int kilometres) {
        return jdbi.withHandle(h -> {
            Map<String, Integer> trouvees = new HashMap<>();
            h.createQuery("""
        select * from (
          select p.code_insee, round(6371 * 2 * asin(least(1, sqrt(power(sin(radians(p.latitude - o.latitude) / 2), 2)
                   + cos(radians(o.latitude)) * cos(radians(p.latitude)) * power(sin(radians(p.longitude - o.longitude) / 2), 2)))))::int as km
            from annuaire.position o
            join annuaire.position p on p.latitude between o.latitude - :degres and o.latitude + :degres
             and p.longitude between o.longitude - :degres / cos(radians(o.latitude)) and o.longitude + :degres / cos(radians(o.latitude))
           where o.code_insee = :code) as d
         where km <= :km
        """)
                    .bind("code", codeInsee)
                    .bind("km", kilometres)
                    .bind("degres", kilometres / KILOMETRES_PAR_DEGRE)
                    .map((r, c) -> Map.entry(r.getString(1), r.getInt(2)))
                    .forEach(e -> trouvees.put(e.getKey(), e.getValue()));
            return trouvees;
        });
    }
}
