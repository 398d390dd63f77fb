package fr.cnfpt.inscription.concours.persistence;

import fr.cnfpt.commun.Regle;
import fr.cnfpt.inscription.circuit.port.Orientations;
import fr.cnfpt.inscription.concours.domain.Assiduite;
import fr.cnfpt.inscription.concours.domain.Orientation;
import fr.cnfpt.inscription.concours.domain.Parcours;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Les tests d'orientation, les absences, les avertissements et les radiations. */
@ApplicationScoped
public class Preparations implements Orientations {

    @Inject
    Jdbi jdbi;

    @Inject
    ReglesDesConcours regles;

    /** Un avertissement ou une radiation : quand, sur combien d'absences, et la règle d'alors. */
    public record Mesure(OffsetDateTime le, int demiJournees, int seuil, String regle, String source) {}

    /**
     * Où en est une personne d'une préparation, en une ligne.
     *
     * @param parcours {@code null} : son test n'a pas de résultat
     * @param demiJournees les absences qui comptent
     */
    public record Suivi(long bulletinId, Parcours parcours, int demiJournees, boolean avertie, boolean radiee) {}

    @Override
    public Set<Long> sansResultat(Collection<Long> bulletins) {
        Set<Long> sans = new HashSet<>(bulletins);
        jdbi.withHandle(h -> h.createQuery(
                                "select bulletin_id from inscription.orientation where bulletin_id = any(:b)")
                        .bind("b", bulletins.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .list())
                .forEach(sans::remove);
        return sans;
    }

    @Override
    public List<Long> admis(long sessionId) {
        return jdbi.withHandle(
                h -> h.createQuery("""
        select b.id from inscription.bulletin b join inscription.orientation o on o.bulletin_id = b.id
         where b.session_id = :s and b.etat = 'TRANSMISE' and o.parcours = 'ADMIS' order by b.rang
        """).bind("s", sessionId).mapTo(Long.class).list());
    }

    @Override
    public Regle testDOrientation(LocalDate jour) {
        return regles.le(ReglesDesConcours.TEST, jour).enRegle();
    }

    public Optional<Orientation> orientation(long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select points, passe_le, parcours, conseil from inscription.orientation where bulletin_id = :b")
                .bind("b", bulletinId)
                .mapTo(Orientation.class)
                .findOne());
    }

    public void noter(long bulletinId, Orientation o, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.orientation (bulletin_id, points, passe_le, parcours, conseil, note_le) values (:b, :points, :jour, :parcours, :conseil, :le)
        on conflict (bulletin_id) do update set points = excluded.points, passe_le = excluded.passe_le, parcours = excluded.parcours,
               conseil = excluded.conseil, note_le = excluded.note_le
        """)
                .bind("b", bulletinId)
                .bind("points", o.points())
                .bind("jour", o.passeLe())
                .bind("parcours", o.parcours().name())
                .bind("conseil", o.conseil())
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    public Assiduite assiduite(long bulletinId) {
        return jdbi.withHandle(h -> new Assiduite(
                h.createQuery(
                                "select jour, demi_journees, justification from inscription.absence_en_preparation where bulletin_id = :b order by jour")
                        .bind("b", bulletinId)
                        .mapTo(Assiduite.Absence.class)
                        .list(),
                mesure("avertissement", bulletinId).isPresent()));
    }

    public void noter(long bulletinId, Assiduite.Absence a, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.absence_en_preparation (bulletin_id, jour, demi_journees, justification, notee_le) values (:b, :jour, :d, :j, :le)
        on conflict (bulletin_id, jour) do update set demi_journees = excluded.demi_journees, justification = excluded.justification, notee_le = excluded.notee_le
        """)
                .bind("b", bulletinId)
                .bind("jour", a.jour())
                .bind("d", a.demiJournees())
                .bind("j", a.justification())
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** @return faux si ce jour n'était pas noté */
    public boolean retirer(long bulletinId, LocalDate jour) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "delete from inscription.absence_en_preparation where bulletin_id = :b and jour = :j")
                        .bind("b", bulletinId)
                        .bind("j", jour)
                        .execute())
                == 1;
    }

    public Optional<Mesure> avertissement(long bulletinId) {
        return mesure("avertissement", bulletinId);
    }

    public Optional<Mesure> radiation(long bulletinId) {
        return mesure("radiation", bulletinId);
    }

    private Optional<Mesure> mesure(String table, long bulletinId) {
        return jdbi.withHandle(h -> h.createQuery("select le, demi_journees, seuil, regle, source from inscription."
                        + table + " where bulletin_id = :b")
                .bind("b", bulletinId)
                .mapTo(Mesure.class)
                .findOne());
    }

    public void avertir(long bulletinId, Mesure m) {
        prendre("avertissement", bulletinId, m);
    }

    public void radier(long bulletinId, Mesure m) {
        prendre("radiation", bulletinId, m);
    }

    private void prendre(String table, long bulletinId, Mesure m) {
        jdbi.useHandle(h -> h.createUpdate(
                        "insert into inscription." + table
                                + " (bulletin_id, le, demi_journees, seuil, regle, source) values (:b, :le, :d, :s, :r, :source)")
                .bind("b", bulletinId)
                .bind("le", m.le())
                .bind("d", m.demiJournees())
                .bind("s", m.seuil())
                .bind("r", m.regle())
                .bind("source", m.source())
                .execute());
    }

    /** Ceux de cette session, par bulletin. */
    public Map<Long, Suivi> deLaSession(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select b.id as bulletin_id, o.parcours,
               coalesce((select sum(x.demi_journees) from inscription.absence_en_preparation x where x.bulletin_id = b.id and x.justification is null), 0)::int as demi_journees,
               exists (select 1 from inscription.avertissement v where v.bulletin_id = b.id) as avertie,
               exists (select 1 from inscription.radiation r where r.bulletin_id = b.id) as radiee
          from inscription.bulletin b left join inscription.orientation o on o.bulletin_id = b.id where b.session_id = :s and b.transmis_a is not null
        """).bind("s", sessionId).mapTo(Suivi.class).list().stream()
                .collect(Collectors.toMap(Suivi::bulletinId, Function.identity())));
    }
}
