package fr.cnfpt.acces.securite.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Ce que des visiteurs ont tapé pour retrouver leur mot de passe, en attente d'être cherché. */
@ApplicationScoped
public class Oublis {

    @Inject
    Jdbi jdbi;

    public void deposer(String saisi) {
        jdbi.useHandle(h -> h.createUpdate("insert into acces.oubli (saisi) values (:s)")
                .bind("s", saisi)
                .execute());
    }

    /** Les ôte de la file ; un autre serveur qui fait de même prend les suivants. */
    public List<String> prendre(int combien) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        delete from acces.oubli where id in (select id from acces.oubli order by id limit :n for update skip locked) returning saisi
        """).bind("n", combien).mapTo(String.class).list());
    }
}
