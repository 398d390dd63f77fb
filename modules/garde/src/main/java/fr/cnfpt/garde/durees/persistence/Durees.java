package fr.cnfpt.garde.durees.persistence;

import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Les durées de conservation, parmi les règles datées de la maison. */
@ApplicationScoped
public class Durees {

    public static final String FAMILLE = "conservation";

    @Inject
    Regles regles;

    /** En vigueur et à venir, par code puis par date. */
    public List<VersionDeRegle> aPartirDu(LocalDate jour) {
        return regles.aPartirDu(jour).stream()
                .filter(v -> v.famille().equals(FAMILLE))
                .toList();
    }

    /** Celles qui valent ce jour-là, par code. */
    public Map<String, VersionDeRegle> enVigueur(LocalDate jour) {
        return regles.le(FAMILLE, jour).stream().collect(Collectors.toMap(VersionDeRegle::code, d -> d));
    }
}
