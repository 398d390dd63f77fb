package fr.cnfpt.inscription.persistence;

import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.api.InscriptionsDeDemonstration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;

/** Les bulletins de la démonstration, écrits par lots avec leur histoire, là où chacun les mènerait un à un. */
@ApplicationScoped
public class BulletinsDeDemonstration implements InscriptionsDeDemonstration {

    /** Un bulletin tel qu'il est aujourd'hui ; ses pas y renvoient par sa place dans la liste. */
    public record Ligne(
            long sessionId,
            long stageId,
            long structureId,
            long agentId,
            long collectiviteId,
            LocalDate debut,
            LocalDate fin,
            Etat etat,
            Long rang,
            String avis,
            Instant deposeLe) {}

    /** @param bulletin le rang de son bulletin dans la liste, depuis 0 */
    public record Pas(
            int bulletin, Instant quand, Etat etat, String texte, String motif, long compte, String nom, Role role) {}

    /** Ce que compte la jauge d'une session à la fin. */
    public record Compte(
            long sessionId,
            int placesPrises,
            int enAttente,
            long dernierRang,
            boolean annulee,
            boolean aSelection,
            int enSelection) {}

    @Inject
    Jdbi jdbi;

    public boolean vide() {
        return jdbi.withHandle(h -> h.createQuery("select not exists (select 1 from inscription.bulletin)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Écrit les bulletins, leur histoire dans l'ordre donné, et les jauges. */
    public void ecrire(List<Ligne> lignes, List<Pas> pas, List<Compte> comptes) {
        jdbi.useHandle(h -> {
            Long[] ids = h.createQuery(
                            "select nextval(pg_get_serial_sequence('inscription.bulletin', 'id')) from generate_series(1, :n)")
                    .bind("n", lignes.size())
                    .mapTo(Long.class)
                    .list()
                    .toArray(Long[]::new);
            h.createUpdate("""
            insert into inscription.bulletin (id, session_id, stage_id, structure_id, agent_id, collectivite_id, session_debut, session_fin, etat, rang, avis,
                                              depose_le) overriding system value
            select * from unnest(cast(:ids as bigint[]), cast(:sessions as bigint[]), cast(:stages as bigint[]), cast(:structures as bigint[]),
                                 cast(:agents as bigint[]), cast(:collectivites as bigint[]), cast(:debuts as date[]), cast(:fins as date[]),
                                 cast(:etats as text[]), cast(:rangs as bigint[]), cast(:avis as text[]), cast(:deposes as timestamptz[]))
            """)
                    .bind("ids", ids)
                    .bind("sessions", colonne(lignes, Ligne::sessionId, Long[]::new))
                    .bind("stages", colonne(lignes, Ligne::stageId, Long[]::new))
                    .bind("structures", colonne(lignes, Ligne::structureId, Long[]::new))
                    .bind("agents", colonne(lignes, Ligne::agentId, Long[]::new))
                    .bind("collectivites", colonne(lignes, Ligne::collectiviteId, Long[]::new))
                    .bind("debuts", colonne(lignes, Ligne::debut, LocalDate[]::new))
                    .bind("fins", colonne(lignes, Ligne::fin, LocalDate[]::new))
                    .bind("etats", colonne(lignes, l -> l.etat().name(), String[]::new))
                    .bind("rangs", colonne(lignes, Ligne::rang, Long[]::new))
                    .bind("avis", colonne(lignes, Ligne::avis, String[]::new))
                    .bind("deposes", colonne(lignes, Ligne::deposeLe, Instant[]::new))
                    .execute();
            // Personne n'est réel : nul courriel ne part pour ceux que la démonstration a convoqués.
            h.createUpdate("""
            insert into inscription.convocation (bulletin_id, envoyee_le)
            select b.id, now() from inscription.bulletin b where b.id = any(:ids) and b.etat in ('CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE')
            """).bind("ids", ids).execute();
            h.createUpdate("""
            insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role)
            select bulletin, quand, etat, texte, motif, compte, nom, role
              from unnest(cast(:bulletins as bigint[]), cast(:quands as timestamptz[]), cast(:etats as text[]), cast(:textes as text[]),
                          cast(:motifs as text[]), cast(:comptes as bigint[]), cast(:noms as text[]), cast(:roles as text[]))
                with ordinality as p(bulletin, quand, etat, texte, motif, compte, nom, role, ordre)
             order by ordre
            """)
                    .bind("bulletins", colonne(pas, p -> ids[p.bulletin()], Long[]::new))
                    .bind("quands", colonne(pas, Pas::quand, Instant[]::new))
                    .bind("etats", colonne(pas, p -> p.etat().name(), String[]::new))
                    .bind("textes", colonne(pas, Pas::texte, String[]::new))
                    .bind("motifs", colonne(pas, Pas::motif, String[]::new))
                    .bind("comptes", colonne(pas, Pas::compte, Long[]::new))
                    .bind("noms", colonne(pas, Pas::nom, String[]::new))
                    .bind("roles", colonne(pas, p -> p.role().name(), String[]::new))
                    .execute();
            h.createUpdate("""
            update inscription.jauge j set places_prises = c.prises, en_attente = c.attente, dernier_rang = c.rang, annulee = c.annulee, a_selection = c.a_selection, en_selection = c.en_selection
              from unnest(cast(:sessions as bigint[]), cast(:prises as int[]), cast(:attentes as int[]), cast(:rangs as bigint[]), cast(:annulees as boolean[]),
                          cast(:selections as boolean[]), cast(:enSelection as int[]))
                as c(session_id, prises, attente, rang, annulee, a_selection, en_selection)
             where j.session_id = c.session_id
            """)
                    .bind("sessions", colonne(comptes, Compte::sessionId, Long[]::new))
                    .bind("prises", colonne(comptes, Compte::placesPrises, Integer[]::new))
                    .bind("attentes", colonne(comptes, Compte::enAttente, Integer[]::new))
                    .bind("rangs", colonne(comptes, Compte::dernierRang, Long[]::new))
                    .bind("annulees", colonne(comptes, Compte::annulee, Boolean[]::new))
                    .bind("selections", colonne(comptes, Compte::aSelection, Boolean[]::new))
                    .bind("enSelection", colonne(comptes, Compte::enSelection, Integer[]::new))
                    .execute();
        });
    }

    /** Un pas de plus d'un bulletin déjà écrit ; annulé, il rend sa place. */
    public void ajouter(long bulletin, Instant quand, Etat etat, String texte, String motif, Utilisateur par) {
        jdbi.useHandle(h -> h.createUpdate("""
        with avant as (select id, session_id, etat from inscription.bulletin where id = :b),
             b as (update inscription.bulletin x set etat = :etat, version = version + 1 from avant where x.id = avant.id),
             j as (update inscription.jauge j set places_prises = places_prises - 1 from avant where j.session_id = avant.session_id and :etat = 'ANNULEE')
        insert into inscription.changement (bulletin_id, quand, etat, texte, motif, par_compte, par_nom, par_role)
        select id, :quand, :etat, :texte, :motif, :compte, :nom, :role from avant
        """)
                .bind("b", bulletin)
                .bind("quand", quand)
                .bind("etat", etat.name())
                .bind("texte", texte)
                .bind("motif", motif)
                .bind("compte", par.compteId())
                .bind("nom", par.nom())
                .bind("role", par.role().name())
                .execute());
    }

    @Override
    public void noter(Collection<Issue> issues) {
        List<Issue> toutes = List.copyOf(issues);
        jdbi.useHandle(h -> h.createUpdate("""
        with i as materialized (
          select * from unnest(cast(:ids as bigint[]), cast(:presents as boolean[]), cast(:notees as timestamptz[]), cast(:numeros as text[]),
                               cast(:attestees as timestamptz[]), cast(:noms as text[]))
            with ordinality as i(id, present, notee, numero, attestee, nom, ordre)
        ), b as (
          update inscription.bulletin b set version = b.version + 1,
                 etat = case when not i.present then 'ABSENTE' when i.numero is null then 'PRESENTE' else 'ATTESTEE' end
            from i where b.id = i.id
        )
        insert into inscription.changement (bulletin_id, quand, etat, texte, par_compte, par_nom, par_role)
        select i.id, p.quand, p.etat, p.texte, 0, i.nom, 'DELEGATION'
          from i cross join lateral (values
            (1, i.notee, case when i.present then 'PRESENTE' else 'ABSENTE' end,
             case when i.present then 'Présence enregistrée' else 'Absence enregistrée' end),
            (2, i.attestee, 'ATTESTEE', 'Attestation n° ' || i.numero || ' délivrée')) as p(rang, quand, etat, texte)
         where p.rang = 1 or i.numero is not null
         order by i.ordre, p.rang
        """)
                .bind("ids", colonne(toutes, Issue::bulletinId, Long[]::new))
                .bind("presents", colonne(toutes, Issue::present, Boolean[]::new))
                .bind("notees", colonne(toutes, Issue::noteeLe, Instant[]::new))
                .bind("numeros", colonne(toutes, Issue::numero, String[]::new))
                .bind("attestees", colonne(toutes, Issue::attesteeLe, Instant[]::new))
                .bind("noms", colonne(toutes, Issue::par, String[]::new))
                .execute());
    }

    private static <L, T> T[] colonne(List<L> lignes, Function<L, T> valeur, IntFunction<T[]> tableau) {
        return lignes.stream().map(valeur).toArray(tableau);
    }
}
