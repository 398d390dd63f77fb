package fr.cnfpt.catalogue.recherche.persistence;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.outils.liste.Liste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les équivalents en vigueur. Un retrait garde la ligne, datée. */
@ApplicationScoped
public class Synonymes {

    public record Ligne(long id, String terme, String equivalent, LocalDate depuis) {
        public String depuisEnClair() {
            return Texte.jour(depuis);
        }
    }

    private static final String LIGNE =
            " id, terme, equivalent, (ajoute_le at time zone 'Europe/Paris')::date as depuis ";

    private static final String EN_VIGUEUR = """
       from catalogue.synonyme
      where retire_le is null and outils.cle_recherche(terme || ' ' || equivalent) like all ((select outils.motifs(:q))::text[])
      """;

    @Inject
    Jdbi jdbi;

    public Liste.Page<Ligne> lire(String recherche, int premiere, int combien) {
        return jdbi.withHandle(h -> new Liste.Page<>(
                h.createQuery("select" + LIGNE + EN_VIGUEUR
                                + " order by outils.cle_tri(terme), outils.cle_tri(equivalent), id limit :n offset :p")
                        .bind("q", recherche)
                        .bind("n", combien)
                        .bind("p", premiere)
                        .mapTo(Ligne.class)
                        .list(),
                h.createQuery("select count(*)" + EN_VIGUEUR)
                        .bind("q", recherche)
                        .mapTo(Long.class)
                        .one()));
    }

    /** Faux si la recherche n'en garderait rien. */
    public boolean aDesMots(String texte) {
        return jdbi.withHandle(h -> h.createQuery("select catalogue.racines(:t) <> ''")
                .bind("t", texte)
                .mapTo(Boolean.class)
                .one());
    }

    /** @return vide s'il y est déjà */
    public Optional<Long> ajouter(String terme, String equivalent) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into catalogue.synonyme (terme, equivalent, ajoute_le) values (:t, :e, :maintenant) on conflict do nothing returning id
        """)
                .bind("t", terme)
                .bind("e", equivalent)
                .mapTo(Long.class)
                .findOne());
    }

    /** @return celui qu'on retire ; vide s'il ne vaut plus */
    public Optional<Ligne> retirer(long id) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        update catalogue.synonyme set retire_le = greatest(ajoute_le, cast(:maintenant as timestamptz)) where id = :id and retire_le is null returning
        """ + LIGNE).bind("id", id).mapTo(Ligne.class).findOne());
    }
}
