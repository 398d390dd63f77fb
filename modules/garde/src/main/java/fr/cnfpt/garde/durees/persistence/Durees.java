package fr.cnfpt.garde.durees.persistence;

import fr.cnfpt.garde.durees.domain.Duree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les durées de conservation, datées et sourcées. */
@ApplicationScoped
public class Durees {

    @Inject
    Jdbi jdbi;

    /** En vigueur et à venir, par code puis par date. */
    public List<Duree> aPartirDu(LocalDate jour) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select code, jours, du, au, texte, source from garde.duree_conservation where coalesce(au, 'infinity'::date) > :jour order by code, du
        """).bind("jour", jour).mapTo(Duree.class).list());
    }

    /** Celles qui valent ce jour-là, par code. */
    public Map<String, Duree> enVigueur(LocalDate jour) {
        return aPartirDu(jour).stream()
                .filter(d -> !d.du().isAfter(jour))
                .collect(Collectors.toMap(Duree::code, d -> d));
    }
}
