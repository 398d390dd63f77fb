package fr.cnfpt.inscription.relances.persistence;

import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.relances.domain.Etape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce qui attend quelqu'un avant d'être transmis, et ce qui en a été rappelé. */
@ApplicationScoped
public class Relances {

    @Inject
    Jdbi jdbi;

    /**
     * Une demande que quelqu'un doit faire avancer.
     *
     * @param depuis quand elle est arrivée là où elle attend
     * @param derniere la dernière étape faite là, ou {@code null}
     */
    public record EnAttente(
            long bulletinId,
            long sessionId,
            long agentId,
            long collectiviteId,
            Etat etat,
            Instant depuis,
            Integer derniere) {}

    /** Un rappel fait. */
    public record Faite(Etape etape, Instant le, Etape.Qui a) {
        public String enClair() {
            return switch (etape) {
                        case DEMANDE -> "Avis demandé ";
                        case A_VALIDER -> "Rappel de la validation ";
                        default -> "Rappel ";
                    }
                    + a.libelle() + " le " + Texte.moment(le);
        }
    }

    /** Celles d'après celle-ci, par numéro, d'où qu'elles soient. */
    public List<EnAttente> enAttente(long apres, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.id as bulletin_id, b.session_id, b.agent_id, b.collectivite_id, b.etat,
               case b.etat when 'PREINSCRIPTION' then b.depose_le
                    else (select max(c.quand) from inscription.changement c where c.bulletin_id = b.id and c.etat = 'AVIS_RENDU') end as depuis,
               (select max(r.etape) from inscription.relance r
                 where r.bulletin_id = b.id and (b.etat = 'PREINSCRIPTION') = (r.etape < :aValider)) as derniere
          from inscription.bulletin b
         where b.etat in ('PREINSCRIPTION', 'AVIS_RENDU') and b.id > :apres order by b.id limit :n
        """)
                .bind("aValider", Etape.A_VALIDER.ordinal())
                .bind("apres", apres)
                .bind("n", combien)
                .mapTo(EnAttente.class)
                .list());
    }

    /** @return faux si une autre instance vient de le faire */
    public boolean noter(long bulletinId, Etape etape, Instant le, Etape.Qui a) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "insert into inscription.relance (bulletin_id, etape, le, a) values (:b, :e, :le, :a) on conflict do nothing")
                        .bind("b", bulletinId)
                        .bind("e", etape.ordinal())
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("a", a.name())
                        .execute())
                == 1;
    }

    /** De la plus ancienne à la plus récente. */
    public List<Faite> faites(long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select etape, le, a from inscription.relance where bulletin_id = :b order by le, etape")
                .bind("b", bulletinId)
                .map((r, c) -> new Faite(
                        Etape.values()[r.getInt("etape")],
                        r.getTimestamp("le").toInstant(),
                        Etape.Qui.valueOf(r.getString("a"))))
                .list());
    }

    /** @param avant les demandes déposées avant cet instant attendent depuis longtemps ; {@code null} : aucune */
    public EnCoursDansLeCircuit.Compte combien(long collectiviteId, Instant avant) {
        return jdbi.withHandle(h -> h.createQuery("""
        select count(*) filter (where etat = 'PREINSCRIPTION') as avis,
               count(*) filter (where etat = 'PREINSCRIPTION' and depose_le < cast(:avant as timestamptz)) as depuis_longtemps,
               count(*) filter (where etat = 'AVIS_RENDU') as validation
          from inscription.bulletin where collectivite_id = :c and etat in ('PREINSCRIPTION', 'AVIS_RENDU')
        """)
                .bind("c", collectiviteId)
                .bind("avant", avant == null ? null : avant.atOffset(ZoneOffset.UTC))
                .mapTo(EnCoursDansLeCircuit.Compte.class)
                .one());
    }
}
