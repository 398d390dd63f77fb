package fr.cnfpt.attestation.transmissions.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.attestation.transmissions.domain.PieceTransmise;
import fr.cnfpt.attestation.transmissions.domain.Transmission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Les transmissions, leurs pièces et leurs copies. */
@ApplicationScoped
public class Transmissions {

    private static final String LUE = """
      select t.id, t.par, t.collectivite_id, t.agent_id, t.par_compte_id, t.par_nom, t.destinataire, t.transmise_le, t.expire_le, t.reprise_le, t.reprise_par,
             t.ouvertures, t.derniere_ouverture_le
        from attestation.transmission t where
      """;

    private static final String RETENUES = " and (:q = '' or t.destinataire like '%' || :q || '%') and (:etat = ''"
            + " or :etat = case when t.reprise_le is not null then 'REPRISE' when t.expire_le > :maintenant then 'EN_COURS' else 'EXPIREE' end) ";

    @Inject
    Jdbi jdbi;

    /**
     * Ce que voit qui lit.
     *
     * @param parEmployeur rien que ce que la collectivité a transmis : ce que l'agent montre ne regarde que lui
     */
    public record Vue(Portee portee, boolean parEmployeur) {
        String sql() {
            return portee.sql("t.agent_id", "t.collectivite_id", null)
                    + (parEmployeur ? " and t.par = 'EMPLOYEUR' " : "");
        }
    }

    /** Ce qu'une liste retient. @param etat le nom d'une situation, ou vide */
    public record Filtre(String q, String etat, Instant maintenant) {}

    /** Où reprendre une liste : l'heure, l'identifiant pour départager. */
    public record Repere(Instant transmiseLe, long id) {}

