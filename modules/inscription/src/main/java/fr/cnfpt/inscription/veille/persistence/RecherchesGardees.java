package fr.cnfpt.inscription.veille.persistence;

import fr.cnfpt.inscription.veille.domain.RechercheGardee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les recherches gardées. Celles d'une personne ont toutes la même heure d'alerte : un seul courriel. */
@ApplicationScoped
public class RecherchesGardees {

    private static final String COLONNES =
            " id, compte_id, collectivite_id, nom, question, gardee_le, alerte, vue_jusqu_a, jeton, flux, oubliee_le ";
    private static final String LIRE = "select" + COLONNES + "from inscription.recherche_gardee ";

    @Inject
    Jdbi jdbi;

    public List<RechercheGardee> siennes(long compteId, boolean oubliees) {
        return jdbi.withHandle(h -> h.createQuery(LIRE + " where compte_id = :c and (oubliee_le is not null) = :o"
                        + " order by outils.cle_tri(nom), id")
                .bind("c", compteId)
                .bind("o", oubliees)
                .mapTo(RechercheGardee.class)
                .list());
    }

    public Optional<RechercheGardee> sienne(long compteId, long id) {
        return jdbi.withHandle(h -> h.createQuery(LIRE + " where compte_id = :c and id = :id")
                .bind("c", compteId)
                .bind("id", id)
                .mapTo(RechercheGardee.class)
                .findOne());
    }

    public Optional<RechercheGardee> parJeton(String jeton) {
        return jdbi.withHandle(h -> h.createQuery(LIRE + " where jeton = :j and oubliee_le is null")
                .bind("j", jeton)
                .mapTo(RechercheGardee.class)
                .findOne());
    }

    public Optional<RechercheGardee> parFlux(String empreinte) {
        return jdbi.withHandle(h -> h.createQuery(LIRE + " where flux = :e and oubliee_le is null")
                .bind("e", empreinte)
                .mapTo(RechercheGardee.class)
                .findOne());
    }

    /** @return vide si ce nom est pris */
    public Optional<Long> garder(
            long compteId, long collectiviteId, String nom, String question, boolean alerte, String jeton, Instant le) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into inscription.recherche_gardee (compte_id, collectivite_id, nom, question, gardee_le, alerte, vue_jusqu_a, prochaine_alerte, jeton)
        values (:c, :col, :nom, :q, :le, :a, :le,
                coalesce((select min(prochaine_alerte) from inscription.recherche_gardee where compte_id = :c and prochaine_alerte > :le), cast(:le as timestamptz) + interval '1 day'), :j)
        on conflict do nothing returning id
        """)
                .bind("c", compteId)
                .bind("col", collectiviteId)
                .bind("nom", nom)
                .bind("q", question)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("a", alerte)
                .bind("j", jeton)
                .mapTo(Long.class)
                .findOne());
    }

    /** @return faux si une autre porte ce nom */
    public boolean renommer(long id, String nom) {
        return changer("nom = :v", id, nom, """
             and not exists (select 1 from inscription.recherche_gardee o where o.compte_id = x.compte_id and o.id <> x.id
                              and o.oubliee_le is null and outils.lettres(o.nom) = outils.lettres(:v))
            """);
    }

    /** Rallumée, elle n'annonce que ce qui paraît ensuite. */
    public void alerter(long id, boolean alerte, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        update inscription.recherche_gardee set alerte = :a, vue_jusqu_a = case when :a and not alerte then :le else vue_jusqu_a end where id = :id
        """)
                .bind("a", alerte)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .execute());
    }

    public void poserLeFlux(long id, String empreinte) {
        changer("flux = :v", id, empreinte, "");
    }

    private boolean changer(String quoi, long id, String valeur, String condition) {
        return jdbi.withHandle(h -> h.createUpdate(
                                "update inscription.recherche_gardee x set " + quoi + " where id = :id" + condition)
                        .bind("id", id)
                        .bind("v", valeur)
                        .execute())
                == 1;
    }

    public void oublier(long id, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("update inscription.recherche_gardee set oubliee_le = :le where id = :id")
                .bind("id", id)
                .bind("le", le.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** @return faux si une autre a pris son nom depuis */
    public boolean remettre(long id, Instant le) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update inscription.recherche_gardee x set oubliee_le = null, vue_jusqu_a = :le where id = :id and oubliee_le is not null
           and not exists (select 1 from inscription.recherche_gardee o where o.compte_id = x.compte_id and o.oubliee_le is null
                            and outils.lettres(o.nom) = outils.lettres(x.nom))
        """)
                        .bind("id", id)
                        .bind("le", le.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    public void effacerCellesDe(long compteId) {
        jdbi.useHandle(h -> h.createUpdate("delete from inscription.recherche_gardee where compte_id = :c")
                .bind("c", compteId)
                .execute());
    }

    /** Vrai s'il reste quelqu'un à prévenir. */
    public boolean attendent(Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery("select exists (select 1 from inscription.recherche_gardee"
                        + " where alerte and oubliee_le is null and prochaine_alerte <= :m)")
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Prend celles d'une personne dont l'heure est venue et les remet au lendemain, à la même heure : une autre
     * instance qui les voulait attend, puis ne les trouve plus dues.
     */
    public List<RechercheGardee> prendre(Instant maintenant) {
        return jdbi.withHandle(h -> h.createQuery("""
        update inscription.recherche_gardee
           set prochaine_alerte = prochaine_alerte + interval '1 day' * ceil(extract(epoch from cast(:m as timestamptz) - prochaine_alerte) / 86400 + 0.00001)
         where compte_id = (select compte_id from inscription.recherche_gardee where alerte and oubliee_le is null and prochaine_alerte <= :m
                             order by prochaine_alerte, id limit 1)
           and alerte and oubliee_le is null and prochaine_alerte <= :m
        returning
        """ + COLONNES)
                .bind("m", maintenant.atOffset(ZoneOffset.UTC))
                .mapTo(RechercheGardee.class)
                .list());
    }

    public void noterVues(List<Long> ids, Instant jusque) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update inscription.recherche_gardee set vue_jusqu_a = :j where id = any(:ids) and vue_jusqu_a < :j")
                .bind("ids", ids.toArray(Long[]::new))
                .bind("j", jusque.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
