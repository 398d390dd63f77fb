package fr.cnfpt.lanceur;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.outils.calendrier.Calendrier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * La démonstration est une année que quelqu'un a pu vivre, et les cas difficiles s'y voient. Ce que d'autres épreuves
 * ajoutent à la même base n'est pas marqué de la démonstration : on n'y regarde que ce qui l'est.
 */
@ExtendWith(ApplicationPartagee.class)
class DemonstrationIT {

    /** Au-delà, c'est que l'heure est inventée. */
    private static final int DEMANDES_PAR_MINUTE = 20;

    private static final String SESSIONS = " from catalogue.session s where s.demonstration and s.etat <> 'BROUILLON' ";
    private static final String DEMANDES =
            " from inscription.bulletin b join catalogue.session s on s.id = b.session_id where s.demonstration ";
    private static final String AGENTS =
            " from annuaire.agent a join annuaire.collectivite c on c.id = a.collectivite_id where a.modifie_par = 'démonstration' ";
    private static final String ATTESTATIONS =
            " from attestation.attestation t join catalogue.session s on s.id = t.session_id where s.demonstration ";

    private final Application application;

    DemonstrationIT(Application application) {
        this.application = application;
    }

    private long combien(String requete) throws IOException, SQLException {
        try (Donnees d = new Donnees(application)) {
            return d.nombre("select count(*) " + requete);
        }
    }

    private void voir(String quoi, String requete) throws IOException, SQLException {
        assertTrue(combien(requete) > 0, "On ne voit pas : " + quoi);
    }

    private void jamais(String quoi, String requete) throws IOException, SQLException {
        assertEquals(0, combien(requete), quoi);
    }

    @Test
    void nulle_session_ne_commence_ni_ne_finit_un_jour_chome_de_son_departement() throws Exception {
        List<String> chomees = new ArrayList<>();
        try (Connection base = application.base();
                ResultSet r = base.createStatement()
                        .executeQuery(
                                "select s.id, s.debut, s.fin, case when s.code_insee like '97%' then left(s.code_insee, 3) else left(s.code_insee, 2) end"
                                        + SESSIONS)) {
            while (r.next()) {
                for (int jour : new int[] {2, 3}) {
                    String dit = "session " + r.getLong(1) + ", " + r.getString(jour) + " : ";
                    Calendrier.chome(LocalDate.parse(r.getString(jour)), r.getString(4))
                            .ifPresent(c -> chomees.add(dit + c));
                }
            }
        }
        assertEquals(List.of(), chomees);
    }

    @Test
    void les_demandes_arrivent_au_fil_de_l_annee_aux_heures_de_bureau() throws Exception {
        assertTrue(combien(DEMANDES) > 5_000);
        jamais(
                "trop de demandes dans une même minute",
                "from (select 1 " + DEMANDES
                        + " group by date_trunc('minute', b.depose_le) having count(*) > " + DEMANDES_PAR_MINUTE
                        + ") as m");
        jamais(
                "une demande la nuit ou le dimanche, à l'heure de la session",
                DEMANDES
                        + " and b.depose_le < current_date - 12 and (extract(hour from b.depose_le at time zone s.fuseau) not between 7 and 19"
                        + " or extract(isodow from b.depose_le at time zone s.fuseau) = 7)");
        assertTrue(
                combien("from (select 1 " + DEMANDES + " group by date_trunc('month', b.depose_le)) as m") >= 12,
                "douze mois au moins");
    }

    @Test
    void l_histoire_de_chaque_demande_avance_et_sa_jauge_la_compte() throws Exception {
        jamais(
                "un pas d'avant le précédent",
                "from (select c.quand, lag(c.quand) over (partition by c.bulletin_id order by c.id) as avant from inscription.changement c"
                        + " where c.bulletin_id in (select b.id " + DEMANDES + ")) as x where quand < avant");
        jamais(
                "une demande qui n'est pas dans l'état de son dernier pas",
                DEMANDES
                        + " and b.etat <> (select c.etat from inscription.changement c where c.bulletin_id = b.id order by c.id desc limit 1)");
        jamais(
                "une jauge fausse",
                "from inscription.jauge j join catalogue.session s on s.id = j.session_id where s.demonstration and j.places_prises <>"
                        + " (select count(*) from inscription.bulletin b where b.session_id = j.session_id and b.etat in ('TRANSMISE', 'ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ABSENTE', 'ATTESTEE'))");
    }

