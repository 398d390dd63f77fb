package fr.cnfpt.catalogue.mooc.persistence;

import fr.cnfpt.catalogue.mooc.domain.Age;
import fr.cnfpt.commun.Regle;
import fr.cnfpt.outils.regles.api.FamilleDeRegles;
import fr.cnfpt.outils.regles.api.ProjetDeRegle;
import fr.cnfpt.outils.regles.api.RegleDeclaree;
import fr.cnfpt.outils.regles.api.Touche;
import fr.cnfpt.outils.regles.api.Unite;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Quand un MOOC est à retourner : lire ces règles, les dire au siège. */
@ApplicationScoped
public class ReglesDesMoocs implements FamilleDeRegles {

    private static final String FAMILLE = "mooc";
    private static final String AGE = "age_maximal";
    private static final String CHANGEMENTS = "changements_maximaux";
    private static final String VOLUME = "volume_compte";
    private static final String TOUCHE =
            "Vaut pour l'alerte à partir de ce jour ; elle signale un MOOC, et n'en arrête pas les éditions.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    public Age le(LocalDate jour) {
        return new Age(
                regles.le(FAMILLE, AGE, jour).entier(),
                regles.le(FAMILLE, CHANGEMENTS, jour).entier());
    }

    /** Ce que compte le volume, et d'où cela vient. */
    public Regle volume(LocalDate jour) {
        return regles.le(FAMILLE, VOLUME, jour).enRegle();
    }

    @Override
    public String code() {
        return FAMILLE;
    }

    @Override
    public int ordre() {
        return 25;
    }

    @Override
    public String libelle() {
        return "Tenir les MOOC";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(AGE, "Âge au-delà duquel un MOOC est à retourner", Unite.MOIS, "1", "120", TOUCHE),
                RegleDeclaree.de(
                        CHANGEMENTS,
                        "Changements de réglementation au-delà desquels un MOOC est à retourner",
                        Unite.NOMBRE,
                        "1",
                        "200",
                        TOUCHE),
                RegleDeclaree.principe(
                        VOLUME,
                        "Ce que le volume d'un MOOC compte",
                        "Se lit sur les pages des MOOC ; ne décide de rien."));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        if (projet.code().equals(VOLUME)) {
            return List.of();
        }
        String ou = projet.code().equals(AGE)
                ? "(select max(v.tournee_le) from catalogue.mooc_version v where v.mooc_id = m.id) + make_interval(months => cast(:valeur as int)) < :jour"
                : "(select count(*) from catalogue.mooc_changement c where c.mooc_id = m.id and c.integre_le is null) > :valeur";
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery("select count(*) from catalogue.mooc m where " + ou)
                        .bind("valeur", projet.valeur())
                        .bind("jour", projet.du())
                        .mapTo(Long.class)
                        .one()),
                "MOOC serait signalé par cette règle",
                "MOOC seraient signalés par cette règle",
                "leurs éditions programmées le restent"));
    }
}
