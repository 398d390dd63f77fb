package fr.cnfpt.inscription.convocations.persistence;

import fr.cnfpt.annuaire.api.Portee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Les convocations parties par courriel, et celles qu'il reste à envoyer. */
@ApplicationScoped
public class Convocations {

    /** Celles des sessions à venir qui ne sont pas arrivées : sans adresse, ou refusées, ou revenues. */
    private static final String NON_REMISES = """
      from inscription.convocation c join inscription.bulletin b on b.id = c.bulletin_id
     where b.etat = 'CONVOQUEE' and b.session_debut >= :jour and (c.sans_adresse or c.cle = any(:cles)) and\s""";

    @Inject
    Jdbi jdbi;

    /** Un convoqué. */
    public record Convoque(long bulletinId, long sessionId, long agentId, long collectiviteId) {}

    /**
     * Une convocation.
     *
     * @param cle celle de son dernier envoi, {@code null} s'il n'y en a pas eu
     * @param sansAdresse vrai : sa fiche n'avait pas d'adresse
     */
    public record Convocation(long bulletinId, Instant envoyeeLe, UUID cle, boolean sansAdresse) {}

    /** Une convocation qui n'est pas arrivée. */
    public record NonRemise(
            long bulletinId, long sessionId, long agentId, long collectiviteId, UUID cle, boolean sansAdresse) {}

    /** Les convoqués d'une session à venir à qui rien n'est encore parti. */
    public List<Convoque> aEnvoyer(LocalDate jour, int combien) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.id as bulletin_id, b.session_id, b.agent_id, b.collectivite_id from inscription.bulletin b
         where b.etat = 'CONVOQUEE' and b.session_debut >= :jour
           and not exists (select 1 from inscription.convocation c where c.bulletin_id = b.id)
         order by b.session_debut, b.id limit :n
        """)
                .bind("jour", jour)
                .bind("n", combien)
                .mapTo(Convoque.class)
                .list());
    }

    /** @return faux si une autre instance vient de l'envoyer */
    public boolean prendre(long bulletinId, Instant le, boolean sansAdresse) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "insert into inscription.convocation (bulletin_id, envoyee_le, sans_adresse) values (:b, :le, :s) on conflict do nothing")
                        .bind("b", bulletinId)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .bind("s", sansAdresse)
                        .execute())
                == 1;
    }

    /** Elle part, ou repart. @param avant l'envoi qu'on remplace : si un autre l'a déjà fait, rien ne change */
    public boolean noter(long bulletinId, UUID avant, UUID cle, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update inscription.convocation set cle = :cle, envoyee_le = :le, sans_adresse = false
         where bulletin_id = :b and cle is not distinct from cast(:avant as uuid)
        """)
                        .bind("b", bulletinId)
                        .bind("avant", avant)
                        .bind("cle", cle)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    public Optional<Convocation> duBulletin(long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select bulletin_id, envoyee_le, cle, sans_adresse from inscription.convocation where bulletin_id = :b")
                .bind("b", bulletinId)
                .mapTo(Convocation.class)
                .findOne());
    }

    public long combienDeNonRemises(Portee portee, LocalDate jour, Collection<UUID> cles) {
        return jdbi.withHandle(h -> lier(h.createQuery("select count(*) " + nonRemises(portee)), portee, jour, cles)
                .mapTo(Long.class)
                .one());
    }

    /** La session la plus proche d'abord. */
    public List<NonRemise> nonRemises(Portee portee, LocalDate jour, Collection<UUID> cles, int combien) {
        return jdbi.withHandle(h -> lier(
                        h.createQuery(
                                "select b.id as bulletin_id, b.session_id, b.agent_id, b.collectivite_id, c.cle, c.sans_adresse "
                                        + nonRemises(portee) + " order by b.session_debut, b.id limit :n"),
                        portee,
                        jour,
                        cles)
                .bind("n", combien)
                .mapTo(NonRemise.class)
                .list());
    }

    private static String nonRemises(Portee portee) {
        return NON_REMISES + portee.sql("b.agent_id", "b.collectivite_id", "b.transmis_a");
    }

    private static <T extends SqlStatement<T>> T lier(T ordre, Portee portee, LocalDate jour, Collection<UUID> cles) {
        return ordre.bindMap(portee.valeurs()).bind("jour", jour).bind("cles", cles.toArray(UUID[]::new));
    }
}
