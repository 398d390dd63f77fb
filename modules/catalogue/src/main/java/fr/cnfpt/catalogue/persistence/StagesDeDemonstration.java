package fr.cnfpt.catalogue.persistence;

import fr.cnfpt.catalogue.api.Modalite;
import fr.cnfpt.catalogue.api.OffreDeFormation.StageInfo;
import fr.cnfpt.outils.tableaux.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Les stages inventés de la démonstration et ce qu'il faut pour en faire des sessions, lus dans ses fichiers et écrits
 * par lots.
 */
@ApplicationScoped
public class StagesDeDemonstration {

    public record Modele(String type, double presentielJours, double distanceHeures) {}

    public record Lieu(String codeInsee, String ville, String adresse) {}

    @Inject
    Jdbi jdbi;

    /** Les 27 spécialités, si elles n'y sont pas. */
    public void chargerSpecialites() {
        jdbi.useHandle(h -> {
            PreparedBatch lot = h.prepareBatch(
                    "insert into catalogue.specialite (code, domaine, libelle) values (:code, :domaine, :libelle) on conflict do nothing");
            Csv.lire(StagesDeDemonstration.class, "/reference/specialites.csv")
                    .forEach(l -> lot.bind("code", l.get("code"))
                            .bind("domaine", l.get("domaine"))
                            .bind("libelle", l.get("libelle"))
                            .add());
            lot.execute();
        });
    }

    /** @return les stages chargés, ou rien si c'était déjà fait */
    public List<StageInfo> chargerStages() {
        return jdbi.withHandle(h -> {
            if (h.createQuery("select exists (select 1 from catalogue.stage where demonstration)")
                    .mapTo(Boolean.class)
                    .one()) {
                return List.of();
            }
            PreparedBatch lot = h.prepareBatch("""
          insert into catalogue.stage (code, intitule, specialite, modalite, nature, type, presentiel_jours, distance_heures, webinaire_isole,
                                       marque_blanche, payant, objectifs, public_vise, contenu, prerequis, demonstration)
          values (:code, :intitule, :specialite, :modalite, :nature, :type, :presentiel, :distance, :isole, :blanche, :payant, :objectifs,
                  :public, :contenu, :prerequis, true)
          """);
            for (Map<String, String> l : Csv.lire(StagesDeDemonstration.class, "/demonstration/stages.csv")) {
                lot.bind("code", l.get("code"))
                        .bind("intitule", l.get("intitule"))
                        .bind("specialite", l.get("specialite"))
                        .bind("modalite", l.get("modalite"))
                        .bind("nature", l.get("nature"))
                        .bind("type", l.get("type"))
                        .bind("presentiel", new BigDecimal(l.get("presentiel_jours")))
                        .bind("distance", new BigDecimal(l.get("distance_heures")))
                        .bind("isole", Boolean.parseBoolean(l.get("webinaire_isole")))
                        .bind("blanche", Boolean.parseBoolean(l.get("marque_blanche")))
                        .bind("payant", Boolean.parseBoolean(l.get("payant")))
                        .bind("objectifs", l.get("objectifs"))
                        .bind("public", l.get("public_vise"))
                        .bind("contenu", l.get("contenu"))
                        .bind("prerequis", l.get("prerequis").isBlank() ? null : l.get("prerequis"))
                        .add();
            }
            lot.execute();
            return h.createQuery("""
          select t.id, t.code, t.intitule, t.modalite, p.libelle as specialite
            from catalogue.stage t join catalogue.specialite p on p.code = t.specialite where t.demonstration order by t.id
          """).mapTo(StageInfo.class).list();
        });
    }

    public boolean surInscription(long stageId) {
        return jdbi.withHandle(h -> h.createQuery("select modalite, marque_blanche from catalogue.stage where id = :id")
                .bind("id", stageId)
                .map((r, c) -> Modalite.valueOf(r.getString(1)).surInscription(r.getBoolean(2)))
                .one());
    }

    public Modele modele(long stageId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select type, presentiel_jours::float8 as presentiel_jours, distance_heures::float8 as distance_heures from catalogue.stage where id = :id")
                .bind("id", stageId)
                .mapTo(Modele.class)
                .one());
    }

    public List<Lieu> lieux() {
        return Csv.lire(StagesDeDemonstration.class, "/demonstration/lieux.csv").stream()
                .map(l -> new Lieu(l.get("code_insee"), l.get("ville"), l.get("adresse")))
                .toList();
    }
}
