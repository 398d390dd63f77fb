package fr.cnfpt.acces.entree.adapter.persistence;

import fr.cnfpt.acces.entree.port.Identites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les identités externes en base. */
@ApplicationScoped
public class IdentitesSql implements Identites {

    @Inject
    Jdbi jdbi;

    @Override
    public Optional<Long> compte(String emetteur, String sujet) {
        return jdbi.withHandle(
                h -> h.createQuery("select compte_id from acces.identite_externe where emetteur = :e and sujet = :s")
                        .bind("e", emetteur)
                        .bind("s", sujet)
                        .mapTo(Long.class)
                        .findOne());
    }

    @Override
    public boolean estRelie(String emetteur, long compteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select exists (select 1 from acces.identite_externe where emetteur = :e and compte_id = :c)")
                .bind("e", emetteur)
                .bind("c", compteId)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean relier(String emetteur, String sujet, long compteId) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into acces.identite_externe (emetteur, sujet, compte_id) values (:e, :s, :c) on conflict do nothing
        """)
                        .bind("e", emetteur)
                        .bind("s", sujet)
                        .bind("c", compteId)
                        .execute())
                == 1;
    }

    @Override
    public void noterPassage(String emetteur, String sujet) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.identite_externe set vue_le = clock_timestamp() where emetteur = :e and sujet = :s")
                .bind("e", emetteur)
                .bind("s", sujet)
                .execute());
    }

    @Override
    public boolean delier(String emetteur, long compteId) {
        return jdbi.withHandle(
                        h -> h.createUpdate("delete from acces.identite_externe where emetteur = :e and compte_id = :c")
                                .bind("e", emetteur)
                                .bind("c", compteId)
                                .execute())
                > 0;
    }

    @Override
    public boolean sirenConvient(long compteId, String siren) {
        return jdbi.withHandle(h -> h.createQuery("""
        select coalesce(co.siren = :s, true) from acces.compte c left join annuaire.collectivite_publiee co on co.id = c.collectivite_id where c.id = :c
        """)
                .bind("s", siren)
                .bind("c", compteId)
                .mapTo(Boolean.class)
                .one());
    }
}
