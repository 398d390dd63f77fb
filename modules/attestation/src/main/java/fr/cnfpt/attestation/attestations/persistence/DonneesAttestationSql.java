package fr.cnfpt.attestation.attestations.persistence;

import fr.cnfpt.attestation.attestations.domain.NomScelle;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import fr.cnfpt.outils.persistence.Releve;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ce que la preuve tient d'un agent : ses présences et ses attestations, qui restent vérifiables une fois son nom
 * scellé.
 */
@ApplicationScoped
public class DonneesAttestationSql extends DonneesEnBase {

    private static final Map<Rubrique, String> LECTURES = lectures();

    public DonneesAttestationSql() {
        super(70, LECTURES);
    }

    public record Nommee(long id, String nom) {}

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Présences",
                        "Attester ce que vous avez suivi.",
                        "AGENT_PARTI",
                        "Le formateur de la session et la structure du CNFPT qui organise ; le service formation de votre employeur voit le résultat.",
                        "Restent, sans nom.",
                        "attestation.suivi",
                        "attestation.emargement"),
                """
        select bulletin_id as "Bulletin", session_id as "Session", present as "Présent", jours_suivis as "Jours suivis", demi_journees as "Demi-journées de la session", emargees as "Demi-journées dites",
               (select string_agg(e.seance_id || case when e.present then ' : présent' else ' : absent' end, ', ' order by e.seance_id) from attestation.emargement e
                 where e.suivi_id = suivi.id) as "Demi-journées émargées", part_distance as "Part suivie à distance", webinaire as "Webinaire",
               saisi_par as "Saisi par", saisi_le as "Saisi le", examine_le as "Examiné le", motif_refus as "Motif de refus", version as "Version" from attestation.suivi where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Attestations",
                        "Prouver vos formations, à vous et à qui vous les montrez.",
                        "PREUVE",
                        "Vous, le service formation de votre employeur, celui d'un autre si vous la partagez avec lui, la structure du CNFPT qui organise, et qui tient le document et son code.",
                        "Restent vérifiables, sans nom ; qui tient le document d'origine peut faire confirmer le nom en le tapant.",
                        "attestation.attestation"),
                """
        select numero as "Numéro", jeton as "Code de vérification", bulletin_id as "Bulletin", session_id as "Session", nom as "Nom imprimé", employeur as "Employeur", organisateur as "Organisateur",
               intitule as "Formation", modalite as "Modalité", debut as "Début", fin as "Fin", lieu as "Lieu", heures as "Heures", regles_au as "Règles du", emise_le as "Délivrée le", emise_par as "Délivrée par",
               revoquee_le as "Révoquée le", revoquee_par as "Révoquée par", motif as "Motif" from attestation.attestation where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Attestations partagées",
                        "Montrer à un employeur ce que vous avez obtenu chez un autre, si vous le voulez.",
                        "AGENT_PARTI",
                        "Vous, et le service formation de l'employeur à qui vous les montrez.",
                        "Supprimés.",
                        "attestation.partage"),
                """
        select a.numero as "Numéro", p.partage_le as "Partagée le", p.repris_le as "Reprise le" from attestation.partage p join attestation.attestation a on a.id = p.attestation_id
         where p.agent_id = :agent order by p.id
        """);
        l.put(
                Rubrique.vide(
                        "Documents transmis à un tiers",
                        "Donner une convocation, un bulletin ou une attestation à qui en a besoin, et savoir à qui ils le furent.",
                        "TRANSMISSION",
                        "Vous ; le service formation de votre employeur, ce qu'il a transmis lui-même ; qui a reçu le lien, les documents, jusqu'à son échéance.",
                        "Supprimés : le lien n'ouvre plus rien.",
                        "attestation.transmission",
                        "attestation.piece_transmise",
                        "attestation.copie_transmise"),
                """
        select t.destinataire as "À qui", t.par as "Au nom de", t.par_nom as "Par", t.transmise_le as "Transmis le", t.expire_le as "Jusqu'au", t.reprise_le as "Repris le", t.reprise_par as "Repris par",
               t.ouvertures as "Fois pris", t.derniere_ouverture_le as "La dernière",
               (select string_agg(p.nature || ', ' || p.intitule || ', empreinte ' || p.sha256, ' ; ' order by p.rang) from attestation.piece_transmise p where p.transmission_id = t.id) as "Documents"
          from attestation.transmission t
         where t.agent_id = :agent or exists (select 1 from attestation.piece_transmise p where p.transmission_id = t.id and p.agent_id = :agent) order by t.id
        """);
        return l;
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery(
                        "select max(emise_le)::date from attestation.attestation where agent_id = :agent having count(*) > 0")
                .bind("agent", s.agentId())
                .mapTo(LocalDate.class)
                .findOne());
    }

    /**
     * Une présence pas encore examinée ne donnera plus d'attestation : elle serait au nom de personne. Ce qui fut
     * transmis à un tiers part avec ses copies ; qui transmettait pour l'employeur n'y est plus nommé.
     */
    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> {
            h.createUpdate("""
                    delete from attestation.partage where agent_id = :agent
                        or attestation_id in (select id from attestation.attestation where agent_id = :agent)
                    """).bind("agent", s.agentId()).execute();
            Releve.oublier(
                    h,
                    s,
                    "delete from attestation.transmission t where t.agent_id = :agent"
                            + " or exists (select 1 from attestation.piece_transmise p where p.transmission_id = t.id and p.agent_id = :agent)",
                    "update attestation.transmission set par_nom = :pseudonyme where par_compte_id = any(:comptes)",
                    "update attestation.transmission set reprise_par = :pseudonyme where reprise_par ~* :motif");
            h.createQuery(
                            "select id, nom from attestation.attestation where agent_id = :agent and sel is null order by id")
                    .bind("agent", s.agentId())
                    .mapTo(Nommee.class)
                    .list()
                    .forEach(a -> {
                        NomScelle scelle = NomScelle.de(a.nom());
                        h.createUpdate("""
                update attestation.attestation set nom = :p, sel = :s, empreinte_nom = :e,
                       motif = case when motif is null then null else 'motif effacé avec les données de l''agent' end where id = :id
                """)
                                .bind("p", s.pseudonyme())
                                .bind("s", scelle.sel())
                                .bind("e", scelle.empreinte())
                                .bind("id", a.id())
                                .execute();
                    });
            h.createUpdate(
                            "update attestation.suivi set examine_le = clock_timestamp(), motif_refus = 'agent effacé', version = version + 1 where agent_id = :agent and examine_le is null")
                    .bind("agent", s.agentId())
                    .execute();
        });
    }
}