    /** Fait attendre qui transmettrait en même temps sous le même compte, jusqu'à la fin de la transaction. */
    public void prendreSonTour(long compteId) {
        jdbi.useHandle(h -> h.createQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended('attestation.transmission', :c))) as tour")
                .bind("c", compteId)
                .mapTo(Integer.class)
                .one());
    }

    /** Quand ce compte pourra transmettre de nouveau, s'il l'a déjà fait tant de fois en vingt-quatre heures. */
    public Optional<Instant> pasAvant(long compteId, int auPlus, Instant maintenant) {
        Duration jour = Duration.ofDays(1);
        return jdbi.withHandle(h -> h.createQuery("""
        select transmise_le from attestation.transmission where par_compte_id = :c and transmise_le > :depuis
         order by transmise_le desc offset :n fetch first row only
        """)
                .bind("c", compteId)
                .bind("depuis", maintenant.minus(jour))
                .bind("n", auPlus - 1)
                .mapTo(Instant.class)
                .findOne()
                .map(le -> le.plus(jour)));
    }

    /** @param t sans identifiant */
    public long ecrire(Transmission t, String empreinte) {
        return jdbi.withHandle(h -> h.createUpdate("""
        insert into attestation.transmission (empreinte, par, collectivite_id, agent_id, par_compte_id, par_nom, destinataire, transmise_le, expire_le)
        values (:e, :par, :c, :a, :compte, :nom, :d, :le, :expire)
        """)
                .bind("e", empreinte)
                .bind("par", t.par().name())
                .bind("c", t.collectiviteId())
                .bind("a", t.agentId())
                .bind("compte", t.parCompteId())
                .bind("nom", t.parNom())
                .bind("d", t.destinataire())
                .bind("le", t.transmiseLe())
                .bind("expire", t.expireLe())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** @param document la copie déposée */
    public void joindre(PieceTransmise p, UUID document) {
        jdbi.useHandle(h -> {
            h.createUpdate("""
          insert into attestation.piece_transmise (transmission_id, rang, nature, objet_id, agent_id, intitule, sha256, octets)
          values (:t, :r, :n, :o, :a, :i, :s, :octets)
          """)
                    .bind("t", p.transmissionId())
                    .bind("r", p.rang())
                    .bind("n", p.nature().name())
                    .bind("o", p.objetId())
                    .bind("a", p.agentId())
                    .bind("i", p.intitule())
                    .bind("s", p.sha256())
                    .bind("octets", p.octets())
                    .execute();
            h.createUpdate(
                            "insert into attestation.copie_transmise (transmission_id, rang, document_id) values (:t, :r, :d)")
                    .bind("t", p.transmissionId())
                    .bind("r", p.rang())
                    .bind("d", document)
                    .execute();
        });
    }

    public List<Transmission> lister(Vue vue, Filtre f, int premiere, int combien) {
        return jdbi.withHandle(h -> lier(
                        h.createQuery(LUE + vue.sql() + RETENUES
                                + " order by t.transmise_le desc, t.id desc offset :p limit :n"),
                        vue,
                        f)
                .bind("p", premiere)
                .bind("n", combien)
                .mapTo(Transmission.class)
                .list());
    }

    public long combien(Vue vue, Filtre f) {
        return jdbi.withHandle(h -> lier(
                        h.createQuery("select count(*) from attestation.transmission t where " + vue.sql() + RETENUES),
                        vue,
                        f)
                .mapTo(Long.class)
                .one());
    }

    /** De la plus récente à la plus ancienne, après ce repère ({@code null} : de la première). */
    public List<Transmission> suivantes(Vue vue, Repere apres, int combien) {
        String suite = apres == null ? "" : " and (t.transmise_le, t.id) < (:quand, :id) ";
        return jdbi.withHandle(h -> {
            Query q = h.createQuery(LUE + vue.sql() + suite + " order by t.transmise_le desc, t.id desc limit :n")
                    .bindMap(vue.portee().valeurs())
                    .bind("n", combien);
            if (apres != null) {
                q.bind("quand", apres.transmiseLe()).bind("id", apres.id());
            }
            return q.mapTo(Transmission.class).list();
        });
    }

    private static Query lier(Query q, Vue vue, Filtre f) {
        return q.bindMap(vue.portee().valeurs())
                .bind("q", f.q().strip().toLowerCase(java.util.Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1"))
                .bind("etat", f.etat())
                .bind("maintenant", f.maintenant());
    }

    public Optional<Transmission> lire(long id, Vue vue) {
        return jdbi.withHandle(h -> h.createQuery(LUE + vue.sql() + " and t.id = :id")
                .bindMap(vue.portee().valeurs())
                .bind("id", id)
                .mapTo(Transmission.class)
                .findOne());
    }

    public Optional<Transmission> parEmpreinte(String empreinte) {
        return jdbi.withHandle(h -> h.createQuery(LUE + " t.empreinte = :e")
                .bind("e", empreinte)
                .mapTo(Transmission.class)
                .findOne());
    }

    /** Dans l'ordre où elles furent choisies. */
    public Map<Long, List<PieceTransmise>> pieces(Collection<Long> transmissions) {
        return transmissions.isEmpty()
                ? Map.of()
                : jdbi.withHandle(
                        h -> h
                                .createQuery("""
        select transmission_id, rang, nature, objet_id, agent_id, intitule, sha256, octets from attestation.piece_transmise
         where transmission_id = any(:t) order by transmission_id, rang
        """)
                                .bind("t", transmissions.toArray(Long[]::new))
                                .mapTo(PieceTransmise.class)
                                .stream()
                                .collect(Collectors.groupingBy(PieceTransmise::transmissionId)));
    }

    public Optional<UUID> copie(long transmissionId, int rang) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select document_id from attestation.copie_transmise where transmission_id = :t and rang = :r")
                .bind("t", transmissionId)
                .bind("r", rang)
                .mapTo(UUID.class)
                .findOne());
    }

    /** Un document est pris. @return faux si le lien n'ouvre plus rien */
    public boolean ouvrir(long id, Instant le) {
        return jdbi.withHandle(
                        h -> h.createUpdate("""
        update attestation.transmission set ouvertures = ouvertures + 1, derniere_ouverture_le = :le where id = :id and reprise_le is null and expire_le > :le
        """).bind("id", id).bind("le", le).execute())
                == 1;
    }

    /** @return faux si elle l'était déjà */
    public boolean reprendre(long id, String par, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update attestation.transmission set reprise_le = greatest(:le, transmise_le), reprise_par = :par where id = :id and reprise_le is null
        """)
                        .bind("id", id)
                        .bind("par", par)
                        .bind("le", le)
                        .execute())
                == 1;
    }

    /** Tout ce que l'agent a transmis en cette qualité et qui s'ouvre encore. @return combien */
    public int finir(long compteId, String pourquoi, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update attestation.transmission set reprise_le = greatest(:le, transmise_le), reprise_par = :pourquoi
         where par_compte_id = :c and par = 'AGENT' and reprise_le is null and expire_le > :le
        """)
                .bind("c", compteId)
                .bind("pourquoi", pourquoi)
                .bind("le", le)
                .execute());
    }
}
