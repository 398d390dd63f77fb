package fr.cnfpt.catalogue.stages.persistence;

import fr.cnfpt.catalogue.stages.domain.Mention;
import fr.cnfpt.commun.Regle;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Ce qu'une fiche doit dire avant d'être publiée : une règle datée par mention, que le siège lève ou remet. */
@ApplicationScoped
public class MentionsExigees implements FamilleDeRegles {

    private static final List<Mention> SOUS_REGLE = Arrays.stream(Mention.values())
            .filter(m -> m != Mention.OBJECTIFS && !m.facultative())
            .toList();

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    /** Celles que les règles de ce jour exigent, dans l'ordre de la fiche. */
    public Map<Mention, Regle> le(LocalDate jour) {
        return regles.le(code(), jour).stream()
                .filter(r -> r.entier() == 1)
                .collect(Collectors.toMap(
                        r -> Mention.valueOf(r.code().toUpperCase(java.util.Locale.ROOT)),
                        VersionDeRegle::enRegle,
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Override
    public String code() {
        return "fiche";
    }

    @Override
    public int ordre() {
        return 12;
    }

    @Override
    public String libelle() {
        return "Publier une fiche de stage";
    }

    @Override
    public List<RegleDeclaree> regles() {
        Function<Mention, RegleDeclaree> declarer = m -> RegleDeclaree.de(
                m.code(),
                m.libelle() + " (1 : exigé, 0 : non)",
                Unite.NOMBRE,
                "0",
                "1",
                "Vaut pour les fiches publiées à partir de ce jour ; celles déjà publiées le restent.");
        return SOUS_REGLE.stream().map(declarer).toList();
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery("select count(*) from catalogue.stage_brouillon")
                        .mapTo(Long.class)
                        .one()),
                "brouillon attend d'être publié",
                "brouillons attendent d'être publiés",
                "il se publiera sous les règles de son jour"));
    }
}
