package fr.cnfpt.territorialisation.persistence;

import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.domain.Theme;
import fr.cnfpt.territorialisation.port.Themes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les thèmes dans PostgreSQL, qui refuse lui-même deux seuils pour un thème le même jour. */
@ApplicationScoped
public class ThemesSql implements Themes {

    @Inject
    Jdbi jdbi;

    public record Ligne(
            String code,
            String libelle,
            String specialite,
            boolean payant,
            int minimum,
            int groupeMax,
            String motif,
            String source) {
        Theme theme() {
            return new Theme(code, libelle, specialite, payant, new Seuil(minimum, groupeMax, motif, source));
        }
    }

    @Override
    public List<Theme> le(LocalDate jour) {
        return jdbi.withHandle(h -> h.createQuery("""
        select t.code, t.libelle, t.specialite, t.payant, s.minimum, s.groupe_max, s.motif, s.source
          from territorialisation.theme t
          cross join lateral (select * from territorialisation.seuil
                               where (theme = t.code or theme is null) and du <= :jour and (au is null or au > :jour)
                               order by theme nulls last limit 1) s
         order by outils.cle_tri(t.libelle)
        """)
                .bind("jour", jour)
                .mapTo(Ligne.class)
                .map(Ligne::theme)
                .list());
    }

    @Override
    public boolean estVide() {
        return jdbi.withHandle(h -> h.createQuery("select not exists (select 1 from territorialisation.theme)")
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void ajouter(String code, String libelle, String specialite, boolean payant) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into territorialisation.theme (code, libelle, specialite, payant) values (:c, :l, :s, :p)")
                .bind("c", code)
                .bind("l", libelle)
                .bind("s", specialite)
                .bind("p", payant)
                .execute());
    }

    @Override
    public void fixer(String theme, Seuil seuil, LocalDate du) {
        jdbi.useHandle(h -> {
            h.createUpdate(
                            "update territorialisation.seuil set au = :du where theme is not distinct from :t::text and au is null")
                    .bind("du", du)
                    .bind("t", theme)
                    .execute();
            h.createUpdate("""
          insert into territorialisation.seuil (theme, minimum, groupe_max, motif, source, du) values (:t, :m, :g, :motif, :source, :du)
          """)
                    .bind("t", theme)
                    .bind("m", seuil.minimum())
                    .bind("g", seuil.groupeMax())
                    .bind("motif", seuil.motif())
                    .bind("source", seuil.source())
                    .bind("du", du)
                    .execute();
        });
    }
}
