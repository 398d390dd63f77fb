package fr.cnfpt.garde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.cnfpt.acces.api.Acteurs;
import fr.cnfpt.acces.api.Mutualisation.Mandant;
import fr.cnfpt.acces.comptes.persistence.Comptes;
import fr.cnfpt.acces.interims.application.OrganiserLesInterims;
import fr.cnfpt.acces.mutualisation.application.AgirPour;
import fr.cnfpt.acces.mutualisation.application.MutualiserLesInscriptions;
import fr.cnfpt.acces.mutualisation.persistence.Rattachements;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.Circuit;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.carte.persistence.CarteDeTest;
import fr.cnfpt.annuaire.collectivites.application.EnregistrerUnEmployeur;
import fr.cnfpt.annuaire.collectivites.application.ReglerLaCollectivite;
import fr.cnfpt.annuaire.collectivites.domain.NatureDEmployeur;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.liste.Tri;
import jakarta.persistence.EntityManagerFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Confier ses inscriptions, agir pour une autre, se faire remplacer, régler son circuit : les cas d'usage sur un vrai
 * PostgreSQL.
 */
class MutualisationTest {

    private static final PostgresDeTest POSTGRES = PostgresDeTest.avec("annuaire", "acces", "garde");
    private static final Jdbi JDBI = POSTGRES.jdbi();
    private static EntityManagerFactory emf;
    private static int suivante;

    private final UtilisateurCourant courant = new UtilisateurCourant();
    private LocalDate aujourdhui = LocalDate.now();

    @BeforeAll
    static void charger() {
        CarteDeTest.charger(JDBI);
        emf = POSTGRES.emf();
    }

    @AfterAll
    static void fermer() {
        emf.close();
    }

    private static long nombre(String sql, Object... v) {
        return JDBI.withHandle(h -> {
            var q = h.createQuery(sql);
            for (int i = 0; i < v.length; i++) {
                q.bind(i, v[i]);
            }
            return q.mapTo(Long.class).one();
        });
    }

    /** Une commune de Bretagne, où aucune autre épreuve ne va. */
    private static long commune() {
        return nombre("""
        select c.id from annuaire.collectivite c join annuaire.structure s on s.id = c.structure_id
         where s.code = 'BRE' and c.nature = 'COMMUNE' order by c.id offset ? limit 1
        """, 20 + suivante++);
    }

    private static long compte(long collectivite) {
        return nombre(
                """
        insert into acces.compte (identifiant, nom, role, collectivite_id, courriel) values (?, 'La RH', 'GESTIONNAIRE_RH', ?, ?) returning id
        """, "rh.mut." + collectivite + "." + suivante++, collectivite, "rh" + collectivite + "@exemple.fr");
    }

    private static long agent(long collectivite, String matricule, Long responsable) {
        return nombre(
                "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie, responsable_id) values (?, ?, ?, 'A', 'C', ?) returning id",
                collectivite,
                matricule,
                matricule,
                responsable);
    }

    private <T> T comme(Utilisateur u, Function<Montage, T> pas) {
        return courant.agirComme(
                u,
                () -> PostgresDeTest.dans(
                        emf, em -> pas.apply(new Montage(em, POSTGRES, Horloge.arretee(aujourdhui), courant))));
    }

    private static Utilisateur rh(long compte, long collectivite) {
        return new Utilisateur(compte, "rh", "La RH", Role.GESTIONNAIRE_RH, collectivite, null, null, "c");
    }

    private Void rattacher(Utilisateur u, long collectivite, long gestionnaire) {
        return comme(u, m -> {
            m.bean(MutualiserLesInscriptions.class).rattacher(collectivite, gestionnaire);
            return null;
        });
    }

    private List<Rattachements.Ligne> lignes(Utilisateur u) {
        return comme(
                u,
                m -> m.bean(MutualiserLesInscriptions.class)
                        .enCours("", Tri.AUCUN, 0, 2_000)
                        .lignes());
    }