    @Test
    void les_noms_sont_ceux_des_gens() throws Exception {
        for (String nom : List.of("É%", "Ç%", "%''%", "%-%", "de %")) {
            voir("un nom " + nom, AGENTS + " and a.nom like '" + nom + "'");
        }
        voir(
                "deux homonymes dans une collectivité",
                "from (select 1 " + AGENTS + " group by a.collectivite_id, a.nom, a.prenom having count(*) > 1) as h");
    }

    @Test
    void employeurs_et_personnes_ont_leurs_cas_difficiles() throws Exception {
        voir(
                "un grand employeur, des services en arbre",
                "from (select 1 " + AGENTS
                        + " and a.service like '% > % > %' group by a.collectivite_id having count(*) > 2500) as g");
        voir(
                "des demandes à La Réunion, à son heure",
                DEMANDES
                        + " and s.fuseau = 'Indian/Reunion' and b.collectivite_id in (select id from annuaire.collectivite where departement = '974')");
        voir("quelqu'un qui s'en est allé", AGENTS + " and a.parti_le <= current_date");
        voir(
                "quelqu'un qui s'en va, inscrit à une session d'après",
                DEMANDES
                        + " and b.etat not in ('REFUSEE', 'ANNULEE') and exists (select 1 from annuaire.agent a where a.id = b.agent_id and a.parti_le < s.debut)");
        voir(
                "un agent effacé",
                "from garde.journal where action = 'agent-efface' and detail = 'à sa demande' and auteur_compte_id = 0");
        voir(
                "deux employeurs qui déclarent le même statut",
                "from acces.statut_partage x join acces.statut_partage y on x.collectivite_id = y.avec_id and y.collectivite_id = x.avec_id"
                        + " join acces.compte k on k.agent_id = x.agent_id join acces.compte l on l.agent_id = y.agent_id and l.personne_id = k.personne_id"
                        + " where k.demonstration");
        voir("un intérim en cours", "from acces.interim where current_date between du and au");
        voir(
                "une attestation partagée avec un nouvel employeur",
                "from attestation.partage p join acces.compte k on k.id = p.compte_id where k.demonstration and p.repris_le is null");
        voir(
                "une commune qu'une seule personne administre",
                "from annuaire.collectivite c where c.validation_de_soi and 1 = (select count(*) from acces.compte k where k.collectivite_id = c.id and k.role = 'GESTIONNAIRE_RH')");
    }

    @Test
    void les_sessions_sont_de_toutes_les_sortes() throws Exception {
        String jauge =
                "from inscription.jauge j join catalogue.session s on s.id = j.session_id where s.demonstration ";
        voir("complète, et sa file", jauge + " and j.places_prises = j.capacite and j.en_attente > 0");
        voir(
                "sous le minimum, bientôt",
                jauge
                        + " and s.etat = 'PUBLIEE' and j.places_prises < j.minimum and s.debut between current_date and current_date + 45");
        voir("annulée, ses inscrits prévenus", DEMANDES + " and s.etat = 'ANNULEE' and b.etat = 'ANNULEE'");
        voir("finie, présences à saisir", DEMANDES + " and s.fin < current_date and b.etat = 'CONVOQUEE'");
        voir("finie, à attester", DEMANDES + " and s.fin < current_date and b.etat = 'PRESENTE'");
        voir("un MOOC très suivi", jauge + " and j.capacite is null and j.places_prises > 200");
        assertTrue(combien(ATTESTATIONS) > 1_000, "des attestations");
        voir("une attestation révoquée", ATTESTATIONS + " and t.revoquee_le is not null");
        voir(
                "une attestation révoquée et refaite",
                ATTESTATIONS
                        + " and t.revoquee_le is not null and exists (select 1 from attestation.attestation n where n.bulletin_id = t.bulletin_id and n.revoquee_le is null)");
    }

