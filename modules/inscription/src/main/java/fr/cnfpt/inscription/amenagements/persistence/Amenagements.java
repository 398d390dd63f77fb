package fr.cnfpt.inscription.amenagements.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.inscription.amenagements.domain.Amenagement;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Les besoins d'aménagement, et qui les lit. Leurs textes sont scellés : la base n'en lit rien, ni qui la sauvegarde.
 */
@ApplicationScoped
public class Amenagements {

    private static final String COLONNES =
            " a.bulletin_id, a.besoin, a.ecrit_le, a.reponse, a.repondu_le, a.a_dire, a.accepte, a.accepte_le ";

    private static final String TRANSMIS = """
          from inscription.amenagement a join inscription.bulletin b on b.id = a.bulletin_id
         where b.etat not in ('REFUSEE', 'ANNULEE') and b.transmis_a is not null and
        """;

    @Inject
    Jdbi jdbi;

    @Inject
    Coffre coffre;

    /** Un besoin, et de qui, pour quelle session. */
    public record ALire(Amenagement amenagement, long agentId, long sessionId) {}

    public Optional<Amenagement> lire(long bulletinId) {
        return jdbi.withHandle(h -> lire(h, bulletinId, ""));
    }

    private Optional<Amenagement> lire(Handle h, long bulletinId, String verrou) {
        return h.createQuery("select" + COLONNES + "from inscription.amenagement a where a.bulletin_id = :b" + verrou)
                .bind("b", bulletinId)
                .mapTo(Amenagement.class)
                .findOne()
                .map(this::ouvrir);
    }

    /** Où est rangé ce qui concerne ce bulletin : recopié à un autre, un texte ne s'ouvre plus. */
    public static String lieu(long bulletinId) {
        return "amenagement:" + bulletinId;
    }

    private Amenagement ouvrir(Amenagement a) {
        String lieu = lieu(a.bulletinId());
        return new Amenagement(
                a.bulletinId(),
                coffre.ouvrir(a.besoin(), lieu),
                a.ecritLe(),
                coffre.ouvrir(a.reponse(), lieu),
                a.reponduLe(),
                coffre.ouvrir(a.aDire(), lieu),
                a.accepte(),
                a.accepteLe());
    }

    /**
     * Ce que la clé d'aujourd'hui n'a pas scellé : en clair d'avant, ou d'une clé d'avant. @return combien l'ont été
     */
    public int resceller() {
        return jdbi.withHandle(h -> {
            List<Long> aSceller = h.createQuery("""
            select bulletin_id from inscription.amenagement
             where not starts_with(besoin, :m) or not starts_with(coalesce(reponse, :m), :m) or not starts_with(coalesce(a_dire, :m), :m) for update
            """)
                    .bind("m", coffre.marque())
                    .mapTo(Long.class)
                    .list();
            for (long b : aSceller) {
                Amenagement a = lire(h, b, "").orElseThrow();
                h.createUpdate(
                                "update inscription.amenagement set besoin = :t, reponse = :r, a_dire = :d where bulletin_id = :b")
                        .bind("b", b)
                        .bind("t", coffre.sceller(a.besoin(), lieu(b)))
                        .bind("r", coffre.sceller(a.reponse(), lieu(b)))
                        .bind("d", coffre.sceller(a.aDire(), lieu(b)))
                        .execute();
            }
            return aSceller.size();
        });
    }

    /**
     * Un besoin récrit efface ce qui avait été répondu à celui d'avant. @return faux si c'est le même : rien ne change
     */
    public boolean ecrire(long bulletinId, String besoin, Instant le) {
        return jdbi.withHandle(h -> lire(h, bulletinId, " for update")
                        .filter(a -> a.besoin().equals(besoin))
                        .isEmpty()
                && h.createUpdate("""
        insert into inscription.amenagement (bulletin_id, besoin, ecrit_le) values (:b, :t, :le)
        on conflict (bulletin_id) do update set besoin = excluded.besoin, ecrit_le = excluded.ecrit_le,
               reponse = null, repondu_le = null, a_dire = null, accepte = null, accepte_le = null
        """)
                                .bind("b", bulletinId)
                                .bind("t", coffre.sceller(besoin, lieu(bulletinId)))
                                .bind("le", le.atOffset(ZoneOffset.UTC))
                                .execute()
                        == 1);
    }

