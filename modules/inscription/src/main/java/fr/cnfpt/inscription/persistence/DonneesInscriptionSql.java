package fr.cnfpt.inscription.persistence;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.inscription.amenagements.persistence.Amenagements;
import fr.cnfpt.inscription.selection.persistence.Priorites;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import fr.cnfpt.outils.secret.Coffre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Ce que l'inscription tient d'un agent : ses bulletins et leur histoire, les gestes qu'il a faits sur ceux des autres.
 */
@ApplicationScoped
public class DonneesInscriptionSql extends DonneesEnBase {

    private static final String VISIBLE =
            "Vous, votre responsable, le service formation de votre employeur et ceux qui agissent pour lui, la structure du CNFPT qui organise, une fois la demande transmise ; un autre employeur, si votre statut est partagé, pour la session, ses dates et l'état.";

    private static final Map<Rubrique, String> LECTURES = lectures();

    @Inject
    Coffre coffre;

    public DonneesInscriptionSql() {
        super(50, LECTURES);
    }

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Bulletins d'inscription",
                        "Vous inscrire et suivre votre demande.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Restent, sans nom : les places et les comptes d'une session n'en changent pas.",
                        "inscription.bulletin"),
                """
        select id as "Bulletin", session_id as "Session", stage_id as "Stage", session_debut as "Début", session_fin as "Fin", etat as "État", rang as "Ordre d’arrivée",
               avis as "Avis du responsable", depose_le as "Déposé le", version as "Version" from inscription.bulletin where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Histoire des bulletins",
                        "Savoir qui a décidé quoi, et pourquoi.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Les pas et leurs dates restent ; les motifs et votre nom sont ôtés.",
                        "inscription.changement"),
                """
        select c.bulletin_id as "Bulletin", c.quand as "Le", c.etat as "État", c.texte as "Texte", c.motif as "Motif", c.par_nom as "Par", c.par_role as "Rôle"
          from inscription.changement c
         where c.id in (select d.id from inscription.changement d join inscription.bulletin b on b.id = d.bulletin_id where b.agent_id = :agent
                        union select d.id from inscription.changement d where d.par_compte = any(:comptes)
                        union select d.id from inscription.changement d where d.par_agent = :agent)
         order by c.id
        """);
        l.put(
                Rubrique.vide(
                        "Recherches gardées",
                        "Retrouver une recherche du catalogue, être prévenu de ce qui paraît.",
                        "AGENT_PARTI",
                        Rubrique.AU_SEUL_TITULAIRE,
                        "Supprimées.",
                        "inscription.recherche_gardee"),
                """
        select nom as "Nom", question as "Critères", gardee_le as "Gardée le", alerte as "Alerte par courriel", flux is not null as "Flux ouvert", oubliee_le as "Oubliée le"
          from inscription.recherche_gardee where compte_id = any(:comptes) order by id
        """);
        l.put(
                Rubrique.vide(
                        "Adresse d'agenda",
                        "Montrer vos sessions à votre agenda, si vous le voulez.",
                        "AGENT_PARTI",
                        Rubrique.AU_SEUL_TITULAIRE + " Et qui tient l'adresse secrète.",
                        "Supprimée.",
                        "inscription.agenda"),
                """
        select ouvert_le as "Ouverte le" from inscription.agenda where agent_id = :agent or compte_id = any(:comptes)
        """);
        l.put(
                Rubrique.vide(
                        "Besoin d'aménagement",
                        "Que vous puissiez suivre la session.",
                        "AMENAGEMENT",
                        Rubrique.AU_SEUL_TITULAIRE
                                + " Et le référent handicap de la structure qui organise ; le formateur, la seule phrase que vous avez acceptée.",
                        "Supprimé.",
                        "inscription.amenagement"),
                """
        select a.bulletin_id as "Bulletin", a.besoin as "Besoin", a.ecrit_le as "Écrit le", a.reponse as "Réponse", a.repondu_le as "Répondu le",
               a.a_dire as "À dire au formateur", a.accepte as "Accepté", a.accepte_le as "Accepté le"
          from inscription.amenagement a join inscription.bulletin b on b.id = a.bulletin_id where b.agent_id = :agent order by a.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Priorité de droit",
                        "Que votre demande passe d'abord dans une session à sélection, quand la loi le veut.",
                        "PRIORITE",
                        Rubrique.AU_SEUL_TITULAIRE
                                + " Et votre employeur, si c'est lui qui l'a dite ; la structure qui organise ne lit que « prioritaire ».",
                        "Supprimée.",
                        "inscription.priorite"),
                """
        select p.bulletin_id as "Bulletin", p.motif as "Motif", p.par_employeur as "Dite par l’employeur", p.dite_le as "Dite le"
          from inscription.priorite p join inscription.bulletin b on b.id = p.bulletin_id where b.agent_id = :agent order by p.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Sélections en cours",
                        "Décider à qui vont les places d'une session à sélection.",
                        "AGENT_PARTI",
                        "La structure du CNFPT qui organise ; vous et votre employeur, une fois la décision prise.",
                        "Supprimées.",
                        "inscription.ecart_de_selection"),
                """
        select e.bulletin_id as "Bulletin", e.rang as "Rang voulu", e.motif as "Motif", e.pose_le as "Posé le"
          from inscription.ecart_de_selection e join inscription.bulletin b on b.id = e.bulletin_id where b.agent_id = :agent order by e.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Sélections décidées",
                        "Savoir pourquoi une demande a eu ce rang, et pouvoir le refaire.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Restent, sans nom : les faits retenus et le rang ; le motif est effacé.",
                        "inscription.candidature"),
                """
        select c.bulletin_id as "Bulletin", c.session_id as "Session", c.prioritaire as "Prioritaire de droit", c.premiere as "Jamais formé", c.arrivee as "Arrivée",
               c.ecart_rang as "Rang voulu", c.ecart_motif as "Motif", c.rang as "Rang", c.issue as "Issue"
          from inscription.candidature c join inscription.bulletin b on b.id = c.bulletin_id where b.agent_id = :agent order by c.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Référent handicap",
                        "Savoir qui lit les besoins d'aménagement d'une structure.",
                        "COMPTE_FERME",
                        "Votre délégation.",
                        "Supprimé : elle en désigne un autre.",
                        "inscription.referent_handicap"),
                """
        select structure_id as "Structure", designe_le as "Désigné le" from inscription.referent_handicap where compte_id = any(:comptes) order by structure_id
        """);
        l.put(
                Rubrique.vide(
                        "Test d'orientation",
                        "Vous orienter avant une préparation aux concours.",
                        "AGENT_PARTI",
                        "Vous et la structure du CNFPT qui organise ; sans les points, votre responsable, le service formation de votre employeur et ceux qui agissent pour lui.",
                        "Supprimé.",
                        "inscription.orientation"),
                """
        select o.bulletin_id as "Bulletin", o.points as "Points", o.passe_le as "Passé le", o.parcours as "Parcours conseillé", o.conseil as "Conseil", o.note_le as "Noté le"
          from inscription.orientation o join inscription.bulletin b on b.id = o.bulletin_id where b.agent_id = :agent order by o.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Absences d'une préparation aux concours",
                        "Suivre votre assiduité.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Supprimées.",
                        "inscription.absence_en_preparation"),
                """
        select a.bulletin_id as "Bulletin", a.jour as "Jour", a.demi_journees as "Demi-journées", a.justification as "Justification", a.notee_le as "Notée le"
          from inscription.absence_en_preparation a join inscription.bulletin b on b.id = a.bulletin_id where b.agent_id = :agent order by a.bulletin_id, a.jour
        """);
        l.put(
                Rubrique.vide(
                        "Avertissement dans une préparation aux concours",
                        "Savoir ce qui a été décidé, et sur quelle règle.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Reste, sans nom : une date et un nombre.",
                        "inscription.avertissement"),
                """
        select v.bulletin_id as "Bulletin", v.le as "Le", v.demi_journees as "Demi-journées", v.seuil as "Seuil", v.regle as "Règle", v.source as "Source"
          from inscription.avertissement v join inscription.bulletin b on b.id = v.bulletin_id where b.agent_id = :agent order by v.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Radiation d'une préparation aux concours",
                        "Savoir ce qui a été décidé, et sur quelle règle.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Reste, sans nom : une date et un nombre.",
                        "inscription.radiation"),
                """
        select r.bulletin_id as "Bulletin", r.le as "Le", r.demi_journees as "Demi-journées", r.seuil as "Seuil", r.regle as "Règle", r.source as "Source"
          from inscription.radiation r join inscription.bulletin b on b.id = r.bulletin_id where b.agent_id = :agent order by r.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Rappels de vos demandes",
                        "Qu'une demande n'attende pas en silence.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Restent, sans nom : une étape et une date.",
                        "inscription.relance"),
                """
        select r.bulletin_id as "Bulletin", r.etape as "Étape", r.le as "Le", r.a as "À" from inscription.relance r join inscription.bulletin b on b.id = r.bulletin_id
         where b.agent_id = :agent order by r.bulletin_id, r.etape
        """);
        l.put(
                Rubrique.vide(
                        "Venue à vos sessions",
                        "Vous rappeler votre session, et que votre place serve si vous ne venez pas.",
                        "AGENT_PARTI",
                        VISIBLE,
                        "Restent, sans nom : une réponse et une date.",
                        "inscription.venue"),
                """
        select v.bulletin_id as "Bulletin", v.rappele_le as "Rappelé le", v.joignable as "Joignable", v.vient as "Vient", v.repondu_le as "Répondu le"
          from inscription.venue v join inscription.bulletin b on b.id = v.bulletin_id where b.agent_id = :agent order by v.bulletin_id
        """);
        l.put(
                Rubrique.vide(
                        "Liens reçus par courriel",
                        "Répondre sans se connecter.",
                        "LIEN_DE_COURRIEL",
                        Rubrique.AU_SEUL_TITULAIRE + " Et qui tient le lien.",
                        "Supprimés.",
                        "inscription.lien_de_courriel"),
                """
        select pour as "Pour", bulletin_id as "Bulletin", emis_le as "Envoyé le", expire_le as "Jusqu’au", servi_le as "A servi le"
          from inscription.lien_de_courriel where agent_id = :agent order by emis_le
        """);
        return l;
    }

    /** Les textes scellés s'ouvrent pour la personne : c'est à elle. */
    @Override
    public List<Rubrique> lire(Sujet s) {
        return super.lire(s).stream()
                .map(r -> r.tables().contains("inscription.amenagement") ? ouvrir(r, Amenagements::lieu) : r)
                .map(r -> r.tables().contains("inscription.priorite") ? ouvrir(r, Priorites::lieu) : r)
                .toList();
    }

    private Rubrique ouvrir(Rubrique scellee, LongFunction<String> lieuDuBulletin) {
        return scellee.avec(scellee.lignes().stream()
                .map(ligne -> {
                    Map<String, Object> ouverte = new LinkedHashMap<>(ligne);
                    String lieu = lieuDuBulletin.apply(((Number) ligne.get("Bulletin")).longValue());
                    ouverte.replaceAll((nom, v) ->
                            v instanceof String t ? coffre.ouvrir(t, lieu).strip() : v);
                    return ouverte;
                })
                .toList());
    }

    @Override
    public Optional<String> empechement(Sujet s, LocalDate jour) {
        List<LocalDate> debuts = jdbi.withHandle(h -> h.createQuery("""
        select session_debut from inscription.bulletin where agent_id = :agent and session_fin >= :jour
           and etat in ('PREINSCRIPTION', 'AVIS_RENDU', 'TRANSMISE', 'EN_SELECTION', 'LISTE_ATTENTE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE') order by 1
        """)
                .bind("agent", s.agentId())
                .bind("jour", jour)
                .mapTo(LocalDate.class)
                .list());
        return debuts.isEmpty()
                ? Optional.empty()
                : Optional.of(Texte.pluriel(
                                debuts.size(),
                                "inscription en cours (la première session commence le ",
                                "inscriptions en cours (la première session commence le ")
                        + Texte.date(debuts.get(0))
                        + ") : annulez d'abord chaque bulletin, ou attendez la fin de la session.");
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select greatest(max(depose_le)::date, max(session_fin) filter (where etat not in ('REFUSEE', 'ANNULEE'))) from inscription.bulletin where agent_id = :agent having count(*) > 0
        """)
                .bind("agent", s.agentId())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> {
            h.createUpdate("delete from inscription.recherche_gardee where compte_id = any(:c)")
                    .bind("c", s.tableauDesComptes())
                    .execute();
            h.createUpdate(
                            "delete from inscription.amenagement a using inscription.bulletin b where b.id = a.bulletin_id and b.agent_id = :agent")
                    .bind("agent", s.agentId())
                    .execute();
            for (String table : List.of("inscription.priorite", "inscription.ecart_de_selection")) {
                h.createUpdate("delete from " + table
                                + " a using inscription.bulletin b where b.id = a.bulletin_id and b.agent_id = :agent")
                        .bind("agent", s.agentId())
                        .execute();
            }
            h.createUpdate("""
          update inscription.candidature c set ecart_motif = :n from inscription.bulletin b
           where b.id = c.bulletin_id and b.agent_id = :agent and c.ecart_motif is not null
          """)
                    .bind("agent", s.agentId())
                    .bind("n", Sujet.NOM_EFFACE)
                    .execute();
            h.createUpdate(
                            "update inscription.candidature set ecart_motif = regexp_replace(ecart_motif, :m, :n, 'gi') where ecart_motif ~* :m")
                    .bind("m", s.motif(false))
                    .bind("n", Sujet.NOM_EFFACE)
                    .execute();
            for (String table : List.of("orientation", "absence_en_preparation")) {
                h.createUpdate("delete from inscription." + table
                                + " x using inscription.bulletin b where b.id = x.bulletin_id and b.agent_id = :agent")
                        .bind("agent", s.agentId())
                        .execute();
            }
            h.createUpdate("delete from inscription.referent_handicap where compte_id = any(:c)")
                    .bind("c", s.tableauDesComptes())
                    .execute();
            h.createUpdate("delete from inscription.lien_de_courriel where agent_id = :agent")
                    .bind("agent", s.agentId())
                    .execute();
            h.createUpdate("delete from inscription.agenda where agent_id = :agent or compte_id = any(:c)")
                    .bind("agent", s.agentId())
                    .bind("c", s.tableauDesComptes())
                    .execute();
            h.createUpdate("""
          update inscription.changement c set motif = null from inscription.bulletin b
           where b.id = c.bulletin_id and b.agent_id = :agent and c.motif is not null
          """).bind("agent", s.agentId()).execute();
            h.createUpdate(
                            "update inscription.changement set par_nom = :p where (par_compte = any(:c) or par_agent = :agent) and par_nom <> :p")
                    .bind("p", s.pseudonyme())
                    .bind("agent", s.agentId())
                    .bind("c", s.tableauDesComptes())
                    .execute();
            h.createUpdate(
                            "update inscription.changement set motif = regexp_replace(motif, :m, :n, 'gi') where motif ~* :m")
                    .bind("m", s.motif(false))
                    .bind("n", Sujet.NOM_EFFACE)
                    .execute();
        });
    }
}