    @Test
    void ce_que_le_hasard_ne_donne_pas_se_voit_aussi_chez_la_delegation_qu_on_montre() throws Exception {
        String sienne =
                " and s.structure_id = (select structure_id from acces.compte where identifiant = 'delegation')";
        voir(
                "une sélection close, plus de candidats que de places, un classement commencé",
                "from inscription.jauge j join catalogue.session s on s.id = j.session_id where s.demonstration"
                        + sienne
                        + " and j.a_selection and j.decidee_le is null and s.cloture < current_date and j.en_selection > j.capacite"
                        + " and exists (select 1 from inscription.ecart_de_selection e where e.session_id = s.id)"
                        + " and exists (select 1 from inscription.priorite p join inscription.bulletin b on b.id = p.bulletin_id where b.session_id = s.id)");
        jamais(
                "une jauge de sélection fausse",
                "from inscription.jauge j join catalogue.session s on s.id = j.session_id where s.demonstration and j.en_selection <>"
                        + " (select count(*) from inscription.bulletin b where b.session_id = j.session_id and b.etat = 'EN_SELECTION')");
        voir(
                "un test d'orientation noté, et une demande qui attend le sien",
                "from catalogue.session s where s.demonstration" + sienne
                        + " and exists (select 1 from inscription.bulletin b join inscription.orientation o on o.bulletin_id = b.id where b.session_id = s.id and b.etat = 'TRANSMISE' and o.parcours = 'ADMIS')"
                        + " and exists (select 1 from inscription.orientation o where o.parcours <> 'ADMIS')"
                        + " and exists (select 1 from inscription.bulletin b where b.session_id = s.id and b.etat = 'TRANSMISE' and not exists (select 1 from inscription.orientation o where o.bulletin_id = b.id))");
        jamais(
                "quelqu'un d'accepté dans une préparation sans le résultat de son test",
                DEMANDES
                        + " and s.stage_id in (select id from catalogue.stage where nature = 'PREPARATION_CONCOURS')"
                        + " and b.etat in ('ACCEPTEE', 'CONVOQUEE', 'PRESENTE', 'ATTESTEE') and not exists (select 1 from inscription.orientation o where o.bulletin_id = b.id)");
        voir(
                "quelqu'un d'averti, quelqu'un de radié",
                DEMANDES
                        + " and b.etat = 'ANNULEE' and exists (select 1 from inscription.radiation r where r.bulletin_id = b.id)"
                        + " and exists (select 1 from inscription.avertissement v where v.bulletin_id <> b.id)");
        voir(
                "une convocation revenue",
                DEMANDES + sienne
                        + " and b.etat = 'CONVOQUEE' and s.debut > current_date"
                        + " and exists (select 1 from inscription.convocation c join outils.non_remis n on n.cle = c.cle where c.bulletin_id = b.id)");
        voir(
                "une session à sauver, sa voisine qui a des places, et des gens qui attendent le même stage ailleurs",
                "from inscription.jauge j join catalogue.session s on s.id = j.session_id where s.demonstration"
                        + sienne
                        + " and s.etat = 'PUBLIEE' and s.cloture >= current_date and s.debut <= current_date + 42 and j.places_prises between 1 and j.minimum - 1"
                        + " and exists (select 1 from catalogue.session v join inscription.jauge w on w.session_id = v.id where v.stage_id = s.stage_id and v.structure_id = s.structure_id and v.id <> s.id"
                        + "   and v.etat = 'PUBLIEE' and v.debut > current_date and w.en_attente = 0 and w.places_prises < w.capacite)"
                        + " and exists (select 1 from catalogue.session v join inscription.jauge w on w.session_id = v.id where v.stage_id = s.stage_id and v.structure_id = s.structure_id and w.en_attente > 0)");
    }

    @Test
    void la_synthese_de_l_annee_a_eu_lieu_et_tous_les_plans_ne_sont_pas_la() throws Exception {
        String annee = "extract(year from current_date)";
        voir("la synthèse", "from plan_formation.synthese where etat = 'TERMINEE' and annee = " + annee);
        voir("ce qu'elle a décidé", "from territorialisation.action_mutualisee where fermes > 0 and annee = " + annee);
        voir("un plan jamais transmis", "from plan_formation.plan where etat = 'BROUILLON' and annee = " + annee);
        voir(
                "un plan transmis en retard",
                "from plan_formation.plan where transmis_le > make_date(annee - 1, 12, 15) and annee = " + annee);
    }

    @Test
    void rien_ne_part_en_masse_au_demarrage() throws Exception {
        assertTrue(combien("from outils.envoi where objet like 'Activ%'") < 50);
    }
}
