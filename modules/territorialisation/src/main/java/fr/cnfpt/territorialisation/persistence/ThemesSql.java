package fr.cnfpt.territorialisation.persistence;

import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import fr.cnfpt.territorialisation.domain.Seuil;
import fr.cnfpt.territorialisation.domain.Theme;
import fr.cnfpt.territorialisation.port.Themes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les thèmes dans PostgreSQL, et leurs seuils parmi les règles datées. */
@ApplicationScoped
public class ThemesSql implements Themes {

    static final String FAMILLE = "territoires";
    static final String MINIMUM = "SEUIL_MINIMUM";
    static final String GROUPE = "GROUPE_MAXIMUM";

    @Inject
    Jdbi jdbi;

    @Inject
    Regles regles;

    public record Ligne(String code, String libelle, String specialite, boolean payant) {}

    @Override
    public List<Theme> le(LocalDate jour) {
        Map<String, VersionDeRegle> parCle = parCle(jour);
        return jdbi
                .withHandle(h -> h.createQuery(
                                "select code, libelle, specialite, payant from territorialisation.theme order by outils.cle_tri(libelle)")
                        .mapTo(Ligne.class)
                        .list())
                .stream()
                .filter(l -> propre(parCle, MINIMUM, l.code()) != null)
                .map(l -> new Theme(
                        l.code(),
                        l.libelle(),
                        l.specialite(),
                        l.payant(),
                        seuil(propre(parCle, MINIMUM, l.code()), propre(parCle, GROUPE, l.code()))))
                .toList();
    }

    private Map<String, VersionDeRegle> parCle(LocalDate jour) {
        return regles.le(FAMILLE, jour).stream().collect(Collectors.toMap(r -> r.code() + " " + r.pour(), r -> r));
    }

    private static VersionDeRegle propre(Map<String, VersionDeRegle> parCle, String code, String theme) {
        return parCle.getOrDefault(code + " " + theme, parCle.get(code + " "));
    }

    private static Seuil seuil(VersionDeRegle minimum, VersionDeRegle groupe) {
        return new Seuil(
                minimum.entier(),
                groupe.entier(),
                minimum.texte(),
                minimum.source(),
                List.of(minimum.id(), groupe.id()));
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
        String pour = theme == null ? "" : theme;
        poser(MINIMUM, pour, seuil.minimum(), seuil.texte(), seuil.source(), du);
        VersionDeRegle groupe = propre(parCle(du), GROUPE, pour);
        if (groupe == null || groupe.entier() != seuil.groupeMax()) {
            poser(
                    GROUPE,
                    pour,
                    seuil.groupeMax(),
                    "Groupes de " + seuil.groupeMax() + " stagiaires au plus.",
                    seuil.source(),
                    du);
        }
    }

    private void poser(String code, String pour, int valeur, String texte, String source, LocalDate du) {
        regles.poser(
                new ProjetDeRegle(FAMILLE, code, pour, Unite.NOMBRE, BigDecimal.valueOf(valeur), du, texte, source),
                VersionDeRegle.LIVREE);
    }
}
