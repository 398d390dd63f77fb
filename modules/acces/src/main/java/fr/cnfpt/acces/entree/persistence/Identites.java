package fr.cnfpt.acces.entree.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les identités externes reliées à une personne : elle peut en avoir plusieurs, une identité n'en a qu'une. */
@ApplicationScoped
public class Identites {

    @Inject
    Jdbi jdbi;

    /** @return la personne reliée */
    public Optional<Long> personne(String emetteur, String sujet) {
        return jdbi.withHandle(
                h -> h.createQuery("select personne_id from acces.identite_externe where emetteur = :e and sujet = :s")
                        .bind("e", emetteur)
                        .bind("s", sujet)
                        .mapTo(Long.class)
                        .findOne());
    }

    public boolean estRelie(String emetteur, long compteId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select exists (select 1 from acces.identite_externe i join acces.compte c on c.personne_id = i.personne_id where i.emetteur = :e and c.id = :c)
        """)
                .bind("e", emetteur)
                .bind("c", compteId)
                .mapTo(Boolean.class)
                .one());
    }

    /** À la personne qui tient cette qualité. @return faux si cette identité est déjà à quelqu'un */
    public boolean relier(String emetteur, String sujet, long compteId) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into acces.identite_externe (emetteur, sujet, personne_id) select :e, :s, personne_id from acces.compte where id = :c on conflict do nothing
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
        return jdbi.withHandle(h -> h.createUpdate("""
        delete from acces.identite_externe i using acces.compte c where i.emetteur = :e and c.id = :c and c.personne_id = i.personne_id
        """)
                        .bind("e", emetteur)
                        .bind("c", compteId)
                        .execute())
                > 0;
    }

    /**
     * Vrai si la personne de cette qualité en tient une chez l'employeur de ce SIREN, ou une hors de toute
     * collectivité.
     */
    public boolean sirenConvient(long compteId, String siren) {
        return jdbi.withHandle(h -> h.createQuery("""
        select exists (select 1 from acces.compte k join acces.compte c on c.personne_id = k.personne_id and c.au is null
                         left join annuaire.collectivite_publiee co on co.id = c.collectivite_id
                        where k.id = :c and (c.collectivite_id is null or co.siren = :s))
        """)
                .bind("s", siren)
                .bind("c", compteId)
                .mapTo(Boolean.class)
                .one());
    }
}
