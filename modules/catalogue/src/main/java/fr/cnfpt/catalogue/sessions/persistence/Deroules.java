package fr.cnfpt.catalogue.sessions.persistence;

import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.sessions.domain.Scenario;
import fr.cnfpt.catalogue.sessions.domain.Seance;
import fr.cnfpt.catalogue.sessions.domain.TempsDAgenda;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Les séances d'une session et son scénario, et ce qui s'y trouve pris deux fois. */
@ApplicationScoped
public class Deroules implements DerouleDeSession {

    /** Une personne ou une salle prise au même moment par une autre séance. */
    public record DoubleEmploi(
            long seanceId,
            Long formateurId,
            String salle,
            long autreSessionId,
            String autreIntitule,
            long autreStructureId,
            Long autreFormateurId,
            LocalDate jour) {}

    private static final String SEANCES = """
      select s.id, s.forme, s.titre, s.jour, s.jusqu_au, s.debut, s.fin, s.salle, s.ville, s.code_insee, s.lien,
             array(select f.compte_id from catalogue.seance_formateur f where f.seance_id = s.id order by 1) as formateurs
        from catalogue.seance s where s.session_id = :s order by s.jour, s.debut nulls first, s.id
      """;

    @Inject
    Jdbi jdbi;

    public List<Seance> seances(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery(SEANCES)
                .bind("s", sessionId)
                .map((r, c) -> seance(r))
                .list());
    }

    /** Ce qu'un agenda suit de ces sessions, les séances retirées comprises, chacune dans l'ordre. */
    public Map<Long, List<TempsDAgenda>> agendas(Collection<Long> sessions) {
        return jdbi.withHandle(h -> h.createQuery("""
        select session_id, id, forme, titre, jour, jusqu_au, debut, fin, salle, ville, code_insee, null as lien, cast('{}' as bigint[]) as formateurs,
               porte_la_session, false as retiree
          from catalogue.seance where session_id = any(:s)
        union all
        select session_id, id, forme, titre, jour, jusqu_au, debut, fin, salle, ville, code_insee, null, '{}', porte_la_session, true
          from catalogue.seance_retiree where session_id = any(:s)
         order by jour, debut nulls first, id
        """)
                .bind("s", sessions.toArray(Long[]::new))
                .map((r, c) -> Map.entry(
                        r.getLong("session_id"),
                        new TempsDAgenda(seance(r), r.getBoolean("porte_la_session"), r.getBoolean("retiree"))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    private static Seance seance(ResultSet r) throws SQLException {
        Array formateurs = r.getArray("formateurs");
        return new Seance(
                r.getLong("id"),
                Seance.Forme.valueOf(r.getString("forme")),
                r.getString("titre"),
                r.getObject("jour", LocalDate.class),
                r.getObject("jusqu_au", LocalDate.class),
                r.getObject("debut", LocalTime.class),
                r.getObject("fin", LocalTime.class),
                r.getString("salle"),
                r.getString("ville"),
                r.getString("code_insee"),
                r.getString("lien"),
                Arrays.asList((Long[]) formateurs.getArray()));
    }

    @Override
    public List<Temps> temps(long sessionId) {
        return enTemps(seances(sessionId).stream());
    }

    @Override
    public Map<Long, Set<LocalDate>> jours(Collection<Long> sessions) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select distinct session_id, jour from catalogue.seance where session_id = any(:s) and debut is not null")
                .bind("s", sessions.toArray(Long[]::new))
                .map((r, c) -> Map.entry(r.getLong("session_id"), r.getObject("jour", LocalDate.class)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet()))));
    }

    @Override
    public List<Temps> tempsAnimes(long sessionId, long compteId) {
        return enTemps(seances(sessionId).stream().filter(s -> s.formateurs().contains(compteId)));
    }

    private static List<Temps> enTemps(Stream<Seance> seances) {
        return seances.map(s -> new Temps(
                        s.id(),
                        s.jour(),
                        s.debut(),
                        s.forme() == Seance.Forme.PRESENCE,
                        s.quand(),
                        s.forme().getLibelle(),
                        s.titre(),
                        s.ville(),
                        s.ou()))
                .toList();
    }

    public void ajouter(long sessionId, List<Seance> seances) {
        jdbi.useHandle(h -> {
            boolean premieres = !h.createQuery("select exists (select 1 from catalogue.seance where session_id = :s)")
                    .bind("s", sessionId)
                    .mapTo(boolean.class)
                    .one();
            seances.forEach(s -> ajouter(h, sessionId, s));
            if (premieres) {
                porterLaSession(h, sessionId);
            }
            changee(h, sessionId);
        });
    }

    /**
     * Les premières séances prennent la place des jours de la session : l'une en garde l'UID, et l'agenda la déplace au
     * lieu d'en ajouter. Posée avant elle plus tard, une autre ne le lui prend pas.
     */
    private static void porterLaSession(Handle h, long sessionId) {
        h.createUpdate("""
        update catalogue.seance set porte_la_session = true
         where id = (select id from catalogue.seance where session_id = :s order by jour, debut nulls first, id limit 1)
        """).bind("s", sessionId).execute();
    }

    private static void ajouter(Handle h, long sessionId, Seance s) {
        long id = h.createUpdate(
                        "insert into catalogue.seance (session_id, forme, titre, jour, jusqu_au, debut, fin, salle, ville, code_insee, lien)"
                                + " values (:s, :forme, :titre, :jour, :jusqu, :debut, :fin, :salle, :ville, :insee, :lien)")
                .bind("s", sessionId)
                .bind("forme", s.forme().name())
                .bind("titre", s.titre())
                .bind("jour", s.jour())
                .bind("jusqu", s.jusquAu())
                .bind("debut", s.debut())
                .bind("fin", s.fin())
                .bind("salle", s.salle())
                .bind("ville", s.ville())
                .bind("insee", s.codeInsee())
                .bind("lien", s.lien())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        s.formateurs()
                .forEach(f -> h.createUpdate(
                                "insert into catalogue.seance_formateur (seance_id, compte_id) values (:s, :c) on conflict do nothing")
                        .bind("s", id)
                        .bind("c", f)
                        .execute());
    }

    /**
     * Un brouillon n'est dans aucun agenda : ce qu'on en retire ne laisse pas de trace.
     *
     * @return faux si elle n'est pas, ou plus, de cette session
     */
    public boolean retirer(long sessionId, long seanceId, Instant le) {
        return jdbi.withHandle(h -> {
            h.createUpdate("""
            insert into catalogue.seance_retiree (id, session_id, forme, titre, jour, jusqu_au, debut, fin, salle, ville, code_insee, porte_la_session, retiree_le)
            select e.id, e.session_id, e.forme, e.titre, e.jour, e.jusqu_au, e.debut, e.fin, e.salle, e.ville, e.code_insee, e.porte_la_session, :le
              from catalogue.seance e join catalogue.session s on s.id = e.session_id
             where e.id = :id and e.session_id = :s and s.etat <> 'BROUILLON'
            """)
                    .bind("id", seanceId)
                    .bind("s", sessionId)
                    .bind("le", le)
                    .execute();
            boolean retiree = h.createUpdate("delete from catalogue.seance where id = :id and session_id = :s")
                            .bind("id", seanceId)
                            .bind("s", sessionId)
                            .execute()
                    == 1;
            if (retiree) {
                changee(h, sessionId);
            }
            return retiree;
        });
    }

    /** L'agenda qui relit la session sait à sa version qu'une séance a changé. */
    private static void changee(Handle h, long sessionId) {
        h.createUpdate("update catalogue.session set version = version + 1 where id = :s")
                .bind("s", sessionId)
                .execute();
    }

    /** Les séances qui réunissent suivent la session ; une fenêtre aussi. */
    public void decaler(long sessionId, long jours) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update catalogue.seance set jour = jour + cast(:n as int), jusqu_au = jusqu_au + cast(:n as int) where session_id = :s")
                .bind("n", jours)
                .bind("s", sessionId)
                .execute());
    }

    /** Ses séances en présence se suivent en direct, à ce lien ; qui les anime ne change pas. */
    public void passerADistance(long sessionId, String lien) {
        jdbi.useHandle(
                h -> h.createUpdate("""
        update catalogue.seance set forme = 'SYNCHRONE', lien = :l, salle = null, ville = null, code_insee = null
         where session_id = :s and forme = 'PRESENCE'
        """).bind("l", lien).bind("s", sessionId).execute());
    }

    public Scenario scenario(long sessionId) {
        return jdbi.withHandle(h ->
                h.createQuery("""
        select criteres_validation as criteres, accompagnement, decision_le, conseiller_compte_id as conseiller_id,
               gestionnaire_compte_id as gestionnaire_id from catalogue.session where id = :s
        """).bind("s", sessionId).mapTo(Scenario.class).one());
    }

    /** Pourquoi la session est annulée ; vide si elle ne l'est pas, ou l'était avant qu'on garde le motif. */
    public Optional<String> motifDAnnulation(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select motif_annulation from catalogue.session where id = :s and motif_annulation is not null")
                .bind("s", sessionId)
                .mapTo(String.class)
                .findOne());
    }

    /** @param version celle qu'on a lue, ou {@code null} ; @return faux si la session en a une autre */
    public boolean ecrire(long sessionId, Integer version, Scenario s) {
        return jdbi.withHandle(h -> h.createUpdate("""
        update catalogue.session set criteres_validation = :criteres, accompagnement = :accompagnement, decision_le = :decision,
               conseiller_compte_id = :conseiller, gestionnaire_compte_id = :gestionnaire, version = version + 1
         where id = :s and version = coalesce(cast(:v as int), version)
        """)
                        .bind("criteres", s.criteres())
                        .bind("accompagnement", s.accompagnement())
                        .bind("decision", s.decisionLe())
                        .bind("conseiller", s.conseillerId())
                        .bind("gestionnaire", s.gestionnaireId())
                        .bind("s", sessionId)
                        .bind("v", version)
                        .execute())
                == 1;
    }

    /** Celles de cette session dont un formateur ou la salle sert au même moment à une autre séance publiée. */
    public List<DoubleEmploi> doublesEmplois(long sessionId) {
        return jdbi.withHandle(h -> h.createQuery("""
        with sienne as (select a.id, a.jour, a.debut, a.fin, a.salle, coalesce(a.ville, s.ville) as ville from catalogue.seance a join catalogue.session s on s.id = a.session_id where a.session_id = :s),
             autre as (select a.id as seance_id, x.id as autre_id, f.compte_id as formateur_id, null::text as salle
                         from sienne a join catalogue.seance_formateur f on f.seance_id = a.id
                         join catalogue.seance_formateur g on g.compte_id = f.compte_id and g.seance_id <> a.id
                         join catalogue.seance x on x.id = g.seance_id and x.jour = a.jour and x.debut < a.fin and a.debut < x.fin
                       union all
                       select a.id, x.id, null, a.salle
                         from sienne a join catalogue.seance x on x.id <> a.id and x.jour = a.jour and x.debut < a.fin and a.debut < x.fin
                          and outils.cle_recherche(x.salle) = outils.cle_recherche(a.salle)
                         join catalogue.session t on t.id = x.session_id and coalesce(x.ville, t.ville) = a.ville)
        select o.seance_id, o.formateur_id, o.salle, s.id as autre_session_id, v.intitule as autre_intitule, s.structure_id as autre_structure_id,
               s.formateur_compte_id as autre_formateur_id, x.jour
          from autre o join catalogue.seance x on x.id = o.autre_id join catalogue.session s on s.id = x.session_id and s.etat = 'PUBLIEE'
          join catalogue.stage_version v on v.stage_id = s.stage_id and v.version = s.stage_version
         order by x.jour, x.debut, o.seance_id, x.id
        """)
                .bind("s", sessionId)
                .mapTo(DoubleEmploi.class)
                .list());
    }
}
