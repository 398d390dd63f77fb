package fr.cnfpt.annuaire.structures.persistence;

import fr.cnfpt.annuaire.structures.port.Structures;
import fr.cnfpt.commun.Refus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Les structures dans PostgreSQL ; une région n'a qu'une délégation par jour, c'est la base qui le tient. */
@ApplicationScoped
public class StructuresSql implements Structures {

    private static final String FICHE = """
      select s.id, s.code, s.nom, s.type, s.region, s.ville, s.du, s.au, s.parente_id, s.successeur_id, n.nom as successeur, s.source,
             (select count(*) from annuaire.collectivite c where c.structure_id = s.id and c.close_le is null) as collectivites
        from annuaire.structure s left join annuaire.structure n on n.id = s.successeur_id
      """;

    @Inject
    Jdbi jdbi;

    @Override
    public List<Fiche> toutes() {
        return jdbi.withHandle(h -> h.createQuery(FICHE + " order by s.type, outils.cle_tri(s.nom)")
                .mapTo(Fiche.class)
                .list());
    }

    @Override
    public Optional<Fiche> parId(long id) {
        return jdbi.withHandle(h -> h.createQuery(FICHE + " where s.id = :id")
                .bind("id", id)
                .mapTo(Fiche.class)
                .findOne());
    }

    @Override
    public List<Region> regions() {
        return jdbi.withHandle(h -> h.createQuery(
                        "select code, nom from annuaire.region where millesime_fin is null order by outils.cle_tri(nom)")
                .mapTo(Region.class)
                .list());
    }

    @Override
    public long ouvrir(
            String code, String nom, String type, String region, String ville, Long parenteId, LocalDate du) {
        try {
            return jdbi.withHandle(h -> h.createQuery("""
          insert into annuaire.structure (code, nom, type, region, ville, parente_id, du, source)
          values (:code, :nom, :type, :region, :ville, :parente, :du, 'Saisie par le siège') returning id
          """)
                    .bind("code", code)
                    .bind("nom", nom)
                    .bind("type", type)
                    .bind("region", region)
                    .bind("ville", ville)
                    .bind("parente", parenteId)
                    .bind("du", du)
                    .mapTo(Long.class)
                    .one());
        } catch (UnableToExecuteStatementException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("structure_code_key")) {
                throw Refus.conflit(
                        "code-pris",
                        "Le code « " + code
                                + " » est déjà celui d'une structure, peut-être fermée : choisissez-en un autre.");
            }
            if (message.contains("ex_structure_une_delegation_par_region_et_par_jour")) {
                throw Refus.conflit(
                        "region-tenue",
                        "Cette région a déjà une délégation ce jour-là : fermez ou fusionnez celle-ci d'abord.");
            }
            throw e;
        }
    }

    @Override
    public void fermer(long id, LocalDate au, Long successeurId) {
        jdbi.useHandle(h -> h.createUpdate("update annuaire.structure set au = :au, successeur_id = :s where id = :id")
                .bind("id", id)
                .bind("au", au)
                .bind("s", successeurId)
                .execute());
    }

    @Override
    public Suite confier(long ancienne, long nouvelle) {
        return jdbi.withHandle(h -> new Suite(
                h.createUpdate("update annuaire.collectivite set structure_id = :n where structure_id = :a")
                        .bind("a", ancienne)
                        .bind("n", nouvelle)
                        .execute(),
                h.createUpdate(
                                "update annuaire.structure set parente_id = :n where parente_id = :a and (au is null or au > outils.jour(:maintenant))")
                        .bind("a", ancienne)
                        .bind("n", nouvelle)
                        .execute()));
    }
}
