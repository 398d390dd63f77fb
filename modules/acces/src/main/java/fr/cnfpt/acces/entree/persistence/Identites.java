package fr.cnfpt.acces.entree.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les identités externes reliées à un compte. */
@ApplicationScoped
public class Identites {

    @Inject
    Jdbi jdbi;

    /** @return le compte relié */
    public Optional<Long> compte(String emetteur, String sujet) {
        return jdbi.withHandle(
                h -> h.createQuery("select compte_id from acces.identite_externe where emetteur = :e and sujet = :s")
                        .bind("e", emetteur)
                        .bind("s", sujet)
                        .mapTo(Long.class)
                        .findOne());
    }

    public boolean estRelie(String emetteur, long compteId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select exists (select 1 from acces.identite_externe where emetteur = :e and compte_id = :c)")
                .bind("e", emetteur)
                .bind("c", compteId)
                .mapTo(Boolean.class)
                .one());
    }

    /** @return faux si le compte ou l'identité avait déjà un lien avec ce fournisseur */
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

    public void noterPassage(String emetteur, String sujet) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update acces.identite_externe set vue_le = clock_timestamp() where emetteur = :e and sujet = :s")
                .bind("e", emetteur)
                .bind("s", sujet)
                .execute());
    }

    /** @return vrai s'il y avait un lien */
    public boolean delier(String emetteur, long compteId) {
        return jdbi.withHandle(
                        h -> h.createUpdate("delete from acces.identite_externe where emetteur = :e and compte_id = :c")
                                .bind("e", emetteur)
                                .bind("c", compteId)
                                .execute())
                > 0;
    }

    /** Vrai si ce SIREN est celui de la collectivité de ce compte, ou si le compte n'en a pas. */
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
