package fr.cnfpt.catalogue.sessions.persistence;

import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.catalogue.api.EtatDeSession;
import fr.cnfpt.catalogue.sessions.domain.Session;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** L'écriture des sessions, par JPA. La fiche qu'une session garde, la base la pose (V140). */
@ApplicationScoped
public class Sessions {

    @Inject
    Jdbi jdbi;

    @PersistenceContext
    EntityManager em;

    /** @return la session enregistrée, son identifiant posé */
    public Session ajouter(Session session) {
        em.persist(session);
        em.flush();
        return session;
    }

    /** Toutes, en une écriture. */
    public void ajouter(List<Session> lot) {
        lot.forEach(em::persist);
        em.flush();
    }

    public Optional<Session> parId(long id) {
        return Optional.ofNullable(em.find(Session.class, id));
    }

    /** Un brouillon dans la liste ; ses dates peuvent manquer. */
    public record LigneDeBrouillon(
            long id,
            String intitule,
            String code,
            long structureId,
            LocalDate debut,
            LocalDate fin,
            String ville,
            boolean retire) {

        public String quand() {
            return debut == null ? "dates à fixer" : Texte.periode(debut, fin == null ? debut : fin);
        }
    }

    private static final String BROUILLONS = """
       from catalogue.session s join catalogue.stage t on t.id = s.stage_id
      where s.etat = 'BROUILLON' and t.cle like all ((select outils.motifs(:q))::text[]) and
      """;

    /** Les brouillons de cette portée, le plus proche d'abord, ceux sans date à la fin. */
    public List<LigneDeBrouillon> brouillons(Portee portee, String recherche, int premier, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select s.id, t.intitule, t.code, s.structure_id, s.debut, s.fin, s.ville, t.retire_le is not null as retire"
                                + BROUILLONS
                                + portee.sql(null, null, "s.structure_id")
                                + " order by s.debut nulls last, s.id limit :n offset :p")
                .bindMap(portee.valeurs())
                .bind("q", recherche)
                .bind("n", combien)
                .bind("p", premier)
                .mapTo(LigneDeBrouillon.class)
                .list());
    }

    public long compterLesBrouillons(Portee portee, String recherche) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*)" + BROUILLONS + portee.sql(null, null, "s.structure_id"))
                        .bindMap(portee.valeurs())
                        .bind("q", recherche)
                        .mapTo(Long.class)
                        .one());
    }

    /** Une session dans la liste de qui la tient ; au brouillon, ses dates peuvent manquer. */
    public record LigneTenue(
            long id,
            EtatDeSession etat,
            String code,
            String intitule,
            String type,
            LocalDate debut,
            LocalDate fin,
            String ville,
            Integer capacite) {}

    /**
     * Celles de cette portée, la dernière écrite d'abord.
     *
     * @param etats vide : tous
     * @param avant ce qui précède celle-ci, ou {@code null}
     */
    public List<LigneTenue> tenues(Portee portee, Collection<EtatDeSession> etats, Long avant, int combien) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select s.id, s.etat, t.code, t.intitule, s.type, s.debut, s.fin, s.ville, s.capacite"
                                + " from catalogue.session s join catalogue.stage t on t.id = s.stage_id"
                                + " where s.id < :avant and (cardinality(:etats) = 0 or s.etat = any(:etats)) and "
                                + portee.sql(null, null, "s.structure_id")
                                + " order by s.id desc limit :n")
                .bindMap(portee.valeurs())
                .bind("avant", avant == null ? Long.MAX_VALUE : avant)
                .bind("etats", etats.stream().map(EtatDeSession::name).toArray(String[]::new))
                .bind("n", combien)
                .mapTo(LigneTenue.class)
                .list());
    }

    /** Un brouillon seulement : la base garde les autres. */
    public void oter(Session brouillon) {
        em.remove(brouillon);
        em.flush();
    }

    /** Ce qui se lit ensuite en SQL voit ce qui vient d'être changé. */
    public void ecrire() {
        em.flush();
    }

    /** Oublie ce qui est écrit : qui en publie des milliers n'en garde pas le suivi, que chaque écriture relirait. */
    public void alleger() {
        em.flush();
        em.clear();
    }

    /** Les sessions de cette structure publiées avant que l'on tienne leur fuseau reçoivent le sien. */
    public void mettreALHeure(long structureId, ZoneId fuseau) {
        em.createQuery("update Session s set s.fuseau = :f where s.structureId = :s and s.fuseau <> :f")
                .setParameter("f", fuseau.getId())
                .setParameter("s", structureId)
                .executeUpdate();
    }
}
