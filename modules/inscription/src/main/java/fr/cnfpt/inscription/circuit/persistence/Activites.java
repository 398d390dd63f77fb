package fr.cnfpt.inscription.circuit.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.Jfs;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Ce que font ensemble les sessions d'une année : des stagiaires, et leur volume ({@link Jfs}). */
@ApplicationScoped
public class Activites {

    /**
     * @param stagiaires ceux qui tiennent, ou ont tenu, une place
     * @param heures celles de tous ensemble
     */
    public record Activite(long stagiaires, BigDecimal heures) {

        public String volume() {
            return Jfs.enClair(Jfs.deHeures(heures));
        }

        /** « 45 stagiaires, 132 JFS » */
        public String enClair() {
            return Texte.compte(stagiaires, "aucun stagiaire", "stagiaire", "stagiaires") + ", " + volume();
        }
    }

    @Inject
    Jdbi jdbi;

    /** Les places des sessions de ces structures, ou celles que tiennent les agents de ces employeurs. */
    public Activite commencees(Portee portee, LocalDate du, LocalDate au) {
        String somme = portee.voitAvantTransmission()
                ? "select count(*) as stagiaires, coalesce(sum(j.heures), 0) as heures"
                        + " from inscription.bulletin x join inscription.jauge j on j.session_id = x.session_id"
                        + " where x.session_debut between :du and :au"
                        + " and x.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ATTESTEE') and "
                        + portee.sql("x.agent_id", "x.collectivite_id", null)
                : "select coalesce(sum(j.places_prises), 0) as stagiaires, coalesce(sum(j.places_prises * j.heures), 0) as heures"
                        + " from inscription.jauge j where j.debut between :du and :au and "
                        + portee.sql(null, null, "j.structure_id");
        return jdbi.withHandle(h -> h.createQuery(somme)
                .bindMap(portee.valeurs())
                .bind("du", du)
                .bind("au", au)
                .mapTo(Activite.class)
                .one());
    }

    /** Les sessions d'avant que l'on garde leurs heures, après celle-ci, par lots. */
    public List<Long> sansHeures(long apres, int auPlus) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select session_id from inscription.jauge where heures is null and session_id > :apres order by session_id limit :n")
                .bind("apres", apres)
                .bind("n", auPlus)
                .mapTo(Long.class)
                .list());
    }

    public void reporter(Collection<SessionInfo> sessions) {
        jdbi.useHandle(h -> {
            PreparedBatch lot = h.prepareBatch(
                    "update inscription.jauge set heures = :heures, annulee = :annulee and places_prises = 0 and en_attente = 0 where session_id = :id");
            sessions.forEach(s -> lot.bind("heures", Jfs.heures(s))
                    .bind("annulee", s.etat().equals("ANNULEE"))
                    .bind("id", s.id())
                    .add());
            lot.execute();
        });
    }
}
