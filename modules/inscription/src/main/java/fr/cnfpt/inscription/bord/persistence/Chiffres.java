package fr.cnfpt.inscription.bord.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.bord.domain.Axe;
import fr.cnfpt.inscription.bord.domain.Bilan;
import fr.cnfpt.inscription.bord.domain.Delai;
import fr.cnfpt.inscription.bord.domain.Remplissage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Les comptes du tableau de bord, chacun en une lecture, dans la portée de qui regarde. */
@ApplicationScoped
public class Chiffres {

    private static final Map<Axe, String> CLES = Map.of(
            Axe.MOIS, "to_char(b.session_debut, 'YYYY-MM')",
            Axe.THEME, "b.stage_id::text",
            Axe.ORGANISATEUR, "b.structure_id::text",
            Axe.COLLECTIVITE, "b.collectivite_id::text");

    @Inject
    Jdbi jdbi;

    /** Les demandes pour les sessions qui commencent entre ces jours, compris. */
    public List<Bilan> comptes(Portee portee, Axe axe, LocalDate du, LocalDate au) {
        return jdbi.withHandle(h -> h.createQuery("select " + CLES.get(axe) + """
               as cle, count(*) as demandes,
               count(*) filter (where b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')) as inscrites,
               count(*) filter (where b.etat = 'LISTE_ATTENTE') as en_attente,
               count(*) filter (where b.etat = 'REFUSEE') as refusees,
               count(*) filter (where b.etat = 'ANNULEE') as annulees,
               count(*) filter (where b.etat = 'ABSENTE') as absentes
          from inscription.bulletin b
         where b.session_debut between :du and :au and
        """
                        + portee.sql("b.agent_id", "b.collectivite_id", "b.transmis_a") + " group by 1 order by 1")
                .bindMap(portee.valeurs())
                .bind("du", du)
                .bind("au", au)
                .mapTo(Bilan.class)
                .list());
    }

    /** Mois par mois, les sessions des structures de cette portée, sans les annulées. */
    public List<Remplissage> remplissages(Portee portee, LocalDate du, LocalDate au) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select to_char(j.debut, 'YYYY-MM') as mois, count(*) as sessions, coalesce(sum(j.capacite), 0) as places,
               coalesce(sum(j.places_prises) filter (where j.capacite is not null), 0) as prises,
               count(*) filter (where j.places_prises + j.en_selection < j.minimum) as sous_le_minimum
          from inscription.jauge j where j.debut between :du and :au and not j.annulee and
        """ + portee.sql(null, null, "j.structure_id") + " group by 1 order by 1")
                        .bindMap(portee.valeurs())
                        .bind("du", du)
                        .bind("au", au)
                        .mapTo(Remplissage.class)
                        .list());
    }

    /** Ce qu'ont attendu, étape par étape, les demandes déposées depuis lors. */
    public List<Delai> delais(Portee portee, Instant depuis) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        with vues as (
          select b.id, b.depose_le,
                 min(c.quand) filter (where c.etat = 'AVIS_RENDU') as avis,
                 min(c.quand) filter (where c.etat in ('TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE')) as transmise,
                 min(c.quand) filter (where c.etat in ('ACCEPTEE', 'REFUSEE') and b.transmis_a is not null) as decidee
            from inscription.bulletin b join inscription.changement c on c.bulletin_id = b.id
           where b.depose_le >= :depuis and %s
           group by b.id
        ), etapes as (
          select 1 as ordre, 'Avis du responsable' as etape, avis - depose_le as duree from vues where avis is not null
          union all select 2, 'Validation par l''employeur', transmise - avis from vues where avis is not null and transmise is not null
          union all select 3, 'Réponse de la délégation', decidee - transmise from vues where decidee is not null and transmise is not null
        )
        select etape, count(*) as nombre,
               (percentile_cont(0.5) within group (order by extract(epoch from duree)) / 86400)::numeric(8, 2) as median,
               (percentile_cont(0.9) within group (order by extract(epoch from duree)) / 86400)::numeric(8, 2) as neuf_sur_dix
          from etapes group by ordre, etape order by ordre
        """.formatted(portee.sql("b.agent_id", "b.collectivite_id", "b.transmis_a")))
                        .bindMap(portee.valeurs())
                        .bind("depuis", depuis)
                        .mapTo(Delai.class)
                        .list());
    }
}
