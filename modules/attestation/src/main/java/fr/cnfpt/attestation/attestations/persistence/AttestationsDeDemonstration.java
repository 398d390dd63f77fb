package fr.cnfpt.attestation.attestations.persistence;

import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.preuve.domain.Preuve;
import fr.cnfpt.attestation.preuve.domain.Suivi;
import fr.cnfpt.commun.Texte;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Les présences et les attestations de la démonstration, faites par le domaine et écrites par lots. */
@ApplicationScoped
public class AttestationsDeDemonstration {

    /** @param examineLe quand l'attestation fut délivrée ou refusée ; nul : pas encore */
    public record Examen(Suivi suivi, Instant examineLe) {}

    private record LigneDe(long attestation, int rang, Preuve.Ligne ligne) {}

    @Inject
    Jdbi jdbi;

    public boolean vide() {
        return jdbi.withHandle(h -> h.createQuery("select not exists (select 1 from attestation.suivi)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Tant de rangs nationaux de suite. */
    public List<Long> rangs(int combien) {
        return jdbi.withHandle(
                h -> h.createQuery("select nextval('attestation.numero_seq') from generate_series(1, :n) order by 1")
                        .bind("n", combien)
                        .mapTo(Long.class)
                        .list());
    }

    public void ecrire(List<Examen> examens, List<Attestation> attestations) {
        jdbi.useHandle(h -> {
            ecrireLesSuivis(h, examens);
            ecrireLesEmargements(h, examens);
            ecrireLesAttestations(h, attestations);
        });
    }

    /** Ce que cette personne a obtenu à un poste, elle le montre à l'employeur d'un autre. */
    public void partager(long de, long agentId, long collectiviteId, long compteId, Instant le) {
        jdbi.useHandle(h -> h.createUpdate("""
        insert into attestation.partage (attestation_id, agent_id, collectivite_id, compte_id, partage_le)
        select id, :a, :c, :k, :le from attestation.attestation where agent_id = :de and revoquee_le is null
        """)
                .bind("de", de)
                .bind("a", agentId)
                .bind("c", collectiviteId)
                .bind("k", compteId)
                .bind("le", le)
                .execute());
    }

    private static void ecrireLesSuivis(Handle h, List<Examen> examens) {
        h.createUpdate("""
        insert into attestation.suivi (bulletin_id, session_id, structure_id, agent_id, present, jours_suivis, demi_journees, emargees, part_distance, webinaire, saisi_par, saisi_le,
                                       examine_le, motif_refus, version)
        select *, 1 from unnest(cast(:bulletins as bigint[]), cast(:sessions as bigint[]), cast(:structures as bigint[]), cast(:agents as bigint[]),
                                cast(:presents as boolean[]), cast(:jours as numeric[]), cast(:demi as int[]), cast(:emargees as int[]), cast(:parts as numeric[]), cast(:webinaires as text[]),
                                cast(:par as text[]), cast(:le as timestamptz[]), cast(:examines as timestamptz[]), cast(:refus as text[]))
        """)
                .bind("bulletins", colonne(examens, e -> e.suivi().bulletinId(), Long[]::new))
                .bind("sessions", colonne(examens, e -> e.suivi().sessionId(), Long[]::new))
                .bind("structures", colonne(examens, e -> e.suivi().structureId(), Long[]::new))
                .bind("agents", colonne(examens, e -> e.suivi().agentId(), Long[]::new))
                .bind("presents", colonne(examens, e -> e.suivi().present(), Boolean[]::new))
                .bind("jours", colonne(examens, e -> nombre(e.suivi().joursSuivis()), String[]::new))
                .bind(
                        "demi",
                        colonne(
                                examens,
                                e -> e.suivi().demiJournees() == null
                                        ? null
                                        : e.suivi().demiJournees().posees(),
                                Integer[]::new))
                .bind("emargees", colonne(examens, e -> e.suivi().emargements().size(), Integer[]::new))
                .bind("parts", colonne(examens, e -> nombre(e.suivi().partDistance()), String[]::new))
                .bind(
                        "webinaires",
                        colonne(
                                examens,
                                e -> e.suivi().webinaire() == null
                                        ? null
                                        : e.suivi().webinaire().name(),
                                String[]::new))
                .bind("par", colonne(examens, e -> e.suivi().saisiPar(), String[]::new))
                .bind("le", colonne(examens, e -> e.suivi().saisiLe(), Instant[]::new))
                .bind("examines", colonne(examens, Examen::examineLe, Instant[]::new))
                .bind("refus", colonne(examens, e -> e.suivi().motifRefus(), String[]::new))
                .execute();
    }

    private record Emarge(long bulletin, long seance, boolean present) {}

    private static void ecrireLesEmargements(Handle h, List<Examen> examens) {
        List<Emarge> emarges = examens.stream()
                .flatMap(e -> e.suivi().emargements().entrySet().stream()
                        .map(d -> new Emarge(e.suivi().bulletinId(), d.getKey(), d.getValue())))
                .toList();
        h.createUpdate("""
        insert into attestation.emargement (suivi_id, seance_id, present)
        select s.id, e.seance, e.present from unnest(cast(:bulletins as bigint[]), cast(:seances as bigint[]), cast(:presents as boolean[])) as e(bulletin, seance, present)
          join attestation.suivi s on s.bulletin_id = e.bulletin
        """)
                .bind("bulletins", colonne(emarges, Emarge::bulletin, Long[]::new))
                .bind("seances", colonne(emarges, Emarge::seance, Long[]::new))
                .bind("presents", colonne(emarges, Emarge::present, Boolean[]::new))
                .execute();
    }

    private static void ecrireLesAttestations(Handle h, List<Attestation> attestations) {
        List<Long> ids = h.createQuery(
                        "select nextval(pg_get_serial_sequence('attestation.attestation', 'id')) from generate_series(1, :n)")
                .bind("n", attestations.size())
                .mapTo(Long.class)
                .list();
        h.createUpdate("""
        insert into attestation.attestation (id, numero, jeton, bulletin_id, session_id, agent_id, collectivite_id, structure_id, nom, employeur, organisateur,
                                             intitule, modalite, debut, fin, lieu, heures, regles_au, emise_le, emise_par, revoquee_le, revoquee_par, motif)
               overriding system value
        select * from unnest(cast(:ids as bigint[]), cast(:numeros as text[]), cast(:jetons as text[]), cast(:bulletins as bigint[]), cast(:sessions as bigint[]),
                             cast(:agents as bigint[]), cast(:collectivites as bigint[]), cast(:structures as bigint[]), cast(:noms as text[]),
                             cast(:employeurs as text[]), cast(:organisateurs as text[]), cast(:intitules as text[]), cast(:modalites as text[]),
                             cast(:debuts as date[]), cast(:fins as date[]), cast(:lieux as text[]), cast(:heures as numeric[]), cast(:regles as date[]),
                             cast(:emises as timestamptz[]), cast(:par as text[]), cast(:revoquees as timestamptz[]), cast(:revoqueesPar as text[]),
                             cast(:motifs as text[]))
        """)
                .bind("ids", ids.toArray(Long[]::new))
                .bind("numeros", colonne(attestations, Attestation::numero, String[]::new))
                .bind("jetons", colonne(attestations, Attestation::jeton, String[]::new))
                .bind("bulletins", colonne(attestations, Attestation::bulletinId, Long[]::new))
                .bind("sessions", colonne(attestations, Attestation::sessionId, Long[]::new))
                .bind("agents", colonne(attestations, Attestation::agentId, Long[]::new))
                .bind("collectivites", colonne(attestations, Attestation::collectiviteId, Long[]::new))
                .bind("structures", colonne(attestations, Attestation::structureId, Long[]::new))
                .bind("noms", colonne(attestations, Attestation::nom, String[]::new))
                .bind("employeurs", colonne(attestations, Attestation::employeur, String[]::new))
                .bind("organisateurs", colonne(attestations, Attestation::organisateur, String[]::new))
                .bind("intitules", colonne(attestations, Attestation::intitule, String[]::new))
                .bind("modalites", colonne(attestations, Attestation::modalite, String[]::new))
                .bind("debuts", colonne(attestations, Attestation::debut, LocalDate[]::new))
                .bind("fins", colonne(attestations, Attestation::fin, LocalDate[]::new))
                .bind("lieux", colonne(attestations, Attestation::lieu, String[]::new))
                .bind("heures", colonne(attestations, a -> nombre(a.heures()), String[]::new))
                .bind("regles", colonne(attestations, Attestation::reglesAu, LocalDate[]::new))
                .bind("emises", colonne(attestations, Attestation::emiseLe, Instant[]::new))
                .bind("par", colonne(attestations, Attestation::emisePar, String[]::new))
                .bind("revoquees", colonne(attestations, Attestation::revoqueeLe, Instant[]::new))
                .bind("revoqueesPar", colonne(attestations, Attestation::revoqueePar, String[]::new))
                .bind("motifs", colonne(attestations, Attestation::motif, String[]::new))
                .execute();
        List<LigneDe> lignes = new ArrayList<>();
        for (int i = 0; i < attestations.size(); i++) {
            int rang = 0;
            for (Preuve.Ligne l : attestations.get(i).lignes()) {
                lignes.add(new LigneDe(ids.get(i), rang++, l));
            }
        }
        h.createUpdate("""
        insert into attestation.ligne (attestation_id, rang, libelle, heures, regle, source, depuis)
        select * from unnest(cast(:attestations as bigint[]), cast(:rangs as int[]), cast(:libelles as text[]), cast(:heures as numeric[]),
                             cast(:regles as text[]), cast(:sources as text[]), cast(:depuis as date[]))
        """)
                .bind("attestations", colonne(lignes, LigneDe::attestation, Long[]::new))
                .bind("rangs", colonne(lignes, LigneDe::rang, Integer[]::new))
                .bind("libelles", colonne(lignes, l -> l.ligne().libelle(), String[]::new))
                .bind("heures", colonne(lignes, l -> nombre(l.ligne().heures()), String[]::new))
                .bind("regles", colonne(lignes, l -> l.ligne().regle().texte(), String[]::new))
                .bind("sources", colonne(lignes, l -> l.ligne().regle().source(), String[]::new))
                .bind("depuis", colonne(lignes, l -> l.ligne().regle().depuis(), LocalDate[]::new))
                .execute();
    }

    private static <L, T> T[] colonne(List<L> lignes, Function<L, T> valeur, IntFunction<T[]> tableau) {
        return lignes.stream().map(valeur).toArray(tableau);
    }

    /** Un tableau de nombres se donne au pilote en texte, que la base lit. */
    private static String nombre(BigDecimal n) {
        return n == null ? null : Texte.chiffres(n);
    }
}
