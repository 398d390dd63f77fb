package fr.cnfpt.inscription.pilotage.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.api.Etat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce que disent ensemble les demandes d'une année de sessions, dans la portée de qui lit. */
@ApplicationScoped
public class Pilotages {

    @Inject
    Jdbi jdbi;

    /** @param sessionId l'une des sessions de ce stage : elle dit son thème */
    public record Compte(long stageId, long sessionId, long structureId, Etat etat, long nombre) {}

    /**
     * En jours, médians.
     *
     * @param structureId {@code null} : toutes ensemble
     * @param transmission du dépôt à la transmission, chez l'employeur
     * @param reponse de la transmission à l'accord ou au refus, au CNFPT
     */
    public record Delai(Long structureId, Double transmission, Double reponse, long repondues) {}

    /** @param places {@code null} quand ce n'est pas à qui lit d'en juger */
    public record Mois(LocalDate mois, long demandes, long tenues, Long places) {}

    /** Comme {@code Bulletin.estVuPar}. */
    private static String vues(Portee p) {
        return p.sql("b.agent_id", "b.collectivite_id", "b.transmis_a")
                + (p.par() == Portee.Par.TOUT ? " and b.transmis_a is not null " : "");
    }

    public List<Compte> comptes(Portee portee, LocalDate du, LocalDate avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.stage_id, min(b.session_id) as session_id, b.structure_id, b.etat, count(*) as nombre
          from inscription.bulletin b where b.session_debut >= :du and b.session_debut < :avant and """ + vues(portee) + " group by b.stage_id, b.structure_id, b.etat")
                .bindMap(portee.valeurs())
                .bind("du", du)
                .bind("avant", avant)
                .mapTo(Compte.class)
                .list());
    }

    public List<Delai> delais(Portee portee, LocalDate du, LocalDate avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        with pas as (
          select b.id, b.structure_id, b.depose_le,
                 min(c.quand) filter (where c.etat in ('TRANSMISE', 'LISTE_ATTENTE')) as transmise,
                 min(c.quand) filter (where c.etat = 'ACCEPTEE' or c.etat = 'REFUSEE' and b.transmis_a is not null) as repondue
            from inscription.bulletin b join inscription.changement c on c.bulletin_id = b.id
           where b.session_debut >= :du and b.session_debut < :avant and """ + vues(portee) + """
           group by b.id
        )
        select structure_id,
               cast(percentile_cont(0.5) within group (order by extract(epoch from transmise - depose_le)) / 86400 as float8) as transmission,
               cast(percentile_cont(0.5) within group (order by extract(epoch from repondue - transmise)) / 86400 as float8) as reponse,
               count(repondue) as repondues
          from pas group by grouping sets ((structure_id), ()) order by structure_id nulls first
        """)
                .bindMap(portee.valeurs())
                .bind("du", du)
                .bind("avant", avant)
                .mapTo(Delai.class)
                .list());
    }

    /** Mois par mois : pour un employeur, ses demandes ; pour qui organise, les places de ses sessions à effectif. */
    public List<Mois> mois(Portee portee, LocalDate du, LocalDate avant) {
        String sql =
                portee.voitAvantTransmission() ? """
        select cast(date_trunc('month', b.session_debut) as date) as mois, count(*) as demandes,
               count(*) filter (where b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')) as tenues, cast(null as bigint) as places
          from inscription.bulletin b where b.session_debut >= :du and b.session_debut < :avant and """ + vues(portee) : """
        select cast(date_trunc('month', j.debut) as date) as mois, cast(sum(j.places_prises + j.en_attente) as bigint) as demandes,
               cast(sum(j.places_prises) as bigint) as tenues, cast(sum(j.capacite) as bigint) as places
          from inscription.jauge j where j.debut >= :du and j.debut < :avant and not j.annulee and j.capacite is not null and """ + portee.sql(null, null, "j.structure_id");
        return jdbi.withHandle(h -> h.createQuery(sql + " group by 1 order by 1")
                .bindMap(portee.valeurs())
                .bind("du", du)
                .bind("avant", avant)
                .mapTo(Mois.class)
                .list());
    }
}
