package fr.cnfpt.annuaire.persistence;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.commun.donnees.Rubrique;
import fr.cnfpt.commun.donnees.Sujet;
import fr.cnfpt.outils.persistence.DonneesEnBase;
import fr.cnfpt.outils.persistence.Releve;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ce que l'annuaire tient d'un agent : sa fiche, et ses lignes dans les imports. */
@ApplicationScoped
public class DonneesAnnuaireSql extends DonneesEnBase {

    private static final String EMPLOYEUR =
            "Vous, le service formation de votre employeur et ceux qui agissent pour lui, votre responsable, la délégation du CNFPT où vous êtes inscrit.";
    private static final String SOI_ET_RH = "Vous et le service formation de votre employeur.";

    private static final Map<Rubrique, String> LECTURES = lectures();

    public DonneesAnnuaireSql() {
        super(10, LECTURES);
    }

    private static Map<Rubrique, String> lectures() {
        Map<Rubrique, String> l = new LinkedHashMap<>();
        l.put(
                Rubrique.vide(
                        "Fiche",
                        "Vous reconnaître et vous inscrire aux formations.",
                        "AGENT_PARTI",
                        EMPLOYEUR,
                        "Le nom, le nom de naissance, le prénom, femme ou homme, le courriel, le matricule, le métier, le service, le cadre d'emplois, le grade, les dates, la quotité, la résidence et le responsable sont ôtés. La catégorie, le statut et la collectivité restent, pour les comptes.",
                        "annuaire.agent"),
                """
        select a.id as "Numéro interne", c.nom as "Employeur", a.matricule as "Matricule", a.nom as "Nom", a.prenom as "Prénom", a.courriel as "Courriel",
               a.metier as "Métier", a.service as "Service", a.categorie as "Catégorie", coalesce(e.nom, a.cadre_emplois) as "Cadre emplois",
               r.matricule as "Matricule du responsable", a.parti_le as "Parti le", %s, a.modifie_le as "Modifiée le", a.modifie_par as "Modifiée par",
               a.version as "Version", a.efface_le as "Effacée le"
          from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id left join annuaire.agent r on r.id = a.responsable_id
          left join annuaire.cadre_emplois e on e.id = a.cadre_emplois_id where a.id = :agent
        """.formatted(situation("a.%s as \"%s\"")));
        l.put(
                Rubrique.vide(
                        "Passages chez cet employeur",
                        "Savoir quand vous y étiez, si vous êtes parti puis revenu.",
                        "AGENT_PARTI",
                        SOI_ET_RH,
                        "Supprimés.",
                        "annuaire.agent_passage"),
                """
        select arrive_le as "Arrivé le", parti_le as "Parti le" from annuaire.agent_passage where agent_id = :agent order by parti_le
        """);
        l.put(
                Rubrique.vide(
                        "Responsable d'une équipe",
                        "Vous donner les demandes de votre équipe à lire, tant que des fiches vous nomment.",
                        "AGENT_PARTI",
                        SOI_ET_RH,
                        "Supprimés.",
                        "annuaire.encadrement"),
                """
        select du as "Du", au as "Au", ouvert_le as "Noté le", change_le as "Fin notée le" from annuaire.encadrement where agent_id = :agent order by id
        """);
        l.put(
                Rubrique.vide(
                        "Imports",
                        "Reprendre les agents d'un fichier, après relecture.",
                        "IMPORT",
                        SOI_ET_RH,
                        "Les lignes de l'agent sont supprimées des essais ; un fichier de sa collectivité qui attend d'être lu est supprimé ; un import qu'il a déposé ne porte plus son nom.",
                        "annuaire.import",
                        "annuaire.import_ligne",
                        "annuaire.import_refus"),
                """
        select i.fichier as "Fichier", i.cree_le as "Déposé le", x.ligne as "Ligne", x.nom as "Nom", x.prenom as "Prénom", x.courriel as "Courriel", x.metier as "Métier",
               x.service as "Service", %s, x.sort as "Sort" from annuaire.import_ligne x join annuaire.import i on i.id = x.import_id where x.agent_id = :agent
        union all select i.fichier, i.cree_le, null, null, null, null, null, null, %s, 'déposé par vous' from annuaire.import i where i.par_compte_id = any(:comptes) order by 2, 3
        """.formatted(situation("x.%s as \"%s\""), situation("null")));
        return l;
    }

    private static String situation(String forme) {
        return Colonne.SITUATION.stream()
                .map(c -> forme.formatted(c.code(), c.libelle()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<LocalDate> derniereActivite(Sujet s) {
        return jdbi.withHandle(h -> h.createQuery("""
        select greatest(modifie_le::date, parti_le) from annuaire.agent where id = :agent
        """)
                .bind("agent", s.agentId())
                .mapTo(LocalDate.class)
                .findOne());
    }

    @Override
    public void effacer(Sujet s) {
        jdbi.useHandle(h -> Releve.oublier(
                h,
                s,
                "with lignes as (delete from annuaire.import_ligne x using annuaire.import i, annuaire.agent a where a.id = :agent and i.id = x.import_id"
                        + " and i.collectivite_id = a.collectivite_id and (x.agent_id = a.id or x.matricule = a.matricule) returning x.import_id, x.ligne)"
                        + " delete from annuaire.import_refus r using lignes l where r.import_id = l.import_id and r.ligne = l.ligne",
                "update annuaire.import i set etat = 'ABANDONNE', fini_le = clock_timestamp(), motif = 'Un agent a été effacé pendant que ce fichier attendait. Redéposez-le sans lui.'"
                        + " from annuaire.agent a where a.id = :agent and i.collectivite_id = a.collectivite_id and i.etat = 'COLONNES'",
                "update annuaire.import_ligne set responsable = null, responsable_id = null where responsable_id = :agent",
                "delete from annuaire.agent_passage where agent_id = :agent",
                "update annuaire.import set par = :pseudonyme where par_compte_id = any(:comptes)",
                "update annuaire.agent set nom = 'Agent effacé', prenom = :code, matricule = 'efface-' || :code, courriel = null, metier = null, service = null,"
                        + " nom_naissance = null, sexe = null, statut_depuis = null, grade = null, grade_depuis = null, entree_fpt = null, responsabilite_depuis = null,"
                        + " quotite = null, residence = null, arrive_le = null, cadre_emplois = null, cadre_emplois_id = null, responsable_id = null, parti_le = least(parti_le, outils.jour(:maintenant, (select c.departement from annuaire.collectivite c where c.id = collectivite_id))), efface_le = clock_timestamp(), modifie_le = clock_timestamp(),"
                        + " modifie_par = 'effacement', version = version + 1 where id = :agent",
                "update annuaire.agent set responsable_id = null where responsable_id = :agent",
                "delete from annuaire.encadrement where agent_id = :agent"));
    }
}
