package fr.cnfpt.outils.persistence;

import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Ce qu'un module tient d'un agent quand chaque rubrique se lit d'une requête. Reste au module à dire quand il s'est
 * passé quelque chose, et comment on ôte le nom.
 */
public abstract class DonneesEnBase implements DonneesPersonnelles {

    private final int ordre;
    private final Map<Rubrique, String> lectures;

    @Inject
    protected Jdbi jdbi;

    /**
     * @param ordre celui de {@link #ordre()}
     * @param lectures la requête de chaque rubrique, comme pour {@link Releve#rubriques}
     */
    protected DonneesEnBase(int ordre, Map<Rubrique, String> lectures) {
        this.ordre = ordre;
        this.lectures = lectures;
    }

    @Override
    public int ordre() {
        return ordre;
    }

    @Override
    public List<Rubrique> rubriques() {
        return List.copyOf(lectures.keySet());
    }

    @Override
    public List<Rubrique> lire(Sujet s) {
        return Releve.rubriques(jdbi, lectures, s);
    }
}
