package fr.cnfpt.inscription.places.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Les places offertes, et celles dont l'heure est passée. */
@ApplicationScoped
public class Offres {

    @Inject
    Jdbi jdbi;

    public void offrir(long bulletin, long session, String empreinte, Instant quand, Instant echeance, String texte) {
        jdbi.useHandle(h -> h.createUpdate("""
        with o as (insert into inscription.proposition (genre, bulletin_id, session_id, empreinte, faite_le, echeance) values ('OFFERTE', :b, :s, :e, :q, :fin))
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select id, :q, etat, :texte, 0, 'traitement automatique', 'SYSTEME' from inscription.bulletin where id = :b
        """)
                .bind("b", bulletin)
                .bind("s", session)
                .bind("e", empreinte)
                .bind("q", quand)
                .bind("fin", echeance)
                .bind("texte", texte)
                .execute());
    }

    /** Les offres restées sans réponse à leur heure, {@code combien} au plus, la plus ancienne d'abord. */
    public List<Long> enRetard(Instant maintenant, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select id from inscription.proposition where reponse is null and genre = 'OFFERTE' and echeance <= :m order by echeance, id limit :n
        """)
                .bind("m", maintenant)
                .bind("n", combien)
                .mapTo(Long.class)
                .list());
    }

    /**
     * Quelqu'un prendrait-il la place de ce bulletin ? Celui que le quota de sa collectivité arrête n'est pas servi.
     */
    public boolean quelquUnLaPrendrait(long bulletin) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select exists (
          select 1 from inscription.bulletin t join inscription.jauge j on j.session_id = t.session_id
            join inscription.bulletin w on w.session_id = t.session_id and w.etat = 'LISTE_ATTENTE'
           where t.id = :b
             and (j.quota is null or j.quota > (select count(*) from inscription.bulletin x where x.session_id = w.session_id and x.collectivite_id = w.collectivite_id
                                                   and x.id <> t.id and x.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE'))))
        """).bind("b", bulletin).mapTo(Boolean.class).one());
    }

    public boolean parOffre(long session) {
        return jdbi.withHandle(h -> h.createQuery("select par_offre from inscription.jauge where session_id = :s")
                .bind("s", session)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    public void regler(long session, boolean parOffre) {
        jdbi.useHandle(h -> h.createUpdate("update inscription.jauge set par_offre = :v where session_id = :s")
                .bind("v", parOffre)
                .bind("s", session)
                .execute());
    }
}