    public void retirer(long bulletinId) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.amenagement where bulletin_id = :b")
                .bind("b", bulletinId)
                .execute());
    }

    /** @param besoin celui qu'on a lu ; @return faux s'il a été retiré ou récrit depuis */
    public boolean repondre(long bulletinId, String besoin, String reponse, String aDire, Instant le) {
        return jdbi.withHandle(h -> lire(h, bulletinId, " for update")
                        .filter(a -> a.besoin().equals(besoin))
                        .isPresent()
                && h.createUpdate("""
        update inscription.amenagement set besoin = :t, reponse = :r, repondu_le = :le, a_dire = :d, accepte = null, accepte_le = null
         where bulletin_id = :b
        """)
                                .bind("b", bulletinId)
                                .bind("t", coffre.sceller(besoin, lieu(bulletinId)))
                                .bind("r", coffre.sceller(reponse, lieu(bulletinId)))
                                .bind("d", coffre.sceller(aDire, lieu(bulletinId)))
                                .bind("le", le.atOffset(ZoneOffset.UTC))
                                .execute()
                        == 1);
    }

    /** @param aDire la phrase qu'on a lue ; @return faux si elle a changé depuis */
    public boolean accorder(long bulletinId, String aDire, boolean accepte, Instant le) {
        return jdbi.withHandle(h -> lire(h, bulletinId, " for update")
                        .filter(a -> a.aDire() != null && a.aDire().equals(aDire))
                        .isPresent()
                && h.createUpdate(
                                        "update inscription.amenagement set accepte = :a, accepte_le = :le where bulletin_id = :b")
                                .bind("b", bulletinId)
                                .bind("a", accepte)
                                .bind("le", le.atOffset(ZoneOffset.UTC))
                                .execute()
                        == 1);
    }

    /** Ceux des demandes transmises à cette portée, sans réponse d'abord, puis par session. */
    public List<ALire> aLire(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("select" + COLONNES + ", b.agent_id, b.session_id" + TRANSMIS
                        + portee.sql(null, null, "b.transmis_a")
                        + " order by a.reponse is not null, b.session_debut, b.id")
                .bindMap(portee.valeurs())
                .reduceRows(new ArrayList<ALire>(), (lus, r) -> {
                    lus.add(new ALire(
                            ouvrir(r.getRow(Amenagement.class)),
                            r.getColumn("agent_id", Long.class),
                            r.getColumn("session_id", Long.class)));
                    return lus;
                }));
    }

    public Optional<Amenagement> transmis(long bulletinId, Portee portee) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select" + COLONNES + TRANSMIS + portee.sql(null, null, "b.transmis_a") + " and b.id = :b")
                .bindMap(portee.valeurs())
                .bind("b", bulletinId)
                .mapTo(Amenagement.class)
                .findOne()
                .map(this::ouvrir));
    }

    /** Combien de besoins transmis n'ont pas de réponse. */
    public long sansReponse(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery("select count(*)" + TRANSMIS + portee.sql(null, null, "b.transmis_a")
                        + " and a.reponse is null")
                .bindMap(portee.valeurs())
                .mapTo(Long.class)
                .one());
    }

    /** Ce dont on est convenu de dire au formateur d'une session, par bulletin. */
    public Map<Long, String> convenus(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery("""
        select a.bulletin_id, a.a_dire from inscription.amenagement a join inscription.bulletin b on b.id = a.bulletin_id
         where b.session_id = :s and a.accepte
        """)
                .bind("s", sessionId)
                .reduceRows(new HashMap<Long, String>(), (m, r) -> {
                    long b = r.getColumn("bulletin_id", Long.class);
                    m.put(b, coffre.ouvrir(r.getColumn("a_dire", String.class), lieu(b)));
                    return m;
                }));
    }

    /** Le compte du référent handicap de cette structure. */
    public OptionalLong referent(long structureId) {
        return jdbi.withHandle(h -> h.createQuery(
                                "select compte_id from inscription.referent_handicap where structure_id = :s")
                        .bind("s", structureId)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    public void designer(long structureId, long compteId, Instant le, long par) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.referent_handicap (structure_id, compte_id, designe_le, designe_par) values (:s, :c, :le, :p)
        on conflict (structure_id) do update set compte_id = excluded.compte_id, designe_le = excluded.designe_le, designe_par = excluded.designe_par
        """)
                .bind("s", structureId)
                .bind("c", compteId)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("p", par)
                .execute());
    }
}
