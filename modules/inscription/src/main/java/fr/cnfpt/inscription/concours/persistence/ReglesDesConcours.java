package fr.cnfpt.inscription.concours.persistence;

import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.api.VersionDeRegle;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les règles datées des préparations aux concours : les lire, les dire au siège. */
@ApplicationScoped
public class ReglesDesConcours implements FamilleDeRegles {

    public static final String TEST = "test_orientation";
    public static final String AVERTISSEMENT = "absences_avertissement";
    public static final String RADIATION = "absences_radiation";
    public static final String PLACE = "place_apres_debut";
    public static final String DECHARGE = "temps_de_decharge";
    public static final String PERSONNELLE = "preparation_personnelle";
    private static final String DECIDE = "Vaut pour ce qui se décide à partir de ce jour ; ce qui l'est déjà le reste.";
    private static final String MONTRE = "Montré à l'agent et à sa RH, à partir de ce jour ; n'arrête rien.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    public VersionDeRegle le(String code, LocalDate jour) {
        return regles.le(code(), code, jour);
    }

    @Override
    public String code() {
        return "concours";
    }

    @Override
    public int ordre() {
        return 18;
    }

    @Override
    public String libelle() {
        return "Préparer un concours";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.principe(TEST, "Test d'orientation avant d'être accepté", DECIDE),
                RegleDeclaree.de(
                        AVERTISSEMENT,
                        "Demi-journées d'absence sans justification pour avertir",
                        Unite.NOMBRE,
                        "1",
                        "60",
                        DECIDE),
                RegleDeclaree.de(
                        RADIATION,
                        "Demi-journées d'absence sans justification pour radier",
                        Unite.NOMBRE,
                        "1",
                        "120",
                        DECIDE),
                RegleDeclaree.de(
                        PLACE,
                        "Jours après le début où la place d'une personne radiée va encore à la file",
                        Unite.JOURS,
                        "1",
                        "365",
                        DECIDE),
                RegleDeclaree.principe(DECHARGE, "Temps de décharge", MONTRE),
                RegleDeclaree.de(
                        PERSONNELLE,
                        "Jours de préparation personnelle par année civile",
                        Unite.JOURS,
                        "1",
                        "30",
                        MONTRE));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery(
                                "select count(distinct bulletin_id) from (select bulletin_id from inscription.orientation union all select bulletin_id from inscription.absence_en_preparation) as p"
                                        + " join inscription.bulletin b on b.id = p.bulletin_id where b.session_fin >= :jour and b.etat not in ('REFUSEE', 'ANNULEE')")
                        .bind("jour", projet.du())
                        .mapTo(Long.class)
                        .one()),
                "personne suit une préparation qui ne sera pas finie ce jour-là",
                "personnes suivent une préparation qui ne sera pas finie ce jour-là",
                "ce qui a été décidé d'elles le reste"));
    }
}
