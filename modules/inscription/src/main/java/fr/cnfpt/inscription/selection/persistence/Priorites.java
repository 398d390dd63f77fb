package fr.cnfpt.inscription.selection.persistence;

import fr.cnfpt.inscription.selection.domain.MotifDePriorite;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Pourquoi une demande est prioritaire de droit : une table à part, que nulle liste ni nul export ne lit. Le motif y
 * est scellé, ni la base ni qui la sauvegarde ne le lit.
 */
@ApplicationScoped
public class Priorites {

    /** Les trois motifs ont la même longueur : scellés, elle les dirait. */
    private static final String D_UNE_MEME_LONGUEUR = "%-16s";

    @Inject
    Jdbi jdbi;

    @Inject
    Coffre coffre;

    /** @param parEmployeur vrai si l'employeur l'a dite : il la relit ; sinon l'agent seul */
    public record Dite(MotifDePriorite motif, boolean parEmployeur) {}

    /** Où est rangé le motif de cette demande : recopié à une autre, il ne s'ouvre plus. */
    public static String lieu(long bulletin) {
        return "priorite:" + bulletin;
    }

    public Optional<Dite> lire(long bulletin) {
        return jdbi.withHandle(h -> lire(h, bulletin));
    }

    private Optional<Dite> lire(Handle h, long bulletin) {
        return h.createQuery("select motif, par_employeur from inscription.priorite where bulletin_id = :b")
                .bind("b", bulletin)
                .map((r, c) -> new Dite(ouvrir(bulletin, r.getString("motif")), r.getBoolean("par_employeur")))
                .findOne();
    }

    private MotifDePriorite ouvrir(long bulletin, String scelle) {
        return MotifDePriorite.valueOf(coffre.ouvrir(scelle, lieu(bulletin)).strip());
    }

    private String sceller(long bulletin, MotifDePriorite motif) {
        return coffre.sceller(String.format(D_UNE_MEME_LONGUEUR, motif.name()), lieu(bulletin));
    }

    public void dire(long bulletin, MotifDePriorite motif, boolean parEmployeur, Instant quand) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into inscription.priorite (bulletin_id, motif, par_employeur, dite_le) values (:b, :m, :e, :q)
        on conflict (bulletin_id) do update set motif = excluded.motif, par_employeur = excluded.par_employeur, dite_le = excluded.dite_le
        """)
                .bind("b", bulletin)
                .bind("m", sceller(bulletin, motif))
                .bind("e", parEmployeur)
                .bind("q", quand)
                .execute());
    }

    public void retirer(long bulletin) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.priorite where bulletin_id = :b")
                .bind("b", bulletin)
                .execute());
    }

    /**
     * Ce que la clé d'aujourd'hui n'a pas scellé : en clair d'avant, ou d'une clé d'avant. @return combien l'ont été
     */
    public int resceller() {
        return jdbi.withHandle(h -> {
            List<Long> aSceller = h.createQuery(
                            "select bulletin_id from inscription.priorite where not starts_with(motif, :m) for update")
                    .bind("m", coffre.marque())
                    .mapTo(Long.class)
                    .list();
            aSceller.forEach(b -> resceller(h, b));
            return aSceller.size();
        });
    }

    private void resceller(Handle h, long bulletin) {
        h.createUpdate("update inscription.priorite set motif = :m where bulletin_id = :b")
                .bind("b", bulletin)
                .bind("m", sceller(bulletin, lire(h, bulletin).orElseThrow().motif()))
                .execute();
    }
}
