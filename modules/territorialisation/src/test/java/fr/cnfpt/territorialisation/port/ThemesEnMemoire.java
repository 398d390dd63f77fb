package fr.cnfpt.territorialisation.port;

import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.domain.Theme;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

public class ThemesEnMemoire implements Themes {

    private record Date(String theme, Seuil seuil, LocalDate du) {}

    private final List<Theme> themes = new ArrayList<>();
    private final List<Date> seuils = new ArrayList<>();

    @Override
    public List<Theme> le(LocalDate jour) {
        return themes.stream()
                .sorted(Comparator.comparing(Theme::libelle))
                .flatMap(t -> seuil(t.code(), jour).or(() -> seuil(null, jour)).stream()
                        .map(s -> new Theme(t.code(), t.libelle(), t.specialite(), t.payant(), s)))
                .toList();
    }

    private Optional<Seuil> seuil(String theme, LocalDate jour) {
        return seuils.stream()
                .filter(s -> Objects.equals(s.theme(), theme) && !s.du().isAfter(jour))
                .max(Comparator.comparing(Date::du))
                .map(Date::seuil);
    }

    @Override
    public boolean estVide() {
        return themes.isEmpty();
    }

    @Override
    public void ajouter(String code, String libelle, String specialite, boolean payant) {
        themes.add(new Theme(code, libelle, specialite, payant, null));
    }

    @Override
    public void fixer(String theme, Seuil seuil, LocalDate du) {
        seuils.add(new Date(theme, seuil, du));
    }
}