    @Test
    void la_gestionnaire_agit_pour_qui_s_est_rattachee_le_temps_que_cela_dure_et_pour_personne_d_autre() {
        long petite = commune();
        long grande = commune();
        long autre = commune();
        Utilisateur laGrande = rh(compte(grande), grande);
        Utilisateur laPetite = rh(compte(petite), petite);
        assertThrows(
                Refus.class, () -> comme(laGrande, m -> m.bean(AgirPour.class).agirPour(laGrande, petite)));
        rattacher(laPetite, petite, grande);
        Utilisateur pour = comme(laGrande, m -> m.bean(AgirPour.class).agirPour(laGrande, petite));
        assertEquals(petite, pour.collectivite());
        assertEquals(laGrande.compteId(), pour.compteId());
        assertEquals(
                List.of(grande, petite),
                comme(laGrande, m -> m.bean(AgirPour.class).mandants("", 10)).stream()
                        .map(Mandant::id)
                        .toList());
        assertEquals(
                "collectivite-non-rattachee",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        laGrande, m -> m.bean(AgirPour.class).agirPour(laGrande, autre)))
                        .code());
        Utilisateur deBranche = new Utilisateur(
                laGrande.compteId(), "rh", "La RH", Role.GESTIONNAIRE_RH, grande, null, null, "c", "Technique");
        assertThrows(
                Refus.class,
                () -> comme(deBranche, m -> m.bean(AgirPour.class).agirPour(deBranche, petite)),
                "d'une branche, on n'agit pas pour une autre collectivité");
        assertFalse((boolean) comme(deBranche, m -> m.bean(AgirPour.class).peutAgirPourDAutres(deBranche)));
        assertEquals(
                List.of(grande),
                comme(deBranche, m -> m.bean(AgirPour.class).mandants("", 10)).stream()
                        .map(Mandant::id)
                        .toList());
        assertThrows(
                Refus.class,
                () -> comme(laPetite, m -> m.bean(AgirPour.class).agirPour(laPetite, grande)),
                "le rattachement n'a qu'un sens");
        assertTrue((boolean) comme(laGrande, m -> m.bean(AgirPour.class).vautEncore(pour)));
        assertEquals(
                1,
                nombre(
                        "select count(*) from outils.envoi where destinataire = ? and objet like '%confie ses inscriptions'",
                        "rh" + grande + "@exemple.fr"));
        long rattachement = lignes(laPetite).get(0).id();
        comme(laPetite, m -> {
            m.bean(MutualiserLesInscriptions.class).finir(rattachement);
            return null;
        });
        assertFalse((boolean) comme(laGrande, m -> m.bean(AgirPour.class).vautEncore(pour)), "dès maintenant");
        assertEquals(
                2,
                nombre(
                        "select count(*) from garde.journal where collectivite_id = ? and action like 'rattachement-%'",
                        petite));
    }

    @Test
    void ni_deux_gestionnaires_a_la_fois_ni_chaine_ni_soi_meme() {
        long a = commune();
        long b = commune();
        long c = commune();
        Utilisateur rhA = rh(compte(a), a);
        rattacher(rhA, a, b);
        assertEquals(
                "deja-rattachee",
                assertThrows(Refus.class, () -> rattacher(rhA, a, c)).code());
        assertEquals(
                "gestionnaire-deja-rattachee",
                assertThrows(Refus.class, () -> rattacher(rh(compte(c), c), c, a))
                        .code());
        assertEquals(
                "gestionnaire-rattachee",
                assertThrows(Refus.class, () -> rattacher(rh(compte(b), b), b, c))
                        .code());
        assertEquals(
                "rattachement-a-soi",
                assertThrows(Refus.class, () -> rattacher(rh(compte(c), c), c, c))
                        .code());
    }

    @Test
    void une_collectivite_ne_rattache_qu_elle_meme_et_une_delegation_que_son_ressort() {
        long a = commune();
        long b = commune();
        Utilisateur rhA = rh(compte(a), a);
        assertEquals(
                "collectivite-inconnue",
                assertThrows(Refus.class, () -> rattacher(rhA, b, a)).code());
        Utilisateur bretagne = delegation("BRE");
        Utilisateur normandie = delegation("NOR");
        assertEquals(
                "collectivite-inconnue",
                assertThrows(Refus.class, () -> rattacher(normandie, a, b)).code());
        rattacher(bretagne, a, b);
        long r = lignes(rhA).get(0).id();
        assertEquals(
                "rattachement-inconnu",
                assertThrows(
                                Refus.class,
                                () -> comme(normandie, m -> {
                                    m.bean(MutualiserLesInscriptions.class).finir(r);
                                    return null;
                                }))
                        .code());
        long c = commune();
        assertEquals(
                "rattachement-inconnu",
                assertThrows(
                                Refus.class,
                                () -> comme(rh(compte(c), c), m -> {
                                    m.bean(MutualiserLesInscriptions.class).finir(r);
                                    return null;
                                }))
                        .code());
        assertTrue(lignes(normandie).stream().noneMatch(l -> l.id() == r));
    }

    private static Utilisateur delegation(String code) {
        return new Utilisateur(
                0,
                "delegation",
                "Conseillère",
                Role.DELEGATION,
                null,
                nombre("select id from annuaire.structure where code = ?", code),
                null,
                code);
    }

    @Test
    void aucune_liste_ne_s_arrete_ni_celle_d_un_centre_de_gestion_ni_celle_des_interims_de_l_ete() {
        long centre = commune();
        long chef = agent(centre, "CHEF", null);
        JDBI.useHandle(h -> {
            h.execute("""
            insert into acces.rattachement (collectivite_id, gestionnaire_id, debut, motif)
            select c.id, ?, ?, 'mutualisation' from annuaire.collectivite c
             where c.nature = 'COMMUNE' and c.departement = '62' and c.id not in (select collectivite_id from acces.rattachement) order by c.id limit 700
            """, centre, aujourdhui);
            h.execute(
                    "insert into annuaire.agent (collectivite_id, matricule, nom, prenom, categorie) select ?, 'T' || n, 'Titulaire' || n, 'A', 'C' from generate_series(1, 600) n",
                    centre);
            h.execute(
                    "insert into acces.interim (collectivite_id, titulaire_id, suppleant_id, du, au) select ?, id, ?, ?, ? from annuaire.agent where collectivite_id = ? and matricule like 'T%'",
                    centre, chef, aujourdhui, aujourdhui.plusDays(9), centre);
        });
        Utilisateur rh = rh(compte(centre), centre);
        comme(rh, m -> {
            MutualiserLesInscriptions mutualisation = m.bean(MutualiserLesInscriptions.class);
            var derniere = mutualisation.enCours("", Tri.AUCUN, 650, 50);
            assertEquals(700, derniere.total());
            assertEquals(50, derniere.lignes().size());
            assertEquals(
                    1,
                    mutualisation
                            .enCours(derniere.lignes().get(49).collectivite(), new Tri("collectivite", true), 0, 50)
                            .lignes()
                            .stream()
                            .filter(l -> l.id() == derniere.lignes().get(49).id())
                            .count());
            OrganiserLesInterims interims = m.bean(OrganiserLesInterims.class);
            assertEquals(600, interims.enCours("", Tri.AUCUN, 0, 50).total());
            assertEquals(
                    "A Titulaire600",
                    interims.enCours("titulaire600", Tri.AUCUN, 0, 50)
                            .lignes()
                            .get(0)
                            .titulaire());
            assertEquals(
                    "A Titulaire99",
                    interims.enCours("", new Tri("titulaire", true), 0, 50)
                            .lignes()
                            .get(0)
                            .titulaire());
            return null;
        });
    }

    @Test
    void l_interim_donne_l_equipe_du_responsable_absent_entre_ses_deux_dates_et_le_role_avec() {
        long c = commune();
        long chef = agent(c, "CHEF", null);
        long equipier = agent(c, "EQUIPIER", chef);
        long remplacant = agent(c, "REMPLACANT", chef);
        long compte = nombre(
                "insert into acces.compte (identifiant, nom, role, collectivite_id, agent_id) values (?, 'R', 'AGENT', ?, ?) returning id",
                "remplacant." + c,
                c,
                remplacant);
        Utilisateur rh = rh(compte(c), c);
        comme(rh, m -> {
            m.bean(OrganiserLesInterims.class).ouvrir("CHEF", "REMPLACANT", aujourdhui, aujourdhui.plusDays(5));
            return null;
        });
        assertEquals(List.of(equipier), equipe(rh, remplacant), "sans lui-même, qui est pourtant de l'équipe");
        assertEquals(
                Role.RESPONSABLE,
                comme(rh, m -> m.bean(Comptes.class).utilisateur(compte)).role());
        assertEquals(List.of(equipier, remplacant), equipe(rh, chef), "le titulaire garde la main");
        aujourdhui = aujourdhui.plusDays(6);
        assertEquals(List.of(), equipe(rh, remplacant));
    }

    @Test
    void un_responsable_n_organise_que_son_interim_et_une_rh_que_ceux_de_sa_collectivite() {
        long c = commune();
        long chef = agent(c, "CHEF", null);
        agent(c, "AUTRE-CHEF", null);
        agent(c, "REMPLACANT", chef);
        Utilisateur responsable = new Utilisateur(1, "chef", "Chef", Role.RESPONSABLE, c, null, chef, "c");
        comme(responsable, m -> {
            m.bean(OrganiserLesInterims.class).ouvrir("AUTRE-CHEF", "REMPLACANT", aujourdhui, aujourdhui);
            return null;
        });
        assertEquals(
                chef,
                nombre("select titulaire_id from acces.interim where collectivite_id = ?", c),
                "c'est lui qui est remplacé, quoi qu'il ait demandé");
        long interim = nombre("select id from acces.interim where collectivite_id = ?", c);
        long ailleurs = commune();
        assertEquals(
                "interim-inconnu",
                assertThrows(
                                Refus.class,
                                () -> comme(rh(compte(ailleurs), ailleurs), m -> {
                                    m.bean(OrganiserLesInterims.class).finir(interim);
                                    return null;
                                }))
                        .code());
        assertEquals(
                "agent-inconnu",
                assertThrows(
                                Refus.class,
                                () -> comme(rh(compte(ailleurs), ailleurs), m -> {
                                    m.bean(OrganiserLesInterims.class)
                                            .ouvrir("CHEF", "REMPLACANT", aujourdhui, aujourdhui);
                                    return null;
                                }))
                        .code());
    }

    @Test
    void deux_gestionnaires_qui_reglent_en_meme_temps_ne_s_ecrasent_pas() {
        long c = commune();
        Utilisateur rh = rh(compte(c), c);
        Circuit lu = comme(rh, m -> m.bean(ReglerLaCollectivite.class).circuit());
        comme(rh, m -> {
            m.bean(ReglerLaCollectivite.class)
                    .regler(lu, new Circuit(false, lu.avis(), true, lu.rappelJours(), lu.attenteJours()));
            return null;
        });
        assertEquals(
                "reglage-change",
                assertThrows(
                                Refus.class,
                                () -> comme(rh, m -> {
                                    m.bean(ReglerLaCollectivite.class)
                                            .regler(
                                                    lu,
                                                    new Circuit(
                                                            lu.preinscription(),
                                                            false,
                                                            lu.pourSoi(),
                                                            lu.rappelJours(),
                                                            lu.attenteJours()));
                                    return null;
                                }))
                        .code());
        assertEquals(
                new Circuit(false, lu.avis(), true, lu.rappelJours(), lu.attenteJours()),
                comme(rh, m -> m.bean(ReglerLaCollectivite.class).circuit()));
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.journal where collectivite_id = ? and action = 'reglage-validation-de-soi'",
                        c));
        Circuit enregistre = comme(rh, m -> m.bean(ReglerLaCollectivite.class).circuit());
        Circuit voulu = new Circuit(false, lu.avis(), true, 3, 10);
        comme(rh, m -> {
            m.bean(ReglerLaCollectivite.class).regler(enregistre, voulu);
            return null;
        });
        assertEquals(voulu, comme(rh, m -> m.bean(ReglerLaCollectivite.class).circuit()));
        assertEquals(
                "reglage-change",
                assertThrows(
                                Refus.class,
                                () -> comme(rh, m -> {
                                    m.bean(ReglerLaCollectivite.class).regler(enregistre, lu);
                                    return null;
                                }))
                        .code(),
                "un délai changé compte aussi");
        assertEquals(
                1,
                nombre(
                        "select count(*) from garde.journal where collectivite_id = ? and action = 'reglage-preinscription'",
                        c));
    }

    @Test
    void une_delegation_enregistre_un_ccas_de_son_ressort_une_fois_et_lui_seul() {
        Utilisateur bretagne = delegation("BRE");
        CollectiviteInfo ccas = comme(
                bretagne,
                m -> m.bean(EnregistrerUnEmployeur.class)
                        .executer("262 900 012", "CCAS de Quimper", NatureDEmployeur.CCAS, "29", "29232"));
        assertEquals(bretagne.structureId(), ccas.structureId());
        assertEquals(
                comme(
                                bretagne,
                                m -> m.bean(Annuaire.class)
                                        .collectivite(nombre(
                                                "select id from annuaire.collectivite where code_insee = '29232'"))
                                        .orElseThrow())
                        .epciSiren(),
                ccas.epciSiren());
        assertEquals(
                "employeur-existe",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        bretagne,
                                        m -> m.bean(EnregistrerUnEmployeur.class)
                                                .executer(
                                                        "262900012",
                                                        "Un autre",
                                                        NatureDEmployeur.SYNDICAT,
                                                        "29",
                                                        null)))
                        .code());
        assertEquals(
                "siren-invalide",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        bretagne,
                                        m -> m.bean(EnregistrerUnEmployeur.class)
                                                .executer(
                                                        "262900013",
                                                        "Clé fausse",
                                                        NatureDEmployeur.SYNDICAT,
                                                        "29",
                                                        null)))
                        .code());
        assertEquals(
                "departement-hors-ressort",
                assertThrows(
                                Refus.class,
                                () -> comme(
                                        bretagne,
                                        m -> m.bean(EnregistrerUnEmployeur.class)
                                                .executer("732829320", "Ailleurs", NatureDEmployeur.CDG, "59", null)))
                        .code());
    }

    private List<Long> equipe(Utilisateur u, long agent) {
        return comme(
                u,
                m -> m.bean(Acteurs.class).equipeDe(agent).stream()
                        .map(AgentInfo::id)
                        .toList());
    }
}
