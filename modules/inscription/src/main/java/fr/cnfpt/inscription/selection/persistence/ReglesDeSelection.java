package fr.cnfpt.inscription.selection.persistence;

import fr.cnfpt.inscription.selection.domain.Classement.Bareme;
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

/** Les règles datées qui classent une session à sélection : les lire, les dire au siège. */
@ApplicationScoped
public class ReglesDeSelection implements FamilleDeRegles {

    private static final String PRIORITE = "priorite_de_droit";
    private static final String PREMIERE = "premiere_demande";
    private static final String EFFET =
            "Vaut pour les sélections décidées à partir de ce jour ; celles d'avant gardent la leur, rejouées des années plus tard.";

    @Inject
    Regles regles;

    @Inject
    Jdbi jdbi;

    /** Celles qui valent ce jour-là. */
    public Bareme bareme(LocalDate jour) {
        return new Bareme(regles.le(code(), PRIORITE, jour), regles.le(code(), PREMIERE, jour));
    }

    /** Celles d'une décision, quoi qu'il en soit aujourd'hui. */
    public Bareme bareme(long priorite, long premiere) {
        return new Bareme(version(PRIORITE, priorite), version(PREMIERE, premiere));
    }

    private VersionDeRegle version(String code, long id) {
        return regles.histoire(code(), code, "").stream()
                .filter(v -> v.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("La version " + id + " de " + code + " n'est plus là"));
    }

    @Override
    public String code() {
        return "selection";
    }

    @Override
    public int ordre() {
        return 16;
    }

    @Override
    public String libelle() {
        return "Sélectionner";
    }

    @Override
    public List<RegleDeclaree> regles() {
        return List.of(
                RegleDeclaree.de(
                        PRIORITE,
                        "Les priorités de droit passent devant (1 : oui, 0 : non)",
                        Unite.NOMBRE,
                        "0",
                        "1",
                        EFFET),
                RegleDeclaree.de(
                        PREMIERE,
                        "L'agent jamais formé passe avant l'ordre d'arrivée (1 : oui, 0 : non)",
                        Unite.NOMBRE,
                        "0",
                        "1",
                        EFFET));
    }

    @Override
    public List<Touche> touche(ProjetDeRegle projet) {
        return List.of(Touche.de(
                jdbi.withHandle(h -> h.createQuery(
                                "select count(*) from inscription.jauge where a_selection and decidee_le is null and not annulee")
                        .mapTo(Long.class)
                        .one()),
                "session à sélection n'est pas décidée",
                "sessions à sélection ne sont pas décidées",
                "décidées à partir de ce jour, elles suivront cette règle"));
    }
}
