package fr.cnfpt.catalogue.echanges.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.echanges.domain.Offert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** Ce qui s'échange de l'offre, lu par morceaux : la mémoire ne suit pas le nombre de sessions. */
@ApplicationScoped
public class OffreEnFlux {

    private static final int MORCEAU = 500;
    private static final String OFFERT = """
      select s.stage_id, t.code, t.intitule, t.modalite, p.libelle as specialite, t.objectifs, t.public_vise, t.contenu, t.prerequis,
             t.payant, t.presentiel_jours, t.distance_heures, s.id as session_id, s.version, s.type, s.structure_id, s.debut, s.fin, s.horaires,
             s.ville, s.adresse, s.code_insee, s.capacite, s.minimum, s.ouverture, s.cloture, s.etat,
             num_nonnulls(t.analyse_activite, t.tutorat, t.mises_en_situation, t.phases_reflexives) > 0 as afest,
             (select string_agg(distinct x.ville || ' (' || x.code_insee || ')', ' ; ') from catalogue.seance x
               where x.session_id = s.id and x.ville is not null) as autres_lieux,
             t.version as fiche, t.version <> e.version as fiche_remplacee
        from catalogue.session s join catalogue.stage e on e.id = s.stage_id join %s join catalogue.specialite p on p.code = t.specialite
      """;
    private static final String EN_VIGUEUR = "catalogue.stage t on t.id = s.stage_id";
    private static final String GARDEE =
            "catalogue.stage_version t on t.stage_id = s.stage_id and t.version = s.stage_version";

    @Inject
    Jdbi jdbi;

    /**
     * Les sessions publiées de cette portée qui ne sont pas finies, stage par stage ; ni l'intra ni l'union, qui ne
     * s'offrent qu'à ceux qui les ont demandées. À lire dans une transaction : PostgreSQL n'y envoie qu'un morceau à la
     * fois. La fiche est celle en vigueur.
     */
    public void parStage(Portee portee, LocalDate jour, Consumer<Offert> suite) {
        lire(EN_VIGUEUR, portee, jour, suite);
    }

    /**
     * De même, sous la fiche que chaque session garde : ce qui y est promis. Celles de la fiche en vigueur d'abord,
     * puis une fiche remplacée après l'autre.
     */
    public void parFicheGardee(Portee portee, LocalDate jour, Consumer<Offert> suite) {
        lire(GARDEE, portee, jour, suite);
    }

    private void lire(String fiche, Portee portee, LocalDate jour, Consumer<Offert> suite) {
        jdbi.useHandle(h -> {
            try (var lues = h.createQuery(
                            OFFERT.formatted(fiche) + " where "
                                    + portee.sql(null, null, "s.structure_id", "s.formateur_compte_id")
                                    + " and s.etat = 'PUBLIEE' and s.fin >= :jour and s.type not in ('INTRA', 'UNION') order by e.code, e.id, t.version desc, s.debut, s.id")
                    .bindMap(portee.valeurs())
                    .bind("jour", jour)
                    .setFetchSize(MORCEAU)
                    .mapTo(Offert.class)
                    .iterator()) {
                for (Iterator<Offert> i = lues; i.hasNext(); ) {
                    suite.accept(i.next());
                }
            }
        });
    }
}
